"""Themes over municipalities and years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.compare.counting import Count
from minerva.compare.matrix import State, theme_matrix
from minerva.errors import ThemeError, UnknownValue
from minerva.library import themes as stored
from minerva.library.writing import writing
from minerva.records import Assignment, Origin, Theme, ThemeRun
from minerva.retrieval.filters import Filters
from minerva.themes.assigning import assign_themes
from tests.making import FILLER, put_examples, put_text

if TYPE_CHECKING:
    from minerva import Library
    from minerva.compare.matrix import Matrix

HOMES = f"Alla hemlösa fick husrum, och vräkningar undveks. {FILLER}"


def _years(library: Library) -> None:
    for municipality, year, text in (
        ("Lund", 2020, FILLER),
        ("Lund", 2022, HOMES),
        ("Umeå", 2021, f"# Hemlöshet\n\n{HOMES}\n\n# Annat\n\n{FILLER}"),
        ("Umeå", 2022, FILLER + "Nytt."),
    ):
        put_text(library, f"{municipality}-{year}.txt", f"# Text\n\n{text}", municipality=municipality, year=year)
    assign_themes(library, ["hemlöshet"])


def _states(matrix: Matrix) -> dict[tuple[str | None, int | None], str]:
    return {(cell.municipality, cell.year): str(cell.state) for cell in matrix.cells}


def test_three_states(library: Library) -> None:
    """No report, reports without the theme, and the theme are told apart, for every combination."""
    _years(library)
    assert _states(theme_matrix(library, ["hemlöshet"], Filters())) == {
        ("Lund", 2020): "absent",
        ("Lund", 2021): "no report",
        ("Lund", 2022): "present",
        ("Umeå", 2020): "no report",
        ("Umeå", 2021): "present",
        ("Umeå", 2022): "absent",
    }


def test_shares_have_intervals_and_a_best_passage(library: Library) -> None:
    """A share lies within its interval; the best passage is one of the cell's; where there is no report is neither."""
    _years(library)
    cells = {(cell.municipality, cell.year): cell for cell in theme_matrix(library, ["hemlöshet"], Filters()).cells}
    cell = cells["Umeå", 2021]
    assert cell.share
    assert 0 < cell.share.low < cell.share.value < cell.share.high < 1
    assert cell.passage
    assert library.report(library.passage(cell.passage).report_id).file == "Umeå-2021.txt"
    assert cells["Lund", 2021].share is cells["Lund", 2021].passage is None
    absent = cells["Lund", 2020].share
    assert absent
    assert absent.value == 0 < absent.high


def test_years_together(library: Library) -> None:
    """All years together are present if one is, and count all passages."""
    _years(library)
    matrix = theme_matrix(library, ["hemlöshet"], Filters())
    cells = {cell.municipality: cell for cell in matrix.by_theme()}
    assert cells["Lund"].state is cells["Umeå"].state is State.PRESENT
    assert cells["Umeå"].passages == sum(cell.passages for cell in matrix.cells if cell.municipality == "Umeå")
    assert cells["Umeå"].reports == 2


def test_changes_and_beginnings(library: Library) -> None:
    """Trends compare years that have reports; since when a theme is there is told."""
    _years(library)
    matrix = theme_matrix(library, ["hemlöshet"], Filters())
    trends = {one.municipality: one for one in matrix.trends()}
    assert (trends["Lund"].earlier, trends["Lund"].later) == (2020, 2022)
    assert trends["Lund"].difference > 0 > trends["Umeå"].difference
    assert not trends["Lund"].is_clear
    assert matrix.first_years() == {("hemlöshet", "Lund"): 2022, ("hemlöshet", "Umeå"): 2021}


def test_filters_make_absence_not_ignorance(library: Library) -> None:
    """A municipality that is named has a row also without a report, and one with reports of other years only."""
    _years(library)
    matrix = theme_matrix(library, ["hemlöshet"], Filters(municipality=("Malmö", "umeå"), year=(2022, 2019)))
    assert _states(matrix) == {
        ("Malmö", 2019): "no report",
        ("Malmö", 2022): "no report",
        ("Umeå", 2019): "no report",
        ("Umeå", 2022): "absent",
    }
    narrowed = theme_matrix(library, ["hemlöshet"], Filters(year=(2021,)))
    assert _states(narrowed) == {("Lund", 2021): "no report", ("Umeå", 2021): "present"}
    assert theme_matrix(library, ["hemlöshet"], Filters(section="hemlöshet")).by_theme()[1].passages == 1
    with pytest.raises(UnknownValue):
        theme_matrix(library, ["hemlöshet"], Filters(municipality=("Mölnadal",)))


def test_only_what_is_known_is_told(library: Library) -> None:
    """Before a theme has been assigned to all reports its absence is unknown, and the remedy is told."""
    with pytest.raises(ThemeError, match="minerva add"):
        theme_matrix(library, ["hemlöshet"], Filters())
    put_examples(library)
    with pytest.raises(ThemeError, match="minerva themes assign"):
        theme_matrix(library, [], Filters())
    with pytest.raises(ThemeError, match="minerva themes assign"):
        theme_matrix(library, ["hemlöshet"], Filters())
    assign_themes(library, ["hemlöshet"])
    assert theme_matrix(library, [], Filters()).themes[0].name == "hemlöshet"
    put_text(library, "late.txt", f"# Nytt\n\n{HOMES}")
    with pytest.raises(ThemeError, match="1 report has"):
        theme_matrix(library, ["hemlöshet"], Filters())


def test_reports_of_no_known_municipality_stand_last(library: Library) -> None:
    """They have a row and a column of their own."""
    put_examples(library)
    assign_themes(library, ["hemlöshet"])
    matrix = theme_matrix(library, ["hemlöshet"], Filters())
    assert matrix.municipalities[-1] is matrix.years[-1] is None
    assert matrix.cells[-1].state is State.PRESENT


def test_discovered_themes_and_the_finer_ones_below(library: Library) -> None:
    """A discovered theme has a matrix too; a coarse one holds the passages of the finer ones."""
    put_examples(library)
    passage = library.passages(library.reports()[0].id)[0]
    coarse = Theme("aa00", "boende", origin=Origin.DISCOVERED)
    fine = Theme("bb00", "hyror", origin=Origin.DISCOVERED, parent="aa00")
    run = ThemeRun(0, {}, 0, "f", library.generation(), {})
    with writing(library) as writer:
        stored.put_run(writer, stored.Found(run, [coarse, fine], [Assignment(passage.id, "bb00", 0.5)], {}, {}))
    cells = theme_matrix(library, ["boende"], Filters()).by_theme()
    assert sum(cell.passages for cell in cells) == 1


def test_counts_add_up() -> None:
    """Two counts together have the reports, weights and passages of both, and the better passage."""
    one = Count(1, 0, 0.0, 2.0).with_passage("a", 1.0, 0.4)
    other = Count(1, 0, 0.0, 3.0).with_passage("b", 0.5, 0.9)
    assert one | other == Count(2, 2, 1.5, 5.0, 0.9, "b") == other | one
    assert (one | Count()).share == one.share == 0.5
