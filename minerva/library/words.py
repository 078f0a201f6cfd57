"""
The word index: derived from the library's truth, so it may be lost and made anew.

What is indexed is computed here and handed to tantivy as ready terms; another engine could take its place.
"""

from __future__ import annotations

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
_GENERATION = "generation"
_STAMP = "stamp"
_FORM = 1
"""Raised whenever the fields or the analysis change; an index of another form is made anew."""
_HEAP_BYTES = 128_000_000


class Found(NamedTuple):
    """A passage by its number in the library, and its BM25 score."""

    number: int
    score: float


class WordIndex:
    """A tantivy index in a folder of its own, stamped with the library's generation that it reflects."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema = _schema()
        self._index: tantivy.Index | None = None

    def generation(self) -> int:
        """Return the generation of the library that the index reflects; -1 where there is none that can be used."""
        if not self.folder.exists() or not tantivy.Index.exists(str(self.folder)):
            return -1
        try:
            searcher = self._searcher()
            answer = searcher.search(tantivy.Query.term_query(self.schema, _STAMP, str(_FORM)), 1)
            stamps = searcher.fast_field_values(_GENERATION, [address for _score, address in answer.hits])
        except (ValueError, OSError):
            self._index = None
            return -1
        return int(stamps[0] or 0) if stamps else -1

    def update(self, removed: Iterable[str], added: Iterable[tuple[Report, Sequence[Entry]]], generation: int) -> None:
        """
        Take out the passages of the *removed* reports, put in the *added* ones, and stamp the index, all at once.

        Every added report is taken out first, so that it never stands there twice.
        """
        writer = self._open().writer(_HEAP_BYTES, 1)
        for report_id in removed:
            writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, REPORT, report_id))
        for report, entries in added:
            writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, REPORT, report.id))
            for entry in entries:
                writer.add_document(_document(report, entry))
        writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, _STAMP, str(_FORM)))
        writer.add_document(_stamp(generation))
        writer.commit()
        writer.wait_merging_threads()
        self._open().reload()

    def drop(self) -> None:
        """Delete the index; the next update makes it anew."""
        self._index = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def refresh(self) -> None:
        """See what other processes have written since."""
        self._open().reload()

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

    def _open(self) -> tantivy.Index:
        if self._index is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._index = tantivy.Index(self.schema, path=str(self.folder), reuse=True)
            self._index.config_reader("manual", 1)
        return self._index

    def _searcher(self) -> tantivy.Searcher:
        return self._open().searcher()


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
    builder.add_text_field(_STAMP, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(YEAR, indexed=True, fast=True)
    builder.add_unsigned_field(_NUMBER, fast=True)
    builder.add_unsigned_field(_GENERATION, fast=True)
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


def _stamp(generation: int) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text(_STAMP, str(_FORM))
    document.add_unsigned(_GENERATION, generation)
    return document
