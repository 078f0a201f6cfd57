"""Headings of a PDF, by how they look beside the body text, and the level of each."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from minerva.read.marks import BULLET, CAPTION, numbering_depth, numbering_depths
from minerva.read.pdf_groups import Group
from minerva.read.pdf_rows import is_figure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from minerva.read.pdf_lines import Line

Style = tuple[float, bool, bool]

MAX_LEVEL = 6
_LARGER = 1.12
_SLIGHTLY_LARGER = 1.05
_MAX_SLIGHT_WORDS = 8
_AS_LARGE = 0.95
_MAX_LARGE_WORDS = 25
_MAX_LARGE_LINES = 5
_MAX_STRONG_WORDS = 14
_MAX_STRONG_LINES = 2
_CHART_REACH = 3
"""Under a chart's title stand its subtitle and source, then its scale."""
_MIN_ITALIC = 3
"""So many italic lines that stand alone make italics a style of headings; fewer are emphasis or a caption."""
_MIN_PAGES_WITH_COVER = 4
_MANY_HEADINGS = 10
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ADDRESS = re.compile(r"^(?:www\.)?\S+\.(?:se|com|nu|org|eu)$|@")
_SENTENCE_MARKS = (".", ",", ";", "!", "…")


def body_style(lines: Iterable[Line]) -> Style:
    """Return the style in which most characters are set."""
    characters: Counter[Style] = Counter()
    for line in lines:
        characters[line.style] += len(line.text)
    return max(characters, key=lambda style: (characters[style], style), default=(0.0, False, False))


def find_headings(items: Sequence[object], body: Style, *, page_count: int) -> dict[int, int]:
    """
    Find the headings among the groups of a document.

    Parameters
    ----------
    items
        The document in reading order; only a :class:`~minerva.read.pdf_groups.Group` can be a heading.

    Returns
    -------
    dict
        The level, from 1, by the heading's place in *items*.
    """
    found = {index: item for index, item in enumerate(items) if isinstance(item, Group) and _stands_out(item, body)}
    italic = [i for i, item in enumerate(items) if isinstance(item, Group) and _is_italic_title(items, i, body)]
    if len(italic) >= _MIN_ITALIC:
        found |= {index: items[index] for index in italic}  # type: ignore[misc]
    found = {
        index: group
        for index, group in found.items()
        if not _titles_chart(items, index, found.values())
        and not _is_label(group, items[index + 1 : index + 2], body)
        and not _introduces(group, items[index + 1 : index + 2])
    }
    found = dict(sorted(found.items()))
    depths = dict(zip(found, numbering_depths([group.text for group in found.values()]), strict=True))
    levels = _level_by_style([(group, depths[index]) for index, group in found.items()], body, page_count=page_count)
    return {index: min(depths[index] or levels[group.first.style], MAX_LEVEL) for index, group in found.items()}


def _stands_out(group: Group, body: Style) -> bool:
    text = group.text
    if BULLET.match(text) or CAPTION.match(text) or _ADDRESS.search(text):
        return False
    if is_figure(text) or not _LETTERS.search(text):
        return False
    size, words = group.first.size, text.count(" ") + 1
    numbered = numbering_depth(text) > 0
    if size >= body[0] * _LARGER:
        ended = text.endswith(_SENTENCE_MARKS) and not numbered
        return words <= _MAX_LARGE_WORDS and len(group.lines) <= _MAX_LARGE_LINES and not ended
    if size >= body[0] * _SLIGHTLY_LARGER and len(group.lines) == 1 and words <= _MAX_SLIGHT_WORDS and _is_title(text):
        return True
    strong = all(line.bold for line in group.lines) and not body[1] and size >= body[0] * _AS_LARGE
    return strong and words <= _MAX_STRONG_WORDS and len(group.lines) <= _MAX_STRONG_LINES and _is_title(text)


def _titles_chart(items: Sequence[object], index: int, headings: Collection[Group]) -> bool:
    """Tell whether a large line in plain type, where headings are bold, stands above the figures of a chart."""
    group = items[index]
    if not isinstance(group, Group) or group.first.bold or 2 * sum(h.first.bold for h in headings) <= len(headings):
        return False
    following = items[index + 1 : index + 1 + _CHART_REACH]
    return any(isinstance(item, Group) and all(is_figure(line.text) for line in item.lines) for item in following)


def _introduces(group: Group, following: Sequence[object]) -> bool:
    """Tell whether a group is the line before a list, ending in a colon."""
    return group.text.endswith(":") and any(isinstance(item, Group) and item.is_item for item in following)


def _is_label(group: Group, following: Sequence[object], body: Style) -> bool:
    """Tell whether a group stands beside the text that follows, as a term beside its explanation."""
    return group.first.size < body[0] * _LARGER and any(
        isinstance(item, Group)
        and item.first.page == group.first.page
        and abs(item.first.y0 - group.first.y0) < group.first.size / 2
        and item.first.x0 > group.first.x1
        for item in following
    )


def _is_title(text: str) -> bool:
    return not text.endswith(_SENTENCE_MARKS) and (text[0].isupper() or numbering_depth(text) > 0)


def _is_italic_title(items: Sequence[object], index: int, body: Style) -> bool:
    """Tell whether an italic group of the body's size stands above a paragraph in plain type."""
    group = items[index]
    following = items[index + 1] if index + 1 < len(items) else None
    if not isinstance(group, Group) or not isinstance(following, Group) or body[2] or CAPTION.match(group.text):
        return False
    return (
        all(line.italic for line in group.lines)
        and not following.first.italic
        and following.text[0].isupper()
        and body[0] * _AS_LARGE <= group.first.size < body[0] * _LARGER
        and len(group.lines) <= _MAX_STRONG_LINES
        and group.text.count(" ") < _MAX_STRONG_WORDS
        and _is_title(group.text)
        and not group.text.endswith((")", ":"))
    )


def _level_by_style(headings: Sequence[tuple[Group, int]], body: Style, *, page_count: int) -> dict[Style, int]:
    """
    Rank the styles: larger above smaller, bold above plain; where most of a style are numbered, numbers decide.

    Each heading comes with the depth of its number.

    Styles of the cover alone, or of one heading among many, would push all below them down; they share the level of
    what comes next.
    """
    by_style: dict[Style, list[tuple[Group, int]]] = defaultdict(list)
    for group, depth in headings:
        by_style[group.first.style].append((group, depth))
    levels: dict[Style, int] = {}
    many = len(headings) >= _MANY_HEADINGS
    level = 0
    for style in sorted(by_style, key=lambda style: _rank(style, body)):
        pages = {group.first.page for group, _depth in by_style[style]}
        numbered = _usual_depth([depth for _group, depth in by_style[style]])
        on_cover = page_count >= _MIN_PAGES_WITH_COVER and pages == {1}
        if on_cover or (many and len(by_style[style]) == 1 and not numbered):
            levels[style] = min(level + 1, MAX_LEVEL)
            continue
        level = numbered or level + 1
        levels[style] = min(level, MAX_LEVEL)
    return levels


def _rank(style: Style, body: Style) -> tuple[float, bool, bool]:
    """Return what to sort styles by, highest first; in plain type, a size little above the body's is no rank."""
    size, bold, italic = style
    return -(size if bold or size >= body[0] * _LARGER else body[0]), not bold, italic


def _usual_depth(depths: Sequence[int]) -> int:
    """Return the depth that most of the headings' numbers have; 0 if most have no number."""
    numbered = Counter(depth for depth in depths if depth)
    most = max(numbered, key=lambda depth: (numbered[depth], -depth), default=0)
    return most if 2 * numbered.total() > len(depths) else 0
