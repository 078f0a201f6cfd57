"""Which year a report reports on: not the year it was printed, decided on or compares with."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from minerva.understand.front import Found, Parts, Place
from minerva.understand.kinds import DATED, end_of_kind, is_title, kind_in

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_SCORE = 3.0
MIN_LEAD = 1.3
PROPERTIES_SHARE, FILE_NAME_SHARE = 0.3, 0.2
"""What the properties' and the file name's year weigh, of all that the body says; both are copied from older files."""

_USUAL, _SENSE, _AHEAD, _OUTCOME = 1.0, 2.0, 0.2, 3.0

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_DATE = re.compile(
    rf"\b(?P<iso>{_YEAR})-[01]\d(?:-[0-3]\d)?\b|\b[0-3]?\d (?:{_MONTHS}) (?P<long>{_YEAR})\b|"
    rf"\b[0-3]?\d[./-][01]?\d[./-](?P<short>{_YEAR})\b|\bdatum[^:]{{0,20}}:\s*(?P<label>{_YEAR})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"\b(?:dnr|diarien|ärenden)[^\n]{{0,40}}|\b(?:vision|agenda|strategi|plan)\s{_YEAR}\b(?!\s?[-–])", re.IGNORECASE
)
_TITLE_YEAR = re.compile(rf"(?<![\d/:.]){_YEAR}(?!\d|[:/.]\d)")
_BODY_YEAR = re.compile(rf"(?<![\d/:.(–-]){_YEAR}(?!\d|[:/.–-]\d|\s?[-–]\s?20\d\d)")
_SENSE_BEFORE = re.compile(
    r"\b(?:under|år|året|verksamhetsåret|helår|hela|för|utfall|resultat|bokslut)\s(?:året\s|år\s|av\s)?$", re.IGNORECASE
)
_AHEAD_BEFORE = re.compile(
    r"\b(?:vision|agenda|senast|inför|till|sedan|från|budget|plan|prognos|målvärde|mål|jämfört med|än)\s(?:år\s)?$|"
    rf"\b\d\d?\s(?:{_MONTHS})\s$",
    re.IGNORECASE,
)
_OUTCOME_COLUMNS = re.compile(rf"\b(?:utfall|resultat|bokslut)(?:[\s\t]+(?:helår\s)?{_YEAR}\b)+", re.IGNORECASE)


def find_year(parts: Parts, kind: str, file: str) -> Found[int] | None:
    """
    Return the year that the report reports on, or ``None`` where its text is undecided.

    A title's year settles it, the first one of a range. Plans, guidelines and minutes go by the day of the decision
    next; all else by the years of the body, where properties and file name may tip the scales.
    """
    titled = _in_titles(parts)
    if titled:
        return titled
    decided = _decision(parts) if kind in DATED else None
    return decided or _in_body(parts, file) or (_decision_in_name(file) if kind in DATED else None)


def year_in_title(text: str) -> tuple[int, int] | None:
    """Return the offsets of the year in a title: the first after the word for its kind, else the last before it."""
    blank = _NUMBER.sub(_spaces, _DATE.sub(_spaces, text))
    after = _TITLE_YEAR.search(blank, end_of_kind(text))
    match = after or next(iter(reversed(list(_TITLE_YEAR.finditer(blank)))), None)
    return match.span() if match else None


def _in_titles(parts: Parts) -> Found[int] | None:
    """Look in those titles of the front that name a kind, then in the others."""
    titles = [block for block in parts.front if is_title(parts.document.block_text(block))]
    for block in sorted(titles, key=lambda block: kind_in(parts.document.block_text(block)) is None):
        text = parts.document.block_text(block)
        span = year_in_title(text)
        if span:
            start, end = span
            return Found(int(text[start:end]), "text", block.start + start, block.start + end)
    return None


def _decision(parts: Parts) -> Found[int] | None:
    for block in parts.colophon():
        match = _DATE.search(parts.document.block_text(block))
        if match and match.lastgroup:
            start, end = match.span(match.lastgroup)
            return Found(int(match[match.lastgroup]), "text", block.start + start, block.start + end)
    return None


def _in_body(parts: Parts, file: str) -> Found[int] | None:
    scores: defaultdict[int, float] = defaultdict(float)
    best: dict[int, tuple[float, Found[int]]] = {}
    for weight, found in _mentions(parts):
        scores[found.value] += weight
        if found.value not in best or weight > best[found.value][0]:
            best[found.value] = weight, found
    total = sum(scores.values())
    for source, share, year in _outside(parts, file):
        scores[year] += max(MIN_SCORE, share * total)
        best.setdefault(year, (0.0, Found(year, source)))
    ranked = sorted(scores, key=lambda year: (-scores[year], year))
    if not ranked or scores[ranked[0]] < MIN_SCORE:
        return None
    if len(ranked) > 1 and scores[ranked[0]] < MIN_LEAD * scores[ranked[1]]:
        return None
    return best[ranked[0]][1]


def _mentions(parts: Parts) -> Iterator[tuple[float, Found[int]]]:
    """Yield the years of the body, weighed by the words before them and by columns of outcomes."""
    text = parts.document.text
    for match in _BODY_YEAR.finditer(text):
        if parts.place(parts.block_at(match.start())) is not Place.CONTENTS:
            yield _weigh(text[max(0, match.start() - 24) : match.start()]), _found(match.start(), text)
    for columns in _OUTCOME_COLUMNS.finditer(text):
        yield _OUTCOME, _found(columns.end() - 4, text)


def _weigh(before: str) -> float:
    if _AHEAD_BEFORE.search(before):
        return _AHEAD
    return _SENSE if _SENSE_BEFORE.search(before) else _USUAL


def _found(start: int, text: str) -> Found[int]:
    return Found(int(text[start : start + 4]), "text", start, start + 4)


def _outside(parts: Parts, file: str) -> Iterator[tuple[str, float, int]]:
    """Yield the years of the properties and the file name."""
    title = parts.document.title or ""
    name = re.sub(r"[_.]", " ", unicodedata.normalize("NFC", file.rpartition("/")[2]))
    for source, share, text in (("properties", PROPERTIES_SHARE, title), ("file name", FILE_NAME_SHARE, name)):
        span = year_in_title(text)
        if span:
            yield source, share, int(text[slice(*span)])


def _decision_in_name(file: str) -> Found[int] | None:
    match = _DATE.search(file.replace("_", " "))
    return Found(int(match["iso"]), "file name") if match and match["iso"] else None


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
