from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.themes.assigning import assign_themes

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    from minerva.library.store import Library

    Shown = Callable[..., AppTest]


def _html(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


@pytest.mark.usefixtures("served")
def test_nothing_sought_yet(shown: Shown) -> None:
    """Before themes were sought the page says what to do, and does it where a user may write."""
    app = shown("themes")
    assert not app.exception
    assert "No themes have been sought yet" in " ".join(one.value for one in app.markdown)
    app.sidebar.button[0].click().run(timeout=120)
    assert not app.exception
    assert any("hemlöshet" in option for option in app.selectbox[0].options)


def test_an_address_names_a_theme(served: Library, shown: Shown) -> None:
    """A link shows a theme with its passages, which can be narrowed to a municipality; hostile text stays text."""
    assign_themes(served, ["hemlöshet"])
    app = shown("themes", tema="hemlöshet")
    assert not app.exception
    assert app.selectbox[0].value == "hemlöshet"
    assert "hemlös" in _html(app)
    assert "<script>alert" not in _html(app)
    app.selectbox[1].select("Malmö").run()
    assert "Malmö" in _html(app)
    assert "Ond]" not in _html(app)


def test_reading_only(served: Library, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may only read is not offered to seek themes."""
    assign_themes(served, ["hemlöshet"])
    monkeypatch.setattr("minerva.views.access.is_read_only", lambda: True)
    assert not shown("themes").sidebar.button


def test_reports_added_since(served: Library, shown: Shown) -> None:
    """Where reports were added after a theme was sought, the page says so instead of a matrix that does not hold."""
    from tests.making import put_text

    assign_themes(served, ["hemlöshet"])
    put_text(served, "ny.txt", "Hemlösa familjer fick en bostad. " * 9, municipality="Lund", year=2023)
    app = shown("themes", tema="hemlöshet")
    assert not app.exception
    assert "Reports have been added" in " ".join(one.value for one in app.markdown)
