"""A real browser, and the web front end that it looks at."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest

from minerva.library.store import open_library
from minerva.themes.assigning import assign_themes
from minerva.themes.discovering import discover_themes
from tests.making import FILLER, encode_all, put_examples, put_text, put_themes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, WebSocket

ROOT = Path(__file__).parents[2]
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 20_000
STOP_S = 10
HOSTILE = (
    "<script>window.pwned = 1</script> <img src=x onerror='window.pwned = 2'> "
    "[klicka här](javascript:window.pwned=3) ![bild](https://example.org/x.png) **fet** $x^2$ :material/delete: "
    "omvänd \u202egnirps\u202c text"
)


class Site(NamedTuple):
    """A running web front end: its address and its library's folder."""

    url: str
    folder: Path


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Give a headless browser; skip where there is none, but never in CI, which installs one."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None and not os.environ.get("CI"):
        pytest.skip("no browser here: make system-packages installs chromium")
    from playwright.sync_api import expect, sync_playwright

    # A machine that tests other things at the same time is slow.
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        # The browser only ever sees pages of this machine.
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a library of five reports with vectors, one of them hostile."""
    folder = tmp_path_factory.mktemp("served") / "index"
    with open_library(folder, create=True) as library:
        put_examples(library)
        put_text(
            library, "ond.txt", f"# Rubrik {HOSTILE}\n\nEn sällsam trollformel: {HOSTILE} {FILLER}",
            title=f"Titel {HOSTILE}", municipality="Ystad", municipality_code="1286", county="Skåne län",
            board=f"nämnden {HOSTILE}", kind="övrigt", year=2020, warnings=(f"Varning {HOSTILE}",),
        )  # fmt: skip
        encode_all(library, folder.parent / "model")
    return folder


@pytest.fixture(scope="package")
def site(library_folder: Path) -> Iterator[Site]:
    """Give a web front end over the library, in which everyone may write."""
    with _served(library_folder) as url:
        yield Site(url, library_folder)


@pytest.fixture(scope="package")
def read_only_site(library_folder: Path) -> Iterator[Site]:
    """Give a web front end over a copy of the library, in which nobody may write."""
    folder = library_folder.parent / "copy"
    shutil.copytree(library_folder, folder, dirs_exist_ok=True)
    with _served(folder, "--read-only") as url:
        yield Site(url, folder)


@pytest.fixture(scope="package")
def theme_site(library_folder: Path) -> Iterator[Site]:
    """Give a web front end over a library with defined and discovered themes, in which everyone may write."""
    folder = library_folder.parent / "themes" / "index"
    folder.parent.mkdir()
    with open_library(folder, create=True) as library:
        put_themes(library)
        put_examples(library)
        encode_all(library, folder.parent / "model")
        assign_themes(library, ["hemlöshet", "våld i nära relation"])
        discover_themes(library, themes=4)
    with _served(folder) as url:
        yield Site(url, folder)


@pytest.fixture
def page(browser: Browser, library_folder: Path) -> Iterator[Page]:
    """
    Give a new page of the browser.

    At the end of the test nothing may have been asked of other machines, no script may have failed, nothing of a report
    may have run, and the server may not have told where its files lie.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE_MS)
    asked: list[str] = []
    failed: list[str] = []
    told: list[bytes] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: failed.append(str(error)))
    opened.on("websocket", lambda socket: _listen(socket, told))
    yield opened
    assert opened.evaluate("window.pwned") is None
    context.close()
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:", "about:"))}
    assert hosts <= {"127.0.0.1"}
    assert not failed
    assert not any(str(library_folder.parent).encode() in message for message in told)


def _listen(socket: WebSocket, told: list[bytes]) -> None:
    def hear(payload: bytes | str) -> None:
        told.append(payload.encode() if isinstance(payload, str) else payload)

    socket.on("framereceived", hear)


@contextmanager
def _served(folder: Path, *options: str) -> Iterator[str]:
    """Serve the library in *folder* at a free port until the block is left; yield the address."""
    home = folder.parent / "home"
    home.mkdir(exist_ok=True)
    words = [sys.executable, "-m", "minerva", "app", "--index", str(folder), "--port", str(_free_port()), "--json"]
    environment = os.environ | {"HOME": str(home), "PYTHONPATH": str(ROOT), "MINERVA_LANGUAGE": "en"}
    environment.pop("MINERVA_INDEX", None)
    with subprocess.Popen([*words, *options], cwd=home, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield json.loads(_document(server))["url"]
        finally:
            server.terminate()
            server.wait(STOP_S)
    # Nothing is kept outside the library's folder.
    assert not list(home.iterdir())


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _document(server: subprocess.Popen[str]) -> str:
    """Return the JSON document that the server prints when it starts."""
    assert server.stdout
    lines = []
    for line in server.stdout:
        lines.append(line)
        if line.startswith("}"):
            break
    return "".join(lines)
