"""What tests of reading share: how far a text is from another, and whether text in pictures can be recognised here."""

from __future__ import annotations

import os

import pytest

from minerva.read import ocr


def needs_ocr() -> None:
    """Skip the test where the programs that recognise text are not installed; in CI, where they must be, fail."""
    if not ocr.is_available():
        if os.environ.get("CI"):
            pytest.fail("ocrmypdf, tesseract or its Swedish model is not installed")
        pytest.skip("ocrmypdf, tesseract or its Swedish model is not installed")


def edits_within(pattern: str, text: str) -> int:
    """
    Return the least number of characters to change, insert or drop for *pattern* to stand somewhere in *text*.

    Myers, "A fast bit-vector algorithm for approximate string matching", 1999, as Hyyrö put it in 2003.
    """
    everything = (1 << len(pattern)) - 1
    last = 1 << (len(pattern) - 1)
    places: dict[str, int] = {}
    for place, char in enumerate(pattern):
        places[char] = places.get(char, 0) | 1 << place
    more, less, edits = everything, 0, len(pattern)
    best = edits
    for char in text:
        equal = places.get(char, 0)
        below = equal | less
        across = (((equal & more) + more) ^ more) | equal
        up = less | (~(across | more) & everything)
        down = more & across
        edits += bool(up & last) - bool(down & last)
        up, down = (up << 1) & everything, (down << 1) & everything
        more, less = down | (~(below | up) & everything), up & below
        best = min(best, edits)
    return best
