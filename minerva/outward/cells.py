"""Cells of tables that spreadsheets open: numbers stay numbers, and no text is run as a formula."""

from __future__ import annotations

import re

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""How a cell begins that a spreadsheet would take for a formula: OWASP, "CSV Injection"."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s?%?")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take *text* for a formula; a number with its sign is none."""
    return text[:1] in _FORMULA and not _NUMBER.fullmatch(text)


def harmless(text: str) -> str:
    """Return the text of a cell, with an apostrophe before it where a spreadsheet would run it as a formula."""
    return "'" + text if is_formula(text) else text


def printed(value: object, *, decimal_comma: bool) -> str:
    """Return a cell as text: numbers with a decimal comma if asked for, ``None`` empty, lists joined."""
    if isinstance(value, str):
        return harmless(value)
    if value is None:
        return ""
    if isinstance(value, float):
        told = f"{value:.15g}"
        return told.replace(".", ",") if decimal_comma else told
    if isinstance(value, list | tuple):
        return harmless("; ".join(map(str, value)))
    return harmless(str(value))
