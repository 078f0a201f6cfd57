"""Other programs: their limits, what is told of their failures, and that none outlives this process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from minerva.read.program import ProgramFailed, private_folder, run_program

ROOT = Path(__file__).parents[2]
SLEEP = "import time; time.sleep(60)"


def python(script: str) -> list[str]:
    """Return the command that runs a Python script."""
    return [sys.executable, "-c", script]


def failure(script: str, folder: Path, *, timeout_s: float = 30, memory_mb: int = 500) -> str:
    """Return what is told of a program that fails."""
    with pytest.raises(ProgramFailed) as caught:
        run_program(python(script), folder, timeout_s=timeout_s, memory_mb=memory_mb)
    return str(caught.value)


def wait_until(condition: object) -> None:
    """Wait, ten seconds at most, until *condition* returns something true."""
    assert callable(condition)
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_program_works_in_its_folder(tmp_path: Path) -> None:
    """A program finds itself in the folder, and its temporary files go there too."""
    script = "import tempfile, pathlib; pathlib.Path('found.txt').write_text(tempfile.gettempdir())"
    run_program(python(script), tmp_path, timeout_s=30, memory_mb=500)
    assert (tmp_path / "found.txt").read_text() == str(tmp_path)


def test_a_program_that_fails_is_told_of(tmp_path: Path) -> None:
    """The code with which a program ended and its last words are told."""
    told = failure("import sys; print('ett'); sys.exit('sidan är tom')", tmp_path)
    assert "code 1" in told
    assert told.endswith("sidan är tom")


def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    """After its time a program is ended, with all that it started, and the limit is named."""
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEP!r}])"
    began = time.monotonic()
    assert "longer than 2 seconds" in failure(script, tmp_path, timeout_s=2)
    assert time.monotonic() - began < 20
    assert not _asleep()


def test_a_program_that_grows_is_ended(tmp_path: Path) -> None:
    """A program that takes too much memory, together with what it started, is ended, and the limit is named."""
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'a = bytearray(400_000_000); input()'])"
    script = script.replace("input()", "import time; time.sleep(60)")
    assert "more than 200 MB" in failure(script, tmp_path, memory_mb=200)


def test_no_program_outlives_its_caller(tmp_path: Path) -> None:
    """When the calling process is killed, the program ends, and so does the folder with its files."""
    folder = tmp_path / "egen"
    folder.mkdir()
    caller = subprocess.Popen(
        python(
            "import pathlib, sys; from minerva.read.program import run_program;"
            f"command = [sys.executable, '-c', {SLEEP!r}]; folder = pathlib.Path({str(folder)!r});"
            "run_program(command, folder, timeout_s=60, memory_mb=500)"
        ),
        cwd=ROOT,
    )
    wait_until(_asleep)
    caller.kill()
    caller.wait()
    wait_until(lambda: not folder.exists())
    assert not _asleep()


def test_a_private_folder_is_removed() -> None:
    """The folder for a program's files is this user's alone, and gone afterwards, also after an error."""
    with pytest.raises(KeyError):
        _fail_in_folder(seen := [])
    assert not seen[0].exists()


def _fail_in_folder(seen: list[Path]) -> None:
    with private_folder() as folder:
        seen.append(folder)
        (folder / "sida.png").write_bytes(b"x")
        assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0
        raise KeyError


def _asleep() -> list[psutil.Process]:
    """Return the processes that run the sleeping script and nothing else."""
    commands = ((process, process.info["cmdline"] or []) for process in psutil.process_iter(["cmdline"]))
    return [
        process for process, words in commands if words[-1:] == [SLEEP] and not any("warden" in word for word in words)
    ]
