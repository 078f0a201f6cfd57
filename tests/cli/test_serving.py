"""The web front end is started from the command line."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from minerva.library.store import Library


def _start(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "minerva", "app", "--index", str(folder), *options]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)


def test_taken_port_is_an_error(library: Library) -> None:
    """A port that is taken ends the command with one line that says what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = _start(library.folder, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "Give another: --port N" in done.stderr
    assert done.stdout == ""


def test_read_only_makes_no_library(tmp_path: Path) -> None:
    """Where there is no library, read-only mode says so and makes none."""
    done = _start(tmp_path / "none", "--read-only")
    assert done.returncode == 1
    assert "No library in" in done.stderr
    assert not (tmp_path / "none").exists()
