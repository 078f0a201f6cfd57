"""Themes with how many passages, reports and municipalities they are in: what is listed and exported."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minerva.library import themes as stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.records import Assignment, Origin, Report, Theme


@dataclass(frozen=True, slots=True)
class Spread:
    """A theme, and in how many passages, reports and municipalities it is."""

    theme: Theme
    passages: int
    reports: int
    municipalities: int


@dataclass(frozen=True, slots=True)
class Overview:
    """
    The themes of a run, or those that hold now.

    Attributes
    ----------
    themes, coarser
        Those of the finest level, and those that hold them.
    """

    themes: tuple[Spread, ...]
    coarser: tuple[Spread, ...]


def overview(library: Library, *, run_id: int | None = None, origin: Origin | None = None) -> Overview:
    """
    Count what is about the themes that hold now, or those of another run.

    Raises
    ------
    UnknownValue
        If there is no such run.
    """
    with library.snapshot():
        themes = stored.themes(library, run_id=run_id, origin=origin, coarser=True)
        reports = {report.id: report for report in library.reports()}
        report_by_passage = _report_by_passage(library)
        of: dict[str, list[Report]] = defaultdict(list)
        for one in stored.assignments(library, run_id=run_id, origin=origin):
            of[one.theme_id].append(reports[report_by_passage[one.passage_id]])
    holding = {one.parent for one in themes}
    for theme in themes:
        if theme.parent:
            of[theme.parent] += of[theme.id]
    spreads = [_spread(theme, of[theme.id]) for theme in themes]
    return Overview(
        tuple(one for one in spreads if one.theme.id not in holding),
        tuple(one for one in spreads if one.theme.id in holding),
    )


def _spread(theme: Theme, reports: Sequence[Report]) -> Spread:
    municipalities = {report.municipality for report in reports if report.municipality}
    return Spread(theme, len(reports), len({report.id for report in reports}), len(municipalities))


def _report_by_passage(library: Library) -> dict[str, str]:
    return dict(map(tuple, library.connection.execute("SELECT id, report_id FROM passages")))


def theme_rows(found: Overview) -> list[dict[str, Any]]:
    """Return a row for each theme, the finest first, for tables and files."""
    return [theme_row(one) for one in (*found.themes, *found.coarser)]


def theme_row(one: Spread) -> dict[str, Any]:
    """Return what is told of a theme, the contract's names first."""
    theme = one.theme
    return {
        "id": theme.id,
        "name": theme.name,
        "origin": theme.origin.value,
        "keywords": list(theme.keywords or theme.seeds),
        "passages": one.passages,
        "reports": one.reports,
        "municipalities": one.municipalities,
        "parent": theme.parent,
        "stability": theme.stability,
        "apart": list(theme.apart),
        "neighbours": list(theme.neighbours),
        "examples": list(theme.examples),
    }


def assignment_rows(
    library: Library, *, run_id: int | None = None, origin: Origin | None = None
) -> list[dict[str, Any]]:
    """Return a row for each passage that is about a theme, with what identifies its report, the strongest first."""
    with library.snapshot():
        names = {one.id: one.name for one in stored.themes(library, run_id=run_id, origin=origin, coarser=True)}
        reports = {report.id: report for report in library.reports()}
        found = stored.assignments(library, run_id=run_id, origin=origin)
        passages = {passage.id: passage for report_id in reports for passage in library.passages(report_id)}
    rows = []
    for one in found:
        passage = passages[one.passage_id]
        report = reports[passage.report_id]
        rows.append(
            _assignment(one, names[one.theme_id], report)
            | {"page": passage.page, "start": passage.start, "end": passage.end, "section": " › ".join(passage.section)}
        )
    return rows


def _assignment(one: Assignment, name: str, report: Report) -> dict[str, Any]:
    return {
        "passage": one.passage_id,
        "theme": one.theme_id,
        "name": name,
        "strength": one.strength,
        "report": report.id,
        "file": report.file,
        "municipality": report.municipality,
        "municipality_code": report.municipality_code,
        "board": report.board,
        "kind": report.kind,
        "year": report.year,
    }
