"""Fixtures of labelling: a library on four themes, and a project that tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.labelling.projects import create_project
from minerva.records import Label
from tests.labelled import NAMES, WHEN
from tests.making import encode_all, put_themes

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library
    from minerva.records import LabelProject


@pytest.fixture
def themed(library: Library, tmp_path: Path) -> Library:
    """Give a library of four municipalities, each with sixteen passages on four themes, with vectors."""
    put_themes(library)
    encode_all(library, tmp_path / "model")
    return library


@pytest.fixture
def project(themed: Library) -> LabelProject:
    """Give a project with a label for each theme."""
    return create_project(themed, "teman", [Label(name) for name in NAMES], when=WHEN)
