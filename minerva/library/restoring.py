"""Reports that were removed come back as they were."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minerva.library.encoders import Vectors, encoder_in_use, vectors_of
from minerva.library.writing import writing
from minerva.read.files import Source
from minerva.understand.prepare import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minerva.library.store import Library
    from minerva.library.writing import Writer


@dataclass(frozen=True, slots=True)
class Kept:
    """
    A report with all that is needed to put it back.

    Attributes
    ----------
    manifest
        What a manifest said of it, as the library keeps that.
    sources
        The files that hold it.
    vectors
        Of its passages; None where they have none, or not all of them have one.
    """

    prepared: Prepared
    manifest: str
    sources: tuple[Source, ...]
    vectors: Vectors | None


def remove_kept(library: Library, report_ids: Iterable[str]) -> list[Kept]:
    """
    Remove reports and return what :func:`put_back` needs to undo that.

    Raises
    ------
    UnknownValue
        If there is no such report; then nothing is removed.
    LibraryLocked
        If another process is writing.
    """
    with writing(library) as writer:
        kept = [_keep(library, report_id) for report_id in dict.fromkeys(report_ids)]
        for one in kept:
            writer.remove(one.prepared.report.id)
    return kept


def put_back(library: Library, kept: Iterable[Kept]) -> None:
    """
    Put removed reports back; those that have come back by themselves are left alone.

    Raises
    ------
    LibraryLocked
        If another process is writing.
    """
    with writing(library) as writer:
        there = {report.id for report in library.reports()}
        for one in kept:
            if one.prepared.report.id not in there:
                _put(library, writer, one)


def _keep(library: Library, report_id: str) -> Kept:
    report = library.report(report_id)
    row = library.connection.execute("SELECT manifest FROM reports WHERE id = ?", (report.id,)).fetchone()
    files = library.connection.execute("SELECT path, name FROM files WHERE report_id = ?", (report.id,)).fetchall()
    passages = tuple(library.passages(report.id))
    prepared = Prepared(report, library.document(report.id), passages, tuple(library.indicators(report.id)))
    sources = tuple(Source(Path(path), name) for path, name in files)
    return Kept(prepared, row["manifest"], sources, _vectors(library, report.id, len(passages)))


def _vectors(library: Library, report_id: str, passages: int) -> Vectors | None:
    encoder = encoder_in_use(library.connection)
    if encoder is None:
        return None
    # In the order of the text, as the passages are, which is the order of their numbers.
    numbers = [number for some in library.numbers_of([report_id]) for number in some]
    _found, rows = vectors_of(library.connection, encoder, numbers)
    return Vectors(encoder, rows) if len(rows) == passages else None


def _put(library: Library, writer: Writer, kept: Kept) -> None:
    first, *others = kept.sources
    vectors = kept.vectors
    if vectors and encoder_in_use(library.connection) != vectors.encoder:
        vectors = None
    writer.put(kept.prepared, first, kept.manifest, vectors=vectors)
    for source in others:
        writer.name(source, kept.prepared.report.id)
