"""Changes of a library, each one transaction: wholly there or wholly not, whatever happens."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from minerva.errors import StorageError
from minerva.library.acronyms import INSERT_ACRONYM, acronym_rows
from minerva.library.database import storage_errors
from minerva.library.encoders import put_vectors
from minerva.library.indexing import update_indexes
from minerva.library.lock import writer_lock
from minerva.library.rows import (
    INSERT_DOCUMENT,
    INSERT_INDICATOR,
    INSERT_PASSAGE,
    INSERT_REPORT,
    UPDATE_REPORT,
    document_row,
    indicator_row,
    passage_row,
    report_row,
    text_rows,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.library.encoders import Vectors
    from minerva.library.store import Library
    from minerva.read.files import Source
    from minerva.records import Indicator, Passage, Report
    from minerva.understand.prepare import Prepared


class Writer:
    """The right to change a library; get it from :func:`writing`."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._connection = library.connection

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection to the database; changes belong in a :meth:`transaction`."""
        return self._connection

    def put(self, prepared: Prepared, source: Source, manifest: str, *, vectors: Vectors | None = None) -> None:
        """
        Store a report that *source* holds, in place of what that path held before.

        *manifest* is what the manifest said of it, kept so that a later change of it is seen.
        """
        report, document = prepared.report, prepared.document
        with self.transaction() as generation:
            names = self._connection.execute("SELECT * FROM files WHERE report_id = ?", (report.id,)).fetchall()
            self._forget(report.id, generation)
            self._connection.execute(INSERT_REPORT, (*report_row(report), manifest, generation))
            self._connection.execute(INSERT_DOCUMENT, document_row(report.id, document))
            self._connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", text_rows(report.id, document.text))
            self._connection.executemany(INSERT_PASSAGE, map(passage_row, prepared.passages))
            self._connection.executemany(INSERT_ACRONYM, acronym_rows(report.id, document.text))
            self._put_indicators(report.id, prepared.indicators)
            if vectors:
                self._put_vectors(prepared.passages, vectors)
            self._connection.executemany("INSERT INTO files VALUES (?, ?, ?)", map(tuple, names))
            self._name(source, report.id, generation)
            self._show_first_name(report.id)

    def name(self, source: Source, report_id: str) -> None:
        """Remember that *source* holds a report that is already there; forget names under which it is gone."""
        known = self._connection.execute(
            "SELECT name, report_id FROM files WHERE path = ?", (str(source.path),)
        ).fetchone()
        if known and tuple(known) == (source.name, report_id):
            return
        with self.transaction() as generation:
            self._name(source, report_id, generation)
            for (path,) in self._connection.execute(
                "SELECT path FROM files WHERE report_id = ?", (report_id,)
            ).fetchall():
                if not os.path.lexists(path):
                    self._connection.execute("DELETE FROM files WHERE path = ?", (path,))
            self._show_first_name(report_id)

    def identify(self, report: Report, manifest: str, indicators: Sequence[Indicator]) -> None:
        """Store what else than before is known of a report that is there, and the indicators that follow from it."""
        with self.transaction() as generation:
            self._connection.execute(UPDATE_REPORT, (*report_row(report), manifest, generation, report.id))
            # The word index takes out what it holds of the report before it puts in what there is now.
            self._connection.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (report.id, generation))
            self._put_indicators(report.id, indicators)

    def put_indicators(self, report_id: str, indicators: Sequence[Indicator]) -> None:
        """Store the indicators of a report in place of those that are there."""
        with self.transaction():
            self._put_indicators(report_id, indicators)

    def remove(self, report_id: str) -> None:
        """Remove a report with all that belongs to it; the files themselves stay."""
        with self.transaction() as generation:
            self._forget(report_id, generation)

    def put_vectors(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Store the vectors of passages that are there already."""
        with self.transaction():
            self._put_vectors(passages, vectors)

    def update_indexes(self) -> None:
        """Let searches see what has been written."""
        update_indexes(self._library)

    @contextmanager
    def transaction(self) -> Iterator[int]:
        """Change the library wholly or not at all; yield its new generation."""
        with storage_errors(self._library.folder):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
                yield self._library.generation()
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _put_indicators(self, report_id: str, indicators: Sequence[Indicator]) -> None:
        self._connection.execute("DELETE FROM indicators WHERE report_id = ?", (report_id,))
        self._connection.executemany(INSERT_INDICATOR, map(indicator_row, indicators))
        self._connection.execute("UPDATE reports SET indicators = ? WHERE id = ?", (len(indicators), report_id))

    def _put_vectors(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        rows = self._connection.execute(
            "SELECT id, number FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([passage.id for passage in passages]),),
        )
        number_by_id = dict(map(tuple, rows))
        put_vectors(self._connection, vectors.encoder, [number_by_id[one.id] for one in passages], vectors.rows)

    def _forget(self, report_id: str, generation: int) -> None:
        gone = self._connection.execute("DELETE FROM reports WHERE id = ?", (report_id,)).rowcount
        if gone:
            self._connection.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (report_id, generation))

    def _name(self, source: Source, report_id: str, generation: int) -> None:
        """Tie a path to a report; the report that it held before goes if no other path holds it."""
        row = self._connection.execute("SELECT report_id FROM files WHERE path = ?", (str(source.path),)).fetchone()
        self._connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (str(source.path), source.name, report_id)
        )
        if row and row["report_id"] != report_id:
            left = self._connection.execute("SELECT 1 FROM files WHERE report_id = ?", (row["report_id"],)).fetchone()
            if left:
                self._show_first_name(row["report_id"])
            else:
                self._forget(row["report_id"], generation)

    def _show_first_name(self, report_id: str) -> None:
        """Show a report by that of its names which sorts first, so that the order of adding does not matter."""
        self._connection.execute(
            "UPDATE reports SET file = (SELECT min(name) FROM files WHERE report_id = id) WHERE id = ?", (report_id,)
        )


def remove(library: Library, report_ids: Iterable[str]) -> list[Report]:
    """
    Remove reports from *library* and return them; the files that they were read from stay.

    Raises
    ------
    UnknownValue
        If one of *report_ids* is, or begins, no report's id; then nothing is removed.
    LibraryLocked
        If another process is writing.
    """
    with writing(library) as writer:
        reports = [library.report(report_id) for report_id in dict.fromkeys(report_ids)]
        for report in reports:
            writer.remove(report.id)
    return reports


@contextmanager
def writing(library: Library) -> Iterator[Writer]:
    """
    Hold the right to change *library*; on leaving, however that comes, searches see what was written.

    Raises
    ------
    LibraryLocked
        If another process is writing.
    LibraryReadOnly
        If *library* was opened to be read only.
    """
    library.require_writable()
    with writer_lock(library.folder):
        writer = Writer(library)
        writer.update_indexes()
        try:
            yield writer
        except BaseException:
            # What went wrong first, such as a full disk, is what the user should hear of.
            with suppress(StorageError):
                writer.update_indexes()
            raise
        writer.update_indexes()
