from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.retrieval.indicators import indicators
from minerva.views.courses import courses
from tests.making import put_indicators

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    from minerva.library.store import Library

    Shown = Callable[..., AppTest]


@pytest.fixture
def told(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Serve a library of three reports that tell indicators."""
    put_indicators(library)
    monkeypatch.setenv("MINERVA_INDEX", str(library.folder))
    return library


def test_table(told: Library, shown: Shown) -> None:
    """All indicators are in the table with their figures as printed, and counted by municipality."""
    app = shown("indicators")
    assert not app.exception
    table = app.dataframe[0].value
    assert len(table) == indicators(told).total == 9
    assert set(table["Municipality"]) == {"Malmö", "Umeå"}
    assert app.checkbox(key="municipality=Malmö").label == "Malmö (6)"


@pytest.mark.usefixtures("told")
def test_narrowed_by_address(shown: Shown) -> None:
    """A link with a name and a municipality shows just their indicators."""
    app = shown("indicators", q="hemlösa", kommun="Umeå")
    assert list(app.dataframe[0].value["Indicator"]) == ["Hemlösa familjer"]


@pytest.mark.usefixtures("told")
def test_nothing_found(shown: Shown) -> None:
    """A name that no indicator has is answered by what to do."""
    assert "No indicators found" in " ".join(one.value for one in shown("indicators", q="kvantfysik").markdown)


def test_courses(told: Library) -> None:
    """The figures of a municipality are put together over its reports, the later report's where both tell a year."""
    course = next(one for one in courses(indicators(told)) if one.name == "Hemlösa familjer")
    figures = {(point.municipality, point.year): point.number for point in course.points}
    assert figures == {
        ("Malmö", 2020): 12, ("Malmö", 2021): 12, ("Malmö", 2022): 11, ("Umeå", 2021): 12, ("Umeå", 2022): 4,
    }  # fmt: skip
