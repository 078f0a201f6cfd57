"""A library: reports with their text and passages, kept in one SQLite database, and the word index derived from it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from minerva.errors import LibraryLocked, NoLibrary, StorageError, UnknownValue, refusal
from minerva.library import schema
from minerva.library.lock import writer_lock
from minerva.library.rows import PASSAGE_COLUMNS, REPORT_COLUMNS, document_from, passage_from, report_from
from minerva.library.words import Addition, Entry, WordIndex
from minerva.messages import translate as _
from minerva.settings import FILE_NAME, Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from minerva.library.words import WordView
    from minerva.records import Document, Passage, Report

DATABASE = "library.db"
_BUSY_MS = 30_000
_ROOM_BYTES = 100_000
_MADE_ANEW = 20_000
"""Up to so many passages the word index is made anew when reports were removed, in a second or two: what is deleted
within an index would go on counting in the scores of the rest."""


class Library:
    """
    Reports of one folder, to be read by any number of processes while one writes.

    Open it with :func:`open_library`. A library may be shared between threads: each has a connection of its own.

    Attributes
    ----------
    folder
        Where the library lies.
    settings
        What ``minerva.toml`` in that folder sets.
    words
        The word index.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self.words = WordIndex(folder / "words")
        self._local = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close this thread's connection; the library may be used again."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread to the database."""
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = _connect(self.folder)
            self._local.connection = connection
        return connection

    def owns(self, path: Path) -> bool:
        """Tell whether *path* is one of the files that the library consists of."""
        path, folder = Path(os.path.realpath(path)), Path(os.path.realpath(self.folder))
        first = path.relative_to(folder).parts[0] if folder in path.parents else ""
        return first in {FILE_NAME, self.words.folder.name} or first.startswith((DATABASE, "writer."))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all that this thread reads in the block be of one moment, whatever others write meanwhile."""
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("COMMIT")

    def generation(self) -> int:
        """Return a number that grows with every change of the library."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchone()
        return int(row[0])

    def reports(self) -> list[Report]:
        """Return all reports, in the order of their files' names."""
        rows = self.connection.execute(f"SELECT {REPORT_COLUMNS} FROM reports ORDER BY file, id")  # noqa: S608
        return [report_from(row) for row in rows]

    def report(self, report_id: str) -> Report:
        """
        Return the report whose id is, or alone begins with, *report_id*.

        Raises
        ------
        UnknownValue
            If no report, or more than one, has such an id.
        """
        rows = self.connection.execute(
            f"SELECT {REPORT_COLUMNS} FROM reports WHERE id >= ? AND id < ? LIMIT 2",  # noqa: S608 - our own columns
            (report_id, report_id + "g"),
        ).fetchall()
        if len(rows) != 1 or not report_id:
            raise UnknownValue("report", report_id, begins_several=len(rows) > 1 and bool(report_id))
        return report_from(rows[0])

    def passages(self, report_id: str) -> list[Passage]:
        """Return the passages of a report, in the order of its text."""
        rows = self.connection.execute(
            f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE report_id = ? ORDER BY start",  # noqa: S608
            (self.report(report_id).id,),
        )
        return [passage_from(row) for row in rows]

    def passage(self, passage_id: str) -> Passage:
        """
        Return the passage whose id is, or alone begins with, *passage_id*.

        Raises
        ------
        UnknownValue
            If no passage, or more than one, has such an id.
        """
        rows = self.connection.execute(
            f"SELECT {PASSAGE_COLUMNS} FROM passages WHERE id >= ? AND id < ? LIMIT 2",  # noqa: S608
            (passage_id, passage_id + "g"),
        ).fetchall()
        if len(rows) != 1 or not passage_id:
            raise UnknownValue("passage", passage_id, begins_several=len(rows) > 1 and bool(passage_id))
        return passage_from(rows[0])

    def text(self, report_id: str) -> str:
        """Return the canonical text of a report."""
        return self.document(report_id).text

    def document(self, report_id: str) -> Document:
        """Return a report's text with its pages and blocks."""
        row = self.connection.execute(
            "SELECT * FROM documents WHERE report_id = ?", (self.report(report_id).id,)
        ).fetchone()
        return document_from(row)

    def quote(self, passage: Passage) -> str:
        """Return the text of *passage*."""
        row = self.connection.execute(
            "SELECT substr(text, ?, ?) FROM documents WHERE report_id = ?",
            (passage.start + 1, passage.end - passage.start, passage.report_id),
        ).fetchone()
        return str(row[0])

    def files(self, report_id: str) -> list[str]:
        """Return the full paths of all files that hold the report."""
        rows = self.connection.execute("SELECT path FROM files WHERE report_id = ? ORDER BY path", (report_id,))
        return [row["path"] for row in rows]

    def values(self, column: str) -> list[str]:
        """Return what the reports have in *column*, each once."""
        rows = self.connection.execute(
            f'SELECT DISTINCT "{column}" FROM reports WHERE "{column}" IS NOT NULL'  # noqa: S608 - from our own code
        )
        return [str(row[0]) for row in rows]

    def located(self, numbers: Sequence[int]) -> dict[int, tuple[Passage, Report]]:
        """Return passages with their reports by passage number; those that are gone are left out."""
        rows = self.connection.execute(
            f"SELECT number, {PASSAGE_COLUMNS} FROM passages "  # noqa: S608 - names of our own columns
            "WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        ).fetchall()
        passages = {row["number"]: passage_from(row) for row in rows}
        report_rows = self.connection.execute(
            f"SELECT {REPORT_COLUMNS} FROM reports WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 - as above
            (json.dumps([passage.report_id for passage in passages.values()]),),
        )
        reports = {row["id"]: report_from(row) for row in report_rows}
        return {number: (passage, reports[passage.report_id]) for number, passage in passages.items()}

    def keys(self, numbers: Sequence[int], column: str) -> dict[int, tuple[str, str | None]]:
        """Return each passage's id and its report's *column* by passage number; those that are gone are left out."""
        rows = self.connection.execute(
            f'SELECT number, passages.id, reports."{column}" FROM passages '  # noqa: S608 - from our own code
            "JOIN reports ON reports.id = report_id WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        )
        return {number: (passage_id, value) for number, passage_id, value in rows}

    def removed_since(self, generation: int) -> list[str]:
        """Return the ids of reports that were removed after *generation*, also those that have come back."""
        rows = self.connection.execute("SELECT report_id FROM removed WHERE generation > ?", (generation,))
        return [row["report_id"] for row in rows]

    def update_words(self, *, anew: bool = False) -> None:
        """
        Bring the word index up to date with the library, if it is not, or make it *anew* in any case.

        Needs the writer's lock; see :meth:`catch_up` for readers.
        """
        view = self.words.view()
        with storage_errors(self.folder):
            if view and not anew and self.is_reflected(view):
                return
            removed = [one for one in self.removed_since(view.generation) if view.passages_of(one)] if view else []
            anew = anew or bool(removed and view and view.passages <= _MADE_ANEW)
            if view and not anew and view.generation <= self.generation():
                self.words.update(removed, self._additions_since(view.generation))
                view = self.words.view()
            # An index that is not up to date even now belongs to another library.
            if anew or not view or not self.is_reflected(view):
                self.words.make_anew(self._additions_since(-1))

    def catch_up(self) -> None:
        """Bring the word index up to date unless another process is writing, which then does so itself."""
        view = self.words.view()
        if view and self.is_reflected(view):
            return
        try:
            with writer_lock(self.folder):
                self.update_words()
        except LibraryLocked:
            return

    def is_reflected(self, view: WordView) -> bool:
        """Tell whether the index holds just the reports that the library holds."""
        newest, passages = self.connection.execute(
            "SELECT coalesce(max(generation), 0), coalesce(sum(passages), 0) FROM reports"
        ).fetchone()
        return (view.generation, view.passages) == (newest, passages)

    def _additions_since(self, generation: int) -> Iterator[Addition]:
        query = f"SELECT {REPORT_COLUMNS}, generation FROM reports WHERE generation > ? ORDER BY generation"  # noqa: S608
        for row in self.connection.execute(query, (generation,)).fetchall():
            report = report_from(row)
            text = self.text(report.id)
            rows = self.connection.execute(
                f"SELECT number, {PASSAGE_COLUMNS} FROM passages WHERE report_id = ? ORDER BY start",  # noqa: S608
                (report.id,),
            )
            passages = [(row["number"], passage_from(row)) for row in rows]
            entries = [Entry(number, passage, text[passage.start : passage.end]) for number, passage in passages]
            yield Addition(report, row["generation"], entries)


def open_library(folder: str | Path = "index", *, create: bool = False) -> Library:
    """
    Open the library in *folder*, bringing what is derived up to date.

    Parameters
    ----------
    create
        Make an empty library where there is none.

    Raises
    ------
    NoLibrary
        If there is none and *create* is false.
    LibraryTooNew, SettingsError, StorageError
        If it cannot be used.
    """
    folder = Path(folder).absolute()
    if not (folder / DATABASE).exists():
        if not create:
            raise NoLibrary(folder)
        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
    library = Library(folder, load_settings(folder / FILE_NAME))
    with storage_errors(folder):
        if schema.version(library.connection) != schema.VERSION:
            with writer_lock(folder):
                schema.migrate(library.connection, folder)
        library.catch_up()
    return library


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn what the database or the disk refuses into a :class:`~minerva.errors.StorageError` with a remedy."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _storage_error(folder, error) from error
    except ValueError as error:
        # tantivy gives ValueError for whatever the disk refuses.
        if not str(error).startswith(("Failed", "An IO error", "Error", "An error", "IO")):
            raise
        raise _storage_error(folder, error) from error


def _storage_error(folder: Path, error: Exception) -> StorageError:
    text = str(error)
    if "full" in text or "No space" in text or "too large" in text or _is_full(folder):
        return StorageError(
            _("The disk is full: {folder}. Make room and repeat the command; what is there is safe.").format(
                folder=folder
            )
        )
    if isinstance(error, sqlite3.DatabaseError) and ("malformed" in text or "not a database" in text):
        return StorageError(
            _(
                "The library in {folder} is damaged ({error}). "
                "Restore it from a copy, or delete the folder and add the reports again."
            ).format(folder=folder, error=text)
        )
    return StorageError(
        _("The library in {folder} cannot be used: {error}. Check the folder and your right to write there.").format(
            folder=folder, error=refusal(error) if isinstance(error, OSError) else text
        )
    )


def _is_full(folder: Path) -> bool:
    """Tell whether the disk has no room left; tantivy does not say why it could not write."""
    try:
        return shutil.disk_usage(folder).free < _ROOM_BYTES
    except OSError:
        return False


def _connect(folder: Path) -> sqlite3.Connection:
    with storage_errors(folder):
        connection = sqlite3.connect(folder / DATABASE, isolation_level=None, timeout=_BUSY_MS / 1000)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection
