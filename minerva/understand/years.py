"""Which year a report reports on: not the year it was printed, decided on or compares with."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from minerva.understand.confidence import GUESSED, LIKELY, SURE
from minerva.understand.front import Found, Parts, Place
from minerva.understand.kind_words import DATED, KINDS, PERIODIC, end_of_kind, is_title, kind_in
from minerva.understand.labels import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_SCORE = 3.0
MIN_LEAD, LEAD_LIKELY = 1.3, 1.8
PROPERTIES_SHARE, FILE_NAME_SHARE = 0.3, 0.2
"""What the properties' and the file name's year weigh, of all that the body says; both are copied from older files."""

_USUAL, _SENSE, _AHEAD, _OUTCOME = 1.0, 2.0, 0.2, 3.0

_LOOKING_BACK = frozenset(KINDS) - DATED - {"verksamhetsplan"}
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_YEAR = r"(?:19[89]\d|20[0-4]\d)"
_DATE = re.compile(
    rf"\b(?P<iso>{_YEAR})-[01]\d(?:-[0-3]\d)?\b|\b[0-3]?\d (?:{_MONTHS}) (?P<long>{_YEAR})\b|"
    rf"\b[0-3]?\d[./-][01]?\d[./-](?P<short>{_YEAR})\b|\bdatum[^:]{{0,20}}:\s*(?P<label>{_YEAR})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?-i:\b[A-ZÅÄÖ]{{2,}})[\s-]?{_YEAR}[-/:.](?!20\d\d\b)\d+|\b[A-ZÅÄÖ]{{2,}}\d{{4}}/\d+|"
    rf"\b(?:dnr|diarien|ärenden)[^\n]{{0,40}}|\b(?:vision|agenda|strategi|plan)\s{_YEAR}\b(?!\s?[-–])",
    re.IGNORECASE,
)
_TITLE_YEAR = re.compile(
    rf"(?<![\d/:.])(?P<first>{_YEAR})(?:\s?[/–-]\s?(?P<last>(?:20)?\d\d)(?!\d|[:/.-]\d)|(?!\d|[:/.]\d|-\d{{3}}))"
)
_REPORTING_DATE = re.compile(
    rf"(?:\b(?:per|till|till och med|t\.?\s?o\.?\s?m\.?)\s|\b(?:{_MONTHS})(?:\s{_YEAR})?\s?[–-]\s?)(?:den\s)?$",
    re.IGNORECASE,
)
_MONTH_END = re.compile(r"20\d\d-(?:03-31|04-30|06-30|08-31|09-30|10-31)")
_BUDGET_YEARS = re.compile(rf"\b(?:[\w-]*budget|plan|prognos)\s(?:för\s)?{_YEAR}(?:\s?[–-]\s?{_YEAR})?", re.IGNORECASE)
_JUST_A_MONTH = re.compile(rf"(?:{_MONTHS})\s{_YEAR}", re.IGNORECASE)
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


class TitleYear(NamedTuple):
    """A year in a title, and where; of "2017/18" the whole."""

    value: int
    start: int
    end: int
    split: bool = False


def find_year(parts: Parts, kind: str, file: str) -> Found[int] | None:
    """
    Return the year that the report reports on, or ``None`` where its text is undecided.

    A title's or a label's year settles it: the first one of a plan's range, the last one of a school year that a report
    looks back on. Plans, guidelines and minutes go by the day of the decision next; all else by the years of the body,
    where properties and file name may tip the scales.
    """
    stated = _in_titles(parts, kind) or _labelled(parts)
    if stated:
        return stated
    decided = (_valid_from(parts) or _decision(parts)) if kind in DATED else None
    return decided or _in_body(parts, file) or (_decision_in_name(file) if kind in DATED else None)


def year_in_title(text: str, kind: str | None = None) -> TitleYear | None:
    """
    Return the year in a title: the first after the word for its kind, else the last before it.

    Days of decision, numbers of files and, where *kind* looks back, the years of a budget are passed over.
    """
    kind = kind or kind_in(text)
    blank = _NUMBER.sub(_spaces, _DATE.sub(lambda match: _date_spaces(match, text, kind), text))
    if kind in _LOOKING_BACK:
        without = _BUDGET_YEARS.sub(_spaces, blank)
        blank = without if _TITLE_YEAR.search(without) else blank
    after = _TITLE_YEAR.search(blank, end_of_kind(text))
    match = after or next(iter(reversed(list(_TITLE_YEAR.finditer(blank)))), None)
    return _title_year(match, kind) if match else None


def _title_year(match: re.Match[str], kind: str | None) -> TitleYear:
    first = int(match["first"])
    if not match["last"] or not _is_next(first, match["last"]):
        return TitleYear(first, match.start("first"), match.end("first"))
    looks_back = kind in _LOOKING_BACK
    return TitleYear(first + 1 if looks_back else first, *(match.span() if looks_back else match.span("first")), True)


def _is_next(first: int, last: str) -> bool:
    """Say whether two years make one that runs from autumn to summer: "2017/2018", "2017/18"."""
    return int(last) % 100 == (first + 1) % 100


def _in_titles(parts: Parts, kind: str) -> Found[int] | None:
    """Look in those titles of the front that name a kind, then in the others."""
    texts = {block: parts.document.block_text(block) for block in parts.front}
    titles = [block for block, text in texts.items() if is_title(text)]
    titles.sort(key=lambda block: kind_in(texts[block]) is None)
    found: list[tuple[bool, Found[int]]] = []
    for block in titles:
        named = kind_in(texts[block]) is not None
        if kind in _LOOKING_BACK and kind not in PERIODIC and _JUST_A_MONTH.fullmatch(texts[block].strip()):
            continue  # when it was printed
        year = year_in_title(texts[block], kind)
        if year:
            span = block.start + year.start, block.start + year.end
            found.append((named and not year.split, Found(year.value, "text", *span)))
    if not found:
        return None
    named, best = found[0]
    alone_below = not named and _stands_below_title(parts, best)
    agreed = len({one.value for in_title, one in found if in_title or not named}) == 1
    return best.rated(SURE if agreed and (named or alone_below) else LIKELY)


def _stands_below_title(parts: Parts, found: Found[int]) -> bool:
    """Say whether the year is a line of its own in a front whose title names a kind."""
    block = parts.block_at(found.start or 0)
    alone = block is not None and parts.document.block_text(block).strip() == str(found.value)
    return alone and any(kind_in(parts.document.block_text(one)) for one in parts.front)


def _labelled(parts: Parts) -> Found[int] | None:
    for one in labelled(parts, "year"):
        match = re.match(_YEAR, one.value)
        if match:
            return Found(int(match[0]), "text", one.start, one.start + match.end(), SURE)
    return None


def _valid_from(parts: Parts) -> Found[int] | None:
    for one in labelled(parts, "validity"):
        match = _TITLE_YEAR.search(one.value)
        if match:
            start = one.start + match.start("first")
            return Found(int(match["first"]), "text", start, start + 4, LIKELY)
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
    found = best[ranked[0]][1]
    clear = len(ranked) == 1 or scores[ranked[0]] >= LEAD_LIKELY * scores[ranked[1]]
    return found.rated(LIKELY if clear and found.source == "text" else GUESSED)


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
        year = year_in_title(text)
        if year:
            yield source, share, year.value


def _decision_in_name(file: str) -> Found[int] | None:
    match = _DATE.search(file.replace("_", " "))
    return Found(int(match["iso"]), "file name", confidence=GUESSED) if match and match["iso"] else None


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _date_spaces(match: re.Match[str], text: str, kind: str | None) -> str:
    """Blank a date, unless the report says that it stands as of that day."""
    as_of = _REPORTING_DATE.search(text[: match.start()]) or (kind in PERIODIC and _MONTH_END.fullmatch(match[0]))
    return match[0] if as_of else _spaces(match)
