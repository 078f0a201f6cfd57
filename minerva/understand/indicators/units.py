"""The unit of figures that stand bare: told by the indicator's name, the table's caption or the head of a column."""

from __future__ import annotations

import re

from minerva.understand.indicators.values import unit_name

_MEASURES = (
    r"procentenheter|procent|%|dagar|veckor|månader|timmar|minuter|dygn|index|NKI|HME|mnkr|mkr|tkr|kkr|miljoner kronor|"
    r"kronor|kr|gram per portion|gram|kg|ton|km|poäng|årsarbetare"
)
_COUNTED = r"antal|år|personer|barn|hushåll|stycken|st"
_AT_END = re.compile(
    rf"(?:, (?:antal )?(?P<last>{_MEASURES}|{_COUNTED})$|(?:,| i) (?:antal )?(?P<within>{_MEASURES}|antal)(?![\w-]))",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf"\((?:i |antal )?(?P<unit>{_MEASURES}|{_COUNTED})\)\W*$", re.IGNORECASE)
_COUNT = re.compile(r"(?:\w+, )?Antal(?:et)? ")
_COUNTED_AT_END = re.compile(r", antal (?P<unit>\w+)$")


def unit_told_by(*texts: str) -> str | None:
    """
    Return the unit that the first of *texts* that names one does.

    ``"Väntetid, antal dagar"`` counts days, ``"Antal beslut"`` counts (``antal``), and ``"Sjukfrånvaro i procent av
    arbetstiden"`` is a share.
    """
    return next((unit for text in texts for unit in [_told_by(text)] if unit), None)


def _told_by(text: str) -> str | None:
    if _COUNT.match(text):
        counted = _COUNTED_AT_END.search(text)
        if "%" in text:
            return "%"
        return counted["unit"] if counted else "antal"
    bracketed = _IN_BRACKETS.search(text)
    if bracketed:
        return unit_name(bracketed["unit"])
    found = _AT_END.search(text)
    if found:
        return unit_name(found["last"] or found["within"])
    return "%" if "%" in text else None
