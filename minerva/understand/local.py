"""What only a municipality's own letters print: addresses, companies and city districts that carry its name."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING

from minerva.understand.names import GUARDED, ascii_fold, genitive_forms, names_as_printed, names_by_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Local = tuple[str, int, int]
    """A municipality's name and where the text speaks of it."""

LONGEST_NAME = 24
"""Characters; Malung-Sälens and Upplands Väsbys stay well below."""
MAX_DISTRICT_HINTS = 500
"""A report of a city district has said whose it is long before."""

_DOMAIN = re.compile(r"(?:\.se|(?<=start\.stockholm))(?![\w-])")
_DOMAIN_WORD = re.compile(r"(?<![\w-])(?:start\.)?[^\W\d_][\w-]{2,}$")
_POSTAL = re.compile(r"\b\d{3} ?\d{2} {1,2}(?P<place>[A-ZÅÄÖ][\wÅÄÖåäö]+(?:[ -][A-ZÅÄÖ][\w]+)?)")
_TRADES = (
    "Avfall|Biogas|Bostäder|Bostads|Elnät|Energi|Fastigheter|Fastighets|Fjärrvärme|Hamn|Hyresbostäder|Hyreshus|"
    "Kommunbolag|Kommunfastigheter|Kommunhus|Kraftvärme|Lokaler|Miljö|Nät|Parkering|Parkerings|Renhållning|"
    "Rådhus|Stadshus|Stadsnät|Turism|Vatten|Återvinning"
)
_TRADE = re.compile(
    rf"(?:(?P<apart>\s(?:{_TRADES}))|(?P<long>(?<=\w)(?:bostäder|bostaden|byggen|fastigheter|gårdarna|hyreshus))|"
    rf"(?P<short>(?<=\w)(?:hem|hus|gårdar|lokaler)))s?(?![\w-])"
)
"""The short ones count only after names that are no common words: Berghem is a village."""
_WORD_START = re.compile(r"(?<![\w-])[^\W\d_]")
_OF_A_DISTRICT = re.compile("stadsdel|SDN|SDF", re.IGNORECASE)


def find_domains(text: str) -> Iterator[Local]:
    """Yield the municipality of each web or e-mail address under its own domain, each address's once."""
    seen: set[str] = set()
    for match in _DOMAIN.finditer(text):
        first = max(0, match.start() - LONGEST_NAME)
        word = _DOMAIN_WORD.search(text[first : match.start()])
        name = names_by_domain().get(ascii_fold(word[0])) if word else None
        if word and name and name not in seen:
            seen.add(name)
            yield name, first + word.start(), match.end()


def find_postal_addresses(text: str) -> Iterator[Local]:
    """Yield the municipality after a postal code, as in "123 45 NORA"."""
    for match in _POSTAL.finditer(text):
        words = match["place"].split(" ")
        name = names_as_printed().get(match["place"]) or names_as_printed().get(words[0])
        if name:
            yield name, match.start("place"), match.end("place")


def find_companies(text: str) -> Iterator[Local]:
    """Yield the municipality of each company that is named after it by trade: "Norabostäder", "Nora Energi"."""
    for match in _TRADE.finditer(text):
        apart = match["apart"] is not None
        for start, word in words_before(text, match.start(), most=2 if apart else 1):
            form = word if apart or word in _by_genitive() else word.removesuffix("a")
            name = _by_genitive().get(form)
            if name and (apart or not match["short"] or name not in GUARDED):
                yield name, start, match.end()
                break


def words_before(text: str, end: int, *, most: int) -> Iterator[tuple[int, str]]:
    """Yield the last *most* words that end at *end*, together, then one fewer, with the offset at which they begin."""
    first = max(0, end - LONGEST_NAME)
    before = text[first:end]
    starts = [match.start() for match in _WORD_START.finditer(before)][-most:]
    for start in starts:
        yield first + start, before[start:]


def find_districts(text: str) -> Iterator[Local]:
    """Yield the municipality of each city district that has a board: "Ekens stadsdelsnämnd" lies in one city only."""
    seen: set[int] = set()
    for hint in islice(_OF_A_DISTRICT.finditer(text), MAX_DISTRICT_HINTS):
        # The dear pattern looks only where it can match.
        match = _district().search(text, max(0, hint.start() - LONGEST_NAME), hint.end() + 2 * LONGEST_NAME)
        if match is None or match.start() in seen:
            continue
        seen.add(match.start())
        city = cities_by_district()[ascii_fold(match["before"] or match["after"])]
        if city:
            yield city, *match.span()


def city_district(line: str) -> str | None:
    """Return the district that follows its city's name, or its administration, in a line and ends it."""
    match = _of_city().search(line.strip())
    return match["of_city"] or match["of_office"] or match["has_office"] if match else None


@lru_cache(maxsize=1)
def _of_city() -> re.Pattern[str]:
    names = _any(district_names())
    return re.compile(
        rf"(?:^(?:Göteborgs|Stockholms|Malmö) [Ss]tad,? (?P<of_city>{names})|"
        rf"\b[Ss]tadsdelsförvaltning(?:en)? (?P<of_office>{names})|"
        rf"(?<![\w-])(?P<has_office>{names})s? [Ss]tadsdelsförvaltning)$"
    )


@lru_cache(maxsize=1)
def cities_by_district() -> dict[str, str | None]:
    """Return the city of each district, by the district's folded name; ``None`` where two cities have one so named."""
    table = resources.files("minerva.swedish").joinpath("data/districts.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(line for line in table.splitlines() if not line.startswith("#")))
    names = [ascii_fold(row["district"]) for row in rows]
    return {name: None if names.count(name) > 1 else row["municipality"] for name, row in zip(names, rows, strict=True)}


@lru_cache(maxsize=1)
def district_names() -> tuple[str, ...]:
    """Return the names of city districts as printed, the longest first."""
    return tuple(sorted({district for district, _ in _districts()}, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=1)
def _districts() -> tuple[tuple[str, str], ...]:
    """Return each district with its city."""
    table = resources.files("minerva.swedish").joinpath("data/districts.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in table.splitlines() if not line.startswith("#"))
    return tuple((row["district"], row["municipality"]) for row in rows)


@lru_cache(maxsize=1)
def _district() -> re.Pattern[str]:
    names = "|".join(map(re.escape, district_names()))
    return re.compile(
        rf"(?<![\w-])(?:(?P<before>{names})s?\s(?:stadsdelsnämnd|stadsdelsförvaltning|stadsdelsområde)\w*|"
        rf"(?:stadsdelsnämnden|stadsdelsförvaltningen|stadsdelen|SDN|SDF)\s(?:i\s)?(?P<after>{names}))(?![\w-])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _by_genitive() -> dict[str, str]:
    return dict(genitive_forms())


def _any(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, forms))
