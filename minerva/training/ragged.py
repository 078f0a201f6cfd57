"""Texts as pieces: arrays of different lengths behind one another, and how words are cut once each."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minerva.training.pieces import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

_AT_ONCE = 50_000
"""Texts whose new words are cut together."""


@dataclass(frozen=True, slots=True)
class Ragged:
    """
    Rows of different lengths.

    Attributes
    ----------
    flat
        ``(total,)`` int32: all rows behind one another.
    offsets
        ``(rows + 1,)`` int64: where each begins, and the end of the last.
    """

    flat: NDArray[np.int32]
    offsets: NDArray[np.int64]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Length of each row."""
        return np.diff(self.offsets)

    def take(self, rows: NDArray[np.int64]) -> Ragged:
        """Return the *rows* asked for, in that order."""
        starts = self.offsets[rows]
        lengths = self.offsets[rows + 1] - starts
        offsets = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        places = np.arange(offsets[-1]) + np.repeat(starts - offsets[:-1], lengths)
        return Ragged(self.flat[places], offsets)

    def thinned(self, share: float, random: np.random.Generator) -> Ragged:
        """Return the rows without a random *share* of what they hold."""
        kept = random.random(len(self.flat)) >= share
        before = np.concatenate([[0], np.cumsum(kept)])
        return Ragged(self.flat[kept], before[self.offsets])

    def then(self, other: Ragged) -> Ragged:
        """Return the rows of both, *other*'s last."""
        flat = np.concatenate([self.flat, other.flat])
        return Ragged(flat, np.concatenate([self.offsets, other.offsets[1:] + len(self.flat)]))


class Cutter:
    """
    Cuts texts into pieces.

    Words are cut once each: the tokenizer takes twenty times as long as looking a word up, and gives the same.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._pieces: dict[str, array[int]] = {}

    def cut(self, texts: Sequence[str]) -> Ragged:
        """Return the pieces of each text."""
        flat = array("i")
        ends = [0]
        for start in range(0, len(texts), _AT_ONCE):
            words_by_text = [words_of(text) for text in texts[start : start + _AT_ONCE]]
            self._learn(dict.fromkeys(word for words in words_by_text for word in words))
            for words in words_by_text:
                for word in words:
                    flat.extend(self._pieces[word])
                ends.append(len(flat))
        return Ragged(np.array(flat, np.int32), np.array(ends, np.int64))

    def _learn(self, words: Iterable[str]) -> None:
        new = [word for word in words if word not in self._pieces]
        for word, cut in zip(new, self._tokenizer.encode_batch_fast(new, add_special_tokens=False), strict=True):
            self._pieces[word] = array("i", cut.ids)
