"""
Which municipality writes about a theme, and when: a matrix with three states, which are never confused.

*No report*: nothing is known. *Absent*: there are reports, and none of their passages is about the theme. *Present*:
some are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.compare.counting import Count, Counts, count_passages
from minerva.compare.shares import Share, differ, wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.library.store import Library
    from minerva.records import Theme
    from minerva.retrieval.filters import Filters


class State(StrEnum):
    """What is known of a theme in some reports."""

    NO_REPORT = "no report"
    ABSENT = "absent"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Cell:
    """
    A theme in the reports of a municipality, of one year or of several.

    Attributes
    ----------
    municipality
        ``None`` stands for all reports of which none is known.
    year
        ``None`` where several are counted together, or none is known.
    reports, passages
        How many reports there are, and how many of their passages are about the theme.
    share
        Of all their passages those that are, what was repeated word for word from the report before counting half,
        with its interval; ``None`` where there is no report.
    weight
        How many passages *share* is the share of, in the same measure.
    passage
        Id of the best one.
    """

    theme: Theme
    municipality: str | None
    year: int | None
    state: State
    reports: int = 0
    passages: int = 0
    share: Share | None = None
    weight: float = 0.0
    passage: str | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """
    How a theme's share in a municipality's reports changed from one year with reports to the next.

    Attributes
    ----------
    difference
        Of shares, -1 to 1.
    is_clear
        Whether it is more than chance explains, at the level of 95 %.
    """

    theme: Theme
    municipality: str | None
    earlier: int
    later: int
    difference: float
    is_clear: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """
    Themes over municipalities and years.

    Attributes
    ----------
    municipalities
        In alphabetical order, ``None`` last.
    years
        In order; those of which the library has a report.
    cells
        By theme, municipality and year: every combination once.
    """

    themes: tuple[Theme, ...]
    municipalities: tuple[str | None, ...]
    years: tuple[int | None, ...]
    cells: tuple[Cell, ...]
    _counts: Counts

    def by_theme(self) -> tuple[Cell, ...]:
        """Return a cell for each municipality and theme, all years together."""
        return tuple(
            _cell(theme, municipality, None, self._counts.of(theme.id, municipality, self.years))
            for theme in self.themes
            for municipality in self.municipalities
        )

    def trends(self) -> tuple[Trend, ...]:
        """Return how shares changed between years that have reports and follow one another, in the order of cells."""
        return tuple(trend for cells in self._lines() for trend in _trends(cells))

    def first_years(self) -> dict[tuple[str, str | None], int]:
        """Return since when a theme is present, by its id and the municipality; those without it are left out."""
        found: dict[tuple[str, str | None], int] = {}
        for cell in self.cells:
            if cell.state is State.PRESENT and cell.year is not None:
                found.setdefault((cell.theme.id, cell.municipality), cell.year)
        return found

    def _lines(self) -> Iterator[Sequence[Cell]]:
        length = len(self.years)
        for start in range(0, len(self.cells), max(length, 1)):
            yield self.cells[start : start + length]


def theme_matrix(library: Library, themes: Iterable[str], filters: Filters) -> Matrix:
    """
    Return *themes*, by name, over the municipalities and years of the reports that *filters* leave.

    A municipality that the filters name has a row even if the library holds no report of it, and one whose reports are
    all of other years than the filters want.

    Raises
    ------
    UnknownValue
        If a theme or a filter's value is unknown.
    ThemeError
        If the library holds no passages, or a theme has not been assigned to all reports.
    """
    counts = count_passages(library, themes, filters)
    cells = tuple(
        _cell(theme, municipality, year, counts.of(theme.id, municipality, (year,)))
        for theme in counts.themes
        for municipality in counts.municipalities
        for year in counts.years
    )
    return Matrix(counts.themes, counts.municipalities, counts.years, cells, counts)


def _cell(theme: Theme, municipality: str | None, year: int | None, count: Count) -> Cell:
    if not count.reports:
        return Cell(theme, municipality, year, State.NO_REPORT)
    state = State.PRESENT if count.passages else State.ABSENT
    share = wilson(count.share, count.all_weight)
    return Cell(
        theme, municipality, year, state, count.reports, count.passages, share, count.all_weight, count.best_passage
    )


def _trends(cells: Sequence[Cell]) -> Iterator[Trend]:
    told = [cell for cell in cells if cell.share and cell.year is not None]
    for before, after in pairwise(told):
        if before.share and after.share and before.year is not None and after.year is not None:
            yield Trend(
                before.theme,
                before.municipality,
                before.year,
                after.year,
                round(after.share.value - before.share.value, 6),
                differ(before.share.value, before.weight, after.share.value, after.weight),
            )
