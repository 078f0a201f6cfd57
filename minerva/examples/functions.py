"""What passages of a library do, taught by what its users judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from minerva.examples.reading import ReadRows, shipped_reader
from minerva.library.function_judgments import judgments
from minerva.records.examples import Function
from minerva.themes.pieces import pieces_of
from minerva.themes.strength import probability
from minerva.themes.teaching import Correction, Lesson, joined, learn, lesson_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from minerva.library.store import Library
    from minerva.records import Document, Passage, Report
    from minerva.records.examples import FunctionJudgment

_FUNCTIONS = tuple(Function)


class WholeReport(NamedTuple):
    """A report with its text and passages, read once for all that is asked of them."""

    report: Report
    document: Document
    passages: Sequence[Passage]


def whole_report(library: Library, report_id: str) -> WholeReport:
    """
    Return the report of this id with its text and passages.

    Raises
    ------
    UnknownValue
        If there is none.
    """
    return WholeReport(library.report(report_id), library.document(report_id), library.passages(report_id))


class Told(NamedTuple):
    """
    What a passage does.

    Attributes
    ----------
    functions
        The surest first.
    chances
        Of every function, 0 to 1.
    """

    functions: tuple[Function, ...]
    chances: Mapping[Function, float]


class FunctionTeller:
    """
    Tells what passages of a library do; those that were judged do as was judged.

    Parameters
    ----------
    given
        Judgments to learn from instead of those that the library keeps.
    """

    def __init__(self, library: Library, *, given: Iterable[FunctionJudgment] | None = None) -> None:
        self._library = library
        self._reader = shipped_reader()
        told = list(judgments(library) if given is None else given)
        self._judged = {(one.passage_id, one.function): one.accepted for one in told}
        self._corrections = self._learnt(told)

    def tell(self, whole: WholeReport, wanted: Collection[str]) -> dict[str, Told]:
        """Return what the passages of the *wanted* ids do, all of one report, by their ids."""
        chances = {
            passage.id: probability(self._taught(read)).max(axis=0) for passage, read in self._read(whole, wanted)
        }
        return {passage_id: self._told(passage_id, row) for passage_id, row in chances.items()}

    def _told(self, passage_id: str, row: NDArray[np.float32]) -> Told:
        """Return what a passage does, given the chances of its likeliest pieces."""
        chances = dict(zip(_FUNCTIONS, row.tolist(), strict=True))
        sure = dict(zip(_FUNCTIONS, _lead(row, self._reader.model.present).tolist(), strict=True))
        for function in _FUNCTIONS:
            accepted = self._judged.get((passage_id, function))
            if accepted is not None:
                chances[function], sure[function] = (1.0, np.inf) if accepted else (0.0, -np.inf)
        functions = sorted((one for one in _FUNCTIONS if sure[one] >= 0), key=lambda one: -sure[one])
        return Told(tuple(functions), {one: round(chance, 4) for one, chance in chances.items()})

    def _read(self, whole: WholeReport, wanted: Collection[str]) -> Iterator[tuple[Passage, ReadRows]]:
        """Yield the wanted passages with what their pieces tell."""
        report, document, passages = whole
        pieces = pieces_of(document, passages)
        rows = [row for row, piece in enumerate(pieces) if passages[piece.passage].id in wanted]
        read = self._reader.read(pieces, rows, report.year)
        owners = np.array([pieces[row].passage for row in rows])
        for number in np.unique(owners).tolist():
            own = owners == number
            yield passages[number], ReadRows(read.known[own], read.log_odds[own])

    def _taught(self, read: ReadRows) -> NDArray[np.float32]:
        taught = read.log_odds.copy()
        for function, correction in self._corrections.items():
            taught[:, _FUNCTIONS.index(function)] += correction.of(read.known)
        return taught

    def _learnt(self, given: Iterable[FunctionJudgment]) -> dict[Function, Correction]:
        """Learn from judged passages that are here."""
        lessons: dict[Function, list[Lesson]] = {}
        for report_id, some in _by_report(self._library, given).items():
            whole = whole_report(self._library, report_id)
            read = {passage.id: one for passage, one in self._read(whole, {one.passage_id for one in some})}
            for one in some:
                rows, column = read[one.passage_id], _FUNCTIONS.index(one.function)
                lesson = lesson_of(rows.known, rows.log_odds[:, column], is_about=one.accepted)
                lessons.setdefault(one.function, []).append(lesson)
        return {function: learn(joined(some)) for function, some in lessons.items()}


def _lead(chances: NDArray[np.float32], present: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return by how much the log odds of each function exceed those from which it is said to be there."""
    both = np.clip(np.stack([chances, present]), 1e-6, 1 - 1e-6)
    odds = np.log(both / (1 - both))
    lead: NDArray[np.float32] = odds[0] - odds[1]
    return lead


def _by_report(library: Library, given: Iterable[FunctionJudgment]) -> dict[str, list[FunctionJudgment]]:
    """Return judgments by their passages' reports; those of passages that are gone are left out."""
    found: dict[str, list[FunctionJudgment]] = {}
    for one in given:
        row = library.connection.execute("SELECT report_id FROM passages WHERE id = ?", (one.passage_id,)).fetchone()
        if row:
            found.setdefault(row[0], []).append(one)
    return found
