"""Pairs of a good and a weak example that do the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from minerva.examples.candidates import candidates
from minerva.examples.choosing import varied
from minerva.examples.criteria import Met, judged
from minerva.examples.judging import known_function
from minerva.examples.weighing import Range, Wish, weighed_examples
from minerva.retrieval.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.records.examples import Example, Function

_NO_FILTERS = Filters()
_WEIGHED = 200
_FEWEST_APART = 2
"""So many criteria more a good example meets than the weak one beside it."""
_LENGTH_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Graded:
    """An example, and which criteria of its function it meets."""

    example: Example
    criteria: tuple[Met, ...]

    @property
    def grade(self) -> int:
        """How many it meets."""
        return sum(one.is_met for one in self.criteria)


@dataclass(frozen=True, slots=True)
class ContrastPair:
    """A good example and a weak one of the same function."""

    function: Function
    good: Graded
    weak: Graded

    def in_order(self, number: int) -> tuple[Graded, Graded]:
        """Return both as the pair of that *number* shows them: the better one comes first in every other pair."""
        return (self.good, self.weak) if number % 2 else (self.weak, self.good)


def contrast_pairs(  # noqa: PLR0913 - as examples has them
    library: Library,
    function: Function | str,
    *,
    query: str = "",
    theme: str = "",
    words: Range = (None, None),
    filters: Filters = _NO_FILTERS,
    limit: int = 3,
) -> list[ContrastPair]:
    """
    Return pairs of examples that do the same, on the same theme or query, one good and one weak.

    A good one meets at least two criteria more than the weak one, and the two are as alike in length as can be. No
    passage is in two pairs. See :mod:`minerva.examples.criteria` for what counts.

    Raises
    ------
    UnknownValue, MinervaError
        As :func:`~minerva.examples.choosing.examples` does.
    """
    wanted = known_function(function)
    some = candidates(library, query=query, theme=theme, filters=filters)
    found, _weighed = weighed_examples(library, some, Wish(wanted, words, complete=False), _WEIGHED)
    return paired([Graded(one, judged(one, wanted)) for one in varied(found, len(found))], wanted, limit)


def paired(graded: Sequence[Graded], function: Function, limit: int) -> list[ContrastPair]:
    """Return pairs of *graded*, those apart by most criteria first."""
    good = sorted(graded, key=lambda one: (-one.grade, -one.example.score))
    pairs: list[ContrastPair] = []
    used: set[str] = set()
    for one in good:
        weak = [other for other in graded if other.grade <= one.grade - _FEWEST_APART]
        left = [other for other in weak if other.example.passage.id not in used]
        if one.example.passage.id in used or not left or len(pairs) == limit:
            continue
        other = max(left, key=partial(_fitness, one))
        used |= {one.example.passage.id, other.example.passage.id}
        pairs.append(ContrastPair(function, one, other))
    return pairs


def _fitness(good: Graded, weak: Graded) -> float:
    """Return how well two make a pair: far apart in grade, alike in length, as surely of their function."""
    lengths = sorted((good.example.passage.words, weak.example.passage.words))
    return good.grade - weak.grade + _LENGTH_WEIGHT * lengths[0] / max(lengths[1], 1) + weak.example.score
