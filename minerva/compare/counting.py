"""Passages of a library counted by theme, municipality and year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from minerva.compare.changes import repeated_shares, weight
from minerva.errors import ThemeError
from minerva.library import themes as stored
from minerva.library.database import storage_errors
from minerva.messages import translate as _
from minerva.messages import translate_count
from minerva.records import Origin, PassageKind
from minerva.retrieval.filters import Filters, matching_reports, wanted_kinds
from minerva.swedish.collation import sort_key
from minerva.swedish.places import find_municipality
from minerva.swedish.words import stems
from minerva.themes.assigning import unassigned_reports
from minerva.themes.choosing import chosen_themes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from minerva.library.store import Library
    from minerva.records import Passage, Report, Theme

_TABLE_WEIGHT = 0.8
"""A table is the best passage only where no text is nearly as sure: it shows figures and says nothing."""


class Count(NamedTuple):
    """
    Passages of some reports that are about a theme, and all of them.

    Attributes
    ----------
    weight, all_weight
        Of those about it and of all, what stood word for word in the report before counting less.
    best
        How good the best passage is.
    """

    reports: int = 0
    passages: int = 0
    weight: float = 0.0
    all_weight: float = 0.0
    best: float = 0.0
    best_passage: str | None = None

    @property
    def share(self) -> float:
        """Share of the weight that is about the theme, 0 to 1."""
        return self.weight / self.all_weight if self.all_weight else 0.0

    def with_passage(self, passage: str, counted: float, strength: float) -> Count:
        """Return the count with one passage more that is about the theme."""
        better = (strength, passage) > (self.best, self.best_passage or "")
        best = (strength, passage) if better else (self.best, self.best_passage)
        return Count(self.reports, self.passages + 1, self.weight + counted, self.all_weight, *best)

    def __or__(self, other: Count) -> Count:
        """Return the count of the reports of both together."""
        best = max((self, other), key=lambda one: (one.best, one.best_passage or ""))
        return Count(
            self.reports + other.reports,
            self.passages + other.passages,
            self.weight + other.weight,
            self.all_weight + other.all_weight,
            best.best,
            best.best_passage,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """
    What was counted.

    Attributes
    ----------
    by_place
        By theme's id, municipality and year; what has no report is left out.
    """

    themes: tuple[Theme, ...]
    municipalities: tuple[str | None, ...]
    years: tuple[int | None, ...]
    by_place: Mapping[tuple[str, str | None, int | None], Count]

    def of(self, theme: str, municipality: str | None, years: Sequence[int | None]) -> Count:
        """Return the count of a theme in a municipality's reports of some *years* together."""
        total = Count()
        for year in years:
            total |= self.by_place.get((theme, municipality, year), Count())
        return total


def require_assigned(library: Library, themes: Sequence[Theme]) -> None:
    """
    Refuse to tell what is not known: themes that have not been assigned to all reports.

    Raises
    ------
    ThemeError
        If there are such, or no passages at all.
    """
    if not library.connection.execute("SELECT 1 FROM passages LIMIT 1").fetchone():
        raise ThemeError(_("The library holds no passages. Add reports first: minerva add PATH"))
    if not themes:
        raise ThemeError(_("No themes have been assigned yet. Assign them: minerva themes assign"))
    missing = unassigned_reports(library, [theme for theme in themes if theme.origin is Origin.DEFINED])
    if missing:
        name = next(theme.name for theme in themes if theme.id in missing)
        count = max(map(len, missing.values()))
        raise ThemeError(
            translate_count(
                "{n} report has not been looked through for the theme {name!r}. Assign it: minerva themes assign",
                "{n} reports have not been looked through for the theme {name!r}. Assign it: minerva themes assign",
                count,
            ).format(n=count, name=name)
        )


def count_passages(library: Library, names: Iterable[str], filters: Filters) -> Counts:
    """
    Count the passages that *filters* leave.

    Raises
    ------
    UnknownValue
        If a theme or a filter's value is unknown.
    ThemeError
        As :func:`require_assigned` does.
    """
    with storage_errors(library.folder), library.snapshot():
        themes = chosen_themes(library, names)
        require_assigned(library, themes)
        chosen = set(matching_reports(filters, library))
        anytime = set(matching_reports(replace(filters, year=(), year_from=None, year_to=None), library))
        # A report of which nothing could be read says nothing of any theme.
        reports = [report for report in library.reports() if report.id in anytime and report.passages]
        strengths = _strengths(library, themes)
        repeated = repeated_shares(library, [report for report in reports if report.id in chosen])
        by_place: dict[tuple[str, str | None, int | None], Count] = defaultdict(Count)
        among = _about(library, filters.theme)
        for report in reports:
            if report.id in chosen:
                passages = [one for one in _passages(library, report, filters) if among is None or one.id in among]
                _count_report(by_place, report, passages, strengths, repeated)
    rows = {report.municipality for report in reports} | set(named_municipalities(filters, reports))
    years = {report.year for report in reports if report.id in chosen} | set(filters.year)
    return Counts(
        themes,
        tuple(sorted(rows, key=lambda name: (name is None, sort_key(name or "")))),
        tuple(sorted(years, key=lambda year: (year is None, year or 0))),
        dict(by_place),
    )


def _count_report(
    by_place: dict[tuple[str, str | None, int | None], Count],
    report: Report,
    passages: Sequence[Passage],
    strengths: Mapping[str, Mapping[str, float]],
    repeated: Mapping[str, float],
) -> None:
    weights = {passage.id: weight(repeated.get(passage.id, 0.0)) for passage in passages}
    for theme, by_passage in strengths.items():
        count = Count(reports=1, all_weight=sum(weights.values()))
        for passage in passages:
            strength = by_passage.get(passage.id)
            if strength is not None:
                worth = strength * weights[passage.id] * (_TABLE_WEIGHT if passage.kind is PassageKind.TABLE else 1)
                count = count.with_passage(passage.id, weights[passage.id], worth)
        by_place[theme, report.municipality, report.year] |= count


def _strengths(library: Library, themes: Sequence[Theme]) -> dict[str, dict[str, float]]:
    """Return how surely passages are about *themes*, by theme and passage; a coarse one has its finer ones'."""
    finer: dict[str, list[str]] = defaultdict(list)
    for theme in stored.themes(library, coarser=True):
        if theme.parent:
            finer[theme.parent].append(theme.id)
    found: dict[str, dict[str, float]] = {}
    for theme in themes:
        strengths: dict[str, float] = {}
        for theme_id in _with_finer(theme.id, finer):
            for one in stored.assignments(library, theme_id=theme_id):
                strengths[one.passage_id] = max(one.strength, strengths.get(one.passage_id, 0.0))
        found[theme.id] = strengths
    return found


def _with_finer(theme_id: str, finer: Mapping[str, Sequence[str]]) -> list[str]:
    return [theme_id, *(one for child in finer.get(theme_id, ()) for one in _with_finer(child, finer))]


def _about(library: Library, asked: Sequence[str]) -> set[str] | None:
    """Return the ids of the passages that are about one of the themes *asked* for; None where none is."""
    if not asked:
        return None
    themes = [stored.theme(library, one) for one in asked]
    return {one.passage_id for theme in themes for one in stored.assignments(library, theme_id=theme.id)}


def _passages(library: Library, report: Report, filters: Filters) -> list[Passage]:
    kinds, words = wanted_kinds(filters), set(stems(filters.section))
    return [
        passage
        for passage in library.passages(report.id)
        if (not kinds or passage.kind in kinds) and words <= set(stems(" ".join(passage.section)))
    ]


def named_municipalities(filters: Filters, reports: Iterable[Report]) -> list[str]:
    """Return the municipalities that *filters* name, also those of which there is no report."""
    here = {report.municipality.casefold(): report.municipality for report in reports if report.municipality}
    codes = {report.municipality_code: report.municipality for report in reports if report.municipality}
    return [
        here.get(name.casefold()) or codes.get(name) or find_municipality(name).name for name in filters.municipality
    ]
