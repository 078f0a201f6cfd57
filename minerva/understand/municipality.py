"""Whose report it is, out of 290 municipalities."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from minerva.swedish.places import Municipality, find_municipality
from minerva.understand.front import Found, Outline, Place
from minerva.understand.mentions import GUARDED, SURE, Mention, ascii_fold, find_mentions, names_by_ascii

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACE_FACTOR = {
    Place.FRONT: 6.0,
    Place.HEADING: 2.0,
    Place.FURNITURE: 2.0,
    Place.BODY: 1.0,
    Place.TABLE: 0.3,
    Place.CONTENTS: 0.5,
}
FRONT_CEILING = 18.0
BODY_CEILING = 12.0
"""All that the body says weighs less than a cover that names the municipality once."""
PROPERTIES_WEIGHT = 3.0
FILE_NAME_WEIGHT = 2.0

MIN_SCORE = 2.0
MIN_SCORE_UNSURE = 4.0
"""For a municipality that is nowhere called one, nor on the front or in a heading: mentioned in passing, perhaps."""
MIN_LEAD = 1.5
"""The best must weigh this many times as much as the second, or none is better than the wrong one."""

_FILE_WORD = re.compile(r"[^\W_]+")
_MUNICIPAL = {"kommun", "kommuns", "stad", "stads"}


def find_owner(outline: Outline, file: str) -> Found[Municipality] | None:
    """Return the municipality whose report it is, with its weightiest mention; ``None`` where the text is unsure."""
    if outline.is_national():
        return None
    tally = _Tally(outline)
    if outline.document.title:
        tally.add_mentions(outline.document.title, "properties", PROPERTIES_WEIGHT)
    tally.add_file_name(file)
    return tally.winner()


class _Tally:
    """What speaks for each municipality."""

    def __init__(self, outline: Outline) -> None:
        self.body: defaultdict[str, float] = defaultdict(float)
        self.other: defaultdict[str, float] = defaultdict(float)
        self.sure: set[str] = set()
        self.best: dict[str, tuple[float, Found[str]]] = {}
        self._add_text(outline)

    def _add_text(self, outline: Outline) -> None:
        mentions = find_mentions(outline.document.text)
        mentions = tuple(_as_sender(mention) if _fills_block(outline, mention) else mention for mention in mentions)
        known = {mention.name for mention in mentions if mention.sure}
        once = {block.start for block in outline.running_lines()}
        for mention in mentions:
            block = outline.block_at(mention.start)
            place = outline.place(block)
            if place is Place.FURNITURE and block is not None and block.start not in once:
                continue
            doubtful = mention.name in GUARDED and mention.name not in known
            weight = mention.weight * PLACE_FACTOR[place] * (0.2 if doubtful else 1.0)
            self._count(mention, place, weight)
            if (mention.sure or place in {Place.FRONT, Place.HEADING}) and not doubtful:
                self.sure.add(mention.name)

    def _count(self, mention: Mention, place: Place, weight: float) -> None:
        if place is Place.FRONT:
            self.other[mention.name] = min(FRONT_CEILING, self.other[mention.name] + weight)
        else:
            self.body[mention.name] += weight
        self._remember(mention.name, weight, Found(mention.name, "text", mention.start, mention.end))

    def _remember(self, name: str, weight: float, found: Found[str]) -> None:
        if name not in self.best or weight > self.best[name][0]:
            self.best[name] = weight, found

    def add_mentions(self, text: str, source: str, weight: float) -> None:
        """Count each municipality that a short *text* names."""
        for name in {mention.name for mention in find_mentions(text) if mention.sure or mention.name not in GUARDED}:
            self._add(name, source, weight)

    def add_file_name(self, file: str) -> None:
        """Count the municipality that the file's path names."""
        for name in _names_in_path(file):
            self._add(name, "file name", FILE_NAME_WEIGHT)

    def _add(self, name: str, source: str, weight: float) -> None:
        self.other[name] += weight
        self.sure.add(name)
        # Text is better evidence for a reader than a property, so the latter is named only where text is silent.
        self._remember(name, 0.0, Found(name, source))

    def winner(self) -> Found[Municipality] | None:
        """Return the municipality with enough for it and enough lead."""
        ceiling = min(1.0, BODY_CEILING / (sum(self.body.values()) or 1.0))
        scores = {name: self.body[name] * ceiling + self.other[name] for name in self.best}
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None
        name, score = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        if score < (MIN_SCORE if name in self.sure else MIN_SCORE_UNSURE) or score < MIN_LEAD * second:
            return None
        found = self.best[name][1]
        return Found(find_municipality(name), found.source, found.start, found.end)


def _fills_block(outline: Outline, mention: Mention) -> bool:
    """Say whether the name stands alone, as under a coat of arms."""
    block = outline.block_at(mention.start)
    return block in outline.front and outline.document.block_text(block).strip().casefold() == mention.name.casefold()


def _as_sender(mention: Mention) -> Mention:
    return replace(mention, weight=SURE, sure=True)


def _names_in_path(file: str) -> Iterable[str]:
    words = [ascii_fold(word) for word in _FILE_WORD.findall(unicodedata.normalize("NFC", file.rsplit(".", 1)[0]))]
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        pair = f"{word}-{following}"
        name = names_by_ascii().get(pair) or names_by_ascii().get(word) or names_by_ascii().get(word.removesuffix("s"))
        if name and (name not in GUARDED or following in _MUNICIPAL or len(words) == 1):
            yield name
