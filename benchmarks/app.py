"""The web front end: from its start to the first page, from Enter to cards, and twenty who search at the same time."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple

import psutil
from playwright.sync_api import Error, sync_playwright

from benchmarks.figures import Figure
from benchmarks.meaning import REPORTS, fill
from benchmarks.places import ROOT, minerva_command, run
from benchmarks.synthetic import queries
from benchmarks.visitors import PATIENCE_S, Visitor, many
from minerva import load_encoder, open_library
from minerva.swedish.words import telling_words, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

    from minerva import Library

STARTS = 5
SEARCHES = 30
WARM_UP = 5
VISITORS = 20
READS_S = (1.0, 5.0)
"""How long a visitor looks at what she found before she searches again."""
MOST_START_S = 3.0
MOST_ENTER_MS = 300.0
MOST_MANY_MS = 600.0
MOST_P95_S = 2.0
MOST_GROWTH_MB = 50.0
_QUERIES = 400
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Server(NamedTuple):
    """A running front end: its address and its process."""

    url: str
    process: psutil.Process

    @property
    def memory_mb(self) -> float:
        """What it holds in memory."""
        return float(self.process.memory_info().rss) / 1_000_000

    @property
    def worked_s(self) -> float:
        """How long it has kept a processor busy, which a machine that does other things too changes little."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


def measure(*, minutes: float = 10.0) -> Iterator[Figure]:
    """
    Measure over the example corpus, then over 100,000 passages of no meaning.

    Parameters
    ----------
    minutes
        How long twenty visitors search at the same time.
    """
    with tempfile.TemporaryDirectory() as name:
        index = Path(name) / "corpus"
        run(minerva_command(index, "add", str(ROOT / "corpus")))
        with open_library(index) as library:
            asked = _queries_from(library)
        with _page() as page:
            yield _starting(page, index)
            with _served(index) as server:
                yield _entering(page, server, asked, "16 reports", MOST_ENTER_MS)
                yield from _together(server, asked, minutes)
        large = Path(name) / "large"
        with open_library(large, create=True) as library:
            fill(library, load_encoder(), REPORTS)
        with _page() as page, _served(large) as server:
            yield _entering(page, server, queries(SEARCHES + WARM_UP), "100,000 passages", MOST_MANY_MS)


def _queries_from(library: Library) -> list[str]:
    """Return queries of one to three telling words that stand near each other in some passage."""
    chance = random.Random("visitors")
    texts = [library.quote(one) for report in library.reports() for one in library.passages(report.id)]
    found = []
    while len(found) < _QUERIES:
        some = [word for word in telling_words(words(chance.choice(texts))) if word.isalpha()]
        if len(some) > 3:
            begins = chance.randrange(len(some) - 3)
            found.append(" ".join(some[begins : begins + chance.randint(1, 3)]))
    return found


def _starting(page: Page, index: Path) -> Figure:
    """Start the front end, the browser being there already, and wait until the first page can be used."""
    times, worked = [], []
    for _start in range(STARTS):
        began = time.perf_counter()
        with _served(index) as server:
            _open(page, server.url)
            times.append(time.perf_counter() - began)
            worked.append(server.worked_s)
    beside = f"{median(worked):.1f} s of a processor"
    return Figure(
        "minerva app, to its first page in a browser", median(times), "s", at_most=MOST_START_S, beside=beside
    )


def _entering(page: Page, server: Server, asked: Sequence[str], what: str, most_ms: float) -> Figure:
    """Type queries into the browser and press Enter; beside it what the server takes of that."""
    _open(page, server.url)
    seen = [_enter(page, query) for query in asked[: SEARCHES + WARM_UP]]
    with Visitor(server.url) as visitor:
        before = server.worked_s
        served = [visitor.search(f"{query} {asked[0]}").seconds * 1000 for query in asked[: SEARCHES + WARM_UP]]
        worked = (server.worked_s - before) / len(served) * 1000
    beside = f"the server's part {median(served[WARM_UP:]):.0f} ms, {worked:.0f} ms of a processor"
    return Figure(f"Enter to cards in a browser, {what}", median(seen[WARM_UP:]), "ms", at_most=most_ms, beside=beside)


def _enter(page: Page, query: str) -> float:
    """Search in the browser and return how long it takes until its cards are drawn and the page is at rest."""
    field = page.locator("[data-testid=stTextInput] input").first
    field.fill(query)
    ms: float = page.evaluate(
        """query => new Promise(resolve => {
            const began = performance.now();
            const look = () => {
                const app = document.querySelector("[data-testid=stApp]");
                const asked = new URL(location).searchParams.get("q") === query;
                const rests = app.getAttribute("data-test-script-state") === "notRunning";
                if (asked && rests && document.querySelector(".m-card")) resolve(performance.now() - began);
                else requestAnimationFrame(look);
            };
            const input = document.querySelector("[data-testid=stTextInput] input");
            const enter = {key: "Enter", code: "Enter", keyCode: 13, bubbles: true};
            input.dispatchEvent(new KeyboardEvent("keydown", enter));
            look();
        })""",
        query,
    )
    return ms


def _together(server: Server, asked: Sequence[str], minutes: float) -> Iterator[Figure]:
    """Let twenty search at the same time, and see whether the server grows meanwhile."""
    many(server.url, asked, visitors=VISITORS, seconds=20, pause_s=READS_S)
    before, worked = server.memory_mb, server.worked_s
    answers = many(server.url, asked, visitors=VISITORS, seconds=60 * minutes, pause_s=READS_S)
    growth = server.memory_mb - before
    times = [one.seconds for one in answers]
    told = f"{len(answers)} searches in {minutes:g} min, p50 {median(times):.2f} s"
    busy = f"a processor busy {(server.worked_s - worked) / (60 * minutes):.0%} of the time"
    yield Figure("twenty who search at once, p95", quantiles(times, n=20)[-1], "s", at_most=MOST_P95_S, beside=told)
    yield Figure("… errors", sum(bool(one.error) for one in answers), "", at_most=0, beside=busy)
    yield Figure("… growth of memory", growth, "MB", at_most=MOST_GROWTH_MB, beside=f"{before:.0f} MB before")


def _open(page: Page, url: str) -> None:
    """Open the first page and wait until it can be used."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            page.goto(url)
            break
        except Error:
            # The server does not listen yet.
            assert time.monotonic() < until
            time.sleep(0.02)
    page.wait_for_selector("[data-testid=stTextInput] input")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


@contextmanager
def _page() -> Iterator[Page]:
    """Give a page of a browser that has been started."""
    program = next(filter(None, map(shutil.which, _BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1280, "height": 900})
        browser.close()


@contextmanager
def _served(index: Path) -> Iterator[Server]:
    """Serve the library in *index*; the address is known beforehand, so nothing is waited for."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = minerva_command(index, "app", "--port", str(port), "--no-browser", "--json")
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env=os.environ | {"CI": "1"}, text=True
    ) as process:
        try:
            yield Server(f"http://127.0.0.1:{port}", psutil.Process(process.pid))
        finally:
            process.terminate()
            process.wait(10)
