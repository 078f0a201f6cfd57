"""Which part of the year a report covers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from minerva.understand.confidence import GUESSED, LIKELY, SURE
from minerva.understand.front import Found, Parts
from minerva.understand.kind_words import PERIODIC, is_title, kind_in
from minerva.understand.labels import labelled
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

_LAST_PARTS = frozenset({"tertial 3", "kvartal 4"})
"""An annual report that is named after the last part of its year covers all of it."""
_OF_SCHOOL_YEARS = frozenset({"kvalitetsberättelse", "verksamhetsberättelse", "måluppföljning"})
_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:den )?(?:\d\d? )?"
_ORDINALS = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4", "i": "1", "ii": "2", "iii": "3", "iv": "4"}
_COUNTS = {"fyra": 4, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10}
_NUMBERED = (
    ("delår", re.compile(rf"\bdel[åa]r(?:s[a-zåäö]*)?\s?(?:nr\s?)?([123])\b(?!\s?{_MONTH}|[/.]\d)", re.IGNORECASE)),
    ("tertial", re.compile(r"\b(?:tertial[a-zåäö]*\s?|T)([123])\b", re.IGNORECASE)),
    ("kvartal", re.compile(r"\b(?:kvartal[a-zåäö]*\s?|Q)([1-4])\b", re.IGNORECASE)),
    ("halvår", re.compile(r"\bhalvår[a-zåäö]*\s?([12])\b", re.IGNORECASE)),
)
_ORDINAL = re.compile(
    r"\b(?:(?P<before>första|andra|tredje|fjärde)\s(?P<part>tertial|kvartal|halvår)(?:et|s\w*)?|"
    r"(?P<named>tertial|kvartal|halvår)\s(?P<roman>I{1,3}|IV))\b",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(
    r"\b(?:läsår(?:et)?\s(20\d\d)\s?[/–-]|(20\d\d)/)((?:20)?\d\d)(?!\d|[-/.:]\d)",
    re.IGNORECASE,
)
_TERM = re.compile(r"\b(vår|höst)terminen\b|\b([VH])T\s?(?=20\d\d|\d\d\b)", re.IGNORECASE)
_RANGE = re.compile(
    rf"\b(?P<first>{_MONTH})(?: 20\d\d)?\s?(?:[-–]|till(?: och med)?|t\.?o\.?m\.?)\s?{_DAY}(?P<last>{_MONTH})\b",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"\b20\d\d-(?P<first>\d\d)-01\s?(?:[-–]|till(?: och med)?|t\.?o\.?m\.?)\s?"
    r"20\d\d-(?P<last>\d\d)-(?:28|29|30|31)\b"
)
_ELAPSED = re.compile(rf"\b(?:efter|första)\s({'|'.join(_COUNTS)})\smånader", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"\b(?P<last>{_MONTH})\b", re.IGNORECASE)
_MONTH_END = re.compile(
    r"\b20\d\d-(?P<iso>0[1-9]|1[0-2])-(?:28|29|30|31)\b|\b(?:28|29|30|31)[/.](?P<short>0?[1-9]|1[0-2])\b"
)
_UP_TO = re.compile(
    rf"\b(?:per|efter|t\.?\s?o\.?\s?m\.?|till och med)\s(?:den\s)?(?:sist[ea]\s)?(?:\d\d?\s)?(?P<last>{_MONTH})\b",
    re.IGNORECASE,
)
_PRINTED_ON = re.compile(rf"^\s*(?:\d\d? )?{_MONTH} 20\d\d\s*$|^\D*\d\d? {_MONTH} 20\d\d\s*$", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"\D*\d\d?\b")
"""A line of the front that holds a date alone says when the report was printed, not what it covers."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def find_period(parts: Parts, kind: str, title: str, file: str) -> Found[str] | None:
    """Return the part of the year that the report covers; ``None`` for a whole year or where nothing tells."""
    months = kind in PERIODIC or "uppföljning" in title.casefold()
    printed = _on_front(parts, kind, months=months)
    if printed:
        return printed
    if not months:
        return None
    named = period_in(_DATE.sub(" ", re.sub(r"[_-](?!\d\d)", " ", ascii_fold(file))), months=True)
    in_body = (_in_body(parts, kind) or _in_a_date(parts, kind)) if kind in PERIODIC else None
    return in_body or (Found(_covered(named, kind), "file name", confidence=GUESSED) if named else None)


def _on_front(parts: Parts, kind: str, *, months: bool) -> Found[str] | None:
    """Return the period beside a label, in a title that names a kind, or in another title."""
    for one in labelled(parts, "period"):
        period = period_in(one.value, months=True)
        if period:
            return Found(_covered(period, kind), "text", one.start, one.end, SURE)
    texts = {block: parts.document.block_text(block) for block in parts.front}
    titles = sorted(filter(lambda block: is_title(texts[block]), texts), key=lambda block: not kind_in(texts[block]))
    for block in titles:
        named = kind_in(texts[block]) is not None
        period = period_in(texts[block], months=months and (named or not _PRINTED_ON.search(texts[block])))
        if period is None and kind in _OF_SCHOOL_YEARS:
            period = _school_year_in(texts[block])
        if period and not (period in _LAST_PARTS and kind not in PERIODIC):
            confidence = SURE if named and kind in PERIODIC else LIKELY
            return Found(_covered(period, kind), "text", block.start, block.end, confidence)
    return None


def _in_a_date(parts: Parts, kind: str) -> Found[str] | None:
    """Return the month that stands alone with its year on the front, unless it is only when the report was printed."""
    for block in parts.front:
        text = parts.document.block_text(block)
        if _PRINTED_ON.search(text) and not _DAY_OF_MONTH.match(text):
            return Found(_covered(str(_month_in(text)), kind), "text", block.start, block.end, GUESSED)
    return None


def period_in(text: str, *, months: bool) -> str | None:
    """Return the period that a title names; a single month counts only where *months* says that it may."""
    for name, pattern in _NUMBERED:
        match = pattern.search(text)
        if match:
            return f"{name} {match[1]}"
    ordinal = _ORDINAL.search(text)
    if ordinal:
        part, number = ordinal["part"] or ordinal["named"], ordinal["before"] or ordinal["roman"]
        return f"{part.casefold()} {_ORDINALS[number.casefold()]}"
    spans = _RANGE.search(text)
    if spans:
        return _since(_month(spans["first"]), _month(spans["last"]))
    dates = _DATES.search(text)
    if dates and 1 <= int(dates["first"]) <= int(dates["last"]) <= len(MONTHS):
        return _since(MONTHS[int(dates["first"]) - 1], MONTHS[int(dates["last"]) - 1])
    return _month_in(text) if months else None


def _since(first: str, last: str) -> str | None:
    return None if (first, last) == (MONTHS[0], MONTHS[-1]) else f"{first}–{last}"


def _covered(period: str, kind: str) -> str:
    """Return what a report covers that is named after its last month: a delårsrapport, the year so far."""
    return _since_january(period, whole=True) if kind == "delårsrapport" and period in MONTHS else period


def _school_year_in(text: str) -> str | None:
    term = _TERM.search(text)
    if term:
        return "vårterminen" if (term[1] or term[2]).casefold().startswith("v") else "höstterminen"
    years = _SCHOOL_YEAR.search(text)
    first = int(years[1] or years[2]) if years else 0
    return f"läsåret {first}/{first + 1}" if years and int(years[3]) % 100 == (first + 1) % 100 else None


def _month_in(text: str) -> str | None:
    end = _MONTH_END.search(text)
    if end:
        return MONTHS[int(end["iso"] or end["short"]) - 1]
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
    if count < enough:
        return None
    return next(one for one in found if one.value == period).rated(LIKELY if count >= MIN_IN_BODY else GUESSED)


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
