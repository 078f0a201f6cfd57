"""Processes that the web front end starts for what takes long: one of a kind at a time, to be stopped at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from minerva.errors import LibraryError, LibraryLocked, MinervaError
from minerva.library.store import INTAKE_FOLDER
from minerva.messages import language
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LOOK_EVERY_S = 0.3


def start_process(does: str, library_folder: Path) -> None:
    """Start ``python -m minerva.intake`` to do something, see there; it ends with this process at the latest."""
    process = subprocess.Popen(  # noqa: S603 - this program itself
        [sys.executable, "-m", "minerva.intake", does, str(library_folder), str(os.getpid())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | {"MINERVA_LANGUAGE": language()},
    )
    # Somebody has to take note of its end.
    threading.Thread(target=process.wait, daemon=True).start()


def lock_of(library_folder: Path, name: str) -> FileLock:
    """Return the lock of this *name*, which the process holds that does what it stands for."""
    return FileLock(library_folder / INTAKE_FOLDER / name, thread_local=False)


def is_held(library_folder: Path, name: str) -> bool:
    """Tell whether a process holds the lock of this *name*."""
    if not (library_folder / INTAKE_FOLDER).is_dir():
        return False
    try:
        with lock_of(library_folder, name).acquire(timeout=0):
            return False
    except Timeout:
        return True


def failure(error: Exception) -> str:
    """Return what users of the page are told of *error*, whose own words may name the library's folder."""
    if isinstance(error, LibraryLocked):
        return _("Another program is writing to the library just now. Try again.")
    if isinstance(error, LibraryError):
        return _("The library cannot be written to: its disk is full or refuses.")
    if isinstance(error, MinervaError):
        return str(error)
    return _("Something went wrong: {kind}.").format(kind=type(error).__name__)


@contextmanager
def interrupted_when(is_time: Callable[[], bool]) -> Iterator[None]:
    """Raise KeyboardInterrupt in the block, which the main thread runs, as soon as *is_time* says so."""
    over = threading.Event()

    def watch() -> None:
        while not is_time():
            if over.wait(_LOOK_EVERY_S):
                return
        _interrupt()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _interrupt() -> None:
    """Do to the main thread what Ctrl-C does, also where it waits for a worker."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)


def is_there(pid: int | None) -> bool:
    """Tell whether the process that started this one still runs; None stands for one that always does."""
    return pid is None or not hasattr(os, "getppid") or os.getppid() == pid
