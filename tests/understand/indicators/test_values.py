from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minerva.records import Value
from minerva.understand.indicators.values import is_missing, is_unfinished, value_of

SPACES = [" ", "\u00a0", "\u2009", "\u202f"]


@pytest.mark.parametrize(
    ("text", "number", "comparator", "unit"),
    [
        ("78 %", 78, None, "%"),
        ("78%", 78, None, "%"),
        ("8,1 procent", 8.1, None, "%"),
        ("1 234", 1234, None, None),
        ("12\u00a0345\u2009678", 12345678, None, None),
        ("60 805 dygn", 60805, None, "dygn"),
        ("-4,5 mnkr", -4.5, None, "mnkr"),
        ("−0,1", -0.1, None, None),
        ("86.461", 86461, None, None),
        ("0.5", 0.5, None, None),
        ("Minst 76 %", 76, "minst", "%"),
        ("lägst 70", 70, "minst", None),
        ("≥ 90 %", 90, "minst", "%"),
        ("≤5", 5, "högst", None),
        ("> 3 dagar", 3, "över", "dagar"),
        ("mindre än 28 veckor", 28, "under", "veckor"),
        ("max 10 %", 10, "högst", "%"),
        ("ca 15", 15, "ca", None),
        ("80 % eller mer", 80, "minst", "%"),
        ("Minst NKI 75", 75, "minst", "NKI"),
        ("index 73", 73, None, "index"),
        ("151 vård- dygn", 151, None, "vårddygn"),
        ("45 gram per portion", 45, None, "gram per portion"),
        ("20 (2024)", 20, None, None),
        ("837²", 837, None, None),
        ("78 % 1)", 78, None, "%"),
        ("- 200", -200, None, None),
    ],
)
def test_figures(text: str, number: float, comparator: str | None, unit: str | None) -> None:
    """Number, comparator and unit of a cell are told apart however they are printed."""
    value = value_of(text)
    assert value is not None
    assert (value.number, value.comparator, value.unit) == (number, comparator, unit)


@pytest.mark.parametrize(
    "text", ["", "-", "–", "—", "ej mätt", "Uppgift saknas", "saknas", "redovisas inte", "..", "n/a"]
)
def test_nothing_measured(text: str) -> None:
    """A cell that says that there is no figure has no value."""
    assert is_missing(text)
    assert value_of(text) is None


@pytest.mark.parametrize("text", ["ja", "Ny mätning", "96 - K94/M90", "2 av 3 enheter 2021 och 4 av 5 enheter 2022"])
def test_words_stay_words(text: str) -> None:
    """A cell that holds words, or several figures, has no number but keeps its text."""
    assert value_of(text) == Value(None, None, None, text)


def test_unit_of_the_row() -> None:
    """A bare number takes the unit that the row tells, any other keeps its own."""
    assert value_of("12", "dagar") == Value(12.0, None, "dagar", "12")
    assert value_of("12 %", "dagar") == Value(12.0, None, "%", "12 %")


def test_number_in_the_line_below() -> None:
    """A comparator alone announces a number."""
    assert is_unfinished("högst")
    assert is_unfinished("minst index")
    assert not is_unfinished("högst 5")
    assert not is_unfinished("")


def slow_number(text: str) -> float:
    """Read a number sign by sign, as a child would."""
    negative, digits, decimals, after_comma = False, 0, 0, 0
    for sign in text:
        if sign in "-−–":
            negative = True
        elif sign == ",":
            after_comma = 1
        elif sign.isdigit() and after_comma:
            decimals = decimals * 10 + int(sign)
            after_comma *= 10
        elif sign.isdigit():
            digits = digits * 10 + int(sign)
    number = digits + (decimals / after_comma if after_comma > 1 else 0)
    return -number if negative else number


@st.composite
def printed(draw: st.DrawFn) -> str:
    """Draw a number as a report may print it."""
    number = draw(st.integers(0, 999_999_999))
    groups = f"{number:,}".replace(",", draw(st.sampled_from([*SPACES, ""])))
    decimals = draw(st.sampled_from(["", ",5", ",25", ",0", ",125"]))
    return draw(st.sampled_from(["", "-", "−", "–"])) + groups + decimals


@given(
    printed(),
    st.sampled_from(["", "minst", "högst", "över", "under", "ca"]),
    st.sampled_from(["", "%", "dagar", "mnkr", "kr", "gram per portion"]),
)
def test_any_figure(number: str, comparator: str, unit: str) -> None:
    """Whatever number is printed, with whatever comparator and unit, is read as a slow reader reads it."""
    value = value_of(" ".join(filter(None, [comparator, number, unit])))
    assert value is not None
    assert value.number == pytest.approx(slow_number(number))
    assert (value.comparator or "", value.unit or "") == (comparator, unit)


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """No text breaks the reading, and what is kept is the text of the cell."""
    value = value_of(text)
    assert value is None or (value.text == value.text.strip() and "\n" not in value.text)
