"""Did you mean …? A query with words that nothing answers, because they are misspelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.library.words import PARTS, STEMS, WORDS
from minerva.retrieval.query import parse
from minerva.retrieval.rankings import word_view
from minerva.swedish.compounds import split
from minerva.swedish.counts import word_counts
from minerva.swedish.vocabulary import count
from minerva.swedish.words import located_words, stem, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from minerva.library.store import Library
    from minerva.library.words import WordView

_LETTERS = "abcdefghijklmnopqrstuvwxyzåäöé"
_ONE_ERROR = 4
"""Letters that a word must have for one of them to be wrong: in a short one it would make any word of any other."""
_TWO_ERRORS = 7
_LONGEST = 60
_LEAST_SURE = 4
"""So many letters at the beginning, or half of the word, are right where two others are wrong."""
_LOOKED_AT = 500
"""Words with that beginning."""
_OF_ENDINGS = frozenset("adenorst")
_LONGEST_ENDING = 2
_RARE = 2
"""Passages: so few may hold a misspelling too."""
_COMMONER = 10
"""So many times as common must be what is suggested as what was typed, in the library and in public texts …"""
_SURELY_COMMONER = 2
"""… and in the library, where public texts have only the one. Reports misspell names as users do."""


def suggest(library: Library, query: str) -> str | None:
    """
    Return *query* with misspelt words put right, or None if nothing is to be suggested.

    A word counts as misspelt if no dictionary has it, hardly a passage of the library answers it, and a far commoner
    word differs from it by a letter or two. What is suggested always stands in the library.

    Raises
    ------
    QueryError
        If the query holds nothing to look for.
    StorageError
        If there is no word index that can be used.
    """
    asked = {term.words[0] for term in parse(query).terms() if not term.exact}
    view = word_view(library)
    pieces, end = [], 0
    for word, (start, stop) in zip(*located_words(query), strict=True):
        better = _put_right(view, word) if word in asked else None
        if better:
            pieces += [query[end:start], better]
            end = stop
    return "".join([*pieces, query[end:]]) if pieces else None


def _put_right(view: WordView, word: str) -> str | None:
    """Return the likeliest word of the library that was meant by a misspelt *word*; None if it is not misspelt."""
    if not _ONE_ERROR <= len(word) <= _LONGEST or not word.isalpha() or word in stop_words():
        return None
    holding = view.holding(STEMS, stem(word)) + view.holding(PARTS, stem(word))
    if holding > _RARE or _is_entry(word):
        return None
    near = _best(view, word, holding, _one_error_away(word))
    # What is made up of known words is hardly so by two errors.
    if not near and len(word) >= _TWO_ERRORS and not split(word):
        near = _best(view, word, holding, _two_errors_away(view, word))
    return near


def _best(view: WordView, word: str, holding: int, candidates: Iterable[str]) -> str | None:
    """Return the commonest of *candidates* that the library holds; of a word that is known, another form will do."""
    same = {one: one for one in candidates if one != word}
    held = _held(view, WORDS, same, word, holding)
    if not held:
        by_stem = _held(view, STEMS, {one: stem(one) for one in same}, word, holding)
        held = {one: number for one, number in by_stem.items() if count(one)}
    # The first letter is seldom wrong.
    return max(held, key=lambda one: (one[0] == word[0], count(one) > 0, held[one], count(one), one), default=None)


def _held(view: WordView, field: str, candidates: Mapping[str, str], word: str, holding: int) -> dict[str, int]:
    """Return how many passages hold each of *candidates* that may be meant by *word*."""
    found = {one: number for one, term in candidates.items() if (number := view.holding(field, term))}
    return {
        one: number
        for one, number in found.items()
        if _is_commoner(one, number, word, holding) and not _is_form(word, one)
    }


def _is_commoner(one: str, number: int, word: str, holding: int) -> bool:
    typed, meant = count(word), count(one)
    times = _SURELY_COMMONER if meant and not typed else _COMMONER
    return number >= times * holding and meant >= _COMMONER * typed


def _is_form(word: str, other: str) -> bool:
    """Tell whether a *word* that makes sense differs from *other* only in an ending."""
    shared = _shared(word, other)
    endings = (word[shared:], other[shared:])
    return all(len(one) <= _LONGEST_ENDING and _OF_ENDINGS.issuperset(one) for one in endings) and bool(
        count(word) or split(word)
    )


def _one_error_away(word: str) -> Iterator[str]:
    """Yield what a letter left out, put in, changed or swapped with the next makes of *word*."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _LETTERS)
        yield from (before + letter + after for letter in _LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _two_errors_away(view: WordView, word: str) -> Iterator[str]:
    """Yield words of the library that begin as *word* does and differ from it by at most two letters."""
    sure = max(_LEAST_SURE, len(word) // 2)
    for one in view.beginning(WORDS, word[:sure], _LOOKED_AT):
        if abs(len(one) - len(word)) <= 2 and distance(one, word) <= 2:  # noqa: PLR2004 - as the name says
            yield one


def distance(one: str, other: str) -> int:
    """
    Return how many letters must be put in, left out, changed or swapped with the next to make *other* of *one*.

    Notes
    -----
    Damerau, "A technique for computer detection and correction of spelling errors", CACM 1964; each letter is touched
    once at most.
    """
    one, other = _without_common_ends(one, other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one):
        two_before, before = before, row
        row = [place + 1]
        for column, wanted in enumerate(other):
            cost = min(before[column] + (letter != wanted), before[column + 1] + 1, row[column] + 1)
            if place and column and letter == other[column - 1] and one[place - 1] == wanted:
                cost = min(cost, two_before[column - 1] + 1)
            row.append(cost)
    return row[-1]


def _without_common_ends(one: str, other: str) -> tuple[str, str]:
    start = _shared(one, other)
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return one, other


def _shared(one: str, other: str) -> int:
    """Return how many letters the two begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))


def _is_entry(word: str) -> bool:
    found = word_counts().find(word)
    return bool(found and found.is_entry)
