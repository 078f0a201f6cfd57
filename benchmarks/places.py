"""The files that benchmarks read, and running the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def real_reports() -> Path:
    """Return the folder of real reports, or the example reports where it is absent."""
    folder = SHARED / "reports"
    return folder if folder.is_dir() else ROOT / "corpus" / "reports"


def real_pdfs() -> list[Path]:
    """Return real PDF files, or those of the example reports where they are absent."""
    folder = SHARED / "documents"
    return sorted((folder if folder.is_dir() else ROOT / "corpus" / "reports").glob("*.pdf"))


def real_documents() -> list[Path]:
    """Return real files of all kinds, or the example reports where they are absent."""
    folder = SHARED / "documents"
    return sorted((folder if folder.is_dir() else ROOT / "corpus" / "reports").iterdir())


def minerva_command(index: Path, *words: str) -> list[str]:
    """Return the command that runs Minerva on the library in *index*."""
    return [sys.executable, "-m", "minerva", "--index", str(index), *words]


def run(command: list[str]) -> str:
    """Run a command and return what it printed; one that fails fails the benchmark."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
