"""Other programs that help to read a file, within limits, and never longer alive than this process."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from minerva.errors import MinervaError
from minerva.messages import translate as _
from minerva.read import warden

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LAST_WORDS = 200
"""So many characters of what a program complained of are told."""


class ProgramFailed(MinervaError):
    """A program did not do what it was run for; the message says why."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """Make a folder that only this user may enter, and remove it when the block is left."""
    with TemporaryDirectory(prefix="minerva-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run_program(command: Sequence[str], folder: Path, *, timeout_s: float, memory_mb: int) -> None:
    """
    Run *command* in *folder*, where its own temporary files go too, and wait for its end.

    Parameters
    ----------
    timeout_s, memory_mb
        Limits on the program and all that it starts together. Should this process die, they end and *folder* goes.

    Raises
    ------
    ProgramFailed
        If it cannot be started, goes beyond its limits or ends with an error.
    """
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    guarded = [sys.executable, "-P", warden.__file__, str(timeout_s), str(memory_mb), str(folder), *command]
    complaints = folder / "complaints.txt"
    with complaints.open("wb") as file:
        # In a session of its own, so that Ctrl-C reaches it only through the end of this process.
        running = subprocess.Popen(  # noqa: S603 - the commands are our own
            guarded,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=file,
            cwd=folder,
            # One thread a program: the workers fill the processor, and the same text comes out on every machine.
            env={**os.environ, **places, "OMP_THREAD_LIMIT": "1"},
            start_new_session=True,
        )
        with running:
            code = _wait(running)
    if code:
        raise ProgramFailed(_why(code, complaints, timeout_s=timeout_s, memory_mb=memory_mb))


def _wait(running: subprocess.Popen[bytes]) -> int:
    try:
        return running.wait()
    finally:
        # Should the waiting be broken off, this ends the program.
        if running.stdin:
            running.stdin.close()


def _why(code: int, complaints: Path, *, timeout_s: float, memory_mb: int) -> str:
    if code == warden.TOO_LONG:
        return _("it took longer than {limit:g} seconds").format(limit=timeout_s)
    if code == warden.TOO_LARGE:
        return _("it took more than {limit} MB of memory").format(limit=memory_mb)
    lines = complaints.read_text(encoding="utf-8", errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return _("it ended with code {code}: {words}").format(code=code, words=last[-_LAST_WORDS:])
