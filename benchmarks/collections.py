"""A collection of ten thousand passages of a hundred reports: saved, opened, exported."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.synthetic import prepared_report
from minerva import open_library
from minerva.citation.styled import References, Style
from minerva.collect.collecting import add_passages, create_collection, open_collection
from minerva.export.dossier import dossier_of_collection
from minerva.export.parts import By
from minerva.export.writing import Form, write_dossier
from minerva.library.writing import remove, writing
from minerva.read import files
from minerva.records import Fate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from minerva import Library
    from minerva.records import Source

REPORTS = 100
PARAGRAPHS = 100
MOST_OPENING_S = 0.5
MOST_S = {Form.WORD: 60.0, Form.CSV: 2.0}
WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAME = "Allt"


def measure() -> Iterator[Figure]:
    """Save every passage, open the collection and export it in each form, each as a user waits for it."""
    with tempfile.TemporaryDirectory() as name, open_library(Path(name) / "index", create=True) as library:
        ids = _fill(library)
        create_collection(library, NAME, when=WHEN)
        beside = f"{len(ids)} passages of {REPORTS} reports"
        saving_s = _seconds(lambda: add_passages(library, NAME, ids, tags=["a"], when=WHEN))
        yield Figure("saving passages", saving_s, "s", beside=beside)
        yield Figure("opening a collection", min(_opening(library) for _n in range(3)), "s", at_most=MOST_OPENING_S)
        for form in Form:
            path = Path(name) / f"allt.{form}"
            seconds = _seconds(partial(_export, library, path))
            size = f"{path.stat().st_size / 1_000_000:.1f} MB"
            yield Figure(f"exporting it as {form}", seconds, "s", at_most=MOST_S.get(form), beside=size)
        yield from _references(library)
        remove(library, [library.reports()[0].id])
        found = [one.fate for one in open_collection(library, NAME).whereabouts]
        yield Figure("not found where one report is gone", found.count(Fate.GONE), "", beside=f"{PARAGRAPHS} expected")


def _references(library: Library) -> Iterator[Figure]:
    """Set a reference list, then a citation of each report."""
    sources = dossier_of_collection(library, NAME, when=WHEN).sources
    for style in Style:
        references = References(sources, style)
        for what, call in (
            ("a reference", references.entries),
            ("a citation in the text", partial(_cite_all, references, sources)),
        ):
            yield Figure(f"setting {what}, {style}", 1000 * _seconds(call) / len(sources), "ms")


def _cite_all(references: References, sources: Sequence[Source]) -> None:
    for source in sources:
        references.in_text(source, 1, 1)


def _fill(library: Library) -> list[str]:
    ids = []
    with writing(library) as writer:
        for seed in range(REPORTS):
            one = prepared_report(seed, paragraphs=PARAGRAPHS)
            writer.put(one, files.Source(Path("/nowhere") / one.report.file, one.report.file), "None")
            ids += [passage.id for passage in one.passages]
    return ids


def _opening(library: Library) -> float:
    library.close()
    seconds = _seconds(lambda: open_collection(library, NAME))
    opened = open_collection(library, NAME)
    assert {one.fate for one in opened.whereabouts} == {Fate.IN_PLACE}
    return seconds


def _export(library: Library, path: Path) -> None:
    """Open and write; the bar's calls are part of what it takes."""
    dossier = dossier_of_collection(library, NAME, when=WHEN)
    told: list[int] = []
    write_dossier(dossier, path, by=By.MUNICIPALITY, on_progress=lambda progress: told.append(progress.done))
    assert len(dossier.quoted) == REPORTS * PARAGRAPHS
    assert not dossier.lost


def _seconds(call: Callable[[], object]) -> float:
    before = time.perf_counter()
    call()
    return time.perf_counter() - before
