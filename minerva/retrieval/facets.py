"""How many hits each municipality, year, kind … has: what a search can be narrowed to, and what that would leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.library.database import storage_errors
from minerva.records import PassageKind
from minerva.retrieval.filters import Filters, narrowed
from minerva.retrieval.query import parse
from minerva.retrieval.rankings import scope_of, way_of, word_view
from minerva.retrieval.search import asked_question
from minerva.swedish.collation import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from minerva.library.store import Library
    from minerva.retrieval.rankings import Mode

FACETS = ("municipality", "county", "group", "board", "kind", "year", "passage_kind")
"""What hits are counted by, all of them fields of :class:`~minerva.retrieval.filters.Filters`."""
_NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Count:
    """
    How many hits have a value.

    Attributes
    ----------
    value
        As the filter takes it; ``None`` for hits whose report tells none.
    """

    value: str | int | None
    hits: int


def count_facets(  # noqa: PLR0913 - as a search has them
    library: Library,
    query: str,
    *,
    filters: Filters = _NO_FILTERS,
    mode: Mode | str | None = None,
    like: Sequence[str] = (),
    unlike: Sequence[str] = (),
) -> dict[str, tuple[Count, ...]]:
    """
    Count the hits of a search by each of :data:`FACETS`.

    The counts of each facet add up to the ``total`` of the same search; where a facet is narrowed, those of the values
    that are chosen do, and the others tell what hits they have without its filter, to choose from. By meaning, choosing
    a value may leave more than it counts: the nearest passages are then sought among its own.

    Returns
    -------
    dict
        The counts of each facet, years from the newest, other values from the most frequent; values without hits are
        left out.

    Raises
    ------
    MinervaError
        As :func:`~minerva.retrieval.search.search` does.
    """
    view = word_view(library)
    way = way_of(library, asked_question(library, parse(query), like, unlike), mode)
    with storage_errors(library.folder), library.snapshot():
        counts = way.ranking_of(scope_of(library, view, filters)).counts(FACETS)
        for facet in FACETS:
            if getattr(filters, facet):
                free = way.ranking_of(scope_of(library, view, narrowed(filters, facet, ()))).counts([facet])
                counts[facet] = free[facet] | counts[facet]
        return {facet: _ordered(facet, counts[facet], _namer(library, facet)) for facet in FACETS}


def _namer(library: Library, facet: str) -> Callable[[str], str | int]:
    """Return what gives the name of a value that the index holds in small letters."""
    if facet == "year":
        return int
    if facet == "passage_kind":
        return lambda value: PassageKind(value).value
    names = {name.casefold(): name for name in library.values(facet)}
    return lambda value: names.get(value, value)


def _ordered(facet: str, counts: Mapping[str | None, int], named: Callable[[str], str | int]) -> tuple[Count, ...]:
    found = [Count(None if value is None else named(value), hits) for value, hits in counts.items() if hits]
    if facet == "year":
        return tuple(sorted(found, key=lambda one: -int(one.value or 0)))
    return tuple(sorted(found, key=lambda one: (one.value is None, -one.hits, sort_key(str(one.value)))))
