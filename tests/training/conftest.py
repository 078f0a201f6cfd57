"""A handful of invented public texts to train on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.training.making import write_public_texts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def public_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of invented pages and questions with answers."""
    return write_public_texts(tmp_path_factory.mktemp("texts"))
