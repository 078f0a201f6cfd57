"""Saved searches: run again, and what is new in them since their user last looked."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, NamedTuple

from minerva.collect.collecting import stamp
from minerva.errors import CollectionError
from minerva.library import saved_searches as stored
from minerva.library.saved_searches import Seen
from minerva.messages import translate as _
from minerva.records import SavedSearch
from minerva.retrieval.filters import Filters
from minerva.retrieval.repeats import fingerprint, is_repeated
from minerva.retrieval.search import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from minerva.library.store import Library
    from minerva.records import Hit, Hits

_NO_FILTERS = Filters()


class News(NamedTuple):
    """
    What a saved search finds that was not there when it was last marked as seen.

    Attributes
    ----------
    hits
        The best first. None says nearly the same, word for word, as another, or as one that was there.
    repeated
        How many hits of new reports were left out for saying what was said before.
    """

    search: SavedSearch
    hits: tuple[Hit, ...]
    repeated: int


def save_search(  # noqa: PLR0913 - the options of a search
    library: Library,
    name: str,
    query: str,
    *,
    mode: str | None = None,
    filters: Filters = _NO_FILTERS,
    note: str = "",
    limit: int = 50,
    when: datetime,
) -> SavedSearch:
    """
    Save a search; what it finds now counts as seen.

    Parameters
    ----------
    note
        Why it is saved.
    limit
        How many of the best hits count: searched by meaning, every passage is a hit, however far.

    Raises
    ------
    CollectionError
        If the name is empty, too long or taken.
    MinervaError
        As :func:`minerva.search` does.
    """
    now = stamp(when)
    saved = SavedSearch(name, query, now, now, mode, told_filters(filters), note.strip(), limit)
    stored.put_search(library, saved, _seen_in(library, run_search(library, saved)))
    return stored.saved_search(library, name)


def run_search(library: Library, saved: SavedSearch) -> Hits:
    """Return the best hits of a saved search, as many as count."""
    return search(library, saved.query, limit=saved.limit, mode=saved.mode, filters=filters_from(saved.filters))


def news(library: Library, name: str) -> News:
    """
    Tell what is new in a saved search.

    A hit is new if its report was not in the library when the search was last marked as seen, and no hit of the reports
    that were says nearly the same, nor did when their user looked.

    Raises
    ------
    UnknownValue
        If there is no such saved search.
    MinervaError
        As :func:`minerva.search` does.
    """
    return _news_of(library, stored.saved_search(library, name))


def all_news(library: Library) -> list[News]:
    """Tell what is new in each saved search, by name."""
    return [_news_of(library, saved) for saved in stored.searches(library)]


def mark_seen(library: Library, name: str, *, when: datetime) -> SavedSearch:
    """Remember that what a saved search finds now has been seen."""
    saved = stored.saved_search(library, name)
    seen = _seen_in(library, run_search(library, saved), before=stored.seen_by(library, saved))
    stored.mark_seen(library, saved, seen, when=stamp(when))
    return stored.saved_search(library, saved.name)


def forget_search(library: Library, name: str) -> SavedSearch:
    """Remove a saved search and return it."""
    saved = stored.saved_search(library, name)
    stored.forget_search(library, saved)
    return saved


def told_filters(filters: Filters) -> dict[str, Any]:
    """Return what *filters* narrow, by the fields' names."""
    plain = dataclasses.asdict(filters)
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in plain.items()
        if value not in {(), "", None}
    }


def filters_from(told: Mapping[str, Any]) -> Filters:
    """
    Return the filters that :func:`told_filters` told.

    Raises
    ------
    CollectionError
        If one of them is unknown to this Minerva.
    """
    known = {field.name for field in dataclasses.fields(Filters)}
    unknown = set(told) - known
    if unknown:
        raise CollectionError(
            _("'{name}' is no filter. Known: {known}.").format(name=min(unknown), known=", ".join(sorted(known)))
        )
    chosen: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return Filters(**chosen)


def _news_of(library: Library, saved: SavedSearch) -> News:
    return _news(saved, run_search(library, saved), stored.seen_by(library, saved))


def _news(saved: SavedSearch, hits: Hits, seen: Seen) -> News:
    there = [fingerprint(hit.text) for hit in hits if hit.report.id in seen.reports]
    said = [*seen.fingerprints, *there]
    new: list[Hit] = []
    repeated = 0
    for hit in hits:
        if hit.report.id in seen.reports:
            continue
        its = fingerprint(hit.text)
        if _is_said(its, said):
            repeated += 1
        else:
            new.append(hit)
        said.append(its)
    return News(saved, tuple(new), repeated)


def _is_said(one: frozenset[int], said: Iterable[frozenset[int]]) -> bool:
    return any(is_repeated(one, other) for other in said)


def _seen_in(library: Library, hits: Hits, before: Seen | None = None) -> Seen:
    """Return what has been seen when *hits* have been, and what was *before*, which may be gone by now."""
    reports = {report.id for report in library.reports()} | (before.reports if before else frozenset())
    told = dict.fromkeys([fingerprint(hit.text) for hit in hits] + list(before.fingerprints if before else ()))
    kept = tuple(told)[: 4 * max(len(hits), 1)]
    return Seen(library.generation(), frozenset(reports), kept)
