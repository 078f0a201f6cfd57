from __future__ import annotations

import pytest

from minerva.understand.indicators.figures import figures_in, levels_in, limit_in


@pytest.mark.parametrize(
    ("comment", "target", "outcome"),
    [
        ("Indikatorn är satt till 80 % och vi når ett resultat på 78 %.", 80, 78),
        ("Målet för 2023 är satt till 75 %. Utfall för 2023 är 81 %.", 75, 81),
        ("Vårt mål är 76 men vi lyckas nå ett resultat på 73 för helåret.", 76, 73),
        ("Indikatorn är satt till 1,5 mnkr. Utfall 0,3 mnkr på helår.", 1.5, 0.3),
        ("Personalomsättningen 2023 är 19 %", None, 19),
        ("Två av sju har flyttat, vilket ger ett utfall på 71 %.", None, 71),
        ("Mål 2023: minst 90 %. Utfall 2023: 85 %.", 90, 85),
        ("Inget värde har tagits fram.", None, None),
    ],
)
def test_target_and_outcome(comment: str, target: float | None, outcome: float | None) -> None:
    """The target and the outcome of the year are found in the sentences of a comment."""
    told = figures_in(comment, "2023")
    assert (told.target.number if told.target else None) == target
    assert (told.values["2023"].number if told.values else None) == outcome


def test_earlier_years() -> None:
    """Figures with years are of those years."""
    told = figures_in("2020= 40 % 2021= 20 %, 2022=75 %. Utfall för 2023 är 83 %.", "2023")
    assert {year: value.number for year, value in told.values.items()} == {
        "2020": 40,
        "2021": 20,
        "2022": 75,
        "2023": 83,
    }


def test_result_of_an_earlier_year() -> None:
    """A result that is of the year before is not the outcome of this one."""
    told = figures_in("Resultatet för 2022 kom i maj 2023 och andelen ökade till 41,4 %", "2023")
    assert {year: value.number for year, value in told.values.items()} == {"2022": 41.4}


def test_levels() -> None:
    """A list of levels tells the target of each year, thousands with a space."""
    levels = levels_in("2022 77 %, 2023 78 %, 2024 11 500")
    assert {year: value.number for year, value in levels.items()} == {"2022": 77, "2023": 78, "2024": 11500}


def test_limit() -> None:
    """The first figure with a comparator is the limit; a year is none."""
    limit = limit_in("Under 2023 ska minst 91 procent av brukarna vara nöjda")
    assert limit is not None
    assert (limit.number, limit.comparator, limit.unit) == (91, "minst", "%")
    assert limit_in("Under 2023 ska arbetet fortsätta") is None
