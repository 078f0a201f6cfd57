"""
Few-shot labelling: how many marks it takes when passages are proposed and when they are drawn, and how long.

The themes of the example corpus, where a passage may have several, and, if ``../shared`` is there, the topics of judged
texts, of which each has one.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from benchmarks.figures import Figure
from benchmarks.meaning import REPORTS, fill
from benchmarks.theme_strength import CORPUS, judged_themes
from benchmarks.themes import JUDGED
from minerva import load_encoder, open_library
from minerva.encoding.passages import passage_inputs
from minerva.evaluate.labelling import BATCH, LabelTask, median_curves
from minerva.evaluate.themes import carried, locate, read_paragraphs
from minerva.labelling.applying import apply_labels
from minerva.labelling.asking import next_passages, pool_of
from minerva.labelling.marking import mark_passages
from minerva.labelling.projects import create_project
from minerva.read.files import read_file
from minerva.records import Label
from minerva.settings import Settings
from minerva.understand.passages import cut_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from minerva import Library
    from minerva.records import LabelProject

SEEDS = range(11)
SHOWN = (20, 50, 100, 150)
TOPICS, TEXTS, TEXT_POOL = 10, 4000, 2000
CORPUS_POOL = 240
MARKS = 150
ROUNDS = 5
MOST_READING_S, MOST_ASKING_S, MOST_APPLYING_S = 5.0, 2.0, 5.0
_Found = TypeVar("_Found")
_WHEN = datetime(2026, 1, 1, tzinfo=UTC)


def measure() -> Iterator[Figure]:
    """Play annotators on both tasks; then ask and apply in a library of 100,000 passages."""
    yield from _figures("themes of the corpus", corpus_task(), CORPUS_POOL)
    if JUDGED.exists():
        yield from _figures("topics of judged texts", _topics(), TEXT_POOL)
    yield from _times()


def corpus_task() -> LabelTask:
    """Return the marked passages of the example corpus with their themes."""
    names, encoder = judged_themes(), load_encoder()
    files = {path.stem: path for path in (CORPUS / "reports").iterdir()}
    rows, truth = [], []
    for path in sorted(CORPUS.glob("truth/*-20*.json")):
        document = read_file(files[path.stem], Settings().read)
        passages = list(cut_passages(document, path.stem, Settings().passages))
        paragraphs = read_paragraphs(path)
        spans = locate(document.text, paragraphs)
        themes = [carried(spans, paragraphs, one.start, one.end) for one in passages]
        vectors = encoder.encode(passage_inputs(passages, document.text))
        rows += [row for row, told in zip(vectors, themes, strict=True) if told is not None]
        truth += [[name in told for name in names] for told in themes if told is not None]
    return LabelTask(np.array(rows), np.array(truth, bool), encoder.encode(names, as_query=True), several=True)


def _topics() -> LabelTask:
    """Return a draw of the judged texts that are about one of the commonest topics."""
    with JUDGED.open(encoding="utf-8") as lines:
        judged = [json.loads(line) for line in lines]
    names = [name for name, _count in Counter(one["topic"] for one in judged).most_common(TOPICS)]
    of_these = [one for one in judged if one["topic"] in names]
    drawn = [of_these[number] for number in np.random.default_rng(0).permutation(len(of_these))[:TEXTS]]
    encoder = load_encoder()
    vectors = encoder.encode([f"{one['title']}. {one['text']}" for one in drawn])
    truth = np.array([[one["topic"] == name for name in names] for one in drawn])
    return LabelTask(vectors, truth, encoder.encode(names, as_query=True), several=False)


def _figures(name: str, task: LabelTask, pool: int) -> Iterator[Figure]:
    proposed, drawn = median_curves(task, marks=MARKS, pool=pool, seeds=SEEDS)
    size = f"{len(task.truth)} passages, {task.truth.shape[1]} labels, {len(SEEDS)} draws"
    for marks in SHOWN:
        place = marks // BATCH - 1
        beside = f"drawn at random {drawn[place]:.2f}; {_worth(proposed[place], drawn)}; {size}"
        yield Figure(
            f"{name}, macro-F1 after {marks} marks", proposed[place], "", round(drawn[place], 3), beside=beside
        )


def _worth(reached: float, drawn: Sequence[float]) -> str:
    """Say how many marks drawn at random are worth as much."""
    for place, one in enumerate(drawn):
        if one >= reached:
            return f"as much as {(place + 1) * BATCH} drawn"
    return f"more than {len(drawn) * BATCH} drawn"


def _times() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name, open_library(Path(name), create=True) as library:
        fill(library, load_encoder(), REPORTS)
        project = create_project(library, "ord", [Label(name) for name in "abcde"], when=_WHEN)
        read_s, pool = _timed(lambda: pool_of(library, project))
        yield Figure("labelling, reading 100,000 passages", read_s, "s", at_most=MOST_READING_S)
        _mark(library, project, 100)
        asked = [_timed(lambda: next_passages(library, project, pool=pool))[0] for _round in range(ROUNDS)]
        yield Figure("labelling, what to mark next of 100,000", median(asked), "s", at_most=MOST_ASKING_S)
        applied_s, _labelled = _timed(lambda: apply_labels(library, project))
        yield Figure("labelling, applying to 100,000", applied_s, "s", at_most=MOST_APPLYING_S)


def _mark(library: Library, project: LabelProject, count: int) -> None:
    """Mark passages anyhow: what they teach is of no matter here."""
    for number, hit in enumerate(next_passages(library, project, count=count)):
        label = project.names[number % len(project.names)]
        mark_passages(library, project, [hit.passage.id], [label], annotator="a", when=_WHEN)


def _timed(work: Callable[[], _Found]) -> tuple[float, _Found]:
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found
