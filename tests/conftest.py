"""Fixtures that all tests share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from minerva.library.store import Library, open_library
from tests.making import encode_all, put_examples

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let messages be English, so that tests may compare them."""
    monkeypatch.setenv("MINERVA_LANGUAGE", "en")
    monkeypatch.delenv("MINERVA_INDEX", raising=False)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Give an empty library."""
    with open_library(tmp_path / "index", create=True) as opened:
        yield opened


@pytest.fixture
def encoded(library: Library, tmp_path: Path) -> Library:
    """Give a library of four short reports whose passages have vectors."""
    put_examples(library)
    encode_all(library, tmp_path / "model")
    return library


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of real reports; skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"no real reports here: {SHARED} is absent")
    return SHARED
