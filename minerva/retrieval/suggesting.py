"""Did you mean …? A query whose words find nothing, because they are misspelt."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import tantivy

from minerva.library.database import storage_errors
from minerva.library.words import PARTS, STEMS, WORDS
from minerva.retrieval.query import parse
from minerva.retrieval.search import word_view
from minerva.swedish.vocabulary import count, is_known
from minerva.swedish.words import located_words, stem, stop_words, words

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.library.words import WordView

_LOOKED_AT = 100
"""Passages in which a near word is looked for."""
_LETTERS_BY_ERRORS = {1: 4, 2: 7}
"""How long a word must be for so many letters to be wrong: in a short one they would make any word of any other."""
_LONGEST = 60
_RARE = 2
_COMMONER = 10
"""So many times as many passages must hold what is suggested as hold what was typed."""


def suggest(library: Library, query: str) -> str | None:
    """
    Return *query* with misspelt words put right, or None if nothing is to be suggested.

    A word counts as misspelt if it is not known, hardly a passage of the library holds it, and many more hold a word
    that differs by a letter or two. What is suggested always stands in the library.

    Raises
    ------
    QueryError
        If the query holds nothing to look for.
    StorageError
        If there is no word index that can be used.
    """
    asked = {term.words[0] for term in parse(query).terms() if not term.exact}
    view = word_view(library)
    with storage_errors(library.folder), library.snapshot():
        right = {word: _nearest(library, view, word) for word in asked if not is_known(word)}
    pieces, end = [], 0
    for word, (start, stop) in zip(*located_words(query), strict=True):
        better = right.get(word)
        if better:
            pieces += [query[end:start], better]
            end = stop
    return "".join([*pieces, query[end:]]) if pieces else None


def _nearest(library: Library, view: WordView, word: str) -> str | None:
    """Return the likeliest word of the library that was meant by one that is not known; None if there is none."""
    holding = view.holding(STEMS, stem(word)) + view.holding(PARTS, stem(word))
    if holding > _RARE or word in stop_words():
        return None
    for errors, letters in _LETTERS_BY_ERRORS.items():
        near = _near(library, view, word, errors) if letters <= len(word) <= _LONGEST else {}
        best = max(near, key=lambda one: (is_known(one), near[one], count(one), one), default=None)
        if best and near[best] >= _COMMONER * holding:
            return best
    return None


def _near(library: Library, view: WordView, word: str, errors: int) -> dict[str, int]:
    """Return words that differ from *word* by at most so many letters, and how many passages hold each."""
    fuzzy = tantivy.Query.fuzzy_term_query(library.words.schema, WORDS, word, errors, transposition_cost_one=True)
    _total, found = view.search(fuzzy, _LOOKED_AT)
    texts = (text for _passage, _report, text in library.located([one.number for one in found]).values())
    seen = Counter(one for text in texts for one in words(text) if abs(len(one) - len(word)) <= errors and one != word)
    return {one: view.holding(WORDS, one) for one in seen if distance(one, word) <= errors}


def distance(one: str, other: str) -> int:
    """
    Return how many letters must be put in, left out, changed or swapped with the next to make *other* of *one*.

    Notes
    -----
    Damerau, "A technique for computer detection and correction of spelling errors", CACM 1964; each letter is touched
    once at most.
    """
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
