"""A library of short reports that do different things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.making_examples import put_lessons

if TYPE_CHECKING:
    from minerva import Library


@pytest.fixture
def teaching(library: Library) -> Library:
    """Give six reports of three municipalities and two years, each with an analysis, an action and a plan."""
    put_lessons(library)
    return library
