"""
References in the styles of APA and Harvard, set by citeproc-py from the styles' own files.

The styles are those of the Citation Style Language project, see ``styles/NOTICE.md``.
"""

from __future__ import annotations

import re
import threading
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from minerva.citation import marking
from minerva.citation.csl import csl_item
from minerva.citation.short import pages
from minerva.messages import language
from minerva.swedish.collation import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from minerva.records import Passage, Source

_LOCALES = {"sv": "sv-SE", "en": "en-GB"}
_PAGE = "987654321"
"""Stands for a page until it is known which: setting a citation takes milliseconds, and there may be thousands."""
_LOCATORS = {None: None, False: _PAGE, True: f"{_PAGE}–{_PAGE}"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RUN = re.compile(f"{marking.ITALIC}(.*?){marking.ROMAN}|([^{marking.ITALIC}]+)", re.DOTALL)
_ONE_AT_A_TIME = threading.Lock()
"""A style keeps track of what it has printed while it prints."""


class Style(StrEnum):
    """How references are written."""

    APA = "apa"
    """Publication manual of the American Psychological Association, 7th edition."""
    HARVARD = "harvard"
    """Cite Them Right, 12th edition."""


class Run(NamedTuple):
    """A piece of a reference."""

    text: str
    italic: bool


class Entry(NamedTuple):
    """A reference of a list."""

    source: Source
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Return the reference without italics."""
        return "".join(run.text for run in self.runs)


class References:
    """
    The references of some reports, each once, in one style and in the language in use.

    Reports of one author and year are told apart by letters: 2021a, 2021b.
    """

    def __init__(self, sources: Iterable[Source], style: Style) -> None:
        from citeproc import CitationStylesBibliography  # noqa: PLC0415 - a tenth of a second
        from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

        self._sources = {source.report_id: source for source in sources}
        items = [_item(source, style) for source in self._sources.values()]
        self._style = _parsed(style, _LOCALES[language()])
        self._bibliography = CitationStylesBibliography(self._style, CiteProcJSON(list(_told_apart(items))), marking)
        self._in_text: dict[tuple[str, bool | None], str] = {}

    def entries(self, on_progress: Callable[[int, int], None] | None = None) -> list[Entry]:
        """Return the reference list, in alphabetical order as Swedish sorts; tell after each how many of how many."""
        found = []
        for done, (report_id, source) in enumerate(self._sources.items(), 1):
            (printed,) = self._print(self._style.render_bibliography, self._citation(report_id).cites)
            found.append(Entry(source, tuple(_runs(printed))))
            if on_progress:
                on_progress(done, len(self._sources))
        return sorted(found, key=lambda entry: sort_key(entry.text))

    def in_text(self, source: Source, page: int | None = None, page_end: int | None = None) -> str:
        """Return how a quotation is cited where it stands, in parentheses."""
        told = pages(page, page_end)
        several = None if told is None else "–" in told
        form = self._in_text.get((source.report_id, several))
        if form is None:
            citation = self._citation(source.report_id, _LOCATORS[several])
            printed = self._print(self._style.render_citation, citation, [], _never)
            form = "".join(run.text for run in _runs(printed))
            self._in_text[source.report_id, several] = form
        return form.replace(_LOCATORS[several] or _PAGE, told or "")

    def _citation(self, report_id: str, locator: str | None = None) -> Any:  # noqa: ANN401 - the library is untyped
        from citeproc import Citation, CitationItem, Locator  # noqa: PLC0415 - as above

        told = {"locator": Locator("page", locator)} if locator else {}
        citation = Citation([CitationItem(report_id, **told)])
        self._bibliography.register(citation)
        return citation

    def _print(self, call: Callable[..., Any], *args: Any) -> Any:  # noqa: ANN401 - as above
        with _ONE_AT_A_TIME:
            return call(*args)


def apa(source: Source, passage: Passage | None = None) -> str:
    """Return the reference of a report in the style of APA, and after it the page of a passage."""
    (entry,) = References([source], Style.APA).entries()
    told = pages(passage.page, passage.page_end) if passage else None
    return f"{entry.text} s. {told}." if told else entry.text


def _item(source: Source, style: Style) -> dict[str, Any]:
    """Return a report as the style wants it: without an author, the title takes the author's place."""
    item = csl_item(source) | {"id": source.report_id}
    # What kind of report it is stands in its title; the styles would print it before the number.
    item.pop("genre", None)
    if style is Style.HARVARD and "archive" in item:
        item["medium"] = item.pop("archive")
    if "author" not in item:
        item["author"] = [{"literal": item.pop("title")}]
    return item


def _told_apart(items: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the items, with a letter where several are of the same author and year."""
    ordered = sorted(items, key=lambda item: (_cited_as(item), item.get("title", ""), item["id"]))
    for _same, group in groupby(ordered, key=_cited_as):
        alike = list(group)
        for number, item in enumerate(alike):
            yield item | ({"year-suffix": _letter(number)} if len(alike) > 1 else {})


def _cited_as(item: dict[str, Any]) -> str:
    return repr((item["author"], item.get("issued")))


def _letter(number: int) -> str:
    more, last = divmod(number, len(_LETTERS))
    return (_letter(more - 1) if more else "") + _LETTERS[last]


def _never(missing: object) -> None:
    """Be called for what is cited and not there; what is cited is always there."""
    raise LookupError(missing)


def _runs(printed: object) -> Iterator[Run]:
    for italic, roman in _RUN.findall(str(printed)):
        yield Run(italic or roman, bool(italic))


@lru_cache
def _parsed(style: Style, locale: str) -> Any:  # noqa: ANN401 - the library is untyped
    from citeproc import CitationStylesStyle  # noqa: PLC0415 - as above

    path = resources.files("minerva.citation").joinpath("styles", f"{style}.csl")
    with resources.as_file(path) as file:
        return CitationStylesStyle(str(file), locale=locale, validate=False)
