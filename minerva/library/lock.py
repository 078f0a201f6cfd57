"""One process writes to a library at a time; a second is told which one."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from minerva.errors import LibraryLocked

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """
    Hold the right to write to the library in *folder*.

    The operating system frees the lock when its process ends, however it ends.

    Raises
    ------
    LibraryLocked
        If another process, or another thread of this one, holds it.
    """
    pid_file = folder / "writer.pid"
    lock = FileLock(folder / "writer.lock", timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise LibraryLocked(folder, _read_pid(pid_file)) from error
    try:
        # Where even this finds no room, others are told of a writer without its id.
        with suppress(OSError):
            pid_file.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        pid_file.unlink(missing_ok=True)
        lock.release()


def is_locked(folder: Path) -> bool:
    """Tell whether another process, or another thread of this one, is writing to the library in *folder*."""
    try:
        with writer_lock(folder):
            return False
    except LibraryLocked:
        return True


def _read_pid(pid_file: Path) -> int | None:
    try:
        return int(pid_file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
