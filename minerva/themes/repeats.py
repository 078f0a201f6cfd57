"""Passages that say nearly the same in nearly the same words: boilerplate, to be counted once."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from minerva.themes.terms import Wording

_SHINGLE_WORDS = 3
_ROWS, _BANDS = 4, 12
"""Two texts whose shingles overlap by .8 are compared with probability .998, by .5 with .54: the curve of banded
MinHash, Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3."""
_ALIKE = 0.7
"""Jaccard's index of shingles from which a text repeats another: a word changed in every twenty leaves about that."""
_ODD = np.uint64(0x9E3779B97F4A7C15)


def first_of_repeats(wording: Wording) -> NDArray[np.int64]:
    """
    Tell of each text which earlier text it repeats; itself where it repeats none.

    A text is compared with the first of those that are alike, so that no chain of small changes joins what differs.

    Returns
    -------
    NDArray
        ``(n,)`` int64 of places, none greater than its own.
    """
    shingles, starts = _shingles(wording)
    firsts = np.arange(len(starts) - 1)
    sets: dict[int, NDArray[np.uint64]] = {}

    def shingles_of(text: int) -> NDArray[np.uint64]:
        if text not in sets:
            sets[text] = np.unique(shingles[starts[text] : starts[text + 1]])
        return sets[text]

    for bucket in _buckets(shingles, starts):
        first = int(firsts[bucket[0]])
        for text in bucket[1:].tolist():
            if firsts[text] == text and first < text and _jaccard(shingles_of(first), shingles_of(text)) >= _ALIKE:
                firsts[text] = first
    while (shorter := firsts[firsts]).tolist() != firsts.tolist():
        firsts = shorter
    return firsts


def _shingles(wording: Wording) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return hashes of each three words in a row, figures all alike, and where those of each text begin."""
    figures = np.array([word.isdigit() for word in wording.vocabulary], bool)
    ids = wording.ids.astype(np.uint64) + np.uint64(1)
    ids[figures[wording.ids] if len(figures) else slice(0)] = np.uint64(0)
    lengths = np.diff(wording.starts)
    kept = np.maximum(lengths - _SHINGLE_WORDS + 1, np.minimum(lengths, 1))
    starts = np.concatenate([[0], np.cumsum(kept)])
    place = np.repeat(wording.starts[:-1] - starts[:-1], kept) + np.arange(starts[-1])
    hashed = np.zeros(starts[-1], np.uint64)
    end = np.repeat(wording.starts[1:], kept)
    for step in range(_SHINGLE_WORDS):
        here = place + step
        word = np.where(here < end, ids[np.minimum(here, max(len(ids) - 1, 0))], np.uint64(0)) if len(ids) else hashed
        hashed = _mixed(hashed * _ODD + word + np.uint64(step))
    return hashed, starts


def _buckets(shingles: NDArray[np.uint64], starts: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return groups of texts, each in order, that agree in a band of their MinHash signature."""
    filled = np.flatnonzero(np.diff(starts))
    found: list[NDArray[np.int64]] = []
    if len(filled) == 0:
        return found
    for band in range(_BANDS):
        key = np.zeros(len(filled), np.uint64)
        for row in range(_ROWS):
            salt = np.uint64(zlib.crc32(b"%d" % (band * _ROWS + row)))
            key = _mixed(key * _ODD + np.minimum.reduceat(_mixed(shingles ^ salt), starts[filled]))
        order = np.argsort(key, kind="stable")
        groups = np.split(filled[order], np.flatnonzero(np.diff(key[order])) + 1)
        found += [group for group in groups if len(group) > 1]
    return found


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread *values* over all 64 bits: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(values ^ (values >> np.uint64(31)), np.uint64)


def _jaccard(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> float:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / max(len(one) + len(other) - shared, 1)
