"""Whether what was found answers what was asked, or is only the best of what there is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.records import Hit
    from minerva.retrieval.query import Query

_LOOKED_AT = 3
_CLOSEST, _HELD, _CONSTANT = 6.84, 4.21, -5.80
"""Logistic regression by ``python -m benchmarks fusing``, on queries that reports answer and queries that none does."""
UNLIKELY = 0.35
"""Below this, most queries that nothing answers are told, and one in ten that something does."""


def likely_answered(query: Query, hits: Sequence[Hit], closest: float) -> float:
    """
    Return how likely it is that one of the best *hits* answers *query*, 0 to 1.

    Parameters
    ----------
    closest
        Cosine of the query with the closest sentence of any of them.
    """
    if not hits:
        return 0.0
    return 1 / (1 + math.exp(-(_CLOSEST * closest + _HELD * share_held(query, hits) + _CONSTANT)))


def share_held(query: Query, hits: Sequence[Hit]) -> float:
    """Return the share of the query's words that one of the first *hits* holds in some form, the most of any."""
    asked = {" ".join(term.words) for term in query.terms()}
    return max(len(asked.intersection(hit.matched)) for hit in hits[:_LOOKED_AT]) / len(asked)
