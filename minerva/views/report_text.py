"""A report opened at a place: the passages around it, as HTML, and where its headings and pages lead."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.messages import translate as _
from minerva.understand.outline import Heading, outline
from minerva.views import markup, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.library.store import Library
    from minerva.records import Hit, Passage, Report

_BEFORE, _AFTER = 6, 14
"""Passages shown around the place at which a report is open: some five pages."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a report holds: its text, passages and headings, in order, and whether its file is a PDF."""

    text: str
    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    is_pdf: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """
    A report open at a place.

    Attributes
    ----------
    found
        The passage that is looked at; ``None`` where only a place is.
    place
        Offset in its text.
    first, last
        The passages that are shown, half-open.
    """

    report: Report
    content: Content
    found: Passage | None
    place: int
    first: int
    last: int

    @property
    def is_pdf(self) -> bool:
        """Whether its pages can be drawn."""
        return self.content.is_pdf

    @property
    def page(self) -> int | None:
        """The page on which the place lies."""
        if self.found and self.found.start == self.place:
            return self.found.page
        here = _passage_at(self.content, self.place)
        return self.content.passages[here].page if self.content.passages else None

    @property
    def earlier(self) -> int | None:
        """Where the passages before those that are shown begin; None at the beginning."""
        return self.content.passages[max(self.first - _AFTER, 0)].start if self.first else None

    @property
    def later(self) -> int | None:
        """Where the passages after those that are shown begin; None at the end."""
        return self.content.passages[self.last].start if self.last < len(self.content.passages) else None

    def found_on(self, page: int) -> bool:
        """Tell whether the passage that is looked at stands on a page."""
        found = self.found
        return bool(found and found.page and found.page <= page <= (found.page_end or found.page))


def content_of(library: Library, report_id: str) -> Content:
    """Return what a report holds."""
    document = library.document(report_id)
    is_pdf = any(file.casefold().endswith(".pdf") for file in library.files(report_id))
    return Content(document.text, tuple(library.passages(report_id)), outline(document), is_pdf)


def opened_at(report: Report, content: Content, found: Passage | None, place: int | None) -> Opened:
    """Open a report at a *place*, by default where the passage that was *found* begins."""
    place = place if place is not None else found.start if found else 0
    here = _passage_at(content, place)
    before = 0 if found is None else _BEFORE
    return Opened(report, content, found, place, max(here - before, 0), min(here + _AFTER, len(content.passages)))


def html_of(opened: Opened, hit: Hit | None) -> str:
    """Return the passages around the place as HTML, with their headings, the found one told apart."""
    return f'<div class="m-report" dir="ltr">{"".join(_pieces(opened, hit))}</div>'


def _pieces(opened: Opened, hit: Hit | None) -> Iterator[str]:
    content = opened.content
    end = content.passages[opened.first - 1].end if opened.first else 0
    page = None
    for one in content.passages[opened.first : opened.last]:
        for heading in content.headings:
            if end <= heading.start < one.start:
                yield f'<h3 class="m-level-{min(heading.level, 4)}">{markup.escaped(heading.text)}</h3>'
        end = one.end
        if one.page != page and one.page is not None:
            page = one.page
            yield f'<p class="m-page">{markup.escaped(_("p. {page}").format(page=page))}</p>'
        yield _passage(opened, one, hit)


def _passage(opened: Opened, one: Passage, hit: Hit | None) -> str:
    text = opened.content.text[one.start : one.end]
    is_found = opened.found is not None and opened.found.id == one.id
    spans, closest = (hit.highlights, hit.closest) if is_found and hit else ((), None)
    mark = ' m-found" id="m-found' if is_found else ""
    label = markup.escaped(_("Link to this passage"))
    address = f"{places.address_of('read')}?stycke={one.id}"
    link = f'<a class="m-link" href="{address}" target="_self" aria-label="{label}" title="{label}">¶</a>'
    return f'<section class="m-passage{mark}">{link}{markup.passage(text, spans, closest)}</section>'


def end_of_section(content: Content, heading: Heading) -> int:
    """Return where what stands under *heading* ends."""
    after = (one.start for one in content.headings if one.start > heading.start and one.level <= heading.level)
    return next(after, len(content.text))


def telling_headings(opened: Opened, limit: int) -> list[Heading]:
    """Return at most *limit* headings: the highest levels that fit, and those near the place."""
    headings = opened.content.headings
    here = max(bisect_right([one.start for one in headings], opened.place) - 1, 0)
    near = set(headings[max(here - 5, 0) : here + 6])
    for level in (3, 2, 1):
        kept = [one for one in headings if one.level <= level or one in near]
        if len(kept) <= limit:
            return kept
    return [one for one in headings if one in near]


def place_of_page(content: Content, page: int) -> int | None:
    """Return where the first passage of a *page* begins; None where none does."""
    return next((one.start for one in content.passages if one.page == page), None)


def _passage_at(content: Content, place: int) -> int:
    """Return which passage holds a *place*, or is the next after it."""
    return min(bisect_right([one.end for one in content.passages], place), max(len(content.passages) - 1, 0))
