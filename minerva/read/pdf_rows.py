"""Rows of a page: what stands on one line, in fragments where it has gaps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.read.pdf_lines import Line, merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SAME_ROW = 0.5
"""Lines that share more than this part of their height stand in one row."""
_SAME_WORD_GAP = 0.45
"""Gap, in font sizes, below which two fragments belong together; a table's columns come as close as 0.6."""
_BULLET_GAP = 5.0
_FAR_GAP = 4.0
_LONE_BULLET = re.compile(r"^(?:[•▪●○◦‣➢✓·■◆–—*o-]|\d{1,2}[.)]|[a-zåäö]\)|\d{1,2}(?:\.\d{1,2})+\.?|\d{1,3}\s?§)$")
_UNIT = (
    r"(?:%|procent|t?kr|mn?kr|msek|mdkr|kronor|st|år|dagar|timmar|tim|h|km|kvm|m2|ha|ton|[kmg]wh|personer|platser"
    r"|[a-z0-9]{1,5}/[a-z0-9]{1,5})"
)
_FIGURE = re.compile(
    rf"^(?:[<>≥≤±~+–−-]?\s?\d[\d\s.,/:–−-]*\s?(?:{_UNIT}(?:/\w+)?\.?)?(?:\s?\([^)]*\d[^)]*\))?|[–−-])$", re.IGNORECASE
)

Row = tuple[Line, ...]
"""Fragments on one line, from left to right."""


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Put lines, sorted from top to bottom, that stand at one height into rows, what belongs together as one."""
    return [tuple(_closed_up(row)) for row in _at_one_height(lines)]


def physical_rows(lines: Iterable[Line]) -> list[list[Line]]:
    """Return what stands at one height, from the top and from the left."""
    return _at_one_height(sorted(lines, key=lambda line: (-(line.y0 + line.y1), line.x0)))


def _at_one_height(lines: Iterable[Line]) -> list[list[Line]]:
    """Group lines that overlap by more than half their height, those of a group from the left."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and overlap(rows[-1][0], line) > SAME_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def far_parts(row: Row) -> Iterator[Row]:
    """Part a row outside tables at gaps so wide that its parts say different things; figures keep their label."""
    start = 0
    for index in range(1, len(row)):
        gap = row[index].x0 - row[index - 1].x1
        if gap > _FAR_GAP * row[index].size and not is_figure(row[index].text):
            yield row[start:index]
            start = index
    yield row[start:]


def is_figure(text: str) -> bool:
    """Tell whether *text* is a number with its unit, or nothing but signs."""
    return bool(_FIGURE.match(text))


def overlap(one: Line, other: Line) -> float:
    """Return the height that two lines share, as a part of the lower one's."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared / max(min(one.y1 - one.y0, other.y1 - other.y0), 1e-6)


def _closed_up(fragments: list[Line]) -> Iterator[Line]:
    """Yield the fragments of a row, those merged that belong together: parts of a word, a bullet and its text."""
    current = fragments[0]
    for number, line in enumerate(fragments[1:]):
        gap = (line.x0 - current.x1) / max(line.size, current.size, 1.0)
        bullet = number == 0 and _LONE_BULLET.match(current.text)
        if gap < _SAME_WORD_GAP or (bullet and gap < _BULLET_GAP):
            current = merge([current, line])
        else:
            yield current
            current = line
    yield current
