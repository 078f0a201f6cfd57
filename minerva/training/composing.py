"""
What a piece's row is made of while it is trained: one part of its own, and parts that it shares with kindred pieces.

*vaccination*, *vaccinationen* and *vaccinationer* share most of their letter groups and their stem; what is learnt
about one is learnt about all, and a rare piece starts near its kin. Afterwards the parts are added up, and a plain
table of rows is left. After Bojanowski et al., "Enriching word vectors with subword information", TACL 2017.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_matrix

_SHORTEST_WORD = 4
_SHARED_BY = 3
"""A letter group in fewer pieces than this ties nothing together worth a row."""


def shared_parts(pieces: Sequence[str], *, shortest: int = 4, longest: int = 5) -> csr_matrix:
    """
    Return which parts each piece shares with others.

    Parameters
    ----------
    shortest, longest
        Letters in a group.

    Returns
    -------
    csr_matrix
        ``(pieces, parts)`` float32; a row is scaled to length 1, so that long pieces do not grow long rows.
    """
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - only to train

    parts_by_piece = [_parts(piece, shortest, longest) for piece in pieces]
    counts = Counter(part for parts in parts_by_piece for part in parts)
    shared = sorted(part for part, count in counts.items() if count >= (2 if part.startswith("=") else _SHARED_BY))
    column_by_part = {part: column for column, part in enumerate(shared)}
    columns_by_piece = [[column_by_part[one] for one in parts if one in column_by_part] for parts in parts_by_piece]
    lengths = np.array([len(columns) for columns in columns_by_piece])
    values = [1 / math.sqrt(length) for length in lengths for _ in range(length)]
    columns = [column for columns in columns_by_piece for column in columns]
    bounds = np.concatenate([[0], np.cumsum(lengths)])
    return csr_matrix((np.array(values, np.float32), columns, bounds), shape=(len(pieces), len(shared)))


def _parts(piece: str, shortest: int, longest: int) -> list[str]:
    """Return the letter groups of a piece and, with an equals sign, its stem."""
    import Stemmer  # noqa: PLC0415 - only to train

    if len(piece) < _SHORTEST_WORD or not piece.isalpha():
        return []
    groups = {piece[at : at + size] for size in range(shortest, longest + 1) for at in range(len(piece) - size + 1)}
    return sorted(groups | {"=" + Stemmer.Stemmer("swedish").stemWord(piece)})
