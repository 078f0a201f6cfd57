"""Charts: their scales are no tables, nor are the labels and the legend below them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.read.pdf_lines import merge
from minerva.read.pdf_rows import is_figure, physical_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.read.pdf_lines import Line, PageLines

_NUMBER = re.compile(r"[-−–]?\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?|[-−–]?\d+(?:[.,]\d+)?")
_YEARS = (1900, 2100)
_LEAST = 3
_ALIGNED = 3.0
_REACH = 40.0
"""Points from the figures of a scale to the lines that they stand for."""
_LABEL_GAP = 3.0
"""So far, in font sizes, stand an axis's labels and the legend from what is above them."""
_MAX_LABEL_WORDS = 4


def is_scale(texts: Iterable[str]) -> bool:
    """Tell whether figures are the scales of a chart: at least three in equal steps, or years in their order."""
    numbers = [_number(found) for text in texts for found in _NUMBER.findall(text)]
    return bool(numbers) and all(length >= _LEAST for length in _runs(numbers))


def without_legends(page: PageLines) -> tuple[Line, ...]:
    """Return the lines of a page, those at one height below a chart put together, so that no table comes of them."""
    lines = list(page.lines)
    for scale, end in scales(page):
        for row in _labels(lines, scale, end):
            lines = [line for line in lines if line not in row]
            lines.append(merge(row))
    return tuple(lines)


def _number(text: str) -> float:
    return float(re.sub(r"[−–]", "-", text).replace(" ", "").replace(",", "."))


def _runs(numbers: Sequence[float]) -> Iterator[int]:
    """Yield how many numbers each run of equal steps, or of rising years, has."""
    length, step = 1, 0.0
    for before, number in pairwise(numbers):
        years = _YEARS[0] < before < number < _YEARS[1]
        if length == 1 or years or (step and abs(number - before - step) <= abs(step) / 100):
            length, step = length + 1, number - before
        else:
            yield length
            length = 1
    yield length


def scales(page: PageLines) -> Iterator[tuple[list[Line], float]]:
    """Yield the scales, as lines from the top, beside the rules of a chart, and where these end."""
    figures = sorted((line for line in page.lines if is_figure(line.text)), key=lambda line: (line.x1, -line.y0))
    column: list[Line] = []
    for line in [*figures, None]:
        if line and (not column or abs(line.x1 - column[-1].x1) <= _ALIGNED):
            column.append(line)
            continue
        scale = sorted(column, key=lambda line: -line.y0)
        ends = [end for figure in scale for end in _ends(figure, page)]
        if len(ends) >= _LEAST and is_scale(figure.text for figure in scale):
            yield scale, max(ends)
        column = [line] if line else []


def _ends(figure: Line, page: PageLines) -> Iterator[float]:
    for rule in page.rules.horizontal:
        if figure.y0 <= rule.at <= figure.y1 and 0 <= rule.start - figure.x1 <= _REACH:
            yield rule.end


def _labels(lines: Iterable[Line], scale: Sequence[Line], end: float) -> Iterator[list[Line]]:
    """Yield the rows below a chart that are labels: several short texts at one height."""
    foot = scale[-1].y0
    below = [line for line in lines if line.y1 <= scale[-1].y1 and scale[0].x0 - _REACH <= line.x0 <= end + _REACH]
    for row in physical_rows(line for line in below if line not in scale):
        short = all(line.text.count(" ") < _MAX_LABEL_WORDS for line in row)
        if not short or foot - row[0].y1 > _LABEL_GAP * row[0].size:
            return
        if len(row) > 1:
            yield row
        foot = row[0].y0
