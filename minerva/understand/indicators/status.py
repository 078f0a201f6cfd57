"""Whether a goal is reached: the words, signs and colours that say so, and the legends that explain them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.understand.indicators.values import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

REACHED, PARTLY, MISSED, GOING_ON = "uppnått", "delvis", "ej uppnått", "pågår"

REACH = r"(?:upp)?nå(?:s|r|tt|dd|dda|tts|ddes|dde|dds)?|uppfyll(?:s|er|t|d|da|ts|des|de)?|infria(?:s|r|t|ts|d|des)?"
"""Forms of the verbs that say that a goal is reached, as alternatives of a pattern."""
_NOT = r"(?:inte|ej|icke|aldrig|misslyckas?|misslyckats)"
_QUITE = r"(?:helt|fullt|riktigt|till fullo|i sin helhet|fullständigt|alla)"
_PARTLY = re.compile(
    rf"\b(?:delvis|nästan|i stort sett|i huvudsak|till viss del|nära mål\w*|{_NOT}(?: \w+){{0,3}}? {_QUITE})\b|"
    r"\b(?:högst|mindre än|inom|upp till|max)\b[^.]*\bfrån mål",
    re.IGNORECASE,
)
_NO_JUDGEMENT = re.compile(
    r"\b(?:ingen bedömning|kan (?:ej|inte) bedömas|(?:ej|inte) bedömt?|(?:ej|inte) påbörja\w+|ännu inget|osäkert|"
    r"(?:uppgift\w*|målvärde|data) saknas|redovisas inte|går inte att|inget mål|oförändra\w+|togs inte)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    rf"\b{_NOT}\b(?:[^.,;]*?)\b(?:{REACH})\b|\b(?:{REACH})\b(?: \w+)?? {_NOT}\b|\bnej\b|"
    r"\bsämre än mål|\bfrån mål|\bförsena\w+|\bunderskrid\w+|\bmissa[rtd]\w*",
    re.IGNORECASE,
)
_REACHED = re.compile(
    rf"\b(?:{REACH}|ja|klar[at]?|avsluta[td]|genomför[td]|slutför[td]|överträffa\w+)\b|\bbättre än mål", re.IGNORECASE
)
_ON_ITS_WAY = re.compile(r"\bpå (?:god |rätt )?väg\b", re.IGNORECASE)
_GOING_ON = re.compile(r"\b(?:pågå\w+|påbörja[td]|under arbete)\b", re.IGNORECASE)

SIGNS = "●◐○◑◒◓◔◕▲▼△▽◆◇■□★✓✔✗✘✖×☑☒→↗↘↑↓⬤🟢🟡🟠🔴"
_DEFAULT_SIGNS = {
    "●": REACHED, "⬤": REACHED, "✓": REACHED, "✔": REACHED, "☑": REACHED, "🟢": REACHED, "◐": PARTLY, "◑": PARTLY,
    "🟡": PARTLY, "🟠": PARTLY, "○": MISSED, "✗": MISSED, "✘": MISSED, "✖": MISSED, "☒": MISSED, "🔴": MISSED,
}  # fmt: skip
_COLOURS = {"grön": REACHED, "grönt": REACHED, "gul": PARTLY, "gult": PARTLY, "orange": PARTLY, "röd": MISSED,
            "rött": MISSED}  # fmt: skip

Legend = dict[str, str | None]
"""What each sign, letter or colour (in small letters) means; ``None`` where it means no assessment."""


def status_in_words(text: str) -> str | None:
    """
    Return the status that words express, ``None`` where they express none.

    ``"inte helt uppnått"`` is partly; ``"bättre än i fjol, men målet är inte nått"`` is not reached.
    """
    if _NO_JUDGEMENT.search(text):
        return None
    for pattern, status in (
        (_PARTLY, PARTLY),
        (_MISSED, MISSED),
        (_ON_ITS_WAY, GOING_ON),
        (_REACHED, REACHED),
        (_GOING_ON, GOING_ON),
    ):
        if pattern.search(text):
            return status
    return None


def status_of(cell: str, legend: Mapping[str, str | None]) -> str | None:
    """Return the status that a cell shows: by what *legend* says of its sign, else as is usual, else in words."""
    text = folded(cell)
    key = text.casefold().strip(" .")
    if key in legend:
        return legend[key]
    for sign in text:
        if sign in legend or sign in _DEFAULT_SIGNS:
            return legend.get(sign, _DEFAULT_SIGNS.get(sign))
    first = key.split()[0].strip(",.;:") if key else ""
    if first in legend or first in _COLOURS:
        return legend.get(first, _COLOURS.get(first))
    return status_in_words(text)
