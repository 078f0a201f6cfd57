"""How well tables are read, measured against tables that people wrote down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

Grid = tuple[tuple[str, ...], ...]
"""The texts of a table's cells, row by row, without empty cells at the ends of rows."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    How many things were found, how many there are, and how many of them are the same.

    Several agreements add up to that of all together.
    """

    found: int = 0
    true: int = 0
    same: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        """Return the agreement of both together."""
        return Agreement(self.found + other.found, self.true + other.true, self.same + other.same)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was."""
        return self.same / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found; 1 where there is nothing."""
        return self.same / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.same / (self.found + self.true) if self.found or self.true else 1.0


def grid_of(text: str) -> Grid:
    """Return the cells of a table as the canonical text writes it, white space folded."""
    return tuple(_row(line.split("\t")) for line in text.split("\n"))


def compare_rows(found: Iterable[Grid], true: Iterable[Grid]) -> Agreement:
    """Compare the rows of a document's tables; a row is right where all its cells are, each in its column."""
    return _compare((row for grid in found for row in grid), (row for grid in true for row in grid))


def compare_neighbours(found: Iterable[Grid], true: Iterable[Grid]) -> Agreement:
    """
    Compare the pairs of neighbouring cells of a document's tables.

    Unlike whole rows this tells a table with one cell gone astray from one that is a jumble.

    Notes
    -----
    After Göbel et al., "ICDAR 2013 Table Competition". There, empty cells are passed over; here a pair keeps how many
    of them stand between its cells, so that a figure under the wrong head counts as wrong.
    """
    return _compare(
        (pair for grid in found for pair in _neighbours(grid)), (pair for grid in true for pair in _neighbours(grid))
    )


def compare_tables(found: Iterable[Grid], true: Iterable[Grid]) -> Agreement:
    """Compare whole tables; one is right where all its cells are."""
    return _compare(found, true)


def _compare(found: Iterable[Hashable], true: Iterable[Hashable]) -> Agreement:
    ours, theirs = Counter(found), Counter(true)
    return Agreement(ours.total(), theirs.total(), (ours & theirs).total())


def _row(cells: Sequence[str]) -> tuple[str, ...]:
    folded = [" ".join(cell.split()) for cell in cells]
    while folded and not folded[-1]:
        folded.pop()
    return tuple(folded)


def _neighbours(grid: Grid) -> Iterator[tuple[str, str, str, int]]:
    """Yield each cell with the next to its right and the next below it, and how far away that is."""
    width = max(map(len, grid), default=0)
    padded = [row + ("",) * (width - len(row)) for row in grid]
    for direction, lines in (("right", padded), ("down", list(zip(*padded, strict=True)))):
        for line in lines:
            filled = [place for place, text in enumerate(line) if text]
            yield from ((line[a], line[b], direction, b - a) for a, b in pairwise(filled))
