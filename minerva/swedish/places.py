"""Sweden's 290 municipalities: codes, counties, groups and the forms in which their names are written."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from minerva.errors import UnknownValue
from minerva.swedish.collation import sort_key

ALIASES = {"falu": "Falun", "region gotland": "Gotland"}
"""Names in official use that no rule derives from the plain name."""

_TITLES = (" kommun", " kommuns", " stad", " stads")
_WITHOUT_GENITIVE = ("s", "x", "z")
_VOWELS = tuple("aeiouyåäö")


@dataclass(frozen=True, slots=True)
class Municipality:
    """
    One of the 290.

    Attributes
    ----------
    code
        Four digits, ``"1481"``; the first two are the county's.
    name
        The plain name, ``"Mölndal"``.
    county
        With *län*, ``"Västra Götalands län"``.
    group
        In SKL's division of 2011, ``"Pendlingskommuner"``.
    """

    code: str
    name: str
    county: str
    group: str


@lru_cache(maxsize=1)
def municipalities() -> tuple[Municipality, ...]:
    """Return all municipalities, by code."""
    table = resources.files("minerva.swedish").joinpath("data/municipalities.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in table.splitlines() if not line.startswith("#"))
    return tuple(Municipality(row["code"], row["name"], row["county"], row["group"]) for row in rows)


def find_municipality(name_or_code: str) -> Municipality:
    """
    Return the municipality that *name_or_code* means.

    The plain name, its genitive, the name with *kommun* or *stad* and the four-digit code are understood, in any
    case.

    Raises
    ------
    UnknownValue
        If it is none of the 290; the message suggests the nearest name.
    """
    wanted = " ".join(unicodedata.normalize("NFC", name_or_code).casefold().split())
    found = _by_form().get(wanted) or _by_form().get(_without_title(wanted))
    if found is None:
        raise UnknownValue("municipality", name_or_code, [place.name for place in municipalities()])
    return found


def known_municipality(name: str) -> Municipality | None:
    """Return the municipality of exactly this plain name, or ``None``."""
    return next((place for place in municipalities() if place.name == name), None)


def genitive(name: str) -> str:
    """Return *name* in the genitive: ``"Lunds"``, but ``"Borås"``."""
    return name if name.casefold().endswith(_WITHOUT_GENITIVE) else name + "s"


def authority_name(name: str) -> str:
    """
    Return what the municipality of this plain name calls itself as an authority: ``"Lunds kommun"``.

    Notes
    -----
    Of the 290, all but Kalix and Överkalix have a genitive's s after a consonant, none after a vowel; those that call
    themselves a town (*stad*) are municipalities in law.
    """
    if name == "Gotland":
        return "Region Gotland"
    if name == "Falun":
        return "Falu kommun"
    ending = "s" if name.casefold().endswith("kalix") else ""
    stem = name if name.casefold().endswith(_VOWELS) else genitive(name)
    return f"{stem}{ending} kommun"


def county_names() -> tuple[str, ...]:
    """Return the 21 counties in alphabetical order."""
    return tuple(sorted({place.county for place in municipalities()}, key=sort_key))


def group_names() -> tuple[str, ...]:
    """Return the municipality groups in alphabetical order."""
    return tuple(sorted({place.group for place in municipalities()}, key=sort_key))


@lru_cache(maxsize=1)
def _by_form() -> dict[str, Municipality]:
    by_name = {place.name: place for place in municipalities()}
    forms = {place.code: place for place in municipalities()}
    forms |= {genitive(name).casefold(): place for name, place in by_name.items()}
    forms |= {alias: by_name[name] for alias, name in ALIASES.items()}
    return forms | {name.casefold(): place for name, place in by_name.items()}


def _without_title(name: str) -> str:
    title = next((ending for ending in _TITLES if name.endswith(ending)), "")
    return name.removesuffix(title)
