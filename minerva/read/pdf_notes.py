"""The notes at the foot of a page, each tied to the text that bears its mark."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from minerva.read.marks import LOWERED, RAISED_FIGURES
from minerva.read.pdf_cells import Table
from minerva.read.pdf_groups import NOTE_MARK, Group

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from minerva.read.pdf_headings import Style

_SMALLER = 0.92
"""Notes are set smaller than this share of the body's size, or their mark is raised."""
_NUMBER = re.compile(r"^(\d{1,3})(?:[.)]?\s|(?=[^\W\d_]))")


def find_notes(items: Sequence[object], body: Style) -> dict[int, int | None]:
    """
    Find the notes that end a page or one of its columns.

    Returns
    -------
    dict
        By the place in *items* of each note, the place of what bears its mark; ``None`` where nothing on the page does.
    """
    notes: dict[int, int | None] = {}
    for _page, run in itertools.groupby(enumerate(items), key=lambda numbered: _page_of(numbered[1])):
        on_page = list(run)
        bearers = dict(_marks(on_page))
        groups = [(index, item) for index, item in on_page if isinstance(item, Group)]
        bearer = None
        for index, group in _at_foot(groups, bearers, body):
            if _is_note(group, bearers, body):
                bearer = bearers.get(_number(group))
            # A note may have further paragraphs, without a mark of their own.
            notes[index] = bearer
    return notes


def tied(places: Sequence[int], notes: Mapping[int, int | None]) -> list[int]:
    """Return *places*, in their order, with each note right behind what bears its mark."""
    following: dict[int, list[int]] = {}
    for note, bearer in notes.items():
        if bearer is not None:
            following.setdefault(bearer, []).append(note)
    moved = {note for after in following.values() for note in after}
    return [one for place in places if place not in moved for one in (place, *following.get(place, ()))]


def _marks(items: Sequence[tuple[int, object]]) -> Iterator[tuple[int, int]]:
    """Yield each raised figure of a page, with the place of what bears it."""
    for index, item in items:
        if isinstance(item, Group | Table):
            yield from ((int(mark.translate(LOWERED)), index) for mark in RAISED_FIGURES.findall(item.text))


def _at_foot(
    groups: Sequence[tuple[int, Group]], bearers: Mapping[int, int], body: Style
) -> Iterator[tuple[int, Group]]:
    """Yield the first note and what follows it, from top to bottom, with nothing larger below."""
    foot: list[tuple[int, Group]] = []
    text: list[Group] = []
    for index, group in sorted(groups, key=lambda numbered: numbered[1].first.y0):
        small = group.first.size <= body[0] * _SMALLER
        if (small or _is_note(group, bearers, body)) and not any(_shares_width(group, other) for other in text):
            foot.append((index, group))
        else:
            text.append(group)
    foot.reverse()
    return itertools.dropwhile(lambda numbered: not _is_note(numbered[1], bearers, body), foot)


def _is_note(group: Group, bearers: Container[int], body: Style) -> bool:
    """Tell whether a group begins with a mark: a raised one, or in small type one that the page's text bears too."""
    first = group.first
    small = first.size <= body[0] * _SMALLER
    return bool(NOTE_MARK.match(first.text) and (first.raised or small)) or (small and _number(group) in bearers)


def _number(group: Group) -> int:
    """Return the number that begins a group; -1 if none does."""
    number = _NUMBER.match(group.first.text)
    return int(number[1]) if number else -1


def _shares_width(one: Group, other: Group) -> bool:
    return min(one.right, other.right) > max(one.left, other.left)


def _page_of(item: object) -> int | None:
    return item.first.page if isinstance(item, Group) else getattr(item, "page", None)
