"""Every command of the README runs as it stands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SWEDISH = (ROOT / "README.sv.md").read_text(encoding="utf-8")


def _commands(text: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    # The web front end goes on until it is stopped; its own tests start it.
    return [line for line in lines if line.startswith("minerva ") and not line.startswith("minerva app")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that looks as the README's reader has it: a corpus, reports of her own, no index."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copytree(ROOT / "corpus" / "reports", folder / "rapporter")
    return folder


def _run(command: list[str], home: Path) -> str:
    environment = os.environ | {"HOME": str(home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_commands_in_order(home: Path) -> None:
    """The README's commands, one after the other, succeed and print something."""
    for command in _commands(README):
        words = [str(Path(word).expanduser()) if word.startswith("~") else word for word in shlex.split(command)]
        assert _run([sys.executable, "-m", *words], home), command


@pytest.mark.slow
def test_swedish_commands(home: Path) -> None:
    """So do those of the Swedish one."""
    for command in _commands(SWEDISH):
        words = [word.replace("~", str(home)) for word in shlex.split(command)]
        assert _run([sys.executable, "-m", *words], home), command


@pytest.mark.slow
def test_python(home: Path) -> None:
    """The README's Python runs as a script and prints hits."""
    code = "\n".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
    (home / "example.py").write_text(code, encoding="utf-8")
    assert "Granfors" in _run([sys.executable, "example.py"], home)


def test_make_targets_exist() -> None:
    """What the README tells to make can be made."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z-]+)", README + SWEDISH)) <= targets


def test_files_exist() -> None:
    """What the README points to is there."""
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README + SWEDISH)
    assert links
    assert all((ROOT / link).exists() for link in links)
