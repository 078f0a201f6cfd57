"""Searching by meaning: encoding passages, 100,000 of them compared one by one, a million in cells."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import psutil

from benchmarks.figures import Figure
from benchmarks.synthetic import municipality_of, prepared_report, queries
from minerva import Filters, load_encoder, open_library, search
from minerva.library.cells import Cells, sample_size
from minerva.library.encoders import Vectors, encoder_in_use
from minerva.library.passage_vectors import encode_passages, use_encoder
from minerva.library.writing import writing
from minerva.read.files import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from minerva import Library
    from minerva.encoding.encoder import Encoder

REPORTS = 1000
PARAGRAPHS = 100
ROUNDS = 5
QUERIES = 200
WARM_UP = 60
LIMIT = 10
FETCHED = 60
"""So many a search fetches, to compare their vectors anew as the database has them."""
MANY = 1_000_000
DIMENSIONS = 256
LEAST_RATE = 20_000
MOST_ALL_MS = 8.0
MOST_FILTERED_MS = 4.0
MOST_MANY_MS = 40.0
MOST_MEMORY_MB = 2500
LEAST_RECALL = 0.97
HUNDRED, FOR_HYBRID = 100, 150
"""So many a hybrid search looks at, and so many it asks the index for."""
_TOPICS = 3000
_WITHIN = 1.2
"""How far vectors scatter about their topic, which is itself as far from the next: as passages of reports do."""
_BATCH = 50_000


def measure() -> Iterator[Figure]:
    """Measure the encoder that ships, a library of 100,000 passages, and an index of a million vectors."""
    encoder = load_encoder()
    yield from _encoding(encoder)
    yield from _searching(encoder)
    yield from _many()


def _encoding(encoder: Encoder) -> Iterator[Figure]:
    """Encode reports one by one, as adding does: words met before, and in reports of which no word was."""
    reports = [prepared_report(seed, paragraphs=PARAGRAPHS) for seed in range(40)]
    inputs = [[one.document.text[p.start : p.end] for p in one.passages] for one in reports]
    encoder.encode(inputs[0])
    first = _rate(encoder, inputs[1:])
    again = max(_rate(encoder, inputs[1:]) for _round in range(ROUNDS))
    yield Figure("encoding, words seen before", again, "passages/s", at_least=LEAST_RATE, beside="of 100 words, 1 core")
    yield Figure("encoding, the first 4000 passages", first, "passages/s", beside="most words are new")


def _rate(encoder: Encoder, inputs: list[list[str]]) -> float:
    began = time.process_time()
    for texts in inputs:
        encoder.encode(texts)
    return sum(map(len, inputs)) / (time.process_time() - began)


def _searching(encoder: Encoder) -> Iterator[Figure]:
    asked = queries(WARM_UP + QUERIES)
    one, three = (tuple(municipality_of(seed) for seed in range(count)) for count in (1, 3))
    with tempfile.TemporaryDirectory() as name, open_library(Path(name), create=True) as library:
        fill(library, encoder, REPORTS)
        kinds: list[tuple[str, dict[str, Any], float]] = [
            ("all", {}, MOST_ALL_MS),
            ("one municipality", {"filters": Filters(municipality=one)}, MOST_FILTERED_MS),
            ("three municipalities", {"filters": Filters(municipality=three)}, MOST_ALL_MS),
            ("half of the years", {"filters": Filters(year_from=2018)}, MOST_ALL_MS),
            ("best of each municipality", {"spread": "municipality"}, MOST_ALL_MS),
        ]
        for mode, (what, options, most) in [("meaning", kinds[0]), *(("hybrid", kind) for kind in kinds)]:
            times = [search_ms(library, query, {"mode": mode} | options) for query in asked][WARM_UP:]
            yield Figure(f"{mode} search, {what}, p50", median(times), "ms", at_most=most)
        vectors = encoder.encode(asked[WARM_UP:], as_query=True)
        yield Figure(
            "… the nearest hundred of comparing all whole", _found(library, vectors), "", at_least=LEAST_RECALL
        )


def _found(library: Library, vectors: NDArray[np.float32]) -> float:
    """Return the share of the nearest to each of *vectors* that the library's index finds, as many as a search asks."""
    used = encoder_in_use(library.connection)
    view = library.vectors.view(used) if used else None
    assert view
    shared = []
    for vector in vectors:
        found = {one.number for one in view.search(vector, FOR_HYBRID)[:HUNDRED]}
        # Where more are asked for, every vector is compared whole.
        exact = {one.number for one in view.search(vector, len(view.numbers))[:HUNDRED]}
        shared.append(len(found & exact) / HUNDRED)
    return float(np.mean(shared))


def fill(library: Library, encoder: Encoder, reports: int) -> None:
    """Store so many synthetic reports of 100 passages with their vectors, and index them."""
    use_encoder(library)
    used = encoder_in_use(library.connection)
    assert used
    with writing(library) as writer:
        for seed in range(reports):
            one = prepared_report(seed, paragraphs=PARAGRAPHS)
            rows = encode_passages(encoder, one.passages, one.document.text)
            source = Source(Path("/rapporter") / one.report.file, one.report.file)
            writer.put(one, source, "None", vectors=Vectors(used, rows))


def search_ms(library: Library, query: str, options: dict[str, Any]) -> float:
    """Search; return how long it took."""
    began = time.perf_counter()
    search(library, query, limit=LIMIT, **options)
    return (time.perf_counter() - began) * 1000


def _many() -> Iterator[Figure]:
    """Ask a million vectors in cells for the nearest, and for those among a thousand, and compare with all."""
    chance = np.random.default_rng(0)
    topics = chance.normal(size=(_TOPICS, DIMENSIONS)).astype(np.float32)
    with tempfile.TemporaryDirectory() as name:
        rows = np.memmap(Path(name) / "rows", np.float16, "w+", shape=(MANY, DIMENSIONS))
        for start in range(0, MANY, _BATCH):
            rows[start : start + _BATCH] = _scattered(chance, topics, _BATCH)
        built_s = _build(chance, rows, Path(name) / "index")
        near = rows[np.sort(chance.choice(MANY, WARM_UP + QUERIES, replace=False))].astype(np.float32)
        asked = _unit(near + 0.6 * _unit(chance.normal(size=near.shape)))
        before = psutil.Process().memory_info().rss
        index = Cells.read(Path(name) / "index", _probes(Path(name)), mapped=True)
        found, times = _asked(index, asked, None)
        few = np.sort(chance.choice(MANY, 1000, replace=False))
        _found, filtered = _asked(index, asked, few)
        memory_mb = (psutil.Process().memory_info().rss - before) / 1_000_000
        size_mb = (Path(name) / "index").stat().st_size / 1_000_000
        exact = _exact(asked[WARM_UP:], rows)
        recall = _recall(
            [_compared(vector, some, rows) for vector, some in zip(asked[WARM_UP:], found, strict=True)], exact
        )
        bare = _recall([some[:LIMIT] for some in found], exact)
        beside = f"{index.probes} cells looked into, built in {built_s:.0f} s"
    yield Figure("a million vectors, p50", median(times), "ms", at_most=MOST_MANY_MS, beside=beside)
    yield Figure("… among a thousand of them, p50", median(filtered), "ms", at_most=MOST_MANY_MS)
    yield Figure("… recall@10 of comparing all", recall, "", at_least=LEAST_RECALL, beside=f"{bare:.3f} by bytes alone")
    yield Figure("… memory of searching", memory_mb, "MB", at_most=MOST_MEMORY_MB)
    yield Figure("… on disk, beside the database", size_mb, "MB", at_most=MOST_MEMORY_MB)


def _scattered(chance: np.random.Generator, topics: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    own = topics[(len(topics) * chance.random(count) ** 2).astype(int)]
    return _unit(own + _WITHIN * chance.normal(size=own.shape).astype(np.float32))


def _unit(rows: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def _build(chance: np.random.Generator, rows: NDArray[np.float16], file: Path) -> float:
    """Write the index and how many cells are looked into; return the seconds that took."""
    began = time.perf_counter()
    sample = rows[np.sort(chance.choice(MANY, sample_size(MANY), replace=False))]
    index = Cells.trained(sample, MANY)
    for start in range(0, MANY, _BATCH):
        index.add(np.arange(start, start + _BATCH), rows[start : start + _BATCH])
    index.choose_probes(sample)
    index.write(file)
    file.with_name("probes").write_text(str(index.probes), encoding="ascii")
    return time.perf_counter() - began


def _probes(folder: Path) -> int:
    return int((folder / "probes").read_text(encoding="ascii"))


def _asked(
    index: Cells, asked: NDArray[np.float32], allowed: NDArray[np.int64] | None
) -> tuple[list[NDArray[np.int64]], list[float]]:
    found, times = [], []
    for vector in asked:
        began = time.perf_counter()
        found.append(index.search(vector, FETCHED, allowed)[0])
        times.append((time.perf_counter() - began) * 1000)
    return found[WARM_UP:], times[WARM_UP:]


def _exact(asked: NDArray[np.float32], rows: NDArray[np.float16]) -> NDArray[np.int64]:
    """Return the nearest of all rows by plain arithmetic, ``(queries, LIMIT)``."""
    scores = np.concatenate(
        [asked @ rows[start : start + _BATCH].astype(np.float32).T for start in range(0, len(rows), _BATCH)], axis=1
    )
    return np.argpartition(-scores, LIMIT, axis=1)[:, :LIMIT]


def _compared(vector: NDArray[np.float32], found: NDArray[np.int64], rows: NDArray[np.float16]) -> NDArray[np.int64]:
    """Return the nearest of *found* by their whole vectors, as a search orders them."""
    return found[np.argsort(-(rows[found].astype(np.float32) @ vector))][:LIMIT]


def _recall(found: list[NDArray[np.int64]], exact: NDArray[np.int64]) -> float:
    return float(np.mean([len(np.intersect1d(one, other)) for one, other in zip(found, exact, strict=True)])) / LIMIT
