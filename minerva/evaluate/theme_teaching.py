"""What judgments are worth: a user is played who judges passages as the truth has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minerva.evaluate.structure import Share
from minerva.themes.strength import probability
from minerva.themes.teaching import joined, learn, lesson_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from minerva.themes.reading import ReadPieces, ThemeReader

_BATCH = 5
"""So many passages are judged before the next are asked for."""


@dataclass(frozen=True, slots=True)
class TruePassages:
    """
    Pieces of passages of which is known what they are about.

    Attributes
    ----------
    owners
        The passage of each piece, from 0.
    known
        ``(pieces, columns)`` what corrections are learnt from.
    log_odds
        ``(pieces, themes)``.
    truth
        ``(passages, themes)``.
    groups
        ``(passages,)`` where they come from, such as a municipality's number.
    """

    owners: NDArray[np.int64]
    known: NDArray[np.float32]
    log_odds: NDArray[np.float32]
    truth: NDArray[np.bool_]
    groups: NDArray[np.int64]


def true_passages(
    reader: ThemeReader,
    reports: Sequence[tuple[ReadPieces, Sequence[frozenset[str] | None], int]],
    themes: Sequence[int],
) -> TruePassages:
    """
    Return the marked passages of *reports*: what was read, what each passage carries, and the report's group.

    Parameters
    ----------
    themes
        Places of the judged themes among the reader's.
    """
    names = [reader.themes[number].name for number in themes]
    owners: list[int] = []
    truth: list[list[bool]] = []
    groups: list[int] = []
    known, odds = [], []
    for read, carried, group in reports:
        number = {
            place: len(truth) + n for n, place in enumerate(p for p, one in enumerate(carried) if one is not None)
        }
        rows = [row for row, piece in enumerate(read.pieces) if piece.passage in number]
        owners += [number[read.pieces[row].passage] for row in rows]
        known.append(reader.known(read)[rows])
        odds.append(read.log_odds[rows][:, list(themes)])
        truth += [[name in one for name in names] for one in carried if one is not None]
        groups += [group] * len(number)
    return TruePassages(
        np.array(owners), np.concatenate(known), np.concatenate(odds), np.array(truth, bool), np.array(groups)
    )


def taught_shares(passages: TruePassages, present: float, count: int) -> list[Share]:
    """
    Return how well each theme is assigned to the passages not judged, after *count* passages were.

    Always those are judged of which it is least sure, as :func:`~minerva.themes.judging.suggestions` asks.
    """
    everywhere = np.arange(len(passages.truth))
    shares = []
    for theme in range(passages.truth.shape[1]):
        judged, strengths = _play(passages, theme, present, count, everywhere)
        rest = np.setdiff1d(everywhere, judged)
        shares.append(_share(strengths[rest] >= present, passages.truth[rest, theme]))
    return shares


def transferred_shares(passages: TruePassages, present: float, count: int) -> list[Share]:
    """Return the same for groups of which no passage was judged: each is judged by what the others taught."""
    shares = [Share()] * passages.truth.shape[1]
    for group in np.unique(passages.groups):
        others = np.flatnonzero(passages.groups != group)
        own = np.flatnonzero(passages.groups == group)
        for theme in range(passages.truth.shape[1]):
            _judged, strengths = _play(passages, theme, present, count, others)
            shares[theme] += _share(strengths[own] >= present, passages.truth[own, theme])
    return shares


def _play(
    passages: TruePassages, theme: int, present: float, count: int, pool: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return which passages of *pool* were judged, and the strengths of all passages after that."""
    odds = passages.log_odds[:, theme]
    judged = np.array([], np.int64)
    strengths = _strengths(passages, odds)
    while len(judged) < count:
        rest = np.setdiff1d(pool, judged)
        asked = rest[np.argsort(np.abs(strengths[rest] - present), kind="stable")[: min(_BATCH, count - len(judged))]]
        judged = np.concatenate([judged, asked])
        lessons = [
            lesson_of(passages.known[rows], odds[rows], is_about=bool(passages.truth[passage, theme]))
            for passage in judged
            for rows in [np.flatnonzero(passages.owners == passage)]
        ]
        strengths = _strengths(passages, odds + learn(joined(lessons)).of(passages.known))
    return judged, strengths


def _strengths(passages: TruePassages, odds: NDArray[np.float32]) -> NDArray[np.float32]:
    most = np.zeros(len(passages.truth), np.float32)
    np.maximum.at(most, passages.owners, probability(odds))
    return most


def _share(assigned: NDArray[np.bool_], true: NDArray[np.bool_]) -> Share:
    return Share(int((assigned & true).sum()), int(assigned.sum()), int(true.sum()))
