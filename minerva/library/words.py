"""
The word index: derived from the library's truth, so it may be lost and made anew.

What is indexed is computed here and handed to tantivy as ready terms; another engine could take its place.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from typing import TYPE_CHECKING, NamedTuple

import tantivy

from minerva.swedish.words import stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from minerva.records import Passage, Report

WORDS = "words"
STEMS = "stems"
SECTION = "section"
TITLE = "title"
YEAR = "year"
REPORT = "report"
PASSAGE_KIND = "passage_kind"
REPORT_NAMES = ("municipality", "municipality_code", "county", "group", "board", "kind")
"""A report's attributes that searches may be narrowed to."""

_NUMBER = "number"
_FORM = 1
"""Raised whenever the fields or the analysis change; an index of another form is made anew."""
_HEAP_BYTES = 128_000_000
_STAMP = "current.json"


class Found(NamedTuple):
    """A passage by its number in the library, and its BM25 score."""

    number: int
    score: float


class _Stamp(NamedTuple):
    """Which subfolder holds the index that counts, and which generation of the library it reflects."""

    folder: str
    generation: int
    form: int


class WordIndex:
    """
    A tantivy index, stamped with the library's generation that it reflects.

    An index made anew grows in a subfolder of its own, and the stamp, replaced at once, makes it the one that counts.
    An index updated in place may be ahead of its stamp after a crash; the same update once more does no harm.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema = _schema()
        self._index: tantivy.Index | None = None
        self._opened = ""

    def generation(self) -> int:
        """Return the generation of the library that the index reflects; -1 where there is none that can be used."""
        stamp = self._stamp()
        return stamp.generation if stamp and self._open(stamp) else -1

    def update(
        self, removed: Iterable[str], added: Iterable[tuple[Report, Sequence[Entry]]], generation: int, *, anew: bool
    ) -> None:
        """
        Take out the passages of the *removed* reports and put in the *added* ones, then stamp the index.

        Every added report is taken out first, so that it never stands there twice. With *anew* the index begins empty.
        """
        stamp = self._stamp()
        name = self._next_name(stamp) if anew or not stamp else stamp.folder
        index = self._index_in(name)
        writer = index.writer(_HEAP_BYTES, 1)
        for report_id in () if anew else removed:
            writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, REPORT, report_id))
        for report, entries in added:
            if not anew:
                writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, REPORT, report.id))
            for entry in entries:
                writer.add_document(_document(report, entry))
        writer.commit()
        writer.wait_merging_threads()
        self._write_stamp(_Stamp(name, generation, _FORM))
        self.refresh()

    def drop(self) -> None:
        """Delete the index; the next update makes it anew."""
        self._index = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def refresh(self) -> None:
        """See what this and other processes have written since."""
        stamp = self._stamp()
        if stamp and self._open(stamp) and self._index:
            self._index.reload()

    def search(self, query: tantivy.Query, limit: int) -> tuple[int, list[Found]]:
        """Return how many passages answer *query*, and the best *limit* of them."""
        searcher = self._searcher()
        answer = searcher.search(query, max(limit, 1))
        numbers = searcher.fast_field_values(_NUMBER, [address for _score, address in answer.hits])
        found = [
            Found(int(number or 0), float(score or 0.0))
            for (score, _address), number in zip(answer.hits, numbers, strict=True)
        ]
        return _count(answer), found[:limit]

    def distinct(self, query: tantivy.Query, field: str) -> int:
        """Return how many values of *field* the passages that answer *query* have; 0 where none has any."""
        names = {"size": 1_000_000, "field": field}
        counted = self._searcher().aggregate(query, {"names": {"terms": names}})
        return len(counted["names"]["buckets"])

    def passages_of(self, report_id: str) -> int:
        """Return how many passages of a report the index holds."""
        query = tantivy.Query.term_query(self.schema, REPORT, report_id)
        return _count(self._searcher().search(query, 1))

    def _stamp(self) -> _Stamp | None:
        """Return the stamp, if there is one and the index is of today's form."""
        try:
            stamp = _Stamp(**json.loads((self.folder / _STAMP).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return stamp if stamp.form == _FORM else None

    def _write_stamp(self, stamp: _Stamp) -> None:
        """Make the index of *stamp* the one that counts, and delete those that counted before."""
        fresh = self.folder / f"{_STAMP}.new"
        fresh.write_text(json.dumps(stamp._asdict()), encoding="utf-8")
        fresh.replace(self.folder / _STAMP)
        for other in self.folder.iterdir():
            if other.is_dir() and other.name != stamp.folder:
                shutil.rmtree(other, ignore_errors=True)

    def _next_name(self, stamp: _Stamp | None) -> str:
        """Return an unused name for a subfolder; one left behind by a crash is deleted first."""
        name = str(int(stamp.folder) + 1) if stamp and stamp.folder.isdigit() else "1"
        if self._opened == name:
            self._index = None
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return name

    def _open(self, stamp: _Stamp) -> bool:
        """Open the index of *stamp* unless it is open; tell whether it can be used."""
        if self._index is not None and self._opened == stamp.folder:
            return True
        path = self.folder / stamp.folder
        try:
            if not path.is_dir() or not tantivy.Index.exists(str(path)):
                return False
            self._index_in(stamp.folder)
        except (ValueError, OSError):
            return False
        return True

    def _index_in(self, name: str) -> tantivy.Index:
        if self._index is None or self._opened != name:
            path = self.folder / name
            path.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self.schema, path=str(path), reuse=True)
            self._index.config_reader("manual", 1)
            self._opened = name
        return self._index

    def _searcher(self) -> tantivy.Searcher:
        if self._index is None:
            self.refresh()
        if self._index is None:
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.folder))
        return self._index.searcher()


def _count(answer: tantivy.SearchResult) -> int:
    counted: int = getattr(answer, "count")  # noqa: B009 - missing from tantivy's types
    return counted


class Entry(NamedTuple):
    """A passage as it goes into the index."""

    number: int
    passage: Passage
    text: str


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (WORDS, STEMS, SECTION, TITLE):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (*REPORT_NAMES, REPORT, PASSAGE_KIND):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field(YEAR, indexed=True, fast=True)
    builder.add_unsigned_field(_NUMBER, fast=True)
    return builder.build()


def _document(report: Report, entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    text = f"{entry.passage.context}\n{entry.text}"
    document.add_text(WORDS, " ".join(words(text)))
    document.add_text(STEMS, " ".join(stems(text)))
    document.add_text(SECTION, " ".join(stems(" ".join(entry.passage.section))))
    document.add_text(TITLE, " ".join(stems(report.title)))
    for name in REPORT_NAMES:
        value = getattr(report, name)
        if value is not None:
            document.add_text(name, value.casefold())
    if report.year is not None:
        document.add_unsigned(YEAR, report.year)
    document.add_text(REPORT, report.id)
    document.add_text(PASSAGE_KIND, entry.passage.kind.value)
    document.add_unsigned(_NUMBER, entry.number)
    return document
