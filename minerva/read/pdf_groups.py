"""From the lines of a column to groups of lines: paragraphs, list items, headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.read.marks import BULLET, NUMBERED_ITEM, NUMBERING
from minerva.read.repair import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from minerva.read.pdf_lines import Line

_SIZE_STEP = 1.0
_SIZE_SHARE = 0.06
"""Fonts that differ by less, in points or as a share, are the same to the eye: 8.04 and 7.98, 50 and 48."""
_WIDER = 1.22
_LINE_SPACING = 1.3
"""Distance of lines, in font sizes, where a document has too few lines of a size to tell."""
_MIN_SPACING = 0.8
_MAX_SPACING = 2.2
_MIN_PAIRS = 4
_INDENT = (0.5, 4.0)
"""First lines are indented by so much, in font sizes."""
GLYPH_WIDTH = 0.5
"""A character's mean width in font sizes: .42 to .46 by median in ten reports; a little more, to be sure of room."""
_SHORT = 0.6
_SAME_HEIGHT = 0.3
NOTE_MARK = re.compile(r"^(?:\d{1,3}|\*{1,3})\s?(?=[^\W\d_]|[\"”])")
_SOLID_BULLET = re.compile(r"^([•▪●○◦‣➢✓■◆])(?=\S)")
_CLOSING = "\"'”’»)]"
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "…")
_ITEM_ENDS = (*_SENTENCE_ENDS, ",", " och", " eller", " samt")


@dataclass(frozen=True, slots=True)
class Group:
    """
    Lines below one another that are one paragraph, heading or item.

    Attributes
    ----------
    text
        The lines joined, with a space after a bullet.
    """

    lines: tuple[Line, ...]
    text: str

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]

    @property
    def left(self) -> float:
        """Where its leftmost line begins, in points."""
        return min(line.x0 for line in self.lines)

    @property
    def right(self) -> float:
        """Where its rightmost line ends, in points."""
        return max(line.x1 for line in self.lines)

    @property
    def is_item(self) -> bool:
        """Whether a bullet or an item's number begins the group."""
        return _is_item(self.first.text)


def line_spacings(columns: Iterable[Sequence[Line]]) -> dict[float, float]:
    """Return the usual distance between lines, in points, for each font size that has enough lines."""
    distances: dict[float, Counter[float]] = defaultdict(Counter)
    for column in columns:
        for above, below in pairwise(column):
            distance = above.y0 - below.y0
            if above.size == below.size and _MIN_SPACING < distance / below.size < _MAX_SPACING:
                distances[below.size][round(distance, 1)] += 1
    return {
        size: max(counts, key=lambda distance: (counts[distance], -distance))
        for size, counts in distances.items()
        if counts.total() >= _MIN_PAIRS
    }


def group_lines(lines: Sequence[Line], spacings: Mapping[float, float]) -> Iterator[Group]:
    """Part the lines of one column, from top to bottom, into groups."""
    rights = sorted(line.x1 for line in lines)
    right = rights[len(rights) * 9 // 10] if rights else 0.0
    group: list[Line] = []
    for line in lines:
        if group and _begins_anew(group, line, right, spacings):
            yield _group(group)
            group = []
        group.append(line)
    if group:
        yield _group(group)


def _group(lines: Sequence[Line]) -> Group:
    return Group(tuple(lines), _SOLID_BULLET.sub(r"\1 ", join_lines(line.text for line in lines)))


def ends_sentence(text: str) -> bool:
    """Tell whether *text* ends as a sentence does."""
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _is_item(text: str) -> bool:
    return bool(BULLET.match(text) or NUMBERED_ITEM.match(text) or _SOLID_BULLET.match(text))


def _begins_anew(group: Sequence[Line], line: Line, right: float, spacings: Mapping[float, float]) -> bool:
    above = group[-1]
    spacing = spacings.get(line.size, line.size * _LINE_SPACING)
    distance = above.y0 - line.y0
    return (
        abs(line.size - above.size) >= max(_SIZE_STEP, _SIZE_SHARE * line.size)
        or distance > spacing * _WIDER
        or distance < line.size * _SAME_HEIGHT
        or (not _is_item(group[0].text) and _changes_weight(above, line))
        or _starts_item(above, line)
        or _is_indented(group, line)
        or _was_broken_off(group, line, right)
        or (line.raised and bool(NOTE_MARK.match(line.text)))
        or (above.bold and line.bold and bool(NUMBERING.match(line.text)))
    )


def _changes_weight(above: Line, line: Line) -> bool:
    """Tell bold or italic lines from plain ones, unless a sentence goes on from one to the other."""
    if above.bold == line.bold and above.italic == line.italic:
        return False
    return not line.text[0].islower() or (above.bold != line.bold and ends_sentence(above.text))


def _starts_item(above: Line, line: Line) -> bool:
    if not _is_item(line.text):
        return False
    sure = line.text[0] in "•▪●○◦‣➢✓■◆"
    return sure or _is_item(above.text) or above.text.endswith(_ITEM_ENDS) or line.x0 - above.x0 > line.size


def _is_indented(group: Sequence[Line], line: Line) -> bool:
    """Tell whether an indent begins a paragraph, or the end of an item's hanging indent does."""
    above = group[-1]
    if not ends_sentence(above.text) or line.text[0].islower():
        return False
    indent = (line.x0 - above.x0) / line.size
    hanging = _is_item(group[0].text)
    if hanging and len(group) == 1:
        return indent < -_INDENT[0]
    return _INDENT[0] <= abs(indent) <= _INDENT[1] if hanging else _INDENT[0] <= indent <= _INDENT[1]


def _was_broken_off(group: Sequence[Line], line: Line, right: float) -> bool:
    """Tell whether the line above ended though the next word had room: the break was meant."""
    above = group[-1]
    hangs = _is_item(group[0].text) and line.x0 - group[0].x0 > _INDENT[0] * line.size
    if line.text[0].islower() or (hangs and not ends_sentence(above.text)):
        return False
    word = line.text.split(" ", 1)[0]
    room = right - above.x1 - (len(word) + 1) * GLYPH_WIDTH * line.size
    if ends_sentence(above.text):
        return room > line.size
    return room > 0 and above.x1 - line.x0 < _SHORT * (right - line.x0) and not (above.bold and line.bold)
