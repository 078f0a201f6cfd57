"""Whether a library holds what it promises, how large it is, and making anew what is derived."""

from __future__ import annotations

import itertools
import sqlite3
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from minerva.library import schema
from minerva.library.acronyms import find_acronyms_anew
from minerva.library.database import DATABASE, storage_errors
from minerva.library.indexing import is_reflected, update_words
from minerva.library.lock import is_locked, writer_lock
from minerva.messages import translate as _
from minerva.records import PassageKind
from minerva.understand.passages import page_at, passage_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from minerva.library.store import Library
    from minerva.library.words import WordView
    from minerva.records import Document, Passage, Report


def verify(library: Library, *, on_progress: Callable[[Report], None] | None = None) -> list[str]:
    """
    Check everything that always holds; return what does not, a sentence each.

    Every passage is a slice of its report's text, ids follow from content, blocks and pages are in order, each report
    has a file, and the word index holds just what the database holds, unless another process is writing.
    """
    view = library.words.view()
    with storage_errors(library.folder), library.snapshot():
        problems = list(_database_problems(library.connection))
        if view is None or not is_reflected(library, view):
            view = None
            if not is_locked(library.folder):
                problems.append(_("The word index is out of date."))
        for report in library.reports():
            found = _report_problems(library, report, view)
            problems += [f"{report.id} ({report.file}): {problem}" for problem in found]
            if on_progress:
                on_progress(report)
    return problems


def rebuild(library: Library) -> None:
    """
    Make the word index, and what is known of acronyms, anew from the texts.

    Raises
    ------
    LibraryLocked
        If another process is writing.
    """
    with writer_lock(library.folder):
        with storage_errors(library.folder):
            find_acronyms_anew(library)
        update_words(library, anew=True)
        with storage_errors(library.folder):
            library.connection.execute("VACUUM")


def describe(library: Library) -> dict[str, Any]:
    """Return counts, sizes in bytes and versions."""
    with storage_errors(library.folder):
        counted = library.connection.execute(
            "SELECT count(*), coalesce(sum(words), 0), coalesce(sum(passages), 0), count(DISTINCT municipality),"
            " min(year), max(year) FROM reports"
        ).fetchone()
        names = ("reports", "words", "passages", "municipalities", "year_first", "year_last")
        return {
            "folder": str(library.folder),
            **dict(zip(names, counted, strict=True)),
            "database_bytes": (library.folder / DATABASE).stat().st_size,
            "word_index_bytes": sum(file.stat().st_size for file in library.words.folder.rglob("*") if file.is_file()),
            "generation": library.generation(),
            "library_version": schema.version(library.connection),
            "minerva_version": version("minerva-reports"),
            "sqlite_version": sqlite3.sqlite_version,
            "tantivy_version": version("tantivy"),
        }


def _database_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for (answer,) in connection.execute("PRAGMA integrity_check"):
        if answer != "ok":
            yield _("The database is damaged: {problem}.").format(problem=answer)
    for table, *_rest in connection.execute("PRAGMA foreign_key_check"):
        yield _("The table {table} points to what is not there.").format(table=table)


def _report_problems(library: Library, report: Report, view: WordView | None) -> Iterator[str]:
    document = library.document(report.id)
    passages = library.passages(report.id)
    if report.id != report.sha256[:16]:
        yield _("The id does not follow from the content.")
    if not library.files(report.id):
        yield _("No file is known that holds it.")
    indexed = view.passages_of(report.id) if view else report.passages
    if not len(passages) == indexed == report.passages:
        yield _("The number of passages is wrong.")
    yield from _document_problems(document)
    yield from _passage_problems(document, passages)


def _document_problems(document: Document) -> Iterator[str]:
    length = len(document.text)
    edges = [edge for block in document.blocks for edge in (block.start, block.end)]
    if edges != sorted(edges) or (edges and edges[-1] > length):
        yield _("Blocks overlap or leave the text.")
    if document.pages and [span.start for span in document.pages] != [0, *(span.end for span in document.pages[:-1])]:
        yield _("Pages do not follow one another.")
    if document.pages and document.pages[-1].end != length:
        yield _("Pages do not cover the text.")


def _passage_problems(document: Document, passages: list[Passage]) -> Iterator[str]:
    for passage in passages:
        text = document.text[passage.start : passage.end]
        if not text.strip() or passage.id != passage_id(passage.report_id, passage.start, passage.end, text):
            yield _("Passage {passage} is no slice of the text.").format(passage=passage.id)
        if len(text.split()) != passage.words:
            yield _("Passage {passage} has another number of words.").format(passage=passage.id)
        if bool(document.pages) != (passage.page is not None) or (
            document.pages
            and passage.kind is not PassageKind.FOOTNOTE
            and passage.page != page_at(document, passage.start)
        ):
            yield _("Passage {passage} names the wrong page.").format(passage=passage.id)
    for before, after in itertools.pairwise(passages):
        if before.end > after.start:
            yield _("Passages {before} and {after} overlap.").format(before=before.id, after=after.id)
