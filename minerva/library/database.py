"""The database file of a library, and what it and its disk refuse."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from minerva.errors import StorageError, refusal
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATABASE = "library.db"
_BUSY_MS = 30_000
_ROOM_BYTES = 100_000


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


def connect(folder: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the database of the library in *folder*, where several may read while one writes."""
    with storage_errors(folder):
        if read_only:
            return _connect_to_read(folder)
        connection = sqlite3.connect(folder / DATABASE, isolation_level=None, timeout=_BUSY_MS / 1000)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection


def _connect_to_read(folder: Path) -> sqlite3.Connection:
    """Open the database so that SQLite itself refuses every change."""
    address = f"{(folder / DATABASE).absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=_BUSY_MS / 1000)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA query_only = ON")
    return connection
