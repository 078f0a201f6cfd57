"""A library: reports with their text and passages, kept in one SQLite database, and the indexes derived from it."""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from minerva.errors import LibraryReadOnly, NoLibrary, UnknownValue
from minerva.library import schema
from minerva.library.database import DATABASE, connect, storage_errors
from minerva.library.indexing import catch_up
from minerva.library.lock import writer_lock
from minerva.library.rows import (
    INDICATOR_COLUMNS,
    PASSAGE_COLUMNS,
    PIECE_CHARACTERS,
    REPORT_COLUMNS,
    document_from,
    indicator_from,
    passage_from,
    report_from,
)
from minerva.library.vectors import VectorIndex
from minerva.library.words import PASSAGE_KIND, WordIndex
from minerva.settings import FILE_NAME, Settings, load_settings
from minerva.swedish.acronyms import GLOSSARY_FILE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from minerva.records import Document, Indicator, Passage, Report

_LAST_PIECE = 1 << 32
_THEIR_REPORTS = "JOIN reports ON reports.id = report_id "
INTAKE_FOLDER = "intake"
"""Within the library's folder: files that were handed in, see :mod:`minerva.intake`."""
DEFINITIONS_FILE = "themes.toml"
"""The library's own definitions of themes, see :mod:`minerva.themes.definitions`."""


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
    words, vectors
        The word index and the vector index.
    read_only
        Whether every change is refused.
    """

    def __init__(self, folder: Path, settings: Settings, *, read_only: bool = False) -> None:
        self.folder = folder
        self.settings = settings
        self.read_only = read_only
        self.words = WordIndex(folder / "words")
        self.vectors = VectorIndex(folder / "vectors")
        self._local = threading.local()
        # Every search with filters asks for these; they hold for one generation of the library.
        self._values: dict[str, tuple[int, list[str]]] = {}
        self._ranges: tuple[int, dict[str, range]] = (-1, {})

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
            connection = connect(self.folder, read_only=self.read_only)
            self._local.connection = connection
        return connection

    def require_writable(self) -> None:
        """
        Let whoever wants to change the library go on.

        Raises
        ------
        LibraryReadOnly
            If it was opened to be read only.
        """
        if self.read_only:
            raise LibraryReadOnly(self.folder)

    def owns(self, path: Path) -> bool:
        """Tell whether *path* is one of the files that the library consists of."""
        path, folder = Path(os.path.realpath(path)), Path(os.path.realpath(self.folder))
        first = path.relative_to(folder).parts[0] if folder in path.parents else ""
        own = {
            FILE_NAME,
            GLOSSARY_FILE,
            INTAKE_FOLDER,
            DEFINITIONS_FILE,
            self.words.folder.name,
            self.vectors.folder.name,
        }
        return first in own or first.startswith((DATABASE, "writer."))

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
        return report_from(self._row("report", REPORT_COLUMNS, report_id))

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
        return passage_from(self._row("passage", PASSAGE_COLUMNS, passage_id))

    def text(self, report_id: str) -> str:
        """Return the canonical text of a report."""
        return self.document(report_id).text

    def document(self, report_id: str) -> Document:
        """Return a report's text with its pages and blocks."""
        report_id = self.report(report_id).id
        row = self.connection.execute("SELECT * FROM documents WHERE report_id = ?", (report_id,)).fetchone()
        return document_from(row, self._pieces(report_id, 0, _LAST_PIECE))

    def quote(self, passage: Passage) -> str:
        """Return the text of *passage*."""
        first, last = passage.start // PIECE_CHARACTERS, passage.end // PIECE_CHARACTERS
        before = first * PIECE_CHARACTERS
        return self._pieces(passage.report_id, first, last)[passage.start - before : passage.end - before]

    def slices(self, places: Sequence[tuple[str, int, int]]) -> list[str]:
        """Return the texts between offsets of reports, given by their ids, all looked up at once; empty for none."""
        pieces = [range(start // PIECE_CHARACTERS, end // PIECE_CHARACTERS + 1) for _id, start, end in places]
        wanted = {(place[0], piece) for place, some in zip(places, pieces, strict=True) for piece in some}
        rows = self.connection.execute(
            "SELECT report_id, piece, text FROM json_each(?) AS wanted "
            "JOIN texts ON report_id = wanted.value ->> 0 AND piece = wanted.value ->> 1",
            (json.dumps(sorted(wanted)),),
        )
        text_by_piece = {(report_id, piece): text for report_id, piece, text in rows}
        found = []
        for (report_id, start, end), some in zip(places, pieces, strict=True):
            text = "".join(text_by_piece.get((report_id, piece), "") for piece in some)
            before = some.start * PIECE_CHARACTERS
            found.append(text[start - before : end - before])
        return found

    def indicators(self, report_id: str) -> list[Indicator]:
        """Return the indicators of a report, in the order of its text."""
        rows = self.connection.execute(
            f"SELECT {INDICATOR_COLUMNS} FROM indicators WHERE report_id = ? ORDER BY start, number",  # noqa: S608
            (self.report(report_id).id,),
        )
        return [indicator_from(row) for row in rows]

    def files(self, report_id: str) -> list[str]:
        """Return the full paths of all files that hold the report."""
        rows = self.connection.execute("SELECT path FROM files WHERE report_id = ? ORDER BY path", (report_id,))
        return [row["path"] for row in rows]

    def values(self, column: str) -> list[str]:
        """Return what the reports have in *column*, each once."""
        generation = self.generation()
        known = self._values.get(column)
        if known is None or known[0] != generation:
            rows = self.connection.execute(
                f'SELECT DISTINCT "{column}" FROM reports WHERE "{column}" IS NOT NULL'  # noqa: S608 - from our own code
            )
            known = self._values[column] = (generation, [str(row[0]) for row in rows])
        return list(known[1])

    def located(self, numbers: Sequence[int]) -> dict[int, tuple[Passage, Report, str]]:
        """Return passages with their reports and texts by passage number; those that are gone are left out."""
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
        quotes = self.quotes(numbers)
        return {number: (one, reports[one.report_id], quotes[number]) for number, one in passages.items()}

    def quotes(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return the texts of passages by passage number; those that are gone are left out."""
        rows = self.connection.execute(
            'SELECT number, start % :piece, "end" - start, '
            "(SELECT group_concat(text, '') FROM (SELECT text FROM texts WHERE texts.report_id = passages.report_id"
            ' AND piece BETWEEN start / :piece AND "end" / :piece ORDER BY piece)) '
            "FROM passages WHERE number IN (SELECT value FROM json_each(:numbers))",
            {"piece": PIECE_CHARACTERS, "numbers": json.dumps(numbers)},
        )
        return {number: pieces[start : start + length] for number, start, length, pieces in rows}

    def number(self, passage_id: str) -> int:
        """Return the number of the passage of just this id."""
        row = self.connection.execute("SELECT number FROM passages WHERE id = ?", (passage_id,)).fetchone()
        return int(row[0])

    def numbers_of(self, report_ids: Sequence[str]) -> list[range]:
        """Return the numbers of the passages of reports, in order: those of one report follow on one another."""
        generation = self.generation()
        if self._ranges[0] != generation:
            self._ranges = (generation, {})
        known = self._ranges[1]
        rows = self.connection.execute(
            "SELECT id, (SELECT number FROM passages WHERE report_id = reports.id ORDER BY start LIMIT 1), passages "
            "FROM reports WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([one for one in report_ids if one not in known]),),
        )
        known.update({one: range(first or 0, (first or 0) + count) for one, first, count in rows})
        return sorted((known[one] for one in report_ids if known.get(one)), key=lambda one: one.start)

    def count_values(self, column: str, numbers: Sequence[int] | None = None) -> int:
        """Count what the reports of passages, or of all, have in *column*, and having nothing as one value."""
        among = (
            ""
            if numbers is None
            else ("WHERE id IN (SELECT report_id FROM passages WHERE number IN (SELECT value FROM json_each(?)))")
        )
        row = self.connection.execute(
            f'SELECT count(DISTINCT "{column}") + coalesce(max("{column}" IS NULL), 0) FROM reports {among}',  # noqa: S608
            () if numbers is None else (json.dumps(numbers),),
        ).fetchone()
        return int(row[0])

    def counts(self, fields: Sequence[str], numbers: Sequence[int] | None = None) -> dict[str, Counter[str | None]]:
        """Count passages, or all, by what they or their reports have in each of *fields*, in small letters."""
        among = "" if numbers is None else "WHERE number IN (SELECT value FROM json_each(?))"
        rows = self.connection.execute(
            f"SELECT report_id, kind, count(*) FROM passages {among} GROUP BY report_id, kind",  # noqa: S608 - as above
            () if numbers is None else (json.dumps(numbers),),
        ).fetchall()
        columns = "".join(f', "{field}"' for field in fields if field != PASSAGE_KIND)
        reports = self.connection.execute(
            f"SELECT id{columns} FROM reports WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 - as above
            (json.dumps(list({report_id for report_id, _kind, _count in rows})),),
        )
        report_by_id = {row["id"]: row for row in reports}
        counts: dict[str, Counter[str | None]] = {field: Counter() for field in fields}
        for report_id, kind, count in rows:
            for field in fields:
                value = kind if field == PASSAGE_KIND else report_by_id[report_id][field]
                counts[field][None if value is None else str(value).casefold()] += count
        return counts

    def keys(self, numbers: Sequence[int], column: str) -> dict[int, tuple[str, str | None]]:
        """Return each passage's id and its report's *column* by passage number; those that are gone are left out."""
        # Nearly always it is the report's id, which the passage knows itself.
        value, join = ("report_id", "") if column == "id" else (f'reports."{column}"', _THEIR_REPORTS)
        rows = self.connection.execute(
            f"SELECT number, passages.id, {value} FROM passages {join}"  # noqa: S608 - from our own code
            "WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        )
        return {number: (passage_id, value) for number, passage_id, value in rows}

    def removed_since(self, generation: int) -> list[str]:
        """Return the ids of reports that were removed after *generation*, also those that have come back."""
        rows = self.connection.execute("SELECT report_id FROM removed WHERE generation > ?", (generation,))
        return [row["report_id"] for row in rows]

    def _pieces(self, report_id: str, first: int, last: int) -> str:
        """Return the text of a report from its *first* piece to its *last*."""
        rows = self.connection.execute(
            "SELECT text FROM texts WHERE report_id = ? AND piece BETWEEN ? AND ? ORDER BY piece",
            (report_id, first, last),
        )
        return "".join(text for (text,) in rows)

    def _row(self, what: str, columns: str, begins: str) -> sqlite3.Row:
        """Return the only report or passage whose id begins as given."""
        rows: list[sqlite3.Row] = self.connection.execute(
            f"SELECT {columns} FROM {what}s WHERE id >= ? AND id < ? LIMIT 2",  # noqa: S608 - from our own code
            (begins, begins + "g"),
        ).fetchall()
        if len(rows) != 1 or not begins:
            raise UnknownValue(what, begins, begins_several=len(rows) > 1 and bool(begins))
        return rows[0]


def open_library(folder: str | Path = "index", *, create: bool = False, read_only: bool = False) -> Library:
    """
    Open the library in *folder*, bringing what is derived up to date.

    Parameters
    ----------
    create
        Make an empty library where there is none.
    read_only
        Refuse every change; then nothing is made, and what is derived stays as it is.

    Raises
    ------
    NoLibrary
        If there is none and *create* is false.
    LibraryTooNew, LibraryReadOnly, SettingsError, StorageError
        If it cannot be used; to be read only, it must have today's form.
    """
    folder = Path(folder).absolute()
    if not (folder / DATABASE).exists():
        if not create or read_only:
            raise NoLibrary(folder)
        with storage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
    library = Library(folder, load_settings(folder / FILE_NAME), read_only=read_only)
    with storage_errors(folder):
        if read_only:
            schema.require_todays(library.connection, folder)
            return library
        if schema.version(library.connection) != schema.VERSION:
            with writer_lock(folder):
                schema.migrate(library.connection, folder)
        catch_up(library)
    return library
