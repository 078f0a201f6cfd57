"""What there is to know of passages that may become examples, and whether they are as wished."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING

from minerva.examples.candidates import Candidate
from minerva.examples.completeness import wanting
from minerva.examples.functions import FunctionTeller, Told, WholeReport, whole_report
from minerva.examples.neighbourhoods import Neighbourhood
from minerva.library.database import storage_errors
from minerva.records.examples import Example
from minerva.swedish.readability import readability

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.library.store import Library
    from minerva.records.examples import Function

_BATCH = 50
_ENOUGH = 5
"""So many times as many as are asked for are weighed before the most varied are chosen."""
_INCOMPLETE = 0.5
"""What a passage that cannot be understood alone is worth beside one that can."""

Range = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Wish:
    """
    What examples shall be.

    Attributes
    ----------
    function
        What they do; ``None`` for whatever.
    words, lix
        Least and most, both included; ``None`` for no bound.
    complete
        Whether only such as can be understood alone.
    """

    function: Function | None = None
    words: Range = (None, None)
    lix: Range = (None, None)
    complete: bool = True


def weighed_examples(library: Library, some: Sequence[Candidate], wish: Wish, limit: int) -> tuple[list[Example], int]:
    """Return those of *some* that are as wished, enough to choose *limit* from, and how many were looked at."""
    found: list[Example] = []
    weighed = 0
    with storage_errors(library.folder), library.snapshot():
        weigher = _Weigher(library)
        fitting = (one for one in some if _within(one.passage.words, wish.words))
        while batch := list(islice(fitting, _BATCH)):
            weighed += len(batch)
            found += [one for one in weigher.weighed(batch, wish) if _is_as_wished(one, wish)]
            if len(found) >= _ENOUGH * limit:
                break
    return found, weighed


def known_examples(library: Library, passage_ids: Sequence[str]) -> list[Example]:
    """
    Return chosen passages as examples, in this order.

    Raises
    ------
    UnknownValue
        If one is unknown.
    """
    passages = [library.passage(one) for one in passage_ids]
    found = {one.passage.id: one for one in _Weigher(library).weighed([Candidate(p, 1.0) for p in passages], Wish())}
    return [found[passage.id] for passage in passages]


class _Weigher:
    """Tells what there is to know of candidates; a report is read once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._teller = FunctionTeller(library)
        self._read: dict[str, tuple[WholeReport, Neighbourhood]] = {}

    def weighed(self, some: Iterable[Candidate], wish: Wish) -> Iterator[Example]:
        """Yield what is known of candidates, report by report; of those that do not do what is wished, nothing."""
        ordered = sorted(some, key=lambda one: one.passage.report_id)
        for report_id, group in groupby(ordered, key=lambda one: one.passage.report_id):
            of_report = {one.passage.id: one for one in group}
            whole, neighbourhood = self._of(report_id)
            for passage_id, told in self._teller.tell(whole, of_report.keys()).items():
                if not wish.function or wish.function in told.functions:
                    yield self._example(of_report[passage_id], whole, neighbourhood, told, wish)

    def _of(self, report_id: str) -> tuple[WholeReport, Neighbourhood]:
        if report_id not in self._read:
            whole = whole_report(self._library, report_id)
            self._read[report_id] = whole, Neighbourhood(whole.document)
        return self._read[report_id]

    def _example(
        self, one: Candidate, whole: WholeReport, neighbourhood: Neighbourhood, told: Told, wish: Wish
    ) -> Example:
        passage = one.passage
        text = whole.document.text[passage.start : passage.end]
        lacks = wanting(text, passage.kind, neighbourhood.around(passage))
        worth = one.relevance * (told.chances[wish.function] if wish.function else 1.0)
        return Example(
            passage,
            whole.report,
            text,
            round(one.relevance, 4),
            readability(text, tagger=self._library.settings.readability.tagger),
            told.functions,
            told.chances,
            lacks,
            # Also the least relevant passage is worth something, and more if it stands alone.
            round((0.05 + worth) * (_INCOMPLETE if lacks else 1.0), 4),
        )


def _is_as_wished(one: Example, wish: Wish) -> bool:
    return _within(one.readability.lix, wish.lix) and (one.is_complete or not wish.complete)


def _within(value: float, bounds: Range) -> bool:
    least, most = bounds
    return (least is None or value >= least) and (most is None or value <= most)
