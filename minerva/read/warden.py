"""
Run a program within limits of time and memory on it and on all that it starts, and end it when the caller is gone.

A script of its own, run as ``python -P warden.py SECONDS MEGABYTES FOLDER PROGRAM …`` by :mod:`minerva.read.program`,
with a pipe as its input: when the caller dies, however that comes, the pipe closes, the program is ended and *FOLDER*,
where it has its files, is removed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time

import psutil

TOO_LONG, TOO_LARGE, ORPHANED = 97, 98, 99
"""Exit codes for what the program did not end by itself; they are none of ocrmypdf's."""
_LOOK_EVERY_S = 0.1
_STDIN = 0


def main() -> int:
    """Run the program; return its exit code, or ours."""
    seconds, megabytes, folder, *command = sys.argv[1:]
    alone = threading.Event()
    threading.Thread(target=_wait_for_end_of_input, args=(alone,), daemon=True).start()
    # A program written in Python has a Python of its own.
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    program = psutil.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=own)
    code = _watch(program, time.monotonic() + float(seconds), int(megabytes) * 1_000_000, alone)
    if alone.is_set():
        shutil.rmtree(folder, ignore_errors=True)
    return code


def _watch(program: psutil.Popen, deadline: float, most_bytes: int, alone: threading.Event) -> int:
    while (code := program.poll()) is None:
        if time.monotonic() > deadline or alone.is_set():
            _end(program)
            return ORPHANED if alone.is_set() else TOO_LONG
        if sum(map(_resident_bytes, _tree(program))) > most_bytes:
            _end(program)
            return TOO_LARGE
        time.sleep(_LOOK_EVERY_S)
    return int(code)


def _wait_for_end_of_input(alone: threading.Event) -> None:
    # sys.stdin has a lock, which Python asks for when it ends.
    while os.read(_STDIN, 1):
        continue
    alone.set()


def _tree(program: psutil.Popen) -> list[psutil.Process]:
    try:
        return [program, *program.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _resident_bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0  # it ended meanwhile


def _end(program: psutil.Popen) -> None:
    """Kill the program and its descendants, those that it starts meanwhile too."""
    program.suspend()
    tree = _tree(program)
    for process in reversed(tree):
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(tree, timeout=5)


if __name__ == "__main__":
    raise SystemExit(main())
