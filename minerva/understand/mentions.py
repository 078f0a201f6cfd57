"""Where a text names municipalities, and how much each place says about whose report it is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from minerva.swedish.places import municipalities
from minerva.understand.local import (
    LONGEST_NAME,
    find_companies,
    find_districts,
    find_domains,
    find_postal_addresses,
    words_before,
)
from minerva.understand.names import (
    ALIASES_AS_PRINTED,
    GUARDED,
    name_pattern,
    names_as_printed,
    names_by_small_letters,
)
from minerva.understand.spelling import misspelt_names

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MISSPELT = 3
"""Of a misspelling at most this many count: a colleague's surname may look like one, on every page."""

SURE, _INHABITANTS, _DISTRICT, _ADDRESS, _IN, _COMPANY, _BARE, _PASSING, _LISTED = (
    3.0, 2.0, 2.0, 1.5, 1.0, 1.0, 0.7, 0.3, 0.2,
)  # fmt: skip

_TITLED = re.compile(r"\s(?:[Kk]ommun(?!er|al)\w*|KOMMUNS?|[Ss]tad(?:s|en|ens)?|STADS?|Municipality)\b")
_TITLE_BEFORE = re.compile(r"\b(?:City|Municipality|Town) of\s$")
_OFFICE = re.compile(r"\s(?:[a-zåäö]+- och )?(?:kommunala|[a-zåäö]*nämnd(?:en)?s?|[a-zåäö]*förvaltning(?:en)?s?)\b")
_GOVERNED = re.compile(
    r"\b(?:kommunen|staden|kommunfullmäktige|kommunstyrelsen|[a-zåäö]*nämnden|[a-zåäö]*förvaltningen) i\s$",
    re.IGNORECASE,
)
_OTHER_BODY_AFTER = re.compile(
    r"\s(?:(?:och\s\w+\s)?(?:län|universitet|högskol|tekniska högskol|tingsrätt|hovrätt|kammarrätt|förvaltningsrätt|"
    r"stadsmission|stift|domkyrk|landsting|sjukhus|lasarett|universitetssjukhus|regemente|garnison|polis)|"
    r"den\s\d|(?:FC|FF|FK|IF|IK|BK|HC)\b)",
    re.IGNORECASE,
)
_OTHER_BODY_BEFORE = re.compile(
    r"(?:[Rr]egion(?:en)?|REGION|[Ll]andstinget?|[Kk]onungariket)\s(?:Jämtland\s|JÄMTLAND\s)?$|"
    r"(?:[Ll]änsstyrelsen|[Ll]andstinget|rätten|domstolen|[Uu]niversitetet|ögskolan|sjukhuset|[Kk]ontoret) i\s$"
)
_COMPANY_AFTER = re.compile(r"\sAB\b")
_SMALL_TITLE = re.compile(r"\s(?:kommun|stad)s?(?![\w-])")
_REGION_BEFORE = re.compile(r"\b[Rr]egion(?:en)?\s$|\bREGION\s$")
_IN_BEFORE = re.compile(r"\b[Ii]\s$")
_PASSING_BEFORE = re.compile(
    r"\b(?:från|än|liksom|exempelvis|t\.? ?ex\.?|annat|enligt|som|hos|likt|mellan|"
    r"(?:samarbete|samverkan|tillsammans|ihop) med)\s$"
)
_NAME_BEFORE = re.compile(r"[^\W\d_]*[a-zåäö] $")
_JOINED = re.compile(r"\s*(?:kommuner?s?|stad)?\s*(?:,|/|&|;|\t|,?\s(?:och|samt|eller|respektive))?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[,/&;\t\n]|\b(?:och|samt|eller|respektive)\b")
_INHABITANT = re.compile(r"bor(?:na)?s?(?!\w)")
_LAST_WORD = re.compile(r"(?<![\w-])[^\W\d_][\w-]{2,}$")


@dataclass(frozen=True, slots=True)
class Mention:
    """
    One place in the text that names a municipality.

    Attributes
    ----------
    weight
        Above 0; how much it says by itself that the report is this municipality's.
    sure
        Whether it can mean nothing but the municipality, as "Vara kommun" can and "Vara" cannot.
    """

    name: str
    start: int
    end: int
    weight: float
    sure: bool = False


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Return what *text* says of municipalities, leaving out counties, universities and courts named after them."""
    matches = name_pattern().finditer(text)
    named = _mark_lists(text, [mention for match in matches if (mention := _weigh(text, match))])
    return (*named, *_in_small_letters(text), *_inhabitants(text), *_local(text), *_misspelt(text))


def _weigh(text: str, match: re.Match[str]) -> Mention | None:
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    name = names_as_printed()[match["name"]]
    of_gotland = name == "Gotland" and bool(_REGION_BEFORE.search(before))  # the region that is a municipality
    of_another = _OTHER_BODY_BEFORE.search(before) and not of_gotland
    of_a_company = _COMPANY_AFTER.match(after) and not _IN_BEFORE.search(before)
    if _OTHER_BODY_AFTER.match(after) or of_a_company or of_another:
        return None
    titled = _TITLED.match(after) or _TITLE_BEFORE.search(before) or of_gotland
    sure = bool(titled or _GOVERNED.search(before) or _OFFICE.match(after))
    if match["name"] in ALIASES_AS_PRINTED and not sure:
        return None
    if name in GUARDED and not sure and _is_surname(before):
        return None
    if _PASSING_BEFORE.search(before):
        return Mention(name, *match.span(), _BARE if sure else _PASSING, sure)
    loose = _IN if _IN_BEFORE.search(before) or match["genitive"] else _BARE
    return Mention(name, *match.span(), SURE if sure else loose, sure)


def _is_surname(before: str) -> bool:
    """Say whether a capitalised word, as a given name, stands right before."""
    word = _NAME_BEFORE.search(before)
    return bool(word and word[0][0].isupper() and word[0].strip().casefold() not in {"i", "för", "till"})


def _mark_lists(text: str, mentions: list[Mention]) -> list[Mention]:
    """Let names that are listed with others count for little: they are peers, partners or examples."""
    listed: set[int] = set()
    for index in range(1, len(mentions)):
        first, second = mentions[index - 1], mentions[index]
        gap = text[first.end : second.start]
        if first.name != second.name and _BETWEEN.search(gap) and _JOINED.fullmatch(gap):
            listed |= {index - 1, index}
    return [replace(one, weight=_LISTED, sure=False) if i in listed else one for i, one in enumerate(mentions)]


def _in_small_letters(text: str) -> Iterator[Mention]:
    """Yield names as logotypes write them: "lunds kommun", but not "att vara kommun"."""
    for match in _SMALL_TITLE.finditer(text):
        for start, words in words_before(text, match.start(), most=2):
            form = words if words in names_by_small_letters() else words.removesuffix("s")
            if form in names_by_small_letters() and not text.endswith("att ", 0, start):
                yield Mention(names_by_small_letters()[form], start, match.end(), SURE, sure=True)
                break


def _local(text: str) -> Iterator[Mention]:
    for name, start, end in find_domains(text):
        yield Mention(name, start, end, _ADDRESS, sure=True)
    for name, start, end in find_postal_addresses(text):
        yield Mention(name, start, end, _ADDRESS, sure=name not in GUARDED)
    for name, start, end in find_districts(text):
        yield Mention(name, start, end, _DISTRICT, sure=True)
    for name, start, end in find_companies(text):
        yield Mention(name, start, end, _COMPANY)


def _inhabitants(text: str) -> Iterator[Mention]:
    for start, end, word in _words_before(_INHABITANT, text):
        name = _by_stem().get(word) or _by_stem().get(word.removesuffix("s"))
        if name:
            yield Mention(name, start, end, _INHABITANTS, sure=True)


def _words_before(ending: re.Pattern[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each word that runs up to *ending*, in lower case, with the offsets of both together."""
    for match in ending.finditer(text):
        first = max(0, match.start() - LONGEST_NAME)
        word = _LAST_WORD.search(text[first : match.start()])
        if word:
            yield first + word.start(), match.end(), word[0].casefold()


def _misspelt(text: str) -> Iterator[Mention]:
    counts: Counter[str] = Counter()
    for name, start, end in misspelt_names(text):
        counts[name] += 1
        if counts[name] <= MAX_MISSPELT:
            yield Mention(name, start, end, _PASSING)


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, str]:
    return {place.name.casefold(): place.name for place in municipalities()} | {"lunda": "Lund"}
