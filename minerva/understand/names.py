"""The forms in which reports, addresses and file names write municipalities."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from minerva.swedish.places import ALIASES, genitive, municipalities

if TYPE_CHECKING:
    from collections.abc import Iterator

GUARDED = frozenset(
    "Ale Aneby Berg Bjuv Boden Dorotea Eda Falkenberg Flen Gagnef Gotland Göteborg Habo Heby Herrljunga Hjo Håbo Höör "
    "Kalix Karlsborg Kil Kinda Klippan Kumla Köping Laxå Lerum Lund Malmö Malå Mark Mora Nora Norberg Orsa Orust Osby "
    "Sala Salem Skara Stockholm Sunne Säter Tibro Trosa Vara Vilhelmina Vindeln Ydre Åmål Ånge Åre".split()
)
"""Also common words, given names, surnames or other places, or cities that everyone mentions: bare, they count for
little unless the text has a sure mention, too."""

ENGLISH = {"Gothenburg": "Göteborg"}
ALIASES_AS_PRINTED = {alias.capitalize(): name for alias, name in ALIASES.items() if " " not in alias} | ENGLISH
"""Forms that mean the municipality only with a title: "Falu kommun", "City of Gothenburg"."""

DOMAINS = {"habo": "Håbo", "habokommun": "Habo", "malmo": "Malmö", "start.stockholm": "Stockholm"}
"""Addresses that no rule derives, or that two names would share."""

MIN_SPACED = 3
"""Letters of the shortest name."""


def ascii_fold(text: str) -> str:
    """Return *text* in lower case without marks on its letters, as file names and domains write it."""
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in bare if not unicodedata.combining(char))


@lru_cache(maxsize=1)
def names_by_ascii() -> dict[str, str]:
    """Return the municipality of each folded name, but for those that two share (Habo and Håbo)."""
    folded = [ascii_fold(place.name).replace(" ", "-") for place in municipalities()]
    return {key: place.name for key, place in zip(folded, municipalities(), strict=True) if folded.count(key) == 1}


@lru_cache(maxsize=1)
def names_by_domain() -> dict[str, str]:
    """Return the municipality of each web address without its ending: ``"upplands-bro"``, ``"lillaedet"``."""
    plain = names_by_ascii()
    joined = {name.replace("-", ""): plain[name] for name in plain}
    ending_in_kommun = {f"{name}kommun": place for name, place in joined.items()}
    return ending_in_kommun | joined | plain | DOMAINS


@lru_cache(maxsize=1)
def names_as_printed() -> dict[str, str]:
    """Return the municipality of each form that starts with a capital: plain, in capitals, with another hyphen."""
    plain = {place.name: place.name for place in municipalities()} | ALIASES_AS_PRINTED
    plain |= {form: name for name in list(plain.values()) for form in _other_hyphens(name)}
    return plain | {name.upper(): place for name, place in plain.items()}


@lru_cache(maxsize=1)
def name_pattern() -> re.Pattern[str]:
    """Return what finds the forms of :func:`names_as_printed`, and their genitives."""
    return re.compile(rf"(?<![\w-])(?=[A-ZÅÄÖ])(?P<name>{_any_of(names_as_printed())})(?P<genitive>[sS])?(?!\w)")


@lru_cache(maxsize=1)
def names_by_small_letters() -> dict[str, str]:
    """Return the municipality of each form in small letters."""
    return {form.casefold(): place for form, place in names_as_printed().items() if form not in ENGLISH}


@lru_cache(maxsize=1)
def names_joined() -> dict[str, str]:
    """Return the municipality of each name, plain or genitive, in small letters without spaces and hyphens."""
    plain = {re.sub(r"\W", "", form): place for form, place in names_by_small_letters().items()}
    return {f"{form}s": place for form, place in plain.items()} | plain


def joined_if_spaced(text: str) -> str | None:
    """Return the letters of a line that is lettered with spaces, in lower case; ``None`` for any other line."""
    words = text.split()
    spaced = len(words) >= MIN_SPACED and sum(len(word) == 1 for word in words) > len(words) / 2
    return "".join(filter(str.isalpha, text)).casefold() if spaced else None


def genitive_forms() -> Iterator[tuple[str, str]]:
    """Yield each name and its genitive, both with the name."""
    for place in municipalities():
        yield place.name, place.name
        yield genitive(place.name), place.name


def _other_hyphens(name: str) -> Iterator[str]:
    if " " in name or "-" in name:
        yield name.translate(str.maketrans(" -", "- "))


def _any_of(forms: dict[str, str]) -> str:
    longest_first = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form).replace(r"\ ", r"\s") for form in longest_first)
