"""Paragraphs that the end of a page or column breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.read.marks import BULLET
from minerva.read.pdf_groups import GLYPH_WIDTH, Group, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_LEAST_WORDS = 4
"""So many words make a line of text; fewer are a label, which needs no full stop."""
_SIZE_STEP = 0.5


def find_breaks(items: Sequence[object], headings: Container[int], notes: Container[int]) -> Iterator[int]:
    """
    Yield the places of the groups that go on with what the group before them began.

    The text breaks off in the middle of a sentence, at a line that has no room for the next word, and goes on higher up
    or on a later page, whether with a capital or with a figure that looks like an item's number.
    Notes, which stand below what breaks off, are passed over.
    """
    before: Group | None = None
    for index, item in enumerate(items):
        if index in notes:
            continue
        group = item if isinstance(item, Group) and index not in headings else None
        if before and group and _goes_on(before, group):
            yield index
        before = group


def _goes_on(before: Group, group: Group) -> bool:
    above, line = before.last, group.first
    elsewhere = line.page > above.page or (line.page == above.page and line.y0 > above.y0)
    alike = abs(line.size - above.size) <= _SIZE_STEP and line.bold == above.bold and not BULLET.match(group.text)
    told = len(above.text.split()) >= _LEAST_WORDS and not ends_sentence(before.text)
    # The items of a list may all lack a full stop.
    listed = before.is_item and group.is_item
    return elsewhere and alike and told and not listed and _is_full(before, line.text.split(" ", 1)[0])


def _is_full(group: Group, word: str) -> bool:
    """Tell whether the last line has no room for *word*; a single line is as full as can be known."""
    room = group.right - group.last.x1 - (len(word) + 1) * GLYPH_WIDTH * group.last.size
    return room <= 0
