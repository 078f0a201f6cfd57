"""
Acronyms and what they stand for: those of the field, and those that a text explains itself.

A text explains one as ``våld i nära relationer (VINR)`` or ``VINR (våld i nära relationer)``.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from minerva.errors import SettingsError
from minerva.messages import translate as _
from minerva.swedish.compounds import part_stems
from minerva.swedish.words import stop_words, telling_stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

GLOSSARY_FILE = "acronyms.csv"
"""Of this name lies the built-in glossary, and a user's own in the library folder."""

_ACRONYM = r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö0-9-]{0,8}[A-ZÅÄÖ0-9]|[A-ZÅÄÖ]{2}[a-zåäö]?"
_BRACKETED = re.compile(rf"(?<=[\w\"”’] )\((?P<acronym>{_ACRONYM})\)(?! ?\d)")
_EXPLAINED = re.compile(rf"\b(?P<acronym>{_ACRONYM}) \((?P<meaning>[^()\n]{{5,90}})\)")
_CAPITALS = re.compile(r"\b[^\W\d_][\w-]*[A-ZÅÄÖ][\w-]*\b")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]*)*")
_ENDS_CLAUSE = re.compile(r"[.;:!?()\[\]•\n\t]")
_MOST_WORDS = 8
"""Of a meaning; Schwartz and Hearst allow twice the letters of the acronym, or five more than them."""


class Meaning(NamedTuple):
    """What an acronym stands for; both as they are written."""

    acronym: str
    meaning: str


def explained(text: str) -> list[Meaning]:
    """
    Return the acronyms that *text* explains, each meaning once, in the order of the text.

    Notes
    -----
    Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", PSB 2003:
    the letters of the acronym stand in the meaning in their order, the first at the beginning of its first word. Here
    in both orders, and the first letter of the acronym must begin a word.
    """
    found: dict[Meaning, None] = {}
    for match in _BRACKETED.finditer(text):
        meaning = _meaning_before(match["acronym"], text[max(match.start() - 120, 0) : match.start()])
        if meaning:
            found[Meaning(match["acronym"], meaning)] = None
    for match in _EXPLAINED.finditer(text):
        candidate = " ".join(match["meaning"].split())
        if _is_meaning(match["acronym"], candidate):
            found[Meaning(match["acronym"], candidate)] = None
    return list(found)


def _meaning_before(acronym: str, before: str) -> str | None:
    clause = _ENDS_CLAUSE.split(before)[-1]
    some = list(_WORD.finditer(clause))[-min(len(acronym) + 5, 2 * len(acronym), _MOST_WORDS) :]
    if not some:
        return None
    candidate = clause[some[0].start() :].rstrip(' "”’')
    start = _stands_for(acronym, candidate)
    return None if start is None else candidate[start:]


def _stands_for(acronym: str, candidate: str) -> int | None:
    """Return where in *candidate* the meaning of *acronym*, which ends it, begins; None if there is none."""
    folded = candidate.casefold()
    if len(folded) != len(candidate):
        return None
    place = len(folded)
    for number, letter in reversed(list(enumerate(_letters(acronym)))):
        place = folded.rfind(letter, 0, place)
        while number == 0 and place > 0 and folded[place - 1].isalnum():
            place = folded.rfind(letter, 0, place)
        if place < 0:
            return None
    return place if _is_meaning(acronym, candidate[place:]) else None


def _is_meaning(acronym: str, candidate: str) -> bool:
    """Tell whether *acronym* stands for all of *candidate*."""
    letters, folded = _letters(acronym), candidate.casefold()
    if len(folded) <= len(acronym) + 1 or len(candidate.split()) > min(len(letters) + 5, 2 * len(letters), _MOST_WORDS):
        return False
    # What only repeats the acronym explains nothing.
    if not folded.startswith(letters[0]) or acronym.casefold() in words(candidate):
        return False
    rest = iter(folded)
    return all(letter in rest for letter in letters) and _begins_words(letters, candidate)


def _letters(acronym: str) -> list[str]:
    return [letter for letter in acronym.casefold() if letter.isalnum()]


def _begins_words(letters: list[str], meaning: str) -> bool:
    """Tell whether the meaning has at least half as many words, and parts of compounds, as there are *letters*."""
    telling = [word for word in words(meaning) if word not in stop_words() or word[0] in letters]
    return sum(1 + len(part_stems(word)) for word in telling) >= len(letters) / 2


@lru_cache(maxsize=1)
def glossary() -> tuple[Meaning, ...]:
    """Return the acronyms of the field."""
    text = resources.files("minerva.swedish").joinpath(f"data/{GLOSSARY_FILE}").read_text(encoding="utf-8")
    return tuple(_rows(text))


def read_glossary(path: Path) -> tuple[Meaning, ...]:
    """
    Return the acronyms of a user's own file; none if there is no file.

    Raises
    ------
    SettingsError
        If it is no CSV file with the columns *acronym* and *meaning*.
    """
    if not path.exists():
        return ()
    try:
        return tuple(_rows(path.read_text(encoding="utf-8-sig")))
    except (UnicodeDecodeError, KeyError, csv.Error) as error:
        raise SettingsError(
            _("{path} is no glossary; it must be a CSV file in UTF-8 whose first line is: acronym,meaning").format(
                path=path
            )
        ) from error


def _rows(text: str) -> Iterator[Meaning]:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    for row in csv.DictReader(lines):
        yield Meaning(row["acronym"].strip(), (row["meaning"] or "").strip())


def written_out(text: str, explained_here: Iterable[Meaning] = ()) -> str:
    """
    Return *text* with what the acronyms in it stand for at its end, as far as it does not say so itself.

    What the report explains goes before the glossary of the field, whose ambiguous acronyms are left alone. Only what
    is written with its capitals is taken for an acronym: *SIP*, *SoL*, but not *sip*.
    """
    meanings: dict[str, list[str]] = {}
    for one in explained_here:
        meanings.setdefault(one.acronym, []).append(one.meaning)
    held = dict.fromkeys(match.group().removesuffix("s") for match in _CAPITALS.finditer(text))
    known = _unambiguous()
    found = [meaning for acronym in held for meaning in meanings.get(acronym) or known.get(acronym, ())]
    folded = text.casefold()
    missing = [meaning for meaning in dict.fromkeys(found) if meaning.casefold() not in folded]
    return " ".join([text, *missing]) if missing else text


@lru_cache(maxsize=1)
def _unambiguous() -> dict[str, tuple[str, ...]]:
    """Return the meaning of each acronym of the field that has only one."""
    by_acronym: dict[str, dict[str, str]] = {}
    for one in glossary():
        by_acronym.setdefault(one.acronym, {}).setdefault(key(one.meaning), one.meaning)
    return {acronym: tuple(by_key.values()) for acronym, by_key in by_acronym.items() if len(by_key) == 1}


def key(text: str) -> str:
    """Return by what a meaning is found, however it is inflected: its stems that say something."""
    return " ".join(telling_stems(words(text)))
