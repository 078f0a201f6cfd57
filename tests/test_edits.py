"""The measure by which recognised text is judged."""

from __future__ import annotations

import random

import pytest

from tests.reading import edits_within


def slow_edits_within(pattern: str, text: str) -> int:
    """Return the same by filling the whole table."""
    row = list(range(len(pattern) + 1))
    best = row[-1]
    for char in text:
        above, row = row, [0]
        for place, wanted in enumerate(pattern):
            row.append(min(above[place] + (wanted != char), above[place + 1] + 1, row[-1] + 1))
        best = min(best, row[-1])
    return best


@pytest.mark.parametrize(("pattern", "text", "edits"), [("bro", "en bro", 0), ("broar", "bror", 1), ("å", "", 1)])
def test_edits(pattern: str, text: str, edits: int) -> None:
    """What stands within a text costs nothing, and each other character one."""
    assert edits_within(pattern, text) == edits


def test_edits_are_those_of_the_whole_table() -> None:
    """The fast measure agrees with the slow one."""
    chance = random.Random(1)
    for _ in range(200):
        pattern = "".join(chance.choices("abå ", k=chance.randint(1, 12)))
        text = "".join(chance.choices("abå ", k=chance.randint(0, 30)))
        assert edits_within(pattern, text) == slow_edits_within(pattern, text)
