"""Example passages: what answers, does what is wanted, reads as wanted and stands alone, varied over senders."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.errors import MinervaError
from minerva.examples.candidates import candidates
from minerva.examples.judging import known_function
from minerva.examples.weighing import Range, Wish, weighed_examples
from minerva.messages import translate as _
from minerva.retrieval.filters import Filters
from minerva.retrieval.repeats import repeats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minerva.library.store import Library
    from minerva.records.examples import Example, Function

_NO_FILTERS = Filters()
_AGAIN = {"report_id": 0.4, "municipality": 0.5, "board": 0.85, "year": 0.8}
"""What is left of a passage's worth for each that was chosen before it from the same."""


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
