"""The reports of invented municipalities that come with a checkout of Minerva."""

from __future__ import annotations

from pathlib import Path

from minerva.read.files import MANIFEST_FILE

_CORPUS = Path(__file__).parents[2] / "corpus"


def example_folder() -> Path | None:
    """Return where the example reports lie; None where they are not on this machine."""
    return _CORPUS if (_CORPUS / MANIFEST_FILE).is_file() else None
