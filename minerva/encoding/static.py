"""The static encoder: the mean of the vectors of a text's pieces, as sentence-transformers' StaticEmbedding has it."""

from __future__ import annotations

from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

import numpy as np
from tokenizers import Tokenizer

from minerva.encoding.folder import PARTS_FILE, fingerprint_of, parts_of, unusable
from minerva.encoding.pieces import SPLIT_OTHERWISE, goes_word_by_word
from minerva.encoding.weights import mapped_array
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_WORDS_KEPT = 100_000
"""Words whose vectors are kept; with 256 dimensions they take 100 MB."""
_FEW = 8
"""So few texts, such as a query, are cut into pieces whole."""
_SHORT = 40
"""Texts of fewer words, on the average, are added up all at once, first word by first word."""
_BATCH = 256
_NOTHING = 1e-12
_MATRIX = 2


class StaticEncoder:
    """
    A model of one vector a piece.

    It gives what ``SentenceTransformer(folder)`` gives, with two differences: vectors always have length one, and a
    text without any piece has a vector too, the same for all such texts.

    See :class:`~minerva.encoding.encoder.Encoder` for the attributes.

    Raises
    ------
    EncoderError
        If the folder holds no such model.
    """

    is_light = True

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self._folder = folder
        part = parts_of(folder)[0]
        self._files = [part.folder / "model.safetensors", part.folder / "tokenizer.json"]
        weights, pieces = self._files
        try:
            matrix = mapped_array(weights, "embedding.weight")
            tokenizer = Tokenizer.from_file(str(pieces))
        # The tokenizer raises bare exceptions.
        except Exception as error:
            raise unusable(folder, str(error)) from error
        if matrix.ndim != _MATRIX or len(matrix) < tokenizer.get_vocab_size():
            raise unusable(folder, _("{weights} holds no vector for each piece").format(weights=weights.name))
        tokenizer.no_padding()
        self._pieces = _Pieces(tokenizer, np.asarray(matrix))
        self._tokenizer = tokenizer

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return self._pieces.dimensions

    @property
    def tokenizer(self) -> Tokenizer:
        """What cuts texts into pieces."""
        return self._tokenizer

    @property
    def rows(self) -> NDArray[np.float32]:
        """The vectors of the pieces, ``(pieces, dimensions)``."""
        return self._pieces.weights.astype(np.float32)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the model's files."""
        return fingerprint_of(self._folder, [self._folder / PARTS_FILE, *self._files])

    @cached_property
    def _words(self) -> _Words | None:
        return _Words(self._pieces) if goes_word_by_word(self._tokenizer) else None

    def encode(self, texts: Sequence[str], *, as_query: bool = False) -> NDArray[np.float32]:  # noqa: ARG002 - all alike
        """Return a unit row for each text."""
        sums = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), _BATCH):
            self._add_up(texts[start : start + _BATCH], sums[start : start + _BATCH])
        return _unit_rows(sums)

    def _add_up(self, texts: Sequence[str], sums: NDArray[np.float32]) -> None:
        """Write the sum of the vectors of each text's pieces into *sums*."""
        if len(texts) <= _FEW or self._words is None or any(SPLIT_OTHERWISE.search(text) for text in texts):
            self._pieces.add_up(texts, sums)
        else:
            self._words.add_up(texts, sums)


class _Pieces:
    """The vectors of a model's pieces."""

    def __init__(self, tokenizer: Tokenizer, weights: NDArray[Any]) -> None:
        self.dimensions = int(weights.shape[1])
        self._tokenizer = tokenizer
        self.weights = weights

    def add_up(self, texts: Sequence[str], sums: NDArray[np.float32]) -> None:
        """Write the sum of the vectors of each text's pieces into *sums*."""
        # For a single text, such as a query, threads take longer to start than to do the work.
        single = [self._tokenizer.encode(text, add_special_tokens=False) for text in texts[:1] if len(texts) == 1]
        encoded = single or self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        for row, one in zip(sums, encoded, strict=True):
            self.weights.take(one.ids, axis=0).sum(axis=0, dtype=np.float32, out=row)

    def add_up_words(self, words: Sequence[str], sums: NDArray[np.float32]) -> None:
        """Do the same for words, at least one, cut into pieces all at once, which takes half the time."""
        pieces = self._tokenizer.encode(" ".join(words), add_special_tokens=False)
        ends = np.cumsum(np.fromiter(map(len, words), np.intp, len(words)) + 1) - 1
        # A mark of where a word begins may stand for the space before it, so that only the end of a piece tells.
        piece_ends = np.fromiter((end for _start, end in pieces.offsets), np.intp, len(pieces))
        lengths = np.bincount(np.searchsorted(ends, piece_ends), minlength=len(words))
        _add_up_at_once(self.weights, np.array(pieces.ids, np.intp), lengths, sums)


class _Numbers(dict[str, int]):
    """Words by the order in which they were met; to ask for one is to meet it."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class _Words:
    """
    The vectors of the words met last, each the sum of its pieces' vectors.

    To cut a text into pieces takes twenty times as long as to add up their vectors, and texts use the same words.
    """

    def __init__(self, pieces: _Pieces) -> None:
        self._pieces = pieces
        self._numbers = _Numbers()
        self._learnt = 0
        self._vectors = np.empty((0, pieces.dimensions), np.float32)

    def add_up(self, texts: Sequence[str], sums: NDArray[np.float32]) -> None:
        """Write the sum of the vectors of each text's words into *sums*."""
        words_by_text = [text.split() for text in texts]
        numbers = self._numbers_of(words_by_text)
        if len(numbers) < _SHORT * len(texts):
            lengths = np.fromiter(map(len, words_by_text), np.intp, len(texts))
            _add_up_at_once(self._vectors, numbers, lengths, sums)
            return
        start = 0
        for row, words in zip(sums, words_by_text, strict=True):
            end = start + len(words)
            self._vectors.take(numbers[start:end], axis=0).sum(axis=0, out=row)
            start = end

    def _numbers_of(self, words_by_text: Sequence[Sequence[str]]) -> NDArray[np.intp]:
        """Return the number of every word, text by text, and have the vectors of all of them."""
        count = sum(map(len, words_by_text))
        numbers = np.fromiter(map(self._numbers.__getitem__, chain.from_iterable(words_by_text)), np.intp, count)
        if self._learnt and len(self._numbers) > _WORDS_KEPT:
            self._numbers.clear()
            self._learnt = 0
            return self._numbers_of(words_by_text)
        self._learn()
        return numbers

    def _learn(self) -> None:
        """Have the vectors of all words that were met."""
        met, learnt = len(self._numbers), self._learnt
        new = list(islice(reversed(self._numbers), met - learnt))[::-1]
        if met > len(self._vectors):
            # Memory that is not written to yet costs nothing.
            room = np.empty((max(met, _WORDS_KEPT), self._pieces.dimensions), np.float32)
            room[:learnt] = self._vectors[:learnt]
            self._vectors = room
        if new:
            self._pieces.add_up_words(new, self._vectors[learnt:met])
        self._learnt = met


def _add_up_at_once(
    vectors: NDArray[Any], numbers: NDArray[np.intp], lengths: NDArray[np.intp], sums: NDArray[np.float32]
) -> None:
    """
    Write into *sums* those of runs of *vectors*, told by their *numbers* and the *lengths* of the runs.

    The first of every run are taken at once, then the second: the longest run tells how often, not their number.
    """
    longest_first = np.argsort(-lengths, kind="stable")
    starts = (np.cumsum(lengths) - lengths)[longest_first]
    longer = len(lengths) - np.cumsum(np.bincount(lengths))[:-1]
    added = np.zeros_like(sums)
    for place, count in enumerate(longer.tolist()):
        added[:count] += vectors.take(numbers[starts[:count] + place], axis=0)
    sums[longest_first] = added


def _unit_rows(sums: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return *sums* scaled to length one; where there is nothing to scale, all dimensions are equal."""
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    sums[lengths[:, 0] < _NOTHING] = 1.0
    sums /= np.linalg.norm(sums, axis=1, keepdims=True)
    return sums
