"""Looking for the phrases of many themes in texts and headings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from minerva.themes.phrases import PhraseBook, phrase_of, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minerva.records import Theme
    from minerva.themes.phrases import Place

_KINDS = ("seeds", "hints", "excluded")


class Found(NamedTuple):
    """Where the phrases of one theme stand in a text, by their number in the book."""

    seeds: dict[int, list[Place]]
    hints: dict[int, list[Place]]


@dataclass
class Recogniser:
    """
    Looks for the phrases of many themes at once.

    Attributes
    ----------
    themes
        All that are told apart, those in whose strength nobody is interested included.
    """

    themes: Sequence[Theme]
    _heads: dict[str, dict[int, Found]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Write the book of phrases."""
        owned = [
            (number, kind, text)
            for number, theme in enumerate(self.themes)
            for kind in _KINDS
            for text in getattr(theme, kind)
        ]
        self._owners = [(number, kind) for number, kind, _text in owned]
        self._book = PhraseBook([phrase_of(text) for _number, _kind, text in owned])
        self.phrases = len(owned)

    def find(self, text: str) -> tuple[dict[int, Found], int]:
        """Return what stands in *text* of each theme, by its number, and how many sentences there are."""
        read = read_text(text)
        by_theme: dict[int, dict[str, dict[int, list[Place]]]] = defaultdict(lambda: {kind: {} for kind in _KINDS})
        for phrase, places in self._book.find(read).items():
            number, kind = self._owners[phrase]
            by_theme[number][kind][phrase] = places
        found = {number: _heeded(kinds) for number, kinds in by_theme.items()}
        return {number: one for number, one in found.items() if one.seeds or one.hints}, read.sentence_count

    def find_in_heading(self, heading: str) -> dict[int, Found]:
        """Return what stands in a *heading*, which many pieces share."""
        if heading not in self._heads:
            self._heads[heading] = self.find(heading)[0]
        return self._heads[heading]


def _heeded(kinds: Mapping[str, dict[int, list[Place]]]) -> Found:
    """Return where seeds and hints stand outside what is to be read as if it were not there."""
    excluded = list(chain.from_iterable(kinds["excluded"].values()))

    def outside(some: dict[int, list[Place]]) -> dict[int, list[Place]]:
        left = {phrase: [one for one in places if not any(map(one.meets, excluded))] for phrase, places in some.items()}
        return {phrase: places for phrase, places in left.items() if places}

    return Found(outside(kinds["seeds"]), outside(kinds["hints"]))
