"""Shares of few things, and how sure they are."""

from __future__ import annotations

import math
from typing import NamedTuple

SURE = 1.96
"""Standard deviations that 95 % of a normal distribution lie within."""


class Share(NamedTuple):
    """A share, 0 to 1, and the interval in which it lies with 95 % confidence."""

    value: float
    low: float
    high: float


def wilson(share: float, count: float, *, deviations: float = SURE) -> Share:
    """
    Return a *share* of *count* things with its interval.

    Parameters
    ----------
    count
        Need not be whole: things that count less make fewer.

    Notes
    -----
    Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 1927. Unlike the usual interval
    it holds for small counts and shares near 0 and 1.
    """
    if count <= 0:
        return Share(0.0, 0.0, 1.0)
    square = deviations**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    reach = deviations * math.sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return Share(share, min(max(middle - reach, 0.0), share), max(min(middle + reach, 1.0), share))


def differ(one: float, one_count: float, other: float, other_count: float, *, deviations: float = SURE) -> bool:
    """Tell whether two shares differ by more than chance explains: the z-test of two proportions, pooled."""
    total = one_count + other_count
    if not one_count or not other_count:
        return False
    pooled = (one * one_count + other * other_count) / total
    error = math.sqrt(pooled * (1 - pooled) * (1 / one_count + 1 / other_count))
    return error > 0 and abs(one - other) / error > deviations
