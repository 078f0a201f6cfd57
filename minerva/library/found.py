"""What the word index and the vector index answer with."""

from __future__ import annotations

from typing import NamedTuple


class Found(NamedTuple):
    """A passage by its number in the library, and its score there: higher is better."""

    number: int
    score: float
