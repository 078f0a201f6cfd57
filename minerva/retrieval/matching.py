"""Where and how a passage answers a query."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from minerva.records import How, Match, Span
from minerva.swedish.compounds import first_stems, part_stems
from minerva.swedish.words import located_words, stem, stop_words, words_holding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.retrieval.expansion import Related
    from minerva.retrieval.query import Term


class Reading:
    """A passage's words, their stems and where they stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded = text.casefold()
        self._held: dict[str, list[tuple[str, Span]]] = {}

    @cached_property
    def _located(self) -> tuple[list[str], list[tuple[int, int]]]:
        # Only phrases need them all.
        return located_words(self.text)

    @property
    def words(self) -> list[str]:
        """The words of the passage, in small letters."""
        return self._located[0]

    @property
    def places(self) -> list[tuple[int, int]]:
        """Where each begins and ends."""
        return self._located[1]

    @cached_property
    def telling(self) -> list[int]:
        """The places of words that are no stop words."""
        stops = stop_words()
        return [place for place, word in enumerate(self.words) if word not in stops]

    def as_written(self, wanted: Sequence[str]) -> list[Span]:
        """Return where the words of a phrase stand, one after the other."""
        return [self._span(begin, end - 1) for begin, end in _runs(wanted, self.words)]

    def forms(self, stemmed: str) -> list[Span]:
        """Return where any form of a word stands."""
        # The stem of a word is what it begins with.
        return [place for word, place in self._holding(stemmed) if word.startswith(stemmed) and stem(word) == stemmed]

    def compounds(self, stemmed: str) -> list[Span]:
        """Return where a compound stands of which a form of the word is part."""
        # The stem of a part stands in the compound, so most words need not be taken apart.
        return [place for word, place in self._holding(stemmed) if stemmed in part_stems(word)]

    def meaning(self, stems: Sequence[str]) -> list[Span]:
        """Return where what has these *stems* stands, whatever stop words are between."""
        if not all(map(self.forms, stems)):
            return []
        places = self.telling
        runs = _runs(stems, [stem(self.words[place]) for place in places])
        return [self._span(places[begin], places[end - 1]) for begin, end in runs]

    def _holding(self, letters: str) -> list[tuple[str, Span]]:
        """Return the words in which *letters* stand, and where."""
        if letters not in self._held:
            found = words_holding(self.text, self._folded, letters)
            self._held[letters] = [(word, Span(*place)) for word, place in found]
        return self._held[letters]

    def _span(self, first: int, last: int) -> Span:
        return Span(self.places[first][0], self.places[last][1])


def matches(text: str, terms: Iterable[Term], related: Iterable[Related]) -> tuple[list[Span], list[Match]]:
    """Return where a passage's *text* answers, in its order, and how it answers which of the words asked for."""
    reading = Reading(text)
    found = [one for term in terms for one in _of_term(reading, term)]
    found += [(Match(one.asked, one.how, one.written), reading.meaning(one.stems)) for one in related]
    spans = [span for _match, places in found for span in places]
    return _merged(spans), list(dict.fromkeys(match for match, places in found if places))


def _of_term(reading: Reading, term: Term) -> Iterator[tuple[Match, list[Span]]]:
    asked = " ".join(term.words)
    if term.exact:
        yield Match(asked, How.WORD, asked), reading.as_written(term.words)
        return
    word = term.words[0]
    spans = reading.forms(stem(word))
    yield Match(asked, How.WORD, asked), [span for span in spans if _written(reading, span) == word]
    for span in spans:
        written = _written(reading, span)
        if written != word:
            yield Match(asked, How.STEM, written), [span]
    yield from _of_parts(reading, asked, stem(word))
    yield from _of_own_parts(reading, word)


def _of_parts(reading: Reading, asked: str, stemmed: str) -> Iterator[tuple[Match, list[Span]]]:
    for span in reading.compounds(stemmed):
        yield Match(asked, How.PART, _written(reading, span)), [span]


def _of_own_parts(reading: Reading, word: str) -> Iterator[tuple[Match, list[Span]]]:
    """Yield where the parts of a compound stand, if its first does."""
    if not any(reading.forms(part) or reading.compounds(part) for part in first_stems(word)):
        return
    for part in part_stems(word):
        for span in (*reading.forms(part), *reading.compounds(part)):
            yield Match(word, How.PART, _written(reading, span)), [span]


def _written(reading: Reading, span: Span) -> str:
    return reading.text[span.start : span.end].casefold()


def _runs(wanted: Sequence[str], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where *wanted* stands in *words*, one after the other."""
    wanted = list(wanted)
    end = 0
    for _count in range(words.count(wanted[0])):
        begin = words.index(wanted[0], end)
        end = begin + 1
        if words[begin : begin + len(wanted)] == wanted:
            yield begin, begin + len(wanted)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return *spans* in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
