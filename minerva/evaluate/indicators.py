"""How well indicators are read, measured on rows that people have counted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minerva.evaluate.tables import Agreement
from minerva.swedish.words import words
from minerva.understand.indicators.heads import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from minerva.records import Indicator, Value

Figure = dict[str, Any]
"""A value of a truth file: ``number``, ``comparator``, ``unit``, and ``text`` where it is no number."""


@dataclass(frozen=True, slots=True)
class Expected:
    """
    A row that a report holds, as a person read it.

    Attributes
    ----------
    goal, name
        Words that goal and name must hold; the whole text where *exact*.
    unit
        The unit of all its values that name none; ``None`` where it is not judged.
    values, target
        As in :class:`~minerva.records.Indicator`.
    """

    report: str
    goal: str | None
    name: str
    sex: str | None
    values: dict[str, Figure | None]
    target: Figure | None
    status: str | None
    unit: str | None = None
    exact: bool = False


def corpus_rows(path: Path) -> list[Expected]:
    """Read the rows that the truth of an example report holds; a part of a whole is named after it."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    return [
        Expected(
            path.stem,
            row["goal"],
            f"{row['part_of']}, {row['indicator']}" if row.get("part_of") else row["indicator"],
            row["sex"],
            row["values"],
            row["target"],
            row["status"],
            exact=True,
        )
        for row in truth["indicators"]
    ]


def counted_rows(path: Path) -> list[Expected]:
    """Read rows that were counted by hand: identifying words of goal and name, and all figures."""
    return [
        Expected(
            row["report"],
            row["goal"],
            row["name"],
            row["sex"],
            row["values"],
            row["target"],
            row["status"],
            row["unit"],
        )
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]


def compare(
    expected: Sequence[Expected], found: Iterable[Indicator]
) -> tuple[Agreement, list[Expected], list[Indicator]]:
    """Return how well *found* agrees with what a report holds, what is missing, and what is too much."""
    left, missing = list(found), []
    total = len(left)
    for row in expected:
        match = next((one for one in left if _agrees(row, one)), None)
        if match is None:
            missing.append(row)
        else:
            left.remove(match)
    return Agreement(found=total, true=len(expected), same=len(expected) - len(missing)), missing, left


def _agrees(row: Expected, one: Indicator) -> bool:
    return (
        _says(one.goal, row.goal, exact=row.exact)
        and _says(one.name, row.name, exact=row.exact)
        and (one.sex or TOTAL) == (row.sex or TOTAL)
        and one.values.keys() == row.values.keys()
        and all(_same(one.values[year], figure, row) for year, figure in row.values.items())
        and _same(one.target, row.target, row)
        and one.status == row.status
    )


def _says(text: str | None, wanted: str | None, *, exact: bool) -> bool:
    if text is None or wanted is None:
        return text == wanted
    return text == wanted if exact else set(words(wanted)) <= set(words(text))


def _same(value: Value | None, figure: Figure | None, row: Expected) -> bool:
    if value is None or figure is None:
        return value is None and figure is None
    if figure.get("number") is None:
        return value.number is None and value.text == figure["text"]
    unit = figure.get("unit", row.unit)
    return (
        value.number == figure["number"]
        and value.comparator == figure.get("comparator")
        and (value.unit == unit or (unit is None and not row.exact))
    )
