"""Which part of the year a report covers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from minerva.understand.front import Found, Parts
from minerva.understand.kinds import PERIODIC, is_title
from minerva.understand.names import ascii_fold

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
MIN_IN_BODY = 2
"""A period that the front does not print must be named this often; in a monthly report, which is short, once."""

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_COUNTS = {"fyra": 4, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10}
_NUMBERED = (
    ("delår", re.compile(r"\bdel[åa]r(?:s[a-zåäö]*)?\s?(?:nr\s?)?([123])\b", re.IGNORECASE)),
    ("tertial", re.compile(r"\b(?:tertial[a-zåäö]*\s?|T)([123])\b", re.IGNORECASE)),
    ("kvartal", re.compile(r"\b(?:kvartal[a-zåäö]*\s?|Q)([1-4])\b", re.IGNORECASE)),
    ("halvår", re.compile(r"\bhalvår[a-zåäö]*\s?([12])\b", re.IGNORECASE)),
)
_RANGE = re.compile(rf"\b(?P<first>{_MONTH})\s?(?:[-–]|till(?: och med)?)\s?(?P<last>{_MONTH})\b", re.IGNORECASE)
_ELAPSED = re.compile(rf"\b(?:efter|första)\s({'|'.join(_COUNTS)})\smånader", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"\b(?P<last>{_MONTH})\b", re.IGNORECASE)
_MONTH_END = re.compile(r"\b20\d\d-(0[1-9]|1[0-2])-(?:28|29|30|31)\b")
_UP_TO = re.compile(
    rf"\b(?:per|efter|t\.?\s?o\.?\s?m\.?|till och med)\s(?:den\s)?(?:sist[ea]\s)?(?:\d\d?\s)?(?P<last>{_MONTH})\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def find_period(parts: Parts, kind: str, title: str, file: str) -> Found[str] | None:
    """Return the part of the year that the report covers; ``None`` for a whole year or where nothing tells."""
    months = kind in PERIODIC or "uppföljning" in title.casefold()
    for block in parts.front:
        text = parts.document.block_text(block)
        period = period_in(text, months=months) if is_title(text) else None
        if period:
            return Found(period, "text", block.start, block.end)
    if not months:
        return None
    named = period_in(_DATE.sub(" ", re.sub(r"[_-](?!\d\d)", " ", ascii_fold(file))), months=True)
    in_body = _in_body(parts, kind) if kind in PERIODIC else None
    return in_body or (Found(named, "file name") if named else None)


def period_in(text: str, *, months: bool) -> str | None:
    """Return the period that a title names; a single month counts only where *months* says that it may."""
    for name, pattern in _NUMBERED:
        match = pattern.search(text)
        if match:
            return f"{name} {match[1]}"
    spans = _RANGE.search(text)
    if spans:
        period = f"{_month(spans['first'])}–{_month(spans['last'])}"
        return None if period == "januari–december" else period
    return _month_in(text) if months else None


def _month_in(text: str) -> str | None:
    end = _MONTH_END.search(text)
    if end:
        return MONTHS[int(end[1]) - 1]
    month = _MONTH_ALONE.search(text)
    return _month(month["last"]) if month else None


def _in_body(parts: Parts, kind: str) -> Found[str] | None:
    """Return the period that the body names most."""
    found = list(_periods_of(parts.document.text, whole=kind != "månadsuppföljning"))
    counts = Counter(period.value for period in found)
    if not counts:
        return None
    period, count = counts.most_common(1)[0]
    enough = 1 if kind == "månadsuppföljning" else MIN_IN_BODY
    return next(one for one in found if one.value == period) if count >= enough else None


def _periods_of(text: str, *, whole: bool) -> Iterator[Found[str]]:
    for match in _ELAPSED.finditer(text):
        yield Found(_since_january(MONTHS[_COUNTS[match[1].casefold()] - 1], whole=whole), "text", *match.span())
    for pattern in (_RANGE, _UP_TO):
        for match in pattern.finditer(text):
            if "first" not in match.groupdict() or _month(match["first"]) == MONTHS[0]:
                yield Found(_since_january(_month(match["last"]), whole=whole), "text", *match.span())


def _since_january(month: str, *, whole: bool) -> str:
    return f"{MONTHS[0]}–{month}" if whole and month != MONTHS[0] else month


def _month(word: str) -> str:
    return next(month for month in MONTHS if month.startswith(word.casefold()[:3]))
