"""Reading indicators out of a few lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.read.text import read_pages
from minerva.understand.indicators import indicators_of

if TYPE_CHECKING:
    from minerva.records import Indicator, Value


def read(text: str, year: int | None = 2023, municipality: str | None = None) -> list[Indicator]:
    """Return the indicators of *text*; each must be a slice of what was read."""
    document = read_pages(text.split("\f"), [])
    found = indicators_of(document, "0123456789abcdef", year, municipality)
    assert all(document.text[one.start : one.end].strip() for one in found)
    return found


def short(value: Value | None) -> object:
    """Return what identifies a value: comparator and number, or its words."""
    if value is None:
        return None
    number = value.text if value.number is None else value.number
    return (value.comparator, number) if value.comparator else number


def figures(one: Indicator) -> dict[str, object]:
    """Return the values of an indicator, in short."""
    return {year: short(value) for year, value in one.values.items()}
