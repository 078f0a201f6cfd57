"""
The word index: derived from the library's truth, so it may be lost and made anew.

What is indexed is computed here and handed to tantivy as ready terms; another engine could take its place.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import tantivy

from minerva.library.found import Found
from minerva.swedish.compounds import family_roots, part_stems
from minerva.swedish.words import stems, telling_stems, telling_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from minerva.records import Passage, Report

WORDS = "words"
STEMS = "stems"
PARTS = "parts"
ROOTS = "roots"
SECTION = "section"
TITLE = "title"
YEAR = "year"
REPORT = "report"
NUMBER = "number"
PASSAGE_KIND = "passage_kind"
REPORT_NAMES = ("municipality", "municipality_code", "county", "group", "board", "kind")
"""A report's attributes that searches may be narrowed to."""

_GENERATION = "generation"
_FORM = "form"
_TODAYS_FORM = "4"
"""Raised whenever the fields or the analysis change; an index of another form is made anew."""
_HEAP_BYTES = 128_000_000


class WordView:
    """
    The word index as it is at one moment; what is written meanwhile does not change it.

    Attributes
    ----------
    generation
        The library's generation at which the newest report in the index was stored; 0 where it is empty.
    passages
        How many there are.
    deleted
        How many were taken out, but still count in the scores of the others until the index is made anew.
    """

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher
        newest = searcher.aggregate(tantivy.Query.all_query(), {"newest": {"max": {"field": _GENERATION}}})
        self.generation = int(newest["newest"]["value"] or 0)
        self.passages = searcher.num_docs
        self.deleted = searcher.doc_freq(_FORM, _TODAYS_FORM) - self.passages

    def search(self, query: tantivy.Query, limit: int) -> tuple[int, list[Found]]:
        """Return how many passages answer *query*, and the best *limit* of them."""
        answer = self._searcher.search(query, max(limit, 1))
        numbers = self._searcher.fast_field_values(NUMBER, [address for _score, address in answer.hits])
        found = [
            Found(int(number or 0), float(score or 0.0))
            for (score, _address), number in zip(answer.hits, numbers, strict=True)
        ]
        return _count(answer), found[:limit]

    def numbers(self, query: tantivy.Query) -> list[int]:
        """Return the numbers of all passages that answer *query*."""
        unscored = tantivy.Query.const_score_query(query, 0.0)
        count = _count(self._searcher.search(unscored, 1))
        answer = self._searcher.search(unscored, max(count, 1))
        found = self._searcher.fast_field_values(NUMBER, [address for _score, address in answer.hits])
        return [int(number or 0) for number in found]

    def reports(self, query: tantivy.Query) -> list[str]:
        """Return the ids of all reports of which a passage answers *query*."""
        return self.values(query, REPORT)

    def holding(self, field: str, term: str) -> int:
        """Return how many passages hold *term* in *field*, those taken out included."""
        return self._searcher.doc_freq(field, term)

    def beginning(self, field: str, prefix: str, limit: int) -> list[str]:
        """Return the terms of *field* that begin with *prefix*, those that most passages hold first."""
        return [term for term, _number in self._searcher.terms_with_prefix(field, prefix, limit=limit)]

    def passages_of(self, report_id: str) -> int:
        """Return how many passages of a report the index holds."""
        return _count(self._searcher.search(tantivy.Query.term_query(self._schema, REPORT, report_id), 1))

    def values(self, query: tantivy.Query, field: str) -> list[str]:
        """Return the values of *field* that the passages that answer *query* have."""
        names = {"size": 1_000_000, "field": field}
        counted = self._searcher.aggregate(query, {"names": {"terms": names}})
        return [bucket["key"] for bucket in counted["names"]["buckets"]]

    def counts(self, query: tantivy.Query, fields: Sequence[str]) -> dict[str, dict[str | None, int]]:
        """Count the passages that answer *query* by their value in each of *fields*, having none as one of them."""
        asked = {field: {"terms": {"size": 1_000_000, "field": field}} for field in fields}
        answer = self._searcher.aggregate(query, asked)
        total = _count(self._searcher.search(query, 1))
        return {field: _with_none(answer[field]["buckets"], total) for field in fields}


class WordIndex:
    """
    A tantivy index in a folder of its own.

    Every change of it is one commit. What it reflects is told by what it holds, see :class:`WordView`; a stamp beside
    it could be ahead or behind after a crash.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema = _schema()
        self._index: tantivy.Index | None = None
        self._newest: tuple[object, WordView | None] = (None, None)

    def view(self) -> WordView | None:
        """Return the index as it is now; None where there is none of today's form that can be opened."""
        state = self._state()
        seen, view = self._newest
        if state != seen:
            view = self._load()
            self._newest = (state, view)
        return view

    def update(self, removed: Iterable[str], added: Iterable[Addition]) -> None:
        """Take out the passages of the *removed* reports and put in the *added* ones, all at once."""
        with self._writing() as writer:
            for report_id in removed:
                writer.delete_documents_by_query(tantivy.Query.term_query(self.schema, REPORT, report_id))
            self._put(writer, added)

    def make_anew(self, added: Iterable[Addition]) -> None:
        """Let the index hold just the *added* reports, all at once; one that cannot be used is deleted first."""
        if self.view() is None:
            self.drop()
        with self._writing() as writer:
            writer.delete_all_documents()
            self._put(writer, added)

    def drop(self) -> None:
        """Delete the index."""
        self._index = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def _state(self) -> object:
        """Return what is another after every commit; None where there is no index."""
        try:
            status = (self.folder / "meta.json").stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino, status.st_size

    def _load(self) -> WordView | None:
        try:
            if not tantivy.Index.exists(str(self.folder)):
                return None
            index = self._open()
            index.reload()
            view = WordView(self.schema, index.searcher())
        except (ValueError, OSError):
            self._index = None
            return None
        return view if view.deleted >= 0 else None

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        writer = self._open().writer(_HEAP_BYTES, 1)
        try:
            yield writer
            writer.commit()
            writer.wait_merging_threads()
        finally:
            # Its lock is freed when the writer goes, also where an error keeps this frame.
            del writer

    def _put(self, writer: tantivy.IndexWriter, added: Iterable[Addition]) -> None:
        for addition in added:
            for entry in addition.entries:
                writer.add_document(_document(addition, entry))

    def _open(self) -> tantivy.Index:
        if self._index is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            index = tantivy.Index(self.schema, path=str(self.folder), reuse=True)
            index.config_reader("manual", 1)
            self._index = index
        return self._index


def _with_none(buckets: Iterable[Mapping[str, Any]], total: int) -> dict[str | None, int]:
    """Return the numbers of *buckets* by value; numbers that are values lose their decimals, and None has the rest."""
    counts: dict[str | None, int] = {
        one["key"] if isinstance(one["key"], str) else str(int(one["key"])): int(one["doc_count"]) for one in buckets
    }
    rest = total - sum(counts.values())
    return counts | ({None: rest} if rest else {})


def _count(answer: tantivy.SearchResult) -> int:
    counted: int = getattr(answer, "count")  # noqa: B009 - missing from tantivy's types
    return counted


class Entry(NamedTuple):
    """A passage as it goes into the index."""

    number: int
    passage: Passage
    text: str


class Addition(NamedTuple):
    """A report as it goes into the index, with the generation of the library at which it was stored."""

    report: Report
    generation: int
    entries: Sequence[Entry]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (WORDS, STEMS, SECTION, TITLE):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in (PARTS, ROOTS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in (*REPORT_NAMES, REPORT, PASSAGE_KIND):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field(YEAR, indexed=True, fast=True)
    builder.add_unsigned_field(NUMBER, indexed=True, fast=True)
    builder.add_unsigned_field(_GENERATION, fast=True)
    builder.add_text_field(_FORM, tokenizer_name="raw", index_option="basic")
    return builder.build()


@lru_cache
def _heading(text: str) -> str:
    """Return what is indexed of a title or a path of headings, which many passages share."""
    return " ".join(stems(text))


def _document(addition: Addition, entry: Entry) -> tantivy.Document:
    report = addition.report
    document = tantivy.Document()
    found = words(f"{entry.passage.context}\n{entry.text}")
    document.add_text(WORDS, " ".join(found))
    document.add_text(STEMS, " ".join(telling_stems(found)))
    document.add_text(PARTS, " ".join(chain.from_iterable(map(part_stems, telling_words(found)))))
    document.add_text(ROOTS, " ".join(chain.from_iterable(map(family_roots, telling_words(found)))))
    document.add_text(SECTION, _heading(" ".join(entry.passage.section)))
    document.add_text(TITLE, _heading(report.title))
    for name in REPORT_NAMES:
        value = getattr(report, name)
        if value is not None:
            document.add_text(name, value.casefold())
    if report.year is not None:
        document.add_unsigned(YEAR, report.year)
    document.add_text(REPORT, report.id)
    document.add_text(PASSAGE_KIND, entry.passage.kind.value)
    document.add_unsigned(NUMBER, entry.number)
    document.add_unsigned(_GENERATION, addition.generation)
    document.add_text(_FORM, _TODAYS_FORM)
    return document
