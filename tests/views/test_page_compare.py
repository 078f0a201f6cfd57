"""The page on which municipalities stand side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from minerva.themes.assigning import assign_themes
from tests.making import put_examples, put_indicators, put_text

if TYPE_CHECKING:
    import pytest

    from minerva.library.store import Library


def _page(library: Library, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    def script() -> None:
        from minerva.views import frame, side_by_side

        frame.begin()
        with frame.told_errors():
            side_by_side.page()

    monkeypatch.setenv("MINERVA_INDEX", str(library.folder))
    app = AppTest.from_function(script, default_timeout=20)
    app.query_params.update(address)
    app.run()
    assert not app.exception
    assert not app.error
    return app


def _html(app: AppTest) -> str:
    return "\n".join(one.proto.body for one in app.get("html"))


def test_sides_answer_a_question(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each municipality has a side with its best passages, or the word that nothing in its reports answers."""
    put_examples(library)
    app = _page(library, monkeypatch, q="våldsutsatta")
    assert {"#### Lund", "#### Malmö", "#### Umeå"} <= {one.value for one in app.markdown}
    assert "<mark>våldsutsatta</mark>" in _html(app).replace(' class="m-hit"', "")
    assert any("nothing in them answers this" in one.value for one in app.caption)


def test_sides_are_chosen_by_the_address(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address names the municipalities, so a link shows the same ones."""
    put_examples(library)
    app = _page(library, monkeypatch, q="hemlösa", kommun="Lund")
    assert [one.value for one in app.markdown if one.value.startswith("#### ")][:1] == ["#### Lund"]
    assert "#### Malmö" not in {one.value for one in app.markdown}


def test_indicators_over_years(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Indicators that the question names are shown with their figures by municipality and year."""
    put_indicators(library)
    table = _page(library, monkeypatch, q="hemlösa familjer").dataframe[0].value
    assert {"Malmö", "Umeå"} == set(table["Municipality"])
    assert "2022" in set(table["Year"])


def test_what_is_new(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a report adds and drops since the year before is marked, and nothing of it is taken for HTML."""
    same = {"municipality": "Malmö", "board": "socialnämnden", "kind": "årsredovisning"}
    put_text(
        library,
        "a.txt",
        "# Läget\n\n" + "Vi hade ett gammalt arbetssätt som ingen saknar i dag. " * 3,
        year=2021,
        **same,
    )
    put_text(
        library,
        "b.txt",
        "# Läget\n\n" + "Ett nytt & bättre boende öppnade för unga vuxna under våren. " * 3,
        year=2022,
        **same,
    )
    app = _page(library, monkeypatch, q="boende")
    assert "<ins>Ett nytt &amp; bättre boende" in _html(app)
    assert "<del>Vi hade ett gammalt" not in _html(app)
    app.toggle(key="news about").set_value(False).run()
    assert "<del>Vi hade ett gammalt" in _html(app)


def test_sides_of_a_theme(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme is compared as well as a question, and the way back to questions keeps the municipalities."""
    put_examples(library)
    assign_themes(library, ["hemlöshet"])
    app = _page(library, monkeypatch, tema="hemlöshet", kommun="Lund")
    assert app.selectbox(key="compare theme").value == "hemlöshet"
    assert "#### Lund" in {one.value for one in app.markdown}
    assert "<mark>" in _html(app)
    app.button_group(key="compare by theme").set_value(False).run()
    assert not app.exception
    assert "tema" not in app.query_params
    assert "Lund" in app.query_params["kommun"]
    app.text_input[0].set_value("hemlösa").run()
    app.button_group(key="compare by theme").set_value(True).run()
    assert not app.exception
    assert "hemlöshet" in app.query_params["tema"]


def test_a_theme_that_is_behind(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A theme that was not looked for in all reports is not compared, and the page says what to do."""
    put_examples(library)
    assign_themes(library, ["hemlöshet"])
    put_text(library, "ny.txt", "Hemlösa familjer fick en bostad. " * 9, municipality="Lund", year=2023)
    app = _page(library, monkeypatch, tema="hemlöshet")
    assert any("Reports have been added" in one.value for one in app.markdown)
