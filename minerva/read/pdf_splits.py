"""Lines that run over several cells, parted where the cells meet."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.read.pdf_lines import Line

_LEADER = re.compile(r"(?<=\S)\s*(?:\.\s?){5,}(?=[^\s.])")
_LEADER_REACH = 8
"""Between two lines with dots may stand so many without, as where a word goes on."""
_NEAR = 1.0
"""Points by which a gap may miss the place where cells meet."""
_MOST = 0.6
_LEAST = 2


def split_leaders(rows: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Part the lines of a list at the dots that lead from its words to their figures, where several have such."""
    led = [index for index, row in enumerate(rows) if len(row) == 1 and _LEADER.search(row[0].text)]
    near = [one for one, other in pairwise(led) if other - one <= _LEADER_REACH]
    if len(near) < _LEAST:
        return list(rows)
    parted = set(near) | {other for one, other in pairwise(led) if one in near}
    return [_led(row[0]) if index in parted else row for index, row in enumerate(rows)]


def _led(line: Line) -> tuple[Line, ...]:
    """Return what stands before and after the dots; their widths are guessed from their letters."""
    label, value = _LEADER.split(line.text, maxsplit=1)
    width = (line.x1 - line.x0) / len(line.text)
    return (
        replace(line, x1=line.x0 + len(label) * width, text=label, gaps=()),
        replace(line, x0=line.x1 - len(value) * width, text=value, gaps=(), raised=False),
    )


def split_rows(rows: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """Part the fragments of a table's rows where most of those above one another have a gap."""
    gaps = sorted({(end + start) / 2 for row in rows for line in row for _count, end, start in line.gaps})
    places = [place for place in gaps if _is_common(place, rows)]
    return [tuple(part for line in row for part in split_line(line, places)) for row in rows]


def split_line(line: Line, places: Iterable[float]) -> Iterator[Line]:
    """Yield the parts of a line between its gaps at *places*, from the left."""
    gaps = [gap for gap in line.gaps if any(gap[1] - _NEAR <= place <= gap[2] + _NEAR for place in places)]
    words = line.text.split(" ")
    gaps = [gap for gap in gaps if 0 < gap[0] < len(words)]
    start, left = 0, line.x0
    for count, end, following in gaps:
        yield replace(line, x0=left, x1=end, text=" ".join(words[start:count]), gaps=(), raised=False)
        start, left = count, following
    if gaps:
        yield replace(line, x0=left, text=" ".join(words[start:]), gaps=(), raised=False)
    else:
        yield line


def _is_common(place: float, rows: Iterable[Sequence[Line]]) -> bool:
    """Tell whether at least two rows, and most of those that reach over *place*, are parted there."""
    across = [row for row in rows if row[0].x0 < place < row[-1].x1]
    parted = sum(all(_is_parted(line, place) for line in row if line.x0 < place < line.x1) for row in across)
    return parted >= max(_LEAST, _MOST * len(across))


def _is_parted(line: Line, place: float) -> bool:
    return any(end - _NEAR <= place <= start + _NEAR for _count, end, start in line.gaps)
