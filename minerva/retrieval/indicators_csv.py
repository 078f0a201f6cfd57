"""Indicators as a table for Excel: semicolons, decimal commas, one column a year."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from minerva.messages import translate as _

if TYPE_CHECKING:
    from minerva.records import Indicator, Value
    from minerva.retrieval.indicators import Indicators

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def indicators_csv(found: Indicators) -> str:
    """Return what Swedish Excel opens as a table: with a byte order mark, else it takes UTF-8 for Windows' encoding."""
    years = sorted({when for one in found for when in one.values})
    heads = ["report", "file", "municipality", "year", "board", "goal", "indicator", "sex", "unit", *years,
             "target_comparator", "target", "outcome", "status", "page", "printed"]  # fmt: skip
    table = io.StringIO("\ufeff", newline="")
    table.seek(0, io.SEEK_END)
    writer = csv.writer(table, delimiter=";", lineterminator="\n")
    writer.writerow(heads)
    for one in found:
        report = found.reports[one.report_id]
        texts = [report.id, report.file, report.municipality, report.year, report.board, one.goal, one.name, one.sex,
                 one.unit]  # fmt: skip
        writer.writerow(
            [
                *map(_harmless, texts),
                *(_number(one.values.get(when)) for when in years),
                _harmless(one.target.comparator if one.target else None),
                *map(_number, (one.target, one.outcome)),
                *map(_harmless, (one.status, one.page, _printed(one))),
            ]
        )
    return table.getvalue()


def _harmless(cell: object) -> str:
    """Return the text of a cell, with an apostrophe before it where a spreadsheet would run it as a formula."""
    text = "" if cell is None else str(cell)
    return "'" + text if text.startswith(_FORMULA) else text


def _number(value: Value | None) -> str:
    """Return the number with a decimal comma, or the words that stand in its place."""
    if value is None:
        return ""
    return _harmless(value.text) if value.number is None else f"{value.number:.15g}".replace(".", ",")


def _printed(one: Indicator) -> str:
    """Return all figures as they are printed."""
    told = [*one.values.items(), (_("target"), one.target)]
    return "; ".join(f"{when}: {value.text}" for when, value in told if value)
