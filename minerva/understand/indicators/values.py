"""Figures as Swedish reports print them: comparator, number and unit out of the words of a cell."""

from __future__ import annotations

import re
from functools import lru_cache

from minerva.records import Value

SPACES = " \u00a0\u2007\u2009\u202f"
"""What may part thousands: a plain, non-breaking, figure, thin or narrow non-breaking space."""
NUMBER = (
    rf"(?:(?<![\w,.])[+\-−–])?(?<![\d,.])(?:\d{{1,3}}(?:[{SPACES}]\d{{3}}(?!\d))+|\d{{1,3}}(?:\.\d{{3}}(?!\d))+|\d+)"
    r"(?:,\d+|\.\d{1,2}(?!\d))?"
)
"""A number, its sign right before it; a point before three digits parts thousands, else decimals."""

_COMPARATORS = {
    "minst": "minst", "lägst": "minst", "åtminstone": "minst", "≥": "minst", ">=": "minst",
    "högst": "högst", "max": "högst", "maximalt": "högst", "som mest": "högst", "≤": "högst", "<=": "högst",
    "över": "över", "mer än": "över", "fler än": "över", "högre än": "över", ">": "över",
    "under": "under", "mindre än": "under", "färre än": "under", "lägre än": "under", "<": "under",
    "ca": "ca", "ca.": "ca", "c:a": "ca", "cirka": "ca", "omkring": "ca", "runt": "ca", "ungefär": "ca", "drygt": "ca",
    "knappt": "ca", "~": "ca", "≈": "ca",
}  # fmt: skip
_AFTER = {"eller mer": "minst", "eller fler": "minst", "eller högre": "minst", "eller mindre": "högst",
          "eller färre": "högst", "eller lägre": "högst"}  # fmt: skip
COMPARATOR = "|".join(re.escape(word) for word in sorted(_COMPARATORS, key=len, reverse=True))
"""The words and signs of a comparator, as alternatives of a pattern."""
_UNIT_BEFORE = r"[A-Za-zÅÄÖåäö][A-Za-zÅÄÖåäö-]*"
_VALUE = re.compile(
    rf"(?:(?P<comparator>{COMPARATOR})\s*)?(?:(?P<before>{_UNIT_BEFORE})\s+)?(?P<number>(?:[-−–]\s(?=\d))?{NUMBER})\s*"
    rf"(?P<unit>[^\d(]*?)(?P<after>\s+(?:{'|'.join(_AFTER)}))?(?:\s*\([^)]*\))?[*.]*$",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(rf"(?:{COMPARATOR})(?:\s+{_UNIT_BEFORE})?$", re.IGNORECASE)
_LONGEST_UNIT = 30
_MISSING = re.compile(
    r"(?:[-–—−.…*]*|n/?a|(?:ej|inte) (?:mätt|mätts|aktuellt|tillgänglig\w*|klart?|redovisa[ts]|uppmätt|relevant)|"
    r"(?:uppgift(?:er)? |värde )?saknas|ingen (?:uppgift|mätning)|redovisas (?:ej|inte)|mäts (?:ej|inte))$",
    re.IGNORECASE,
)
_FOOTNOTE_MARKS = re.compile(r"[¹²³⁰⁴-⁹]+|(?<=\S)\s\d\)$")
_BROKEN_WORD = re.compile(r"(?<=[a-zåäö])- (?=(?!och|eller|samt|respektive)[a-zåäö])")
_UNIT_NAMES = {"procent": "%", "proc": "%", "procentenheter": "procentenheter", "stycken": "st", "st.": "st"}


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return *text* on one line, without marks of footnotes, a word broken over lines whole again."""
    return _BROKEN_WORD.sub("", " ".join(_FOOTNOTE_MARKS.sub("", text).split()))


def is_missing(text: str) -> bool:
    """Tell whether a cell says that there is no figure."""
    return bool(_MISSING.match(folded(text)))


def is_unfinished(text: str) -> bool:
    """Tell whether the number that a cell announces must stand in the line below, as after ``"högst"``."""
    return bool(_UNFINISHED.match(folded(text)))


def number_of(digits: str) -> float:
    """Return the number that *digits*, a match of :data:`NUMBER`, stand for."""
    plain = digits.replace("−", "-").replace("–", "-").translate(dict.fromkeys(map(ord, SPACES)))
    plain = re.sub(r"\.(?=\d{3}(?!\d))", "", plain)
    return float(plain.replace(",", "."))


def unit_name(unit: str) -> str | None:
    """Return *unit* as reports are compared by it: ``procent`` is ``%``; ``None`` for no unit."""
    unit = unit.strip(" .;:*()")
    return _UNIT_NAMES.get(unit.casefold(), unit) or None


def value_of(text: str, unit: str | None = None) -> Value | None:
    """
    Read what a cell says.

    Parameters
    ----------
    unit
        The unit of a bare number, told by the row or the head of the column.

    Returns
    -------
    Value | None
        With ``number`` ``None`` where the cell holds words, such as ``"ja"``; ``None`` where nothing was measured.
    """
    text = folded(text)
    if is_missing(text):
        return None
    found = _VALUE.match(text)
    if not found or len(found["unit"]) > _LONGEST_UNIT:
        return Value(None, None, None, text)
    own = unit_name(found["before"] or found["unit"])
    return Value(number_of(found["number"]), comparator_of(found["comparator"] or found["after"]), own or unit, text)


def comparator_of(word: str | None) -> str | None:
    """Return the comparator that a word or sign stands for; ``None`` for none."""
    word = " ".join((word or "").casefold().split())
    return _COMPARATORS.get(word) or _AFTER.get(word)
