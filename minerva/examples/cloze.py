"""Texts with something hidden, to be filled in, and the key to them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from minerva.errors import MinervaError
from minerva.messages import translate as _
from minerva.swedish.counts import word_counts
from minerva.swedish.words import located_words, stop_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.records.examples import Example

_FIGURE = re.compile(r"(?<![\w(])\d{1,3}(?:[ \u00a0]\d{3})*(?:,\d+)?(?![\w)])")
_CAUSES = re.compile(
    r"(?<!\w)(?:beror på|p\.g\.a\.|berodde på|eftersom|förklaras av|på grund av|till följd av|tack vare"
    r"|därför att|därför"
    r"|därmed|däremot|trots"
    r"|medan|vilket|hänförligt till|tillskrivs|lett till|ledde till|medför|innebär att|så att|för att"
    r"|genom att)(?!\w)",
    re.IGNORECASE,
)
_TERM_LETTERS = 8
BLANK = "________"


class Hidden(StrEnum):
    """What is hidden; Swedish, since users choose by it."""

    FIGURES = "siffror"
    CAUSES = "orsaksord"
    """Words that join cause and consequence."""
    TERMS = "begrepp"
    """The long words that public texts use least."""
    FUNCTION = "funktion"
    """Nothing in the text; what it does is to be told."""


@dataclass(frozen=True, slots=True)
class Blank:
    """What is hidden at ``example text[start:end]``; *number* from 1."""

    number: int
    start: int
    end: int
    answer: str


@dataclass(frozen=True, slots=True)
class Cloze:
    """
    An exercise.

    Attributes
    ----------
    text
        As it is shown, with numbered blanks.
    blanks
        The key, in the order of the text.
    """

    example: Example
    hidden: Hidden
    text: str
    blanks: tuple[Blank, ...]


def cloze(example: Example, hidden: Hidden | str, *, most: int = 6, seed: int = 0) -> Cloze:
    """
    Hide something of an example; the same for the same seed.

    Parameters
    ----------
    most
        So many blanks at most, drawn by chance where there would be more.

    Raises
    ------
    MinervaError
        If *hidden* is nothing that can be hidden, or *most* is less than one.
    """
    if hidden not in set(Hidden):
        raise MinervaError(
            _("'{hidden}' cannot be hidden; choose one of: {known}.").format(hidden=hidden, known=", ".join(Hidden))
        )
    if most < 1:
        raise MinervaError(_("{most} blanks make no exercise; ask for one or more.").format(most=most))
    hidden = Hidden(hidden)
    if hidden is Hidden.FUNCTION:
        named = ", ".join(example.functions[:2]) or "–"
        return Cloze(example, hidden, example.text, (Blank(1, len(example.text), len(example.text), named),))
    spans = _SPANS[hidden](example.text)
    if len(spans) > most:
        chance = random.Random(f"{seed} {hidden} {example.passage.id}")  # noqa: S311 - an exercise is no secret
        spans = sorted(chance.sample(spans, most))
    return _blanked(example, hidden, spans)


def _blanked(example: Example, hidden: Hidden, spans: Sequence[tuple[int, int]]) -> Cloze:
    parts, at = [], 0
    for number, (start, end) in enumerate(spans, 1):
        parts += [example.text[at:start], f"({number}) {BLANK}"]
        at = end
    blanks = [Blank(n, start, end, example.text[start:end]) for n, (start, end) in enumerate(spans, 1)]
    return Cloze(example, hidden, "".join([*parts, example.text[at:]]), tuple(blanks))


def _figures(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _FIGURE.finditer(text)]


def _causes(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _CAUSES.finditer(text)]


def _terms(text: str) -> list[tuple[int, int]]:
    """Return the rarer half of the long words, each where it first stands."""
    places: dict[str, tuple[int, int]] = {}
    for word, span in zip(*located_words(text), strict=True):
        if len(word) >= _TERM_LETTERS and word.isalpha() and word not in stop_words():
            places.setdefault(word, span)
    found = {word: word_counts().find(word) for word in places}
    by_rarity = sorted(places, key=lambda word: (known.number if (known := found[word]) else 0, word))
    return sorted(places[word] for word in by_rarity[: (len(by_rarity) + 1) // 2])


_SPANS = {Hidden.FIGURES: _figures, Hidden.CAUSES: _causes, Hidden.TERMS: _terms}
