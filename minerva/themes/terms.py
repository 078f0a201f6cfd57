"""The words of many texts as numbers, so that they can be counted and compared all at once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from minerva.swedish.compounds import part_stems
from minerva.swedish.words import stem, stop_words, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Wording:
    """
    The words of texts, one text after the other.

    Attributes
    ----------
    vocabulary
        The different words in small letters, in the order in which they are first met.
    ids
        ``(m,)`` int32, of each word its place in the vocabulary.
    starts
        ``(n + 1,)`` int64, where the words of each text begin.
    """

    vocabulary: tuple[str, ...]
    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    def of(self, text: int) -> NDArray[np.int32]:
        """Return the words of one text."""
        return self.ids[self.starts[text] : self.starts[text + 1]]

    @property
    def owners(self) -> NDArray[np.int64]:
        """``(m,)`` int64, of each word the text that it stands in."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def counts(self) -> sparse.csr_array:
        """Return how often each text has each word of the vocabulary, ``(n, v)`` float32."""
        shape = (len(self.starts) - 1, len(self.vocabulary))
        ones = np.ones(len(self.ids), np.float32)
        # Summing duplicates sorts in place.
        counted = sparse.csr_array((ones, self.ids.copy(), self.starts.copy()), shape=shape)
        counted.sum_duplicates()
        return counted


def wording_of(texts: Sequence[str]) -> Wording:
    """Take *texts* apart into words."""
    number_by_word: dict[str, int] = {}
    ids = [[number_by_word.setdefault(word, len(number_by_word)) for word in words(text)] for text in texts]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in ids], dtype=np.int64)]).astype(np.int64)
    joined = np.fromiter(chain.from_iterable(ids), np.int32, int(starts[-1]))
    return Wording(tuple(number_by_word), joined, starts)


def says_something(word: str) -> bool:
    """Tell whether *word* is one that says what a text is about: no stop word, no figure."""
    return bool(_LETTERS.fullmatch(word)) and word not in stop_words()


def term_counts(wording: Wording) -> sparse.csr_array:
    """
    Return how often each text has each stem, its own or that of a part of a compound, ``(n, t)`` float32.

    Stop words and figures are left out; a compound counts as itself and as each of its parts.
    """
    number_by_stem: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    for number, word in enumerate(wording.vocabulary):
        if says_something(word):
            for one in {stem(word): None, **dict.fromkeys(part_stems(word))}:
                rows.append(number)
                columns.append(number_by_stem.setdefault(one, len(number_by_stem)))
    shape = (len(wording.vocabulary), len(number_by_stem))
    stems_of_words = sparse.csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    return sparse.csr_array(wording.counts() @ stems_of_words)


def weighted(counts: sparse.csr_array, *, most: float = 0.1) -> sparse.csr_array:
    """
    Weigh terms by how much they say: tf-idf, of the terms that two texts have, and not more than a share *most*.

    Parameters
    ----------
    counts
        ``(n, t)``, as :func:`term_counts` returns them.

    Returns
    -------
    csr_array
        ``(n, u)`` float32, of the u terms that are kept.
    """
    texts = counts.shape[0]
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    kept = np.flatnonzero((spread >= 2) & (spread <= max(2.0, most * texts)))  # noqa: PLR2004 - two texts
    chosen = sparse.csr_array(counts[:, kept], copy=True)
    chosen.data = (1 + np.log(chosen.data)) * np.log(texts / spread[kept]).astype(np.float32)[chosen.indices]
    return chosen
