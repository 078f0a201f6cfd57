"""
A process that writes to a library until it is ended: ``python -m tests.library.writer FOLDER VERB SEED``.

Tests kill it or read beside it. It says ``ready`` when it is about to write.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.synthetic import prepared_report
from minerva import Library, open_library
from minerva.library.encoders import Vectors, encoder_in_use, load_used
from minerva.library.passage_vectors import encode_passages
from minerva.library.vectors import VectorIndex
from minerva.library.words import WordIndex
from minerva.library.writing import Writer, writing
from minerva.read.files import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from minerva.understand.prepare import Prepared

REPORTS = 8
"""Seeds 0 to 7 are written; tests know by them what may be in the library."""
PARAGRAPHS = 12
EXIT_CODE = 9


def put(library: Library, writer: Writer, prepared: Prepared) -> None:
    """Store a report as adding its file would, with vectors if the library has an encoder."""
    source = Source(Path("/rapporter") / prepared.report.file, prepared.report.file)
    used = encoder_in_use(library.connection)
    vectors = None
    if used:
        text = prepared.document.text
        vectors = Vectors(used, encode_passages(load_used(used), prepared.passages, text))
    writer.put(prepared, source, "None", vectors=vectors)


def fill(library: Library, *, reports: int = REPORTS) -> None:
    """Store the first of the reports that the verbs below write, or all of them."""
    with writing(library) as writer:
        for seed in range(reports):
            put(library, writer, prepared_report(seed, paragraphs=PARAGRAPHS))


def main(folder: str, verb: str, seed: str) -> None:
    """Open the library, get ready, and do what *verb* says."""
    reports = [prepared_report(number, paragraphs=PARAGRAPHS) for number in range(REPORTS)]
    library = open_library(folder, create=True)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    _VERBS[verb](library, reports, random.Random(seed))


def _hold(library: Library, _reports: list[Prepared], _chance: random.Random) -> None:
    """Write nothing, but keep others from writing."""
    with writing(library):
        sys.stdout.write("holding\n")
        sys.stdout.flush()
        time.sleep(600)


def _churn(library: Library, reports: list[Prepared], chance: random.Random) -> None:
    """Store, replace and remove reports in any order for ever."""
    with writing(library) as writer:
        while True:
            one = chance.choice(reports)
            if chance.random() < 1 / 3:
                writer.remove(one.report.id)
            else:
                put(library, writer, one)
            if chance.random() < 1 / 2:
                writer.update_indexes()


def _turn(library: Library, reports: list[Prepared], _chance: random.Random) -> None:
    """Add one report after the other, then remove them in the same order, for ever; each is searchable at once."""
    with writing(library) as writer:
        while True:
            for one in reports[1:]:
                put(library, writer, one)
                writer.update_indexes()
            for one in reports[1:]:
                writer.remove(one.report.id)
                writer.update_indexes()


def _exit_while(
    change: str, index: type[WordIndex | VectorIndex], moment: str
) -> Callable[[Library, list[Prepared], random.Random], None]:
    """Return a verb that ends the process before, during or after an *index* follows a *change* of the library."""

    def verb(library: Library, reports: list[Prepared], _chance: random.Random) -> None:
        with writing(library) as writer:
            for method in ("update", "make_anew"):
                _let_exit(index, method, moment)
            if change == "removing":
                writer.remove(reports[0].report.id)
            put(library, writer, reports[-2])
            put(library, writer, reports[-1])
            writer.update_indexes()

    return verb


def _let_exit(index: type[WordIndex | VectorIndex], method: str, moment: str) -> None:
    """Let the process end before, during or after a method of an index that changes it; what is added comes last."""
    original = getattr(index, method)

    def changed(*given: Any) -> None:  # noqa: ANN401 - as the method takes them
        if moment == "before":
            os._exit(EXIT_CODE)
        *others, added = given
        original(*others, _ending(added) if moment == "during" else added)
        os._exit(EXIT_CODE)

    setattr(index, method, changed)


def _ending(added: Iterable[object]) -> Iterator[object]:
    """End the process after the first report, or the first batch of vectors."""
    yield next(iter(added))
    os._exit(EXIT_CODE)


CHANGES = ("adding", "removing")
MOMENTS = ("before", "during", "after")
INDEXES = {"words": WordIndex, "vectors": VectorIndex}
_VERBS = {
    "hold": _hold,
    "churn": _churn,
    "turn": _turn,
    **{
        f"{change} {name}, exit {moment}": _exit_while(change, index, moment)
        for change in CHANGES
        for name, index in INDEXES.items()
        for moment in MOMENTS
    },
}

if __name__ == "__main__":
    main(*sys.argv[1:])
