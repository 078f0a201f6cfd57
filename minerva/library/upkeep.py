"""Whether a library holds what it promises, how large it is, and making anew what is derived."""

from __future__ import annotations

import itertools
import sqlite3
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from minerva.library import schema
from minerva.library.acronyms import find_acronyms_anew
from minerva.library.database import DATABASE, storage_errors
from minerva.library.encoders import encoder_in_use, extent, vectors_after
from minerva.library.indexing import is_reflected, update_indexes
from minerva.library.lock import is_locked, writer_lock
from minerva.library.passage_vectors import bring_up_to_date, chosen_encoder
from minerva.library.quotations import quotation_problems
from minerva.library.writing import Writer, writing
from minerva.messages import translate as _
from minerva.records import PassageKind
from minerva.understand.indicators import indicators_of
from minerva.understand.passages import page_at, passage_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from minerva.library.passage_vectors import Progress
    from minerva.library.store import Library
    from minerva.library.words import WordView
    from minerva.records import Document, Passage, Report


_MOST_OFF = 0.01
"""So much may float16 change the length of a vector, and more than ten times that would show in scores."""


def verify(library: Library, *, on_progress: Callable[[Report], None] | None = None) -> list[str]:
    """
    Check everything that always holds; return what does not, a sentence each.

    Every passage is a slice of its report's text, ids follow from content, blocks and pages are in order, each report
    has a file, every passage has a vector of length one if any has, saved quotations are what was saved, and the
    indexes hold just what the database holds, unless another process is writing.
    """
    view = library.words.view()
    with storage_errors(library.folder), library.snapshot():
        problems = [*_database_problems(library.connection), *_vector_problems(library), *quotation_problems(library)]
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


def rebuild(library: Library, *, on_progress: Callable[[Progress], None] | None = None) -> None:
    """
    Make anew what is derived from the reports' texts: indicators, acronyms, word and vector index; encode the rest.

    Raises
    ------
    LibraryLocked
        If another process is writing.
    EncoderError
        If the library's encoder cannot be loaded; the indexes have been made anew then.
    LibraryReadOnly
        If *library* was opened to be read only.
    """
    library.require_writable()
    with writer_lock(library.folder):
        writer = Writer(library)
        for report in library.reports():
            found = indicators_of(library.document(report.id), report.id, report.year, report.municipality)
            writer.put_indicators(report.id, found)
        with storage_errors(library.folder):
            find_acronyms_anew(library)
        update_indexes(library, anew=True)
        with storage_errors(library.folder):
            library.connection.execute("VACUUM")
    encoder = chosen_encoder(library)
    if encoder:
        with writing(library) as writer:
            bring_up_to_date(library, writer, encoder, on_progress=on_progress)


def describe(library: Library) -> dict[str, Any]:
    """Return counts, sizes in bytes and versions."""
    with storage_errors(library.folder):
        counted = library.connection.execute(
            "SELECT count(*), coalesce(sum(words), 0), coalesce(sum(passages), 0), coalesce(sum(indicators), 0),"
            " count(DISTINCT municipality), min(year), max(year) FROM reports"
        ).fetchone()
        names = ("reports", "words", "passages", "indicators", "municipalities", "year_first", "year_last")
        return {
            "folder": str(library.folder),
            **dict(zip(names, counted, strict=True)),
            "database_bytes": (library.folder / DATABASE).stat().st_size,
            "word_index_bytes": _bytes_in(library.words.folder),
            **_describe_vectors(library),
            "generation": library.generation(),
            "library_version": schema.version(library.connection),
            "minerva_version": version("minerva-reports"),
            "sqlite_version": sqlite3.sqlite_version,
            "tantivy_version": version("tantivy"),
            "faiss_version": version("faiss-cpu"),
        }


def _describe_vectors(library: Library) -> dict[str, Any]:
    encoder = encoder_in_use(library.connection)
    return {
        "encoder": encoder.name if encoder else None,
        "vectors": extent(library.connection, encoder).passages if encoder else 0,
        "vector_index_bytes": _bytes_in(library.vectors.folder),
    }


def _bytes_in(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _database_problems(connection: sqlite3.Connection) -> Iterator[str]:
    for (answer,) in connection.execute("PRAGMA integrity_check"):
        if answer != "ok":
            yield _("The database is damaged: {problem}.").format(problem=answer)
    for table, *_rest in connection.execute("PRAGMA foreign_key_check"):
        yield _("The table {table} points to what is not there.").format(table=table)


def _vector_problems(library: Library) -> Iterator[str]:
    """Yield what is wrong with the vectors of the encoder in use; a library without one has none."""
    encoder = encoder_in_use(library.connection)
    if encoder is None:
        return
    import numpy as np  # noqa: PLC0415 - numpy and FAISS take a tenth of a second

    numbers = []
    for some, vectors in vectors_after(library.connection, encoder, 0):
        numbers.append(some)
        off = np.abs(np.linalg.norm(vectors.astype(np.float32), axis=1) - 1) > _MOST_OFF
        for number in some[off]:
            yield _("The vector of passage {number} has not length one.").format(number=number)
    passages = {number for (number,) in library.connection.execute("SELECT number FROM passages")}
    with_vector = set(np.concatenate(numbers).tolist()) if numbers else set()
    if with_vector != passages:
        yield _("{n} passages have no vector.").format(n=len(passages - with_vector))
    view = library.vectors.view(encoder)
    if (view is None or set(view.numbers.tolist()) != with_vector) and not is_locked(library.folder):
        yield _("The vector index is out of date.")


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
    yield from _indicator_problems(library, report, document)


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


def _indicator_problems(library: Library, report: Report, document: Document) -> Iterator[str]:
    indicators = library.indicators(report.id)
    counted = library.connection.execute("SELECT indicators FROM reports WHERE id = ?", (report.id,)).fetchone()[0]
    if counted is not None and counted != len(indicators):
        yield _("The number of indicators is wrong.")
    for one in indicators:
        if not 0 <= one.start < one.end <= len(document.text) or not document.text[one.start : one.end].strip():
            yield _("Indicator {name!r} is no slice of the text.").format(name=one.name)
