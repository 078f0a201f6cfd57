"""Sets of examples balanced over municipalities, years and the like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.errors import MinervaError
from minerva.examples.candidates import candidates
from minerva.examples.weighing import Wish, weighed_examples
from minerva.messages import translate as _
from minerva.retrieval.filters import Filters
from minerva.retrieval.repeats import repeats

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from minerva.library.store import Library
    from minerva.records.examples import Example

FACETS = ("municipality", "county", "group", "board", "kind", "year", "function")
"""What a set can be balanced over: attributes of the report, and what the passage does most surely."""
_NO_FILTERS = Filters()
_TO_CHOOSE_FROM = 40
"""At least so many passages, if there are, are weighed for a small set too: balance wants a choice."""


@dataclass(frozen=True, slots=True)
class TeachingSet:
    """
    Examples for a course.

    Attributes
    ----------
    examples
        In the order in which they were chosen.
    balance
        How many of them have each value of each facet; ``None`` stands for reports that tell none.
    """

    examples: tuple[Example, ...]
    balance: Mapping[str, Mapping[str | None, int]]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.examples)

    def __iter__(self) -> Iterator[Example]:
        """Iterate over the examples."""
        return iter(self.examples)


def teaching_set(  # noqa: PLR0913 - as examples has them
    library: Library,
    count: int,
    *,
    balance: Sequence[str] = ("municipality", "year"),
    query: str = "",
    theme: str = "",
    wish: Wish = Wish(),  # noqa: B008 - it is frozen
    filters: Filters = _NO_FILTERS,
) -> TeachingSet:
    """
    Choose *count* examples, as many of each value of each facet as can be; fewer where there are not so many.

    Parameters
    ----------
    balance
        Some of :data:`FACETS`, the most important first.
    query, theme, filters
        As in :func:`~minerva.examples.choosing.examples`.

    Raises
    ------
    MinervaError
        If a facet is unknown, or as :func:`~minerva.examples.choosing.examples` does.
    """
    unknown = [facet for facet in balance if facet not in FACETS]
    if unknown:
        raise MinervaError(
            _("'{facet}' is nothing that examples can be balanced over. Known: {known}.").format(
                facet=unknown[0], known=", ".join(FACETS)
            )
        )
    some = candidates(library, query=query, theme=theme, filters=filters)
    found, _weighed = weighed_examples(library, some, wish, max(count, _TO_CHOOSE_FROM))
    chosen = balanced(found, count, balance)
    return TeachingSet(
        tuple(chosen), {facet: dict(Counter(facet_value(one, facet) for one in chosen)) for facet in balance}
    )


def balanced(some: Sequence[Example], count: int, facets: Sequence[str]) -> list[Example]:
    """
    Return *count* of *some*: each time the best of those whose values have been chosen least often.

    What repeats a better one is left out. The first facet goes before the second, and so on, and all before worth.
    """
    ordered = sorted(some, key=lambda one: (-one.score, one.passage.id))
    left = [one for one, at in zip(ordered, repeats([one.text for one in ordered]), strict=True) if at is None]
    used: dict[str, Counter[str | None]] = {facet: Counter() for facet in facets}
    chosen: list[Example] = []
    while left and len(chosen) < count:
        best = min(left, key=lambda one: [used[facet][facet_value(one, facet)] for facet in facets])
        left.remove(best)
        chosen.append(best)
        for facet in facets:
            used[facet][facet_value(best, facet)] += 1
    return chosen


def facet_value(one: Example, facet: str) -> str | None:
    """Return what an example has of a facet."""
    value = next(iter(one.functions), None) if facet == "function" else getattr(one.report, facet)
    return None if value is None else str(value)
