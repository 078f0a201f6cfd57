"""The glyphs of a PDF page before they make lines: those drawn twice once, those that do not stand upright turned."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pdfminer.layout import LTChar, LTItem

_LEAST_DOUBLED = 3
"""So many glyphs at the place of the same glyph are no chance."""
_APART = 0.12
"""Part of its size by which the second of two glyphs that are drawn as one may be shifted."""
_SHIFTED = 0.01

Box = tuple[float, float, float, float]


def single_glyphs(glyphs: list[LTChar]) -> list[LTChar]:
    """
    Return *glyphs* without those drawn a second time a hair apart, as where a bold font is lacking.

    What is drawn twice with a shift looks bold, and its font's name says so from then on.
    """
    places = {(glyph.get_text(), int(glyph.x0), int(glyph.y0)) for glyph in glyphs}
    return glyphs if len(glyphs) - len(places) < _LEAST_DOUBLED else _without_doubles(glyphs)


def _without_doubles(glyphs: list[LTChar]) -> list[LTChar]:
    kept: list[LTChar] = []
    seen: dict[tuple[str, int, int], LTChar] = {}
    for glyph in glyphs:
        column, row = round(glyph.x0), round(glyph.y0)
        around = ((glyph.get_text(), column + x, row + y) for x in (0, -1, 1) for y in (0, -1, 1))
        first = next((seen[place] for place in around if place in seen and _is_double(seen[place], glyph)), None)
        if first is None:
            kept.append(glyph)
            seen[glyph.get_text(), column, row] = glyph
        elif abs(glyph.x0 - first.x0) > _SHIFTED * glyph.size:
            first.fontname += "" if first.fontname.endswith(",Bold") else ",Bold"
    return kept


def _is_double(first: LTChar, glyph: LTChar) -> bool:
    near = max(abs(glyph.x0 - first.x0), abs(glyph.y0 - first.y0)) <= _APART * glyph.size
    return near and abs(glyph.size - first.size) <= _APART * glyph.size


def usual_quarter(glyphs: Iterable[LTChar]) -> int:
    """Return by how many right angles to the left most of *glyphs* are turned; 0 if most are upright."""
    glyphs = list(glyphs)
    if all(map(_is_upright, glyphs)):
        return 0
    counts = Counter(map(_quarter, glyphs))
    return max(counts, key=lambda turned: (counts[turned], -turned), default=0)


def by_quarter(glyphs: list[LTChar], usual: int) -> dict[int, list[LTChar]]:
    """Part *glyphs* by how many right angles to the left they stand from the usual direction of the page."""
    if not usual and all(map(_is_upright, glyphs)):
        return {0: glyphs} if glyphs else {}
    parted: dict[int, list[LTChar]] = {}
    for glyph in glyphs:
        parted.setdefault((_quarter(glyph) - usual) % 4, []).append(glyph)
    return parted


def _is_upright(glyph: LTChar) -> bool:
    return bool(glyph.upright and glyph.matrix[0] >= 0)


def _quarter(glyph: LTChar) -> int:
    a, b, *_rest = glyph.matrix
    if glyph.upright:
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def turn(items: Iterable[LTItem], quarters: int, width: float, height: float) -> None:
    """
    Turn *items* of a page of this size, in points, to the right, so that what was turned to the left stands upright.

    Their boxes change in place, and so do the sizes of glyphs.
    """
    from pdfminer.layout import LTChar, LTComponent  # noqa: PLC0415 - importing pdfminer takes 0.07 s

    for item in items if quarters else ():
        if isinstance(item, LTComponent):
            item.set_bbox(_turned(item.bbox, quarters, width, height))
        if isinstance(item, LTChar):
            item.size = item.height


def _turned(box: Box, quarters: int, width: float, height: float) -> Box:
    x0, y0, x1, y1 = box
    if quarters == 1:
        return y0, width - x1, y1, width - x0
    if quarters == 2:  # noqa: PLR2004 - half a turn
        return width - x1, height - y1, width - x0, height - y0
    return height - y1, x0, height - y0, x1
