"""Searching 100,000 passages, beside what tantivy alone takes for the same words."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import tantivy

from benchmarks.figures import Figure
from benchmarks.suggesting import misspelt
from benchmarks.synthetic import municipality_of, prepared_report, queries
from minerva import Filters, open_library, search
from minerva.library.words import STEMS
from minerva.library.writing import writing
from minerva.read.files import Source
from minerva.retrieval.suggesting import suggest
from minerva.swedish.words import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from minerva import Library

REPORTS = 1000
PARAGRAPHS = 100
QUERIES = 500
WARM_UP = 50
LIMIT = 10
MOST_P50_MS = 3.0
MOST_P95_MS = 10.0
MOST_SUGGESTING_MS = 2.0


def measure() -> Iterator[Figure]:
    """Ask queries of one to six words in this process, plain, filtered and spread."""
    asked = queries(WARM_UP + QUERIES)
    with tempfile.TemporaryDirectory() as name, open_library(Path(name), create=True) as library:
        built_s = _fill(library)
        bare_ms = median(_times_ms(_bare(library), asked))
        for what, options in _kinds():
            times = _times_ms(_searching(library, options), asked)
            p50, p95 = median(times), quantiles(times, n=20)[-1]
            beside = f"{p50 / bare_ms:.1f} times tantivy's own {bare_ms:.2f} ms"
            yield Figure(f"search, {what}, p50", p50, "ms", at_most=MOST_P50_MS, beside=beside)
            yield Figure(f"search, {what}, p95", p95, "ms", at_most=MOST_P95_MS)
        times = _times_ms(lambda query: suggest(library, query), [misspelt(query) for query in asked])
        yield Figure("suggesting another spelling, p50", median(times), "ms", at_most=MOST_SUGGESTING_MS)
    rate = REPORTS * PARAGRAPHS / built_s
    yield Figure("storing and indexing what was read", rate, "passages/s", beside=f"{REPORTS * PARAGRAPHS} passages")


def _kinds() -> list[tuple[str, dict[str, Any]]]:
    places = tuple(municipality_of(seed) for seed in range(3))
    return [
        ("all", {}),
        ("three municipalities", {"filters": Filters(municipality=places)}),
        ("best of each municipality", {"spread": "municipality"}),
    ]


def _fill(library: Library) -> float:
    """Store the reports; return the seconds that took, without making them."""
    seconds = 0.0
    with writing(library) as writer:
        for seed in range(REPORTS):
            one = prepared_report(seed, paragraphs=PARAGRAPHS)
            began = time.perf_counter()
            source = Source(Path("/rapporter") / one.report.file, one.report.file)
            writer.put(one, source, "None")
            seconds += time.perf_counter() - began
        began = time.perf_counter()
        writer.update_indexes()
    return seconds + time.perf_counter() - began


def _searching(library: Library, options: dict[str, Any]) -> Callable[[str], object]:
    return lambda query: search(library, query, limit=LIMIT, **options)


def _bare(library: Library) -> Callable[[str], object]:
    """Return what asks tantivy for the best passages that hold any of a query's words, and nothing more."""
    searcher = tantivy.Index.open(str(library.words.folder)).searcher()
    schema = library.words.schema

    def ask(query: str) -> object:
        terms = [tantivy.Query.term_query(schema, STEMS, stem(word)) for word in query.split()]
        return searcher.search(tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms]), LIMIT)

    return ask


def _times_ms(ask: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    times = []
    for query in asked:
        began = time.perf_counter()
        ask(query)
        times.append((time.perf_counter() - began) * 1000)
    return times[WARM_UP:]
