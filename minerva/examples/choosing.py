"""Example passages: what answers, does what is wanted, reads as wanted and stands alone, varied over senders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING

from minerva.errors import MinervaError
from minerva.examples.candidates import Candidate, candidates
from minerva.examples.completeness import Neighbourhood, wanting
from minerva.examples.functions import FunctionTeller, Told, WholeReport, whole_report
from minerva.examples.judging import known_function
from minerva.library.database import storage_errors
from minerva.messages import translate as _
from minerva.records.examples import Example
from minerva.retrieval.filters import Filters
from minerva.retrieval.repeats import repeats
from minerva.swedish.readability import readability

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.library.store import Library
    from minerva.records.examples import Function

_NO_FILTERS = Filters()
_BATCH = 50
_ENOUGH = 5
"""So many times as many as are asked for are weighed before the most varied are chosen."""
_INCOMPLETE = 0.5
"""What a passage that cannot be understood alone is worth beside one that can."""
_AGAIN = {"report_id": 0.4, "municipality": 0.5, "board": 0.85, "year": 0.8}
"""What is left of a passage's worth for each that was chosen before it from the same."""

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


@dataclass(frozen=True, slots=True)
class Examples:
    """
    Examples, the best first.

    Attributes
    ----------
    weighed
        How many passages were looked at to find them.
    """

    examples: tuple[Example, ...]
    weighed: int

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.examples)

    def __iter__(self) -> Iterator[Example]:
        """Iterate over them, the best first."""
        return iter(self.examples)


def examples(  # noqa: PLR0913 - what a trainer may ask for
    library: Library,
    *,
    query: str = "",
    theme: str = "",
    function: Function | str = "",
    words: Range = (None, None),
    lix: Range = (None, None),
    complete: bool = True,
    filters: Filters = _NO_FILTERS,
    limit: int = 8,
) -> Examples:
    """
    Find example passages, from as many municipalities, boards and years as there are, none of which repeats another.

    Parameters
    ----------
    query, theme
        What they are about: words to search for, or a theme that has been assigned; neither for whatever.
    function
        What they do, or how its name begins.
    words, lix
        Least and most, both included.
    complete
        Leave out what cannot be understood alone.
    filters
        As a search has them; tables and notes are left out unless asked for.

    Raises
    ------
    MinervaError
        If both a query and a theme are given, or a least is more than a most.
    UnknownValue
        If a theme, a function or what a filter names is unknown.
    """
    for name, (least, most) in (("words", words), ("lix", lix)):
        if least is not None and most is not None and least > most:
            raise MinervaError(
                _("{name}: {least} to {most} holds nothing; put the smaller number first.").format(
                    name=name, least=least, most=most
                )
            )
    wish = Wish(known_function(function) if function else None, words, lix, complete)
    found, weighed = weighed_examples(
        library, candidates(library, query=query, theme=theme, filters=filters), wish, limit
    )
    return Examples(tuple(varied(found, limit)), weighed)


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


def varied(some: Iterable[Example], limit: int) -> list[Example]:
    """
    Return *limit* of *some*, each time the best after what was chosen already; what repeats a better one is left out.

    Notes
    -----
    Greedy choice by worth that falls with each likeness to what was chosen, as maximal marginal relevance does:
    Carbonell and Goldstein, SIGIR 1998. Likeness is being of the same sender, not saying the same.
    """
    ordered = sorted(some, key=lambda one: (-one.score, one.passage.id))
    left = [one for one, at in zip(ordered, repeats([one.text for one in ordered]), strict=True) if at is None]
    used: Counter[tuple[str, object]] = Counter()
    chosen: list[Example] = []
    while left and len(chosen) < limit:
        best = max(left, key=lambda one: one.score * _freshness(one, used))
        left.remove(best)
        chosen.append(best)
        used.update(_senders(best))
    return chosen


def _freshness(one: Example, used: Counter[tuple[str, object]]) -> float:
    left = 1.0
    for name, value in _senders(one):
        left *= _AGAIN[name] ** used[name, value]
    return left


def _senders(one: Example) -> list[tuple[str, object]]:
    of_report = one.report.municipality, one.report.board, one.report.year
    return list(zip(_AGAIN, (one.report.id, *of_report), strict=True))


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
