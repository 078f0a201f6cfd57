"""What stands on every page and belongs to none: running headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from minerva.read.marks import PAGE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.read.pdf_lines import Line, PageLines

_ZONE = 0.1
"""
Share of the page's height, at the top and at the bottom, where furniture is looked for. In ten reports, 275 of the
348 lines there are furniture; the others are running text, so that recurrence decides and not the place.
"""
_NUMBER_ZONE = 0.15
_MIN_PAGES = 3
_MIN_LENGTH = 4
_FEW_PAGES = 4
"""In a document of at most so many pages, two pages with the same text are enough."""
_LARGER_THAN_BODY = 1.15
"""Text larger than this may be a heading that several pages begin with, unless half of all pages bear it."""
_NEAR = 6.0
"""Points by which the same furniture may stand higher or lower on another page."""
_DIGITS = re.compile(r"\d+")
_PLAIN_NUMBER = re.compile(r"^\d{1,4}$")
_OF_ALL = re.compile(r"^\d{1,4}\s?(?:\(\d{1,4}\)|av\s\d{1,4})$")
"""A page number with the number of pages may also stand beside the last line of a letterhead."""
_ROMAN_WORD = re.compile(r"^[ivxl]{3,}$|^[a-z]$", re.IGNORECASE)


def find_furniture(pages: Sequence[PageLines], *, body_size: float) -> set[Line]:
    """Return the lines that recur, but for their digits, at the edge of several pages, and the page numbers."""
    outer = [line for page in pages for line in page.lines if _edge(line, page, _ZONE)]
    # A stamp along the margin stands on its side.
    outer += [line for page in pages for lines in page.turned for line in lines]
    least = 2 if len(pages) <= _FEW_PAGES else _MIN_PAGES
    recurring: set[Line] = set()
    for group in _alike(outer):
        count = max(_count_pages(line, group) for line in group)
        modest = group[0].size <= body_size * _LARGER_THAN_BODY
        if count >= least and (modest or 2 * count >= len(pages)):
            recurring.update(group)
    recurring.update(_chapter_names(pages, body_size))
    numbers = [line for page in pages for line in _outermost(page) if _is_page_number(line)]
    return recurring | set(_plausible(numbers))


def _chapter_names(pages: Sequence[PageLines], body_size: float) -> Iterator[Line]:
    """Yield the lines at the top of pages, no larger than the body, that repeat the heading of a chapter."""
    larger = {line.text for page in pages for line in page.lines if line.size > body_size * _LARGER_THAN_BODY}
    for page in pages:
        at_top = [line for line in page.lines if _edge(line, page, _ZONE) > 0 and line.size <= body_size]
        yield from (line for line in at_top if line.text in larger)


def _edge(line: Line, page: PageLines, zone: float) -> int:
    """Return 1 at the top of the page, -1 at its bottom, 0 between."""
    if line.y0 >= page.height * (1 - zone):
        return 1
    return -1 if line.y1 <= page.height * zone else 0


def _alike(lines: Iterable[Line]) -> Iterable[list[Line]]:
    """Group the lines that are the same but for digits; bullets, short words and page numbers apart."""
    alike: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if not PAGE_NUMBER.match(line.text) and len(line.text) >= _MIN_LENGTH:
            alike[" ".join(_DIGITS.sub("#", line.text).casefold().split())].append(line)
    return alike.values()


def _count_pages(line: Line, group: Iterable[Line]) -> int:
    """Count the pages on which one of *group* stands as high as *line*."""
    return len({other.page for other in group if abs(other.y0 - line.y0) <= _NEAR})


def _outermost(page: PageLines) -> Iterator[Line]:
    """Yield what stands alone highest and lowest on the page, within the zones of page numbers."""
    for edge in (1, -1):
        zone = [line for line in page.lines if _edge(line, page, _NUMBER_ZONE) == edge]
        if zone:
            outermost = max(zone, key=lambda line: edge * line.y0)
            yield from (
                line
                for line in zone
                if abs(line.y0 - outermost.y0) <= _NEAR or _has_own_row(line, page) or _OF_ALL.match(line.text)
            )


def _has_own_row(line: Line, page: PageLines) -> bool:
    return not any(other.y0 < line.y1 and line.y0 < other.y1 for other in page.lines if other is not line)


def _is_page_number(line: Line) -> bool:
    return bool(PAGE_NUMBER.match(line.text)) and not _ROMAN_WORD.match(line.text)


def _plausible(lines: Sequence[Line]) -> Iterator[Line]:
    """
    Yield the page numbers that count with the pages.

    A bare figure at the edge of a page may be a table's; a page number differs from the page's place by the same
    on all pages.
    """
    offsets = Counter(int(line.text) - line.page for line in lines if _PLAIN_NUMBER.match(line.text))
    for line in lines:
        offset = int(line.text) - line.page if _PLAIN_NUMBER.match(line.text) else 0
        if offset == 0 or offsets[offset] > 1:
            yield line
