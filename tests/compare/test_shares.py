"""Intervals of shares."""

from __future__ import annotations

import pytest

from minerva.compare.shares import differ, wilson


def test_as_tables_have_it() -> None:
    """Wilson's interval of 10 of 100 is that of Newcombe (1998): .0552 to .1744."""
    share = wilson(0.1, 100)
    assert (share.low, share.high) == pytest.approx((0.0552, 0.1744), abs=1e-4)


def test_ends_are_no_certainties() -> None:
    """None of few and all of few leave room; of nothing anything may be."""
    assert wilson(0.0, 5).low == 0.0
    assert wilson(0.0, 5).high > 0.4
    assert wilson(1.0, 5).low < 0.6
    assert wilson(1.0, 5).high == 1.0
    assert wilson(0.0, 0) == (0.0, 0.0, 1.0)


def test_more_tells_more() -> None:
    """The interval narrows with the count and holds the share."""
    widths = [wilson(0.3, count).high - wilson(0.3, count).low for count in (5, 50, 500)]
    assert widths == sorted(widths, reverse=True)
    assert wilson(0.3, 7).low < 0.3 < wilson(0.3, 7).high


def test_clear_differences() -> None:
    """A large difference among many is clear, among few it is not, and nothing differs from nothing."""
    assert differ(0.1, 200, 0.3, 200)
    assert not differ(0.1, 10, 0.3, 10)
    assert not differ(0.1, 0, 0.3, 10)
    assert not differ(0.0, 10, 0.0, 10)
