"""Whose report it is, out of 290 municipalities."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from minerva.understand.confidence import GUESSED, LIKELY
from minerva.understand.confidence import SURE as CONFIDENT
from minerva.understand.front import PRESENTING, Found, Parts, Place
from minerva.understand.mentions import SURE, Mention, find_mentions
from minerva.understand.names import GUARDED, ascii_fold, joined_if_spaced, names_by_ascii, names_joined
from minerva.understand.unlisted import unlisted_owner

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACE_FACTOR = {
    Place.FRONT: 6.0,
    Place.COLOPHON: 4.0,
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
SCORE_SURE, LEAD_SURE, BODY_SURE = 6.0, 3.0, 6.0
MIN_HINT = 1.0
"""One company or address that carries the name."""
REGIONAL_FACTOR = 0.1
"""A region or a federation of municipalities speaks of many and is none of them."""
_SENDER = re.compile(r"nämnd|kommunstyrelse|kommunfullmäktige|förvaltning|kommun|stad(?:en)?\b", re.IGNORECASE)
_ALONE_BEFORE = re.compile(r"(?:^|[\t|·•]|kommun:)\s*$", re.IGNORECASE)
_ALONE_AFTER = re.compile(r"\s*(?:$|[\t|·•])")
_JOINED_SENDER = re.compile(r"(?P<name>\w+?)(?:kommun|stad)?")
_FILE_WORD = re.compile(r"[^\W_]+")
_MUNICIPAL = {"kommun", "kommuns", "stad", "stads"}


def find_owner(parts: Parts, file: str) -> Found[str] | None:
    """
    Return the name of the municipality whose report it is, with its weightiest mention; ``None`` where nothing tells.

    A name outside the 290, as of an invented municipality, is taken where the text calls it one and goes on using it.
    """
    if parts.is_national():
        return None
    tally = _Tally(parts)
    if parts.document.title:
        tally.add_mentions(parts.document.title, "properties", PROPERTIES_WEIGHT)
    tally.add_file_name(file)
    return tally.winner() or unlisted_owner(parts)


class _Tally:
    """What speaks for each municipality."""

    def __init__(self, parts: Parts) -> None:
        front = (block for block in parts.front if parts.place(block) is Place.FRONT)
        self.municipal = any(_SENDER.search(parts.document.block_text(block)) for block in front)
        self.presented: set[str] = set()
        self.body: defaultdict[str, float] = defaultdict(float)
        self.other: defaultdict[str, float] = defaultdict(float)
        self.sure: set[str] = set()
        self.best: dict[str, tuple[float, Found[str]]] = {}
        self._add_text(parts)

    def _add_text(self, parts: Parts) -> None:
        mentions = (*find_mentions(parts.document.text), *_spaced_out(parts))
        mentions = tuple(_as_sender(mention) if _fills_line(parts, mention) else mention for mention in mentions)
        known = {mention.name for mention in mentions if mention.sure}
        once = {block.start for block in parts.running_lines()}
        elsewhere = REGIONAL_FACTOR if parts.is_regional() else 1.0
        for mention in mentions:
            block = parts.block_at(mention.start)
            place = parts.place(block)
            if place is Place.FURNITURE and block is not None and block.start not in once:
                continue
            doubtful = mention.name in GUARDED and mention.name not in known
            weight = mention.weight * PLACE_FACTOR[place] * (0.2 if doubtful else 1.0)
            self._count(mention, place, weight if place is Place.FRONT else weight * elsewhere)
            if mention.sure and place in PRESENTING:
                self.presented.add(mention.name)
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

    def winner(self) -> Found[str] | None:
        """Return the municipality with enough for it and enough lead."""
        ceiling = min(1.0, BODY_CEILING / (sum(self.body.values()) or 1.0))
        scores = {name: self.body[name] * ceiling + self.other[name] for name in self.best}
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None
        name, score = ranked[0]
        lead = score / ranked[1][1] if len(ranked) > 1 else math.inf
        found = self.best[name][1]
        if score < (MIN_SCORE if name in self.sure else MIN_SCORE_UNSURE):
            return found.rated(GUESSED) if self._is_hint(score, lead) else None
        if lead < MIN_LEAD:
            return None
        return found.rated(self._confidence(name, score, lead, found.source))

    def _is_hint(self, score: float, lead: float) -> bool:
        """Say whether a weak sign may be followed: a municipal sender, one name and no other beside it."""
        return self.municipal and score >= MIN_HINT and lead >= LEAD_SURE

    def _confidence(self, name: str, score: float, lead: float, source: str) -> float:
        if source != "text":
            return GUESSED if source == "file name" else LIKELY
        if score < SCORE_SURE or lead < LEAD_SURE:
            return LIKELY
        told = self.municipal and self.body[name] >= BODY_SURE
        return CONFIDENT if name in self.presented or told else LIKELY


def _fills_line(parts: Parts, mention: Mention) -> bool:
    """Say whether the name stands alone on its line or in its column, as under a coat of arms or after a label."""
    block = parts.block_at(mention.start)
    if block is None or parts.place(block) not in {Place.FRONT, Place.COLOPHON}:
        return False
    text = parts.document.text
    before = text[block.start : mention.start].rpartition("\n")[2]
    after = text[mention.end : block.end].partition("\n")[0]
    return bool(_ALONE_BEFORE.search(before) and _ALONE_AFTER.match(after))


def _spaced_out(parts: Parts) -> Iterable[Mention]:
    """Yield the municipality of each line of the front that letters its sender: "E K S  K O M M U N"."""
    for block in parts.front:
        match = _JOINED_SENDER.fullmatch(joined_if_spaced(parts.document.block_text(block)) or "")
        name = (
            names_joined().get(match["name"]) or names_joined().get(match["name"].removesuffix("s")) if match else None
        )
        if name:
            yield Mention(name, block.start, block.end, SURE, sure=True)


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
