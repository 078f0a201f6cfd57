"""Municipalities side by side: what each says of a theme, or in answer to a question, and its indicators on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minerva.compare.counting import named_municipalities, require_assigned
from minerva.compare.matrix import State
from minerva.errors import ThemeError
from minerva.library import themes as stored
from minerva.library.database import storage_errors
from minerva.messages import translate as _
from minerva.records import Hits
from minerva.retrieval.answering import UNLIKELY
from minerva.retrieval.filters import Filters, matching_reports
from minerva.retrieval.indicators import indicators
from minerva.retrieval.search import search
from minerva.swedish.collation import sort_key
from minerva.swedish.words import stems
from minerva.themes.choosing import chosen_theme
from minerva.themes.quoting import recognisable, theme_hits
from minerva.themes.recogniser import Recogniser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from minerva.library.store import Library
    from minerva.records import Hit, Indicator, Report, Theme

    _IsOnIt = Callable[[Indicator], bool]


@dataclass(frozen=True, slots=True)
class Side:
    """
    One municipality.

    Attributes
    ----------
    state
        Of the theme in its reports; of a question, whether anything answers it.
    total
        How many passages there are, of which *hits* are the best.
    """

    municipality: str
    state: State
    reports: tuple[Report, ...]
    total: int
    hits: tuple[Hit, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Peers:
    """What was asked, and a side for each municipality."""

    asked: str
    theme: Theme | None
    sides: tuple[Side, ...]


def compare_peers(
    library: Library, *, theme: str = "", question: str = "", filters: Filters | None = None, limit: int = 3
) -> Peers:
    """
    Put municipalities side by side.

    Parameters
    ----------
    theme, question
        A theme's name, or what to search for; one of them.
    filters
        Which municipalities; all of the library by default. One that is named has a side even without a report.
    limit
        How many passages of each.

    Raises
    ------
    ThemeError
        If not exactly one of *theme* and *question* is given, or the theme has not been assigned to all reports.
    UnknownValue
        If the theme or a filter's value is unknown.
    """
    filters = filters or Filters()
    if bool(theme) == bool(question):
        raise ThemeError(_("Name either a theme or a question."))
    if question:
        return _asked(library, question, filters, limit)
    with storage_errors(library.folder), library.snapshot():
        chosen = chosen_theme(library, theme)
        require_assigned(library, [chosen])
    return _on_theme(library, chosen, filters, limit)


def _on_theme(library: Library, theme: Theme, filters: Filters, limit: int) -> Peers:
    strength = {one.passage_id: one.strength for one in stored.assignments(library, theme_id=theme.id)}
    recogniser = Recogniser([recognisable(theme)])

    def is_on_it(indicator: Indicator) -> bool:
        found = recogniser.find(f"{indicator.name}. {indicator.goal or ''}")[0].get(0)
        return bool(found and found.seeds)

    def best(reports: Sequence[Report]) -> tuple[int, list[Hit]]:
        by_id = {report.id: report for report in reports}
        found = [one for report in by_id for one in library.passages(report) if one.id in strength]
        found.sort(key=lambda one: (-strength[one.id], -(by_id[one.report_id].year or 0), one.id))
        return len(found), theme_hits(library, theme, [(one.id, strength[one.id]) for one in found[:limit]])

    sides = (
        _side(name, reports, *best(reports), _on_it(library, name, filters, is_on_it))
        for name, reports in _places(library, filters)
    )
    return Peers(theme.name, theme, tuple(sides))


def _asked(library: Library, question: str, filters: Filters, limit: int) -> Peers:
    wanted = set(stems(question))

    def is_on_it(indicator: Indicator) -> bool:
        return wanted <= set(stems(f"{indicator.name} {indicator.goal or ''}"))

    def best(name: str, reports: Sequence[Report]) -> Hits:
        if not reports:
            return Hits(question, "", 0)
        hits = search(library, question, limit=limit, filters=replace(filters, municipality=(name,)))
        # Asked for meaning too, every passage is a hit, however far.
        return hits if hits.answered is None or hits.answered >= UNLIKELY else Hits(question, hits.mode, 0)

    found = [(name, reports, best(name, reports)) for name, reports in _places(library, filters)]
    sides = (
        _side(name, reports, hits.total, list(hits), _on_it(library, name, filters, is_on_it))
        for name, reports, hits in found
    )
    return Peers(question, None, tuple(sides))


def _side(name: str, reports: Sequence[Report], total: int, hits: Iterable[Hit], found: Sequence[Indicator]) -> Side:
    state = State.PRESENT if total else State.ABSENT if reports else State.NO_REPORT
    return Side(name, state, tuple(reports), total, tuple(hits), tuple(found) if reports else ())


def _places(library: Library, filters: Filters) -> list[tuple[str, list[Report]]]:
    """Return the municipalities that *filters* leave or name, in alphabetical order, with their reports."""
    chosen = set(matching_reports(filters, library))
    reports = [report for report in library.reports() if report.id in chosen and report.passages]
    by_name: dict[str, list[Report]] = {name: [] for name in named_municipalities(filters, library.reports())}
    for report in reports:
        if report.municipality:
            by_name.setdefault(report.municipality, []).append(report)
    return sorted(by_name.items(), key=lambda place: sort_key(place[0]))


def _on_it(library: Library, municipality: str, filters: Filters, is_on_it: _IsOnIt) -> list[Indicator]:
    if municipality not in library.values("municipality"):
        return []
    rows = indicators(library, filters=replace(filters, municipality=(municipality,)))
    return [one for one in rows if is_on_it(one)]
