"""
Phrases by which themes are recognised, and where they stand in texts.

A phrase is words in a row, each in any form and also as part of a compound where it stands alone. ``*`` stands for any
letters at the beginning or end of a word; such words are looked for as they are written. Capitals ask for an acronym,
which must be written with capitals in the text too. What stands around ``+`` must stand in one sentence, in any order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from minerva.swedish.compounds import part_stems
from minerva.swedish.words import located_words, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORD = re.compile(r"\*?[^\W_]+\*?")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-zåäö]|[-–•\"”])|\n")
_TOGETHER = "+"
_SHORTEST_ACRONYM = 2


class Word(NamedTuple):
    """One word of a phrase: its letters or stem, and how it is to be looked for."""

    text: str
    begins: bool = False
    ends: bool = False
    acronym: bool = False
    in_compounds: bool = False


class Phrase(NamedTuple):
    """Rows of words that must stand in one sentence; most phrases are a single row."""

    rows: tuple[tuple[Word, ...], ...]


class Place(NamedTuple):
    """Where a phrase stands: in which sentence, and the characters of each of its rows."""

    sentence: int
    spans: tuple[tuple[int, int], ...]

    def meets(self, other: Place) -> bool:
        """Tell whether the two share characters."""
        return any(
            start < other_end and other_start < end
            for start, end in self.spans
            for other_start, other_end in other.spans
        )


def is_phrase(text: str) -> bool:
    """Tell whether *text* holds words to look for on every side of its plus signs."""
    return all(_WORD.search(row) for row in text.split(_TOGETHER))


def phrase_of(text: str) -> Phrase:
    """Return the phrase that a person wrote as *text*."""
    return Phrase(tuple(_row(row) for row in text.split(_TOGETHER)))


def _row(text: str) -> tuple[Word, ...]:
    found = _WORD.findall(text)
    return tuple(_word(one, alone=len(found) == 1) for one in found)


def _word(written: str, *, alone: bool) -> Word:
    letters = written.strip("*")
    starts, ends = written.startswith("*"), written.endswith("*")
    if len(letters) >= _SHORTEST_ACRONYM and sum(map(str.isupper, letters)) * 2 > len(letters):
        return Word(letters.casefold(), begins=ends, acronym=True)
    if starts or ends:
        return Word(letters.casefold(), begins=ends, ends=starts)
    return Word(stem(letters.casefold()), in_compounds=alone)


@dataclass(slots=True)
class Text:
    """A text as phrases are looked for in it: its words, where they stand and in which sentence."""

    words: list[str]
    places: list[tuple[int, int]]
    capitals: list[bool]
    sentences: list[int]

    @property
    def sentence_count(self) -> int:
        """How many sentences have words."""
        return len(set(self.sentences))


def read_text(text: str) -> Text:
    """Take *text* apart into words and sentences."""
    words, places = located_words(text)
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    sentences, number = [], 0
    for start, _end in places:
        while number < len(ends) and ends[number] < start:
            number += 1
        sentences.append(number)
    capitals = [sum(map(str.isupper, text[start:end])) * 2 > end - start for start, end in places]
    return Text(words, places, capitals, sentences)


@dataclass(slots=True)
class PhraseBook:
    """
    Many phrases, looked for at once.

    Each distinct word of the texts is compared with the words of the phrases only once; a hundred thousand passages
    have few words that a thousand have not.
    """

    phrases: Sequence[Phrase]
    _rows_by_first: dict[Word, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    _stems: dict[str, list[Word]] = field(default_factory=lambda: defaultdict(list))
    _acronyms: dict[str, list[Word]] = field(default_factory=lambda: defaultdict(list))
    _openings: dict[str, list[Word]] = field(default_factory=lambda: defaultdict(list))
    _endings: list[Word] = field(default_factory=list)
    _known: dict[tuple[str, bool], frozenset[Word]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Order the words of the phrases by how they are found."""
        wanted: set[Word] = set()
        for number, phrase in enumerate(self.phrases):
            for place, row in enumerate(phrase.rows):
                self._rows_by_first[row[0]].append((number, place))
                wanted.update(row)
        for word in sorted(wanted):
            if word.begins:
                self._openings[word.text[:2]].append(word)
            elif word.ends:
                self._endings.append(word)
            elif word.acronym:
                self._acronyms[word.text].append(word)
            else:
                self._stems[word.text].append(word)

    def find(self, text: Text) -> dict[int, list[Place]]:
        """Return where each phrase stands in *text*, by its number; those that do not stand there are left out."""
        meant = [self._meant(word, capital) for word, capital in zip(text.words, text.capitals, strict=True)]
        rows: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for at, some in enumerate(meant):
            for first in some:
                for number, place in self._rows_by_first.get(first, ()):
                    row = self.phrases[number].rows[place]
                    if _follow(row, meant, text.sentences, at):
                        rows[number, place].append((at, at + len(row)))
        numbers = sorted({number for number, _place in rows})
        found = {number: list(self._joined(number, rows, text)) for number in numbers}
        return {number: places for number, places in found.items() if places}

    def _joined(self, number: int, rows: dict[tuple[int, int], list[tuple[int, int]]], text: Text) -> Iterator[Place]:
        """Yield where all rows of a phrase stand in one sentence, each such place of the first row once."""
        wanted = len(self.phrases[number].rows)
        for first in rows.get((number, 0), ()):
            sentence = text.sentences[first[0]]
            others = [
                [one for one in rows.get((number, place), ()) if text.sentences[one[0]] == sentence]
                for place in range(1, wanted)
            ]
            # The rows must not share a word: "barn + barn*" asks for two.
            together = next((some for some in product([first], *others) if _apart(some)), ())
            if together:
                yield Place(
                    sentence, tuple((text.places[begin][0], text.places[end - 1][1]) for begin, end in together)
                )

    def _meant(self, word: str, capital: bool) -> frozenset[Word]:  # noqa: FBT001 - half of the key
        """Return the words of phrases that a *word* of a text stands for."""
        key = (word, capital)
        if key not in self._known:
            self._known[key] = frozenset(self._looked_up(word, capital=capital))
        return self._known[key]

    def _looked_up(self, word: str, *, capital: bool) -> Iterator[Word]:
        yield from self._stems.get(stem(word), ())
        if capital:
            yield from self._acronyms.get(word, ())
        yield from (
            one
            for one in self._openings.get(word[:2], ())
            if word.startswith(one.text) and (capital or not one.acronym)
        )
        yield from (one for one in self._endings if word.endswith(one.text))
        if not word.isdigit():
            for part in part_stems(word):
                yield from (one for one in self._stems.get(part, ()) if one.in_compounds)


def _follow(row: Sequence[Word], meant: Sequence[frozenset[Word]], sentences: Sequence[int], at: int) -> bool:
    """Tell whether the words of *row* stand one after the other from *at*, in one sentence."""
    end = at + len(row)
    if end > len(meant) or sentences[end - 1] != sentences[at]:
        return False
    return all(word in meant[place] for place, word in enumerate(row, at))


def _apart(spans: Iterable[tuple[int, int]]) -> bool:
    ordered = sorted(spans)
    return all(before[1] <= after[0] for before, after in pairwise(ordered))
