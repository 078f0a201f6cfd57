"""
How common Swedish words are in public texts: the table that ships.

It is a text of lines in the order of code points, each a block of words written by how many letters they share with
the one before: ``Aboende4711+Colin12*`` holds *boende*, which occurs 4711 times and stands in a dictionary, and
*bolin*, which occurs 12 times and is a name. So it is small, a line is found by halving, and people can read it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
"""A word as it is counted: letters, and hyphens between them."""

_PACKED = re.compile(r"([A-Z])([^A-Z\d*]*)(\d+)(\*?\+?)")
_OPENING = re.compile(rb"[^\d\n]+")
_BLOCK_WORDS = 16
_SHARED = {letter: shared for shared, letter in enumerate(ascii_uppercase)}
_FEW = 3000
"""So many words are looked up one by one; who asks for more is better served by the whole table (half a second,
40 MB)."""


class Count(NamedTuple):
    """
    How often a word occurs.

    Attributes
    ----------
    is_name
        Whether it is written with a capital also within a sentence: a name, or an acronym.
    is_entry
        Whether a dictionary has it, or a form of it.
    """

    word: str
    number: int
    is_name: bool = False
    is_entry: bool = False


class CountTable:
    """A packed table, from which words are read as they are asked for."""

    def __init__(self, table: bytes) -> None:
        self._table = table
        self._asked = 0
        self._whole: dict[str, tuple[str, str]] = {}

    def __iter__(self) -> Iterator[Count]:
        """Iterate over all words in their order."""
        return (_count(word, found) for word, found in _unpacked(self._table))

    def find(self, word: str) -> Count | None:
        """Return the count of *word*, in small letters; None if the table does not hold it."""
        self._asked += 1
        if self._asked <= _FEW and not self._whole:
            found = next((rest for one, rest in _unpacked(self._line(word.encode())) if one == word), None)
        else:
            self.unpack()
            found = self._whole.get(word)
        return _count(word, found) if found else None

    def unpack(self) -> None:
        """Unpack the whole table now, for a program that goes on for long."""
        self._whole = self._whole or dict(_unpacked(self._table))

    def _line(self, wanted: bytes) -> bytes:
        """Return the last line whose first word does not come after *wanted*."""
        low, high = 0, len(self._table)
        # Both stay at the beginning of a line.
        while (middle := self._line_start(low, high)) != low:
            if _first_word(self._table, middle) <= wanted:
                low = middle
            else:
                high = middle
        return self._table[low:high]

    def _line_start(self, low: int, high: int) -> int:
        """Return where a line begins, as near the middle as can be; *low* if there is but one line."""
        middle = (low + high) // 2
        before = self._table.rfind(b"\n", low, middle) + 1
        if before > low:
            return before
        after = self._table.find(b"\n", middle, high) + 1
        return after if after < high else low


@lru_cache(maxsize=1)
def word_counts() -> CountTable:
    """Return the table that ships."""
    return CountTable(resources.files("minerva.swedish").joinpath("data/counts.txt").read_bytes())


def packed(counts: Iterable[Count]) -> str:
    """Return *counts*, which come in the order of their words, as the text of a table."""
    pieces: list[str] = []
    before = ""
    for place, one in enumerate(counts):
        opens = place % _BLOCK_WORDS == 0
        shared = 0 if opens else _shared(before, one.word)
        pieces += ["\n" if opens and place else "", ascii_uppercase[shared], one.word[shared:], str(one.number)]
        pieces.append("*" * one.is_name + "+" * one.is_entry)
        before = one.word
    return "".join([*pieces, "\n"])


def _shared(before: str, word: str) -> int:
    """Return how many letters the two begin with in common, as far as one capital can tell."""
    pairs = enumerate(zip(before, word, ascii_uppercase[1:], strict=False))
    return next((place for place, (one, other, _letter) in pairs if one != other), min(len(before), len(word), 25))


def _unpacked(lines: bytes) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each word of some lines with its number and its marks."""
    word = ""
    for shared, rest, number, marks in _PACKED.findall(lines.decode()):
        word = word[: _SHARED[shared]] + rest
        yield word, (number, marks)


def _count(word: str, packed_count: tuple[str, str]) -> Count:
    number, marks = packed_count
    return Count(word, int(number), "*" in marks, "+" in marks)


def _first_word(table: bytes, start: int) -> bytes:
    """Return the word with which the line at *start* opens; it is written out."""
    opening = _OPENING.match(table, start + 1)
    return opening.group() if opening else b""
