"""How well a text reads: whether its words are words, or what a broken text layer or a poor scan has left of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from minerva.messages import translate as _
from minerva.read.page_numbers import listed
from minerva.read.repair import DAMAGED
from minerva.records import LEAST_QUALITY
from minerva.swedish.vocabulary import is_known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minerva.records import Document

_AROUND = "\"'”’»«„“‘‚›‹()[]{}.,;:!?…–—-•*/|+<>=%&§°©®™→←↑↓■□●○▪➢✓✔✗☐☑_~^#@$€£\\"
"""What may stand before and after a word, or alone."""
_WITHIN = re.compile(r"[-/.:’'&@(),–+]+")
_NUMBER = re.compile(r"[^\W\d_]{0,3}[\d.,:;/%+()§±×<>=≥≤–−-]*\d[\d.,:;/%+()§±×<>=≥≤–−-]*[^\W\d_]{0,3}")
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf¤¥¶…„–]|â€|Â[\xa0-\xbf]|[¤¦¨¬¯]")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT = 2
"""Words of one or two letters are too often units, initials and parts of formulas to tell anything."""
_ACRONYM = 5
_LONGEST = 35
"""Longer than any word but the oddest compound: a line whose spaces are gone."""
_USUAL_LENGTH = 7
_LETTERS_IN_A_ROW = 4
_ENGLISH = frozenset("the of and to in for is that with are on as this be by from have it which not or an at".split())
_MUCH_ENGLISH = 0.15
_USUAL_NAMES = 0.3
"""Up to this share of the words, capitals excuse that they are unknown; where codes were mistaken for letters, most
words begin with one."""
_SIGNS_IN_A_ROW = 3
_ASSUMED = 5
"""So many sound words are taken for granted, so that a page of three words is not condemned for one of them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """
    What the words of a text are.

    Attributes
    ----------
    known
        Words that a Swedish reader knows.
    unknown
        Words in small letters that no count knows: misprints, rare words, what a poor scan made of a word.
    damaged
        Words with characters that cannot be, letters that stand apart, lines whose spaces are gone.
    names
        Words with a capital that no count knows.
    english
        Little words of English among all these.
    """

    known: int = 0
    unknown: int = 0
    damaged: int = 0
    names: int = 0
    english: int = 0

    @property
    def score(self) -> float:
        """Share of the words that read as words, 0 to 1."""
        told = self.known + self.unknown + self.damaged + _ASSUMED
        too_many_names = max(self.names - _USUAL_NAMES * told, 0)
        total = told + too_many_names
        # An English summary is no damage.
        odd = 0 if self.english >= _MUCH_ENGLISH * total else self.unknown + too_many_names
        return (total - odd - self.damaged) / total


@lru_cache(maxsize=1)
def quality(text: str) -> float:
    """
    Return how well *text* reads, from 0 to 1; of a text without pages it is asked twice, for a warning and its report.

    Share of its words that a Swedish reader knows, among those that are known, unknown or damaged; numbers,
    abbreviations, acronyms and names count neither way.
    """
    return round(tally(text.split()).score, 3)


def assessed(document: Document) -> Document:
    """Return *document* with the quality of its pages, and a warning if some or all of it reads poorly."""
    pages = tuple(quality(document.text[start:end]) for start, end in document.pages)
    poor = [number for number, score in enumerate(pages, 1) if score < LEAST_QUALITY]
    warnings = list(document.warnings)
    if poor:
        warnings.append(
            _("Hard to read, so that searches may miss what stands there: page {pages}.").format(pages=listed(poor))
        )
    elif not pages and quality(document.text) < LEAST_QUALITY:
        warnings.append(
            _("Hard to read, so that searches may miss what stands there: the text has few words that are words.")
        )
    return replace(document, quality=pages, warnings=tuple(warnings))


def tally(words: Iterable[str]) -> Tally:
    """Count what *words*, in the order of the text, are."""
    counts = dict.fromkeys(("known", "unknown", "damaged", "names", "english", ""), 0)
    row = 0
    for word in words:
        kind, weight, is_english, is_letter = _told_by(word)
        counts[kind] += weight
        counts["english"] += is_english
        row = row + 1 if is_letter else 0
        # Letters that stand apart are as many words as they would make.
        counts["damaged"] += row >= _LETTERS_IN_A_ROW and row % _USUAL_LENGTH == _LETTERS_IN_A_ROW
    return Tally(counts["known"], counts["unknown"], counts["damaged"], counts["names"], counts["english"])


@lru_cache(maxsize=100_000)
def _told_by(word: str) -> tuple[str, int, bool, bool]:
    """Return what :func:`_kind` does, whether a word is English, and whether it is a letter that stands alone."""
    bare = word.strip(_AROUND)
    return *_kind(word), bare.lower() in _ENGLISH, len(bare) == 1 and bare.isalpha()


def _kind(word: str) -> tuple[str, int]:
    """Return what a word is, empty for what tells nothing, and for how many it stands."""
    if DAMAGED in word or _MOJIBAKE.search(word):
        return "damaged", 1
    bare = word.strip(_AROUND)
    if not bare and len(set(word)) >= _SIGNS_IN_A_ROW:
        return "damaged", 1
    if len(bare) <= _SHORT or _NUMBER.fullmatch(bare):
        return "", 0
    parts = [part for part in _WITHIN.split(bare) if part]
    if not all(map(_LETTERS.fullmatch, parts)):
        return ("damaged", 1) if any(map(_is_mixed, parts)) else ("", 0)
    return _kind_of_letters(parts)


def _kind_of_letters(parts: list[str]) -> tuple[str, int]:
    longest = max(parts, key=len)
    if len(longest) > _LONGEST:
        return "damaged", len(longest) // _USUAL_LENGTH
    if len(longest) <= _SHORT:
        return "", 0
    if all(is_known(part.lower()) for part in parts if len(part) > _SHORT):
        return "known", 1
    if longest.isupper() and len(longest) <= _ACRONYM:
        return "", 0
    # A capital makes it a name, for all that can be told.
    return ("names", 1) if longest[0].isupper() else ("unknown", 1)


def _is_mixed(part: str) -> bool:
    """Tell letters with signs or several figures between them, which no word has, from ``bilaga2`` and ``4b``."""
    return bool(re.search(r"[^\W\d_][^\w\s]+[^\W\d_]|[^\W\d_]\d+[^\W\d_]", part))
