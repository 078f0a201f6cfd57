"""Where a text names municipalities, and how much each place says about whose report it is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from minerva.swedish.places import ALIASES, municipalities
from minerva.understand.spelling import misspelt_names

if TYPE_CHECKING:
    from collections.abc import Iterator

GUARDED = frozenset(
    "Ale Aneby Berg Bjuv Boden Dorotea Eda Falkenberg Flen Gagnef Gotland Göteborg Habo Heby Herrljunga Hjo Håbo Höör "
    "Kalix Karlsborg Kil Kinda Klippan Kumla Köping Laxå Lerum Lund Malmö Malå Mark Mora Nora Norberg Orsa Orust Osby "
    "Sala Salem Skara Stockholm Sunne Säter Tibro Trosa Vara Vilhelmina Vindeln Ydre Åmål Ånge Åre".split()
)
"""Also common words, given names, surnames or other places, or cities that everyone mentions: bare, they count for
little unless the text has a sure mention, too."""

LONGEST_NAME = 24
"""Characters; Malung-Sälens and Upplands Väsbys stay well below."""
MAX_MISSPELT = 3
"""Of a misspelling at most this many count: a colleague's surname may look like one, on every page."""

SURE, _INHABITANTS, _ADDRESS, _IN, _BARE, _PASSING, _LISTED = 3.0, 2.0, 1.5, 1.0, 0.7, 0.3, 0.2

_TITLED = re.compile(r"\s(?:kommun(?!er|al)\w*|KOMMUNS?|[Ss]tad(?:s|en|ens)?|STADS?)\b")
_OFFICE = re.compile(r"\s(?:[a-zåäö]+- och )?(?:kommunala|[a-zåäö]*nämnd(?:en)?s?|[a-zåäö]*förvaltning(?:en)?s?)\b")
_GOVERNED = re.compile(
    r"\b(?:kommunen|staden|kommunfullmäktige|kommunstyrelsen|[a-zåäö]*nämnden|[a-zåäö]*förvaltningen) i\s$",
    re.IGNORECASE,
)
_OTHER_BODY_AFTER = re.compile(
    r"\s(?:(?:och\s\w+\s)?(?:län|universitet|högskol|tekniska högskol|tingsrätt|hovrätt|kammarrätt|förvaltningsrätt|"
    r"stadsmission|stift|domkyrk|landsting|sjukhus|lasarett|universitetssjukhus|regemente|garnison|polis)|"
    r"den\s\d|(?:FC|FF|FK|IF|IK|BK|HC|AB)\b)",
    re.IGNORECASE,
)
_OTHER_BODY_BEFORE = re.compile(
    r"(?:[Rr]egion(?:en)?|REGION|[Ll]andstinget?|[Kk]onungariket)\s$|"
    r"(?:[Ll]änsstyrelsen|[Ll]andstinget|rätten|domstolen|[Uu]niversitetet|ögskolan|sjukhuset|[Kk]ontoret) i\s$"
)
_IN_BEFORE = re.compile(r"\b[Ii]\s$")
_PASSING_BEFORE = re.compile(r"\b(?:från|än|liksom|exempelvis|t\.? ?ex\.?|annat|enligt|som|hos|likt|mellan)\s$")
_NAME_BEFORE = re.compile(r"[^\W\d_]*[a-zåäö]\s$")
_JOINED = re.compile(r"\s*(?:kommuner?s?|stad)?\s*(?:,|/|&|;|\t|,?\s(?:och|samt|eller|respektive))?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[,/&;\t\n]|\b(?:och|samt|eller|respektive)\b")
_INHABITANT = re.compile(r"bor(?:na)?s?(?!\w)")
_DOMAIN = re.compile(r"\.se\b")
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
    named = _mark_lists(text, [mention for match in _names().finditer(text) if (mention := _weigh(text, match))])
    return (*named, *_inhabitants(text), *_domains(text), *_misspelt(text))


def _weigh(text: str, match: re.Match[str]) -> Mention | None:
    before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 40]
    name = _plain_names()[match["name"]]
    if _OTHER_BODY_AFTER.match(after) or (_OTHER_BODY_BEFORE.search(before) and name != "Gotland"):
        return None
    sure = bool(_TITLED.match(after) or _GOVERNED.search(before) or _OFFICE.match(after))
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


def _inhabitants(text: str) -> Iterator[Mention]:
    for start, end, word in _words_before(_INHABITANT, text):
        name = _by_stem().get(word) or _by_stem().get(word.removesuffix("s"))
        if name:
            yield Mention(name, start, end, _INHABITANTS, sure=True)


def _domains(text: str) -> Iterator[Mention]:
    seen: set[str] = set()
    for start, end, word in _words_before(_DOMAIN, text):
        name = names_by_ascii().get(ascii_fold(word))
        if name and name not in seen:
            seen.add(name)
            yield Mention(name, start, end, _ADDRESS, sure=True)


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


def ascii_fold(text: str) -> str:
    """Return *text* in lower case without marks on its letters, as file names and domains write it."""
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in bare if not unicodedata.combining(char))


@lru_cache(maxsize=1)
def names_by_ascii() -> dict[str, str]:
    """Return the municipality of each folded name, but for those that two share (Habo and Håbo)."""
    folded = [ascii_fold(place.name).replace(" ", "-") for place in municipalities()]
    return {key: place.name for key, place in zip(folded, municipalities(), strict=True) if folded.count(key) == 1}


ALIASES_AS_PRINTED = {alias.capitalize(): name for alias, name in ALIASES.items() if " " not in alias}


@lru_cache(maxsize=1)
def _plain_names() -> dict[str, str]:
    names = {place.name: place.name for place in municipalities()} | ALIASES_AS_PRINTED
    return names | {name.upper(): plain for name, plain in names.items()}


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, str]:
    return {place.name.casefold(): place.name for place in municipalities()} | {"lunda": "Lund"}


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    longest_first = sorted(_plain_names(), key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in longest_first)
    return re.compile(rf"(?<![\w-])(?=[A-ZÅÄÖ])(?P<name>{names})(?P<genitive>[sS])?(?!\w)")
