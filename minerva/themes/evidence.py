"""
What in a piece of a report speaks for a theme: phrases in it and in its headings, and its meaning, as figures.

The same figures are made for every theme, so that one model, learnt on some themes, holds for any other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from minerva.themes.phrases import Place
    from minerva.themes.pieces import Piece
    from minerva.themes.recogniser import Found, Recogniser

FEATURES = (
    "occurrences",
    "phrases",
    "sentences",
    "opening",
    "heading",
    "outer heading",
    "heading hint",
    "hints",
    "company",
    "mandate",
    "section",
    "silent",
    "silent heading",
    "silent outer heading",
    "silent shared heading",
    "silent hints",
    "silent section",
    "contrast",
    "lead",
    "silent lead",
)
"""
*occurrences*, *phrases*: of seeds, as logarithms. *sentences*: share of those that hold one; *opening*: whether the
first does. *heading*, *outer heading*: whether a seed stands in the nearest heading or one above; *heading hint*: a
hint in the nearest. *hints*: how many. *company*: other themes in the very sentence, as a logarithm: what lists many
tells of none. *mandate*: whether the heading says that duties or the organisation are told. *section*: share of the
other pieces under the same headings that hold seeds. *silent*: whether there is no seed, alone and with what may speak
for the theme nevertheless. *contrast*, *lead*: how much nearer in meaning the theme is than themes in general, and than
the nearest other one.
"""
MEANING = ("contrast", "lead", "silent lead")
_MOST_HINTS = 5
_MANDATE = re.compile(
    r"\b(?:nämndens (?:uppdrag|ansvar)\w*|uppdrag och (?:organisation|ansvar)|(?:grund)?uppdraget|organisation\w*"
    r"|ansvarsområde\w*|vad (?:vi|nämnden) gör|om nämnden|läsanvisning\w*|så läses)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Evidence:
    """
    What speaks for which theme in the pieces of one report.

    Attributes
    ----------
    figures
        ``(pieces, themes, features)``, see :data:`FEATURES`.
    phrases
        Numbers of the seeds and hints that each piece holds, by piece.
    """

    figures: NDArray[np.float32]
    phrases: list[set[int]]


def evidence(recogniser: Recogniser, pieces: Sequence[Piece], nearness: NDArray[np.float32] | None) -> Evidence:
    """
    Return what speaks for the themes of *recogniser* in all *pieces* of a report.

    Parameters
    ----------
    nearness
        ``(pieces, themes, 2)``: contrast and lead, see :mod:`minerva.themes.meaning`; ``None`` where there are no
        vectors.
    """
    figures = np.zeros((len(pieces), len(recogniser.themes), len(FEATURES)), np.float32)
    column = {name: figures[:, :, number] for number, name in enumerate(FEATURES)}
    held: list[set[int]] = []
    for row, piece in enumerate(pieces):
        found, sentences = recogniser.find(piece.text)
        _count(column, row, found, max(sentences, 1))
        _read_headings(column, row, recogniser, piece)
        held.append({phrase for one in found.values() for phrase in chain(one.seeds, one.hints)})
    _look_around(column["section"], column["occurrences"] > 0, pieces)
    silent = column["silent"]
    silent[:] = column["occurrences"] == 0
    if nearness is not None:
        column["contrast"][:], column["lead"][:] = nearness[:, :, 0], nearness[:, :, 1]
    for name in ("heading", "outer heading", "hints", "section", "lead"):
        column[f"silent {name}"][:] = silent * column[name]
    column["silent shared heading"] *= silent
    return Evidence(figures, held)


def _count(column: Mapping[str, NDArray[np.float32]], row: int, found: Mapping[int, Found], sentences: int) -> None:
    for theme, one in found.items():
        column["hints"][row, theme] = np.log1p(min(len(one.hints), _MOST_HINTS))
        if one.seeds:
            places = _Places(chain.from_iterable(one.seeds.values()))
            column["occurrences"][row, theme] = np.log1p(places.apart)
            column["phrases"][row, theme] = np.log1p(len(one.seeds))
            column["sentences"][row, theme] = len(places.by_sentence) / sentences
            column["opening"][row, theme] = 0 in places.by_sentence
            column["company"][row, theme] = np.log1p(_company(theme, places, found))


class _Places:
    """Where the seeds of a theme stand."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.all = sorted(set(places), key=lambda place: place.spans)

    @cached_property
    def by_sentence(self) -> dict[int, list[Place]]:
        """The places by the number of their sentence."""
        found: dict[int, list[Place]] = defaultdict(list)
        for place in self.all:
            found[place.sentence].append(place)
        return found

    @cached_property
    def apart(self) -> int:
        """How many of them share no characters: what two seeds say at once counts once."""
        count, end = 0, -1
        for place in self.all:
            if place.spans[0][0] >= end:
                count += 1
                end = max(stop for _start, stop in place.spans)
        return count


def _company(theme: int, places: _Places, found: Mapping[int, Found]) -> int:
    """Return how many other themes stand in the sentence of *theme* that has fewest, by other words than its own."""
    others: dict[int, set[int]] = {sentence: set() for sentence in places.by_sentence}
    for number, one in found.items():
        for place in chain.from_iterable(one.seeds.values()) if number != theme else ():
            own = places.by_sentence.get(place.sentence, ())
            if own and not any(map(place.meets, own)):
                others[place.sentence].add(number)
    return min(map(len, others.values()))


def _read_headings(column: Mapping[str, NDArray[np.float32]], row: int, recogniser: Recogniser, piece: Piece) -> None:
    if not piece.headings:
        return
    *outer, nearest = piece.headings
    found = recogniser.find_in_heading(nearest)
    named = {theme for theme, one in found.items() if one.seeds}
    for theme, one in found.items():
        column["heading"][row, theme] = bool(one.seeds)
        column["heading hint"][row, theme] = bool(one.hints)
        if one.seeds:
            column["silent shared heading"][row, theme] = np.log1p(len(named) - 1)
    for heading in outer:
        for theme, one in recogniser.find_in_heading(heading).items():
            column["outer heading"][row, theme] = max(column["outer heading"][row, theme], bool(one.seeds))
    column["mandate"][row] = bool(_MANDATE.search(nearest))


def _look_around(section: NDArray[np.float32], holds: NDArray[np.bool_], pieces: Sequence[Piece]) -> None:
    """Set for each piece the share of those under the same headings that hold seeds, fewer of them counting less."""
    rows_by_headings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, piece in enumerate(pieces):
        rows_by_headings[piece.headings].append(row)
    for rows in rows_by_headings.values():
        # One more than the others, as if one without seeds stood there too.
        section[rows] = (holds[rows].sum(axis=0) - holds[rows]) / len(rows)
