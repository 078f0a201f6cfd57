"""Indicators as a table for Excel: semicolons, decimal commas, one column a year."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from minerva.messages import translate as _
from minerva.outward.tables import write_csv

if TYPE_CHECKING:
    from minerva.records import Indicator, Report, Value
    from minerva.retrieval.indicators import Indicators


def indicators_csv(found: Indicators) -> str:
    """Return what Swedish Excel opens as a table: with a byte order mark, else it takes UTF-8 for Windows' encoding."""
    table = io.StringIO(newline="")
    write_csv(indicator_rows(found), indicator_columns(found), table)
    return table.getvalue()


def indicator_columns(found: Indicators) -> list[str]:
    """Return the columns of the table, one for each year that any of the indicators has a value of."""
    years = sorted({when for one in found for when in one.values})
    return ["report", "file", "municipality", "year", "board", "goal", "indicator", "sex", "unit", *years,
            "target_comparator", "target", "outcome", "status", "page", "printed"]  # fmt: skip


def indicator_rows(found: Indicators) -> list[dict[str, Any]]:
    """Return a row for each indicator, by :func:`indicator_columns`."""
    years = sorted({when for one in found for when in one.values})
    return [_row(one, found.reports[one.report_id], years) for one in found]


def _row(one: Indicator, report: Report, years: list[str]) -> dict[str, Any]:
    return {
        "report": report.id,
        "file": report.file,
        "municipality": report.municipality,
        "year": report.year,
        "board": report.board,
        "goal": one.goal,
        "indicator": one.name,
        "sex": one.sex,
        "unit": one.unit,
        **{when: _number(one.values.get(when)) for when in years},
        "target_comparator": one.target.comparator if one.target else None,
        "target": _number(one.target),
        "outcome": _number(one.outcome),
        "status": one.status,
        "page": one.page,
        "printed": _printed(one),
    }


def _number(value: Value | None) -> float | str | None:
    """Return the number, or the words that stand in its place."""
    if value is None:
        return None
    return value.text if value.number is None else float(value.number)


def _printed(one: Indicator) -> str:
    """Return all figures as they are printed."""
    told = [*one.values.items(), (_("target"), one.target)]
    return "; ".join(f"{when}: {value.text}" for when, value in told if value)
