"""A library with themes to be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.making import encode_all, put_themes

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library


@pytest.fixture
def themed(library: Library, tmp_path: Path) -> Library:
    """Give a library of four reports whose passages are about four themes."""
    put_themes(library)
    encode_all(library, tmp_path / "model")
    return library
