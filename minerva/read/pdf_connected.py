"""Which rules of a page are of one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.read.marks import CAPTION
from minerva.read.pdf_rules import NEAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.read.pdf_lines import Line
    from minerva.read.pdf_rules import Rule, Rules

_MIN_ALIKE = 0.6
"""Share of the places where the less parted of two neighbouring rules of a table is parted that both have."""
_MAX_ACROSS = 0.2
"""Share of the lines between two rules of a table that are headings within it, across the columns."""
_LABEL_HEIGHT = 2.5
"""A row of a table that is one heading across the columns is no higher than so many font sizes."""


def connected(rules: Rules, lines: Sequence[Line]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the horizontal and vertical rules that cross, or that follow one another and are parted alike."""
    everything = [*rules.horizontal, *rules.vertical]
    count = len(rules.horizontal)
    parents = list(range(len(everything)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for one, across in enumerate(rules.horizontal):
        for other, upright in enumerate(rules.vertical, count):
            if _cross(across, upright):
                parents[root(other)] = root(one)
    for one, across in enumerate(rules.horizontal):
        above = next((n for n in range(one + 1, count) if _stand_together(across, rules.horizontal[n])), None)
        if above is not None and _are_of_one_table(across, rules.horizontal[above], lines):
            parents[root(above)] = root(one)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(everything):
        groups.setdefault(root(index), ([], []))[index >= count].append(rule)
    yield from groups.values()


def _cross(across: Rule, upright: Rule) -> bool:
    return (
        across.start - NEAR <= upright.at <= across.end + NEAR
        and upright.start - NEAR <= across.at <= upright.end + NEAR
    )


def _stand_together(one: Rule, other: Rule) -> bool:
    """Tell whether two horizontal rules lie above one another for most of the longer one's length."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= max(one.end - one.start, other.end - other.start)


def _are_of_one_table(below: Rule, above: Rule, lines: Iterable[Line]) -> bool:
    """
    Tell whether two rules are parted at the same places, and the text between them seldom runs across those.

    One may be shorter, where a cell of several rows stands beside it.
    """
    if abs(below.end - above.end) > NEAR and abs(below.start - above.start) > NEAR:
        return False
    places = [a for a in below.breaks if any(abs(a - b) <= NEAR for b in above.breaks)]
    if not places or len(places) < _MIN_ALIKE * min(len(below.breaks), len(above.breaks)):
        return False
    between = [line for line in lines if below.at < (line.y0 + line.y1) / 2 < above.at]
    across = sum(any(line.x0 < place - NEAR and place + NEAR < line.x1 for place in places) for line in between)
    tight = len(between) == 1 and above.at - below.at <= _LABEL_HEIGHT * between[0].size
    return (tight or across <= _MAX_ACROSS * len(between)) and not any(CAPTION.match(line.text) for line in between)
