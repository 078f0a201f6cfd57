"""How many hits each municipality, year, kind … has: what a search can be narrowed to, and what that would leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.library.database import storage_errors
from minerva.library.theme_passages import counts_by_theme
from minerva.records import PassageKind
from minerva.retrieval.filters import Filters, narrowed
from minerva.retrieval.ranking import Spread
from minerva.retrieval.search import looking
from minerva.swedish.collation import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from minerva.library.store import Library
    from minerva.records import Hits
    from minerva.retrieval.ranking import Ranking
    from minerva.retrieval.rankings import Mode
    from minerva.retrieval.search import Looking

THEME = "theme"
FACETS = ("municipality", "county", "group", "board", "kind", "year", "passage_kind", THEME)
"""What hits are counted by, all of them fields of :class:`~minerva.retrieval.filters.Filters`."""
_NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Count:
    """
    How many hits have a value.

    Attributes
    ----------
    value
        As the filter takes it, a theme's id; ``None`` for hits whose report tells none.
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

    The counts of each facet add up to the ``total`` of the same search, but for themes: a passage may be about several
    or none. Where a facet is narrowed, those of the values that are chosen do, and the others tell what hits they have
    without its filter, to choose from. By meaning, choosing a value may leave more than it counts: the nearest passages
    are then sought among its own.

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
    asked = looking(library, query, mode=mode, like=like, unlike=unlike)
    with storage_errors(library.folder), library.snapshot():
        return _facets(library, asked, asked.ranking_of(library, filters), filters)


def search_and_count(  # noqa: PLR0913 - as above
    library: Library,
    query: str,
    *,
    limit: int = 10,
    offset: int = 0,
    filters: Filters = _NO_FILTERS,
    mode: Mode | str | None = None,
    spread: Spread | str = Spread.NONE,
    like: Sequence[str] = (),
    unlike: Sequence[str] = (),
) -> tuple[Hits, dict[str, tuple[Count, ...]]]:
    """
    Return what :func:`~minerva.retrieval.search.search` and :func:`count_facets` do, having looked only once.

    Raises
    ------
    MinervaError
        As they do.
    """
    asked = looking(library, query, mode=mode, like=like, unlike=unlike)
    with storage_errors(library.folder), library.snapshot():
        ranking = asked.ranking_of(library, filters)
        page = asked.page_of(library, ranking, Spread(spread), limit=limit, offset=offset)
        counts = _facets(library, asked, ranking, filters)
    return asked.hits_of(ranking, page, offset), counts


def _facets(library: Library, asked: Looking, ranking: Ranking, filters: Filters) -> dict[str, tuple[Count, ...]]:
    counts = _counts(library, ranking, FACETS)
    for facet in FACETS:
        if getattr(filters, facet):
            free = _counts(library, asked.ranking_of(library, narrowed(filters, facet, ())), [facet])
            counts[facet] = free[facet] | counts[facet]
    return {facet: _ordered(facet, counts[facet], _namer(library, facet)) for facet in FACETS}


def _counts(library: Library, ranking: Ranking, facets: Sequence[str]) -> dict[str, dict[str | None, int]]:
    counts = ranking.counts([facet for facet in facets if facet != THEME])
    if THEME in facets:
        counts[THEME] = _themes(library, ranking)
    return counts


def _themes(library: Library, ranking: Ranking) -> dict[str | None, int]:
    """Count the hits by theme; where no themes have been sought, hits are not even listed."""
    if not library.connection.execute("SELECT 1 FROM assignments LIMIT 1").fetchone():
        return {}
    counts: dict[str | None, int] = {}
    counts.update(counts_by_theme(library, ranking.numbers()))
    return counts


def _namer(library: Library, facet: str) -> Callable[[str], str | int]:
    """Return what gives the name of a value that the index holds in small letters."""
    if facet == "year":
        return int
    if facet == "passage_kind":
        return lambda value: PassageKind(value).value
    if facet == THEME:
        return str
    names = {name.casefold(): name for name in library.values(facet)}
    return lambda value: names.get(value, value)


def _ordered(facet: str, counts: Mapping[str | None, int], named: Callable[[str], str | int]) -> tuple[Count, ...]:
    found = [Count(None if value is None else named(value), hits) for value, hits in counts.items() if hits]
    if facet == "year":
        return tuple(sorted(found, key=lambda one: -int(one.value or 0)))
    return tuple(sorted(found, key=lambda one: (one.value is None, -one.hits, sort_key(str(one.value)))))
