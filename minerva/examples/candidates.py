"""Passages that may become examples, the most relevant first: of a query, of a theme, or of the whole library."""

from __future__ import annotations

import hashlib
import json
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from minerva.errors import MinervaError
from minerva.library import themes as stored
from minerva.messages import translate as _
from minerva.records import PassageKind
from minerva.retrieval.filters import Filters, matching_reports, narrowed, wanted_kinds
from minerva.retrieval.search import search
from minerva.swedish.words import stems
from minerva.themes.choosing import chosen_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.library.store import Library
    from minerva.records import Passage

POOL = 400
"""So many are looked at, at most; who asks for a rare function of a whole library gets what these hold."""
_RUNNING_TEXT = (PassageKind.TEXT.value, PassageKind.LIST.value)


class Candidate(NamedTuple):
    """A passage, and how well it answers what was asked for, 0 to 1."""

    passage: Passage
    relevance: float


def candidates(library: Library, *, query: str, theme: str, filters: Filters) -> list[Candidate]:
    """
    Return at most :data:`POOL` passages of running text, the most relevant first.

    Raises
    ------
    MinervaError
        If both a query and a theme are given, or as :func:`~minerva.retrieval.search.search` does.
    UnknownValue
        If the theme is unknown, or a filter names what neither the library nor Sweden has.
    """
    if query and theme:
        raise MinervaError(_("Give a query or a theme, not both: {query}, {theme}.").format(query=query, theme=theme))
    if not filters.passage_kind:
        filters = narrowed(filters, "passage_kind", _RUNNING_TEXT)
    if query:
        return _answering(library, query, filters)
    return _about(library, theme, filters) if theme else _anywhere(library, filters)


def _answering(library: Library, query: str, filters: Filters) -> list[Candidate]:
    hits = search(library, query, limit=POOL, filters=filters)
    if not hits:
        return []
    best, worst = hits[0].score, hits[len(hits) - 1].score
    return [Candidate(hit.passage, (hit.score - worst) / (best - worst) if best > worst else 1.0) for hit in hits]


def _about(library: Library, theme: str, filters: Filters) -> list[Candidate]:
    """Return the passages to which a theme is assigned."""
    reports = set(matching_reports(filters, library))
    found = []
    for one in stored.assignments(library, theme_id=chosen_theme(library, theme).id):
        passage = library.passage(one.passage_id)
        if passage.report_id in reports and _is_wanted(passage, filters):
            found.append(Candidate(passage, one.strength))
    return found[:POOL]


def _anywhere(library: Library, filters: Filters) -> list[Candidate]:
    """Return passages of the reports by turns, in an order that has nothing to do with their place or name."""
    reports = sorted(matching_reports(filters, library), key=_chance)[:POOL]
    of_reports = [_shuffled(library, one, filters) for one in reports]
    by_turns = (passage for turn in zip_longest(*of_reports) for passage in turn if passage)
    return [Candidate(passage, 1.0) for passage, _number in zip(by_turns, range(POOL), strict=False)]


def _shuffled(library: Library, report_id: str, filters: Filters) -> Iterator[Passage]:
    """Yield the wanted passages of a report in an order of their own; each is only read when it is asked for."""
    kinds, section = wanted_kinds(filters), set(stems(filters.section))
    rows = library.connection.execute("SELECT id, kind, section FROM passages WHERE report_id = ?", (report_id,))
    ids = [
        one
        for one, kind, path in rows
        if kind in kinds and (not section or section <= set(stems(" ".join(json.loads(path)))))
    ]
    yield from map(library.passage, sorted(ids, key=_chance))


def _chance(some_id: str) -> bytes:
    return hashlib.sha256(some_id.encode()).digest()


def _is_wanted(passage: Passage, filters: Filters) -> bool:
    """Tell whether a passage is what the filters for passages ask for."""
    section = set(stems(" ".join(passage.section))) if filters.section else set()
    return passage.kind in wanted_kinds(filters) and section >= set(stems(filters.section))
