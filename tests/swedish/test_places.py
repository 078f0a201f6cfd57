import csv
from pathlib import Path

import pytest

from minerva.errors import UnknownValue
from minerva.swedish.places import (
    authority_name,
    county_names,
    find_municipality,
    genitive,
    group_names,
    municipalities,
)

LEXICAL = Path(__file__).parents[2].parent / "shared" / "lexical"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINERVA_LANGUAGE", "en")


def test_there_are_290_municipalities_in_21_counties_and_ten_groups() -> None:
    """The table is complete and every code and name is unique."""
    assert len(municipalities()) == len({place.code for place in municipalities()}) == 290
    assert len({place.name for place in municipalities()}) == 290
    assert (len(county_names()), len(group_names())) == (21, 10)


def test_the_table_agrees_with_its_source() -> None:
    """Code, name and county are those of the list that it was built from."""
    source = LEXICAL / "municipality_county.csv"
    if not source.exists():
        pytest.skip(f"{source} is not here")
    with source.open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        expected = {(row["municipality_code"], row["municipality_name_short"], row["county_name"]) for row in rows}
    assert {(place.code, place.name, place.county) for place in municipalities()} == expected


@pytest.mark.parametrize(
    "form", ["Mölndal", "mölndal", "MÖLNDAL", "Mölndals", "Mölndals kommun", "Mölndals  stad", "Mölndal stad", "1481"]
)
def test_every_usual_form_finds_the_municipality(form: str) -> None:
    """Plain name, genitive, title and code lead to the same municipality."""
    assert find_municipality(form).code == "1481"


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Falu kommun", "Falun"),
        ("Region Gotland", "Gotland"),
        ("Borås stad", "Borås"),
        ("Upplands-Bro kommun", "Upplands-Bro"),
        ("Lilla Edets kommun", "Lilla Edet"),
        ("A\u030are", "Åre"),
    ],
)
def test_irregular_names_are_understood(form: str, name: str) -> None:
    """Names that follow no rule, double names and decomposed letters are found, too."""
    assert find_municipality(form).name == name


def test_every_municipality_is_found_by_all_its_forms() -> None:
    """No name is taken for another's genitive."""
    for place in municipalities():
        forms = (place.name, place.code, genitive(place.name), f"{genitive(place.name)} kommun")
        assert {find_municipality(form) for form in forms} == {place}


def test_an_unknown_name_suggests_the_nearest() -> None:
    """The error says what is unknown, which value and what may be meant."""
    with pytest.raises(UnknownValue, match=r"'Mölnadal'.*Did you mean 'Mölndal'"):
        find_municipality("Mölnadal")


@pytest.mark.parametrize(("name", "expected"), [("Lund", "Lunds"), ("Borås", "Borås"), ("Göteborg", "Göteborgs")])
def test_genitive(name: str, expected: str) -> None:
    """A name that ends in s takes no other."""
    assert genitive(name) == expected


def test_counties_are_in_swedish_order() -> None:
    """Ö comes last."""
    assert county_names()[-2:] == ("Örebro län", "Östergötlands län")


def test_authority_names() -> None:
    """A municipality calls itself by its name's genitive; those that do otherwise are known."""
    names = {"Lund": "Lunds", "Borås": "Borås", "Botkyrka": "Botkyrka", "Falun": "Falu", "Kalix": "Kalixs"}
    assert {name: authority_name(name) for name in names} == {name: f"{told} kommun" for name, told in names.items()}
    assert authority_name("Gotland") == "Region Gotland"


def test_authority_names_of_all(shared: Path) -> None:
    """All municipalities are called as in the register, but for Falun and Gotland, which call themselves otherwise."""
    with (shared / "lexical" / "municipality_county.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    others = {
        row["municipality_name_short"]
        for row in rows
        if authority_name(row["municipality_name_short"]) != row["municipality_name"]
    }
    assert len(rows) == 290
    assert others == {"Falun", "Gotland"}
