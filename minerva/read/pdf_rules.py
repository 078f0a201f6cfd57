"""The straight lines that a PDF page draws: rules, borders, the edges of filled boxes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pdfminer.layout import LTLayoutContainer, LTRect

NEAR = 2.5
"""Points within which two edges are the same to the eye: borders are half a point to two wide."""
_MAX_THICKNESS = 4.0
"""A filled box thinner than this is a rule; Word and Excel draw their borders so."""
_MIN_LENGTH = 5.0
_MAX_SHAPES = 20_000
"""A map or a drawing has more; a dense table of a whole page has some thousand."""
_MAX_FILLS = 1_500
"""Each is held against all larger ones; a table of a whole page with shaded paragraphs has some hundred."""

Segment = tuple[float, float, float]
"""Where a straight line stands on the one axis, and from where to where it goes on the other."""


@dataclass(frozen=True, slots=True)
class Rule:
    """
    A straight line from edge to edge, in points.

    Attributes
    ----------
    at
        Its place: the height of a horizontal one, the distance from the left of a vertical one.
    start, end
        Where it begins and ends on the other axis.
    breaks
        Where one of the pieces that it was drawn in ends and the next begins: borders are drawn cell by cell.
    """

    at: float
    start: float
    end: float
    breaks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The straight lines of a page, from the left and from the foot."""

    horizontal: tuple[Rule, ...] = ()
    vertical: tuple[Rule, ...] = ()


NO_RULES = Rules()


def find_rules(containers: Iterable[LTLayoutContainer]) -> Rules:
    """Return the straight lines that *containers* draw, pieces of one line put together."""
    horizontal: list[Segment] = []
    vertical: list[Segment] = []
    for container in containers:
        shapes = _shapes(container)
        if len(shapes) > _MAX_SHAPES:
            return NO_RULES
        for x0, y0, x1, y1 in _edges(shapes):
            if x1 - x0 >= _MIN_LENGTH and y1 - y0 <= _MAX_THICKNESS:
                horizontal.append(((y0 + y1) / 2, x0, x1))
            elif y1 - y0 >= _MIN_LENGTH and x1 - x0 <= _MAX_THICKNESS:
                vertical.append(((x0 + x1) / 2, y0, y1))
    return Rules(tuple(_merged(horizontal)), tuple(_merged(vertical)))


def clusters(values: Iterable[float], near: float = NEAR) -> list[float]:
    """Return the means of the values that lie close together, in rising order."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= near and value - groups[-1][0] <= 2 * near:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _shapes(container: LTLayoutContainer) -> list[object]:
    from pdfminer.layout import LTLine, LTRect  # noqa: PLC0415 - importing pdfminer takes 0.07 s

    return [item for item in container if isinstance(item, LTLine | LTRect) and (item.stroke or item.fill)]


def _edges(shapes: Sequence[object]) -> Iterator[tuple[float, float, float, float]]:
    """Yield the boxes of lines and of thin rectangles, and the four sides of the other rectangles."""
    from pdfminer.layout import LTRect  # noqa: PLC0415 - importing pdfminer takes 0.07 s

    boxes = [item for item in shapes if isinstance(item, LTRect) and min(item.width, item.height) > _MAX_THICKNESS]
    thick = set(map(id, boxes))
    yield from (item.bbox for item in shapes if id(item) not in thick)  # type: ignore[attr-defined]
    for box in _outermost(boxes):
        x0, y0, x1, y1 = box.bbox
        yield from ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))


def _outermost(boxes: Sequence[LTRect]) -> Iterator[LTRect]:
    """Yield the boxes but those filled within one of the same colour, which nobody sees: Word shades paragraphs so."""
    if len(boxes) > _MAX_FILLS:
        return
    kept: list[LTRect] = []
    for box in sorted(boxes, key=lambda box: -box.width * box.height):
        if box.stroke or not any(_hides(other, box) for other in kept):
            kept.append(box)
    yield from kept


def _hides(outer: LTRect, inner: LTRect) -> bool:
    return (
        outer.x0 - 1 <= inner.x0
        and inner.x1 <= outer.x1 + 1
        and outer.y0 - 1 <= inner.y0
        and inner.y1 <= outer.y1 + 1
        and bool(outer.fill)
        and outer.non_stroking_color == inner.non_stroking_color
    )


def _merged(segments: Iterable[Segment]) -> Iterator[Rule]:
    """Yield rules made of the segments that lie on one line and touch."""
    ordered = sorted(segments)
    group: list[Segment] = []
    for segment in ordered:
        if group and (segment[0] - group[-1][0] > NEAR or segment[0] - group[0][0] > 2 * NEAR):
            yield from _joined(group)
            group = []
        group.append(segment)
    if group:
        yield from _joined(group)


def _joined(group: Sequence[Segment]) -> Iterator[Rule]:
    """Yield the rules that the segments on one line make."""
    at = sum(segment[0] for segment in group) / len(group)
    run: list[Segment] = []
    reach = 0.0
    for segment in sorted(group, key=lambda segment: segment[1:]):
        if run and segment[1] > reach + NEAR:
            yield _rule(at, run, reach)
            run = []
        reach = max(reach, segment[2]) if run else segment[2]
        run.append(segment)
    if run:
        yield _rule(at, run, reach)


def _rule(at: float, run: Sequence[Segment], end: float) -> Rule:
    start = run[0][1]
    edges = sorted([(segment[1], True) for segment in run] + [(segment[2], False) for segment in run])
    meeting = [
        (one[0] + other[0]) / 2
        for one, other in pairwise(edges)
        if one[1] != other[1] and other[0] - one[0] <= NEAR and start + NEAR < one[0] and other[0] < end - NEAR
    ]
    return Rule(at, start, end, tuple(clusters(meeting)))
