"""Where saved quotations stand now: in place, elsewhere in the report or a newer version of it, or nowhere."""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from minerva.collect.quoting import spaced
from minerva.library.database import storage_errors
from minerva.records import Fate, Whereabouts
from minerva.understand.passages import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.library.store import Library
    from minerva.records import Document, Quotation, Report, Source, Span


def whereabouts(library: Library, quotations: Sequence[Quotation]) -> list[Whereabouts]:
    """
    Tell of each quotation where it stands now, character for character, and on which page.

    Most stand where they stood, which is looked up for all at once; the others are searched for in their report, and
    in reports of the same file name, or of the same municipality, board, kind, year and period. Where the same words
    stand several times, what stood before and after decides, then the nearest place.
    """
    with storage_errors(library.folder), library.snapshot():
        texts = library.slices([(one.source.report_id, one.start, one.end) for one in quotations])
        pages = _Pages(library, {one.source.report_id for one in quotations})
        search = _Search(library)
        return [
            _in_place(one) if text == one.text and pages.hold(one) else search.find(one)
            for one, text in zip(quotations, texts, strict=True)
        ]


class _Pages:
    """Where the pages of reports begin, which is quicker to read than whole documents."""

    def __init__(self, library: Library, report_ids: Iterable[str]) -> None:
        rows = library.connection.execute(
            "SELECT report_id, pages FROM documents WHERE report_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(report_ids)),),
        )
        self._starts = {report_id: [start for start, _end in json.loads(pages)] for report_id, pages in rows}

    def hold(self, one: Quotation) -> bool:
        """Tell whether a quotation in the running text stands on the pages that it names."""
        starts = self._starts[one.source.report_id]
        first, last = bisect_right(starts, one.start) or None, bisect_right(starts, one.end - 1) or None
        return (first, last) == (one.page, one.page_end)


class _Search:
    """Looks for quotations in the texts of a library; each text is read once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._documents: dict[str, Document] = {}

    @cached_property
    def _reports(self) -> dict[str, Report]:
        """All reports; where every quotation is in its place, none is asked for."""
        return {report.id: report for report in self._library.reports()}

    def find(self, one: Quotation) -> Whereabouts:
        """Return where a quotation stands, if it stands anywhere."""
        looked = False
        for report in self._versions(one.source):
            looked = True
            document = self._document(report.id)
            start, end = _nearest(one, document.text)
            if end:
                page, page_end = pages_of(document, start, end)
                told = (report.id, start, end, page, page_end)
                same = told == (one.source.report_id, one.start, one.end, one.page, one.page_end)
                return Whereabouts(Fate.IN_PLACE if same else Fate.MOVED, *told)
        return _as_saved(one, Fate.CHANGED if looked else Fate.GONE)

    def _versions(self, source: Source) -> Iterator[Report]:
        """Yield the report itself, then those that may be newer versions of it, by name and by what they are."""
        own = self._reports.get(source.report_id)
        if own:
            yield own
        others = [report for report in self._reports.values() if report is not own]
        alike = [report for report in others if _is_named_alike(report, source)]
        yield from alike
        yield from (report for report in others if report not in alike and _is_the_same(report, source))

    def _document(self, report_id: str) -> Document:
        if report_id not in self._documents:
            self._documents[report_id] = self._library.document(report_id)
        return self._documents[report_id]


def _is_named_alike(report: Report, source: Source) -> bool:
    return report.file == source.file and report.municipality in {source.municipality, None}


def _is_the_same(report: Report, source: Source) -> bool:
    fields = ("municipality", "board", "kind", "year", "period")
    known = source.municipality and source.year and source.kind
    return bool(known) and all(getattr(report, name) == getattr(source, name) for name in fields)


def _nearest(one: Quotation, text: str) -> Span | tuple[int, int]:
    """Return the place in *text* that is most likely the quotation's; ``(0, 0)`` if it is not there."""
    places = list(_exact(one.text, text)) or [found.span() for found in spaced(one.text).finditer(text)]
    return max(
        places,
        key=lambda place: (
            _shared(one.before[::-1], text[max(0, place[0] - len(one.before)) : place[0]][::-1])
            + _shared(one.after, text[place[1] : place[1] + len(one.after)]),
            -abs(place[0] - one.start),
        ),
        default=(0, 0),
    )


def _exact(words: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(words)
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _in_place(one: Quotation) -> Whereabouts:
    return _as_saved(one, Fate.IN_PLACE)


def _as_saved(one: Quotation, fate: Fate) -> Whereabouts:
    return Whereabouts(fate, one.source.report_id, one.start, one.end, one.page, one.page_end)
