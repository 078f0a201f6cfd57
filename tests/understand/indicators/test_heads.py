from __future__ import annotations

import pytest

from minerva.understand.indicators.heads import columns_of, sex_of, year_in


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("Utfall 2017", "2017"),
        ("2017", "2017"),
        ("År 2021", "2021"),
        ("Bokslut 2017", "2017"),
        ("Utfall 202208", "2022"),
        ("Utfall jan-aug 2016", "2016"),
        ("Utfall 2019-08-31", "2019"),
        ("Resultat", ""),
        ("Delår 2 2022", "2022"),
        ("Periodens utfall", ""),
        ("2018 utfall", "2018"),
    ],
)
def test_outcomes(head: str, year: str) -> None:
    """A column of outcomes is known by its head, and so is its year."""
    columns = columns_of(["Indikator", head, "Målvärde"])
    assert columns is not None
    assert columns.values == {(None, year): 1}


@pytest.mark.parametrize(
    ("head", "year"),
    [("Mål 2018", "2018"), ("Nivå 2017", "2017"), ("Målvärde", ""), ("Mål helår 2023", "2023"), ("2020 mål", "2020")],
)
def test_targets(head: str, year: str) -> None:
    """A column of targets is known by its head, and so is its year."""
    columns = columns_of(["Mått", "Utfall 2017", head])
    assert columns is not None
    assert columns.targets == {year: 2}


def test_all_kinds_of_columns() -> None:
    """Goal, name, sex, unit, outcomes, targets and status are told apart; a forecast is passed over."""
    columns = columns_of(
        [
            "Nämndens mål",
            "Indikator",
            "Kön",
            "Enhet",
            "Utfall 2020",
            "Utfall 2021",
            "Prognos 2022",
            "Mål 2021",
            "Status",
        ]
    )
    assert columns is not None
    assert (columns.goal, columns.name, columns.sex, columns.unit, columns.status) == (0, 1, 2, 3, 8)
    assert columns.values == {(None, "2020"): 4, (None, "2021"): 5}
    assert columns.targets == {"2021": 7}


def test_sexes_in_the_head() -> None:
    """Columns may be split by sex."""
    columns = columns_of(["Mått", "Kvinnor 2022", "Män 2022", "Totalt 2022", "Målvärde"])
    assert columns is not None
    assert columns.values == {("kvinnor", "2022"): 1, ("män", "2022"): 2, ("totalt", "2022"): 3}


def test_comparisons_are_passed_over() -> None:
    """Beside the municipality's own outcomes those of others are left out."""
    columns = columns_of(["Nyckeltal", "Almvik 2023", "Liknande kommuner 2023", "Riket 2023"], "Almvik")
    assert columns is not None
    assert columns.values == {(None, "2023"): 1}


@pytest.mark.parametrize(
    "row",
    [
        ["Antal brukare", "2 019", "12"],
        ["Andel nöjda", "Män", "-"],
        ["Åtgärd", "Ansvarig", "Klart"],
        ["Sökande", "", ""],
        ["2022", "9,3", "5,2"],
    ],
)
def test_no_head(row: list[str]) -> None:
    """A row of figures, or one that names no outcome, is no head."""
    assert columns_of(row) is None


def test_money_is_known() -> None:
    """A column of budget or deviation tells a table of money."""
    columns = columns_of(["Verksamhet", "Budget 2022", "Utfall 2022", "Avvikelse"])
    assert columns is not None
    assert columns.money


def test_sexes() -> None:
    """Women, men, girls, boys and all are known by words and letters."""
    assert [sex_of(text) for text in ("Kvinnor", "M", "flickor", "Alla", "Barn")] == [
        "kvinnor", "män", "flickor", "totalt", None,
    ]  # fmt: skip


def test_no_year() -> None:
    """Digits that are no year are none."""
    assert year_in("Enhet 12 345") == ""
