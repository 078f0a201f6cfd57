"""The page of themes: all of them, one of them, and what editors do with it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from minerva.intake.theme_search import theme_search
from minerva.library import themes as stored
from minerva.records import Origin
from minerva.themes.assigning import assign_themes
from minerva.themes.discovering import discover_themes
from minerva.views.theme_cells import Place
from tests.making import encode_all, put_text, put_themes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from minerva.library.store import Library
    from minerva.records import Theme

    Shown = Callable[..., AppTest]

PATIENCE_S = 60


@pytest.fixture
def discovered(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Serve a library in which themes were found and defined ones were looked for."""
    put_themes(library)
    encode_all(library, tmp_path / "model")
    assign_themes(library, ["hemlöshet", "våld i nära relation"])
    discover_themes(library, themes=4)
    monkeypatch.setenv("MINERVA_INDEX", str(library.folder))
    return library


def _html(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def _said(app: AppTest) -> str:
    return " ".join(one.value for one in app.markdown)


def _found(library: Library) -> list[Theme]:
    return stored.themes(library, origin=Origin.DISCOVERED)


def test_themes_are_sought_from_the_page(served: Library, shown: Shown) -> None:
    """Before themes were sought the page says what to do; asked to, a process of its own seeks them, and they show."""
    app = shown("themes")
    assert not app.exception
    assert "No themes have been sought yet" in _said(app)
    app.button(key="seek_themes").click().run()
    assert not app.exception
    until = time.monotonic() + PATIENCE_S
    while not (state := theme_search(served.folder)) or not state.done:
        assert time.monotonic() < until, state
        time.sleep(0.2)
    assert state.error is None
    app = shown("themes")
    assert "in progress" not in _said(app)
    assert app.button(key="theme hemlöshet").label == "Hemlöshet"
    app.button(key="away_themes").click().run()
    assert theme_search(served.folder) is None


@pytest.mark.usefixtures("discovered")
def test_all_themes_lead_to_one(discovered: Library, shown: Shown) -> None:
    """Defined and discovered themes are listed with their numbers, and a click opens one."""
    app = shown("themes")
    assert not app.exception
    largest = _found(discovered)[0]
    assert f"{len(stored.assignments(discovered, theme_id='hemlöshet'))} passages in 4 municipalities" in _html(app)
    app.button(key=f"theme {largest.id}").click().run()
    assert largest.id in app.query_params["tema"]
    assert f"stability {largest.stability:.2f}" in " ".join(one.value for one in app.caption)


@pytest.mark.usefixtures("discovered")
@pytest.mark.parametrize("view", ["kommuner", "karta", "nonsens"])
def test_other_views_of_all(shown: Shown, view: str) -> None:
    """The matrix by municipality and the map are a link away; what makes no sense there shows the list."""
    app = shown("themes", visa=view)
    assert not app.exception
    assert len(app.get("vega_lite_chart")) == (view != "nonsens")


def test_an_address_names_a_theme(served: Library, shown: Shown) -> None:
    """A link shows a theme with its passages, which can be narrowed to a municipality; hostile text stays text."""
    assign_themes(served, ["hemlöshet"])
    app = shown("themes", tema="hemlöshet", visa="stycken")
    assert not app.exception
    assert app.selectbox(key="theme shown").value == "hemlöshet"
    assert "<mark>Hemlösa" in _html(app)
    assert "<script>alert" not in _html(app)
    assert "Ond](x)" in _html(app)
    app.selectbox(key="theme kommun").select("Malmö").run()
    assert "Malmö" in app.query_params["kommun"]
    assert "Malmö" in _html(app)
    assert "Ond]" not in _html(app)


def test_a_cell_shows_its_passages(served: Library, shown: Shown) -> None:
    """The cell that the address names, as a click lets it, shows its passages, or says that there are none."""
    assign_themes(served, ["hemlöshet"])
    app = shown("themes", tema="hemlöshet", kommun="Malmö", ar="2021")
    assert not app.exception
    assert "### Malmö 2021" in [one.value for one in app.markdown]
    assert _html(app).count("m-card") == 1
    app = shown("themes", tema="hemlöshet", kommun="Lund", ar="2022")
    assert "no passage in them is about the theme" in _said(app) or "m-card" in _html(app)
    assert "no report of it" in _said(shown("themes", tema="hemlöshet", kommun="Lund", ar="2020"))


def test_a_click_is_understood() -> None:
    """What a chart tells of a click is the cell's theme, municipality and year; an undone one is none."""
    from minerva.views.theme_cells import _chosen

    point = {"about": "hemlöshet", "place": "Malmö", "when": "2021"}
    assert _chosen({"selection": {"cell": [point]}}) == Place("hemlöshet", "Malmö", "2021")
    assert _chosen({"selection": {"cell": []}}) == Place("", "", "")


def test_a_theme_that_is_gone(served: Library, shown: Shown) -> None:
    """A link to a theme that is there no more says so and shows the others."""
    assign_themes(served, ["hemlöshet"])
    app = shown("themes", tema="0123456789abcdef")
    assert not app.exception
    assert "there no more" in app.info[0].value
    assert app.button(key="theme hemlöshet")


def test_reading_only(discovered: Library, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may only read is offered nothing that would change anything."""
    monkeypatch.setattr("minerva.views.access.is_read_only", lambda: True)
    keys = {one.key for one in shown("themes").button}
    keys |= {one.key for one in shown("themes", tema=_found(discovered)[0].id).button}
    keys |= {one.key for one in shown("themes", tema="hemlöshet", visa="stycken").button}
    assert not any(
        key and key.startswith(("seek", "accept", "rename", "merge", "split", "drop", "judge")) for key in keys
    )
    assert "bedom" not in str(shown("themes", tema="hemlöshet").button_group[0].options)


def test_renamed(discovered: Library, shown: Shown) -> None:
    """An editor gives a found theme another name, which the page shows at once; an empty one is refused."""
    theme = _found(discovered)[0]
    app = shown("themes", tema=theme.id)
    app.button(key="rename_theme").click().run()
    app.text_input(key=f"new name {theme.id}").set_value("Tak <över> *huvudet*")
    app.button(key="confirm_rename").click().run()
    assert not app.exception
    assert stored.theme(discovered, theme.id).name == "Tak <över> *huvudet*"
    assert r"## Tak \<över\> \*huvudet\*" in [one.value for one in app.markdown]
    app.button(key="rename_theme").click().run()
    app.text_input(key=f"new name {theme.id}").set_value(" ")
    app.button(key="confirm_rename").click().run()
    assert "name is empty" in app.warning[0].value


def test_accepted(discovered: Library, shown: Shown) -> None:
    """An accepted name is kept when themes are sought anew, and is not asked about again."""
    theme = _found(discovered)[0]
    app = shown("themes", tema=theme.id)
    app.button(key="accept_theme").click().run()
    assert not app.exception
    assert [(one.theme_id, one.name) for one in stored.edits(discovered)] == [(theme.id, theme.name)]
    assert "accept_theme" not in {one.key for one in app.button}


def test_merged_split_and_rejected(discovered: Library, shown: Shown) -> None:
    """An editor puts two themes together, divides one, and does away with another."""
    first, second, third, *_rest = _found(discovered)
    app = shown("themes", tema=first.id)
    app.button(key="merge_theme").click().run()
    app.multiselect(key=f"merged into {first.id}").select(second.id)
    app.button(key="confirm_merge").click().run()
    assert not app.exception
    assert second.id not in {one.id for one in _found(discovered)}
    app.button(key="split_theme").click().run()
    app.button(key="confirm_split").click().run()
    assert not app.exception
    assert len(_found(discovered)) == 4
    app = shown("themes", tema=third.id)
    app.button(key="drop_theme").click().run()
    app.button(key="confirm_drop").click().run()
    assert not app.exception
    assert third.id not in {one.id for one in _found(discovered)}
    assert "tema" not in app.query_params


def test_judged(discovered: Library, shown: Shown) -> None:
    """An editor says that a passage is not about a defined theme, and it goes from its passages."""
    app = shown("themes", tema="hemlöshet", visa="stycken")
    strongest = stored.assignments(discovered, theme_id="hemlöshet")[0].passage_id
    app.button(key=f"judge False {strongest}").click().run()
    assert not app.exception
    assert strongest not in {one.passage_id for one in stored.assignments(discovered, theme_id="hemlöshet")}
    app = shown("themes", tema="hemlöshet", visa="bedom")
    assert not app.exception
    assert strongest not in " ".join(one.key or "" for one in app.button)
    assert "When five passages have been judged" in " ".join(one.value for one in app.caption)


def test_reports_added_since(served: Library, shown: Shown) -> None:
    """Where reports were added after a theme was sought, the page says so instead of a matrix that does not hold."""
    assign_themes(served, ["hemlöshet"])
    put_text(served, "ny.txt", "Hemlösa familjer fick en bostad. " * 9, municipality="Lund", year=2023)
    app = shown("themes", tema="hemlöshet")
    assert not app.exception
    assert "Reports have been added" in _said(app)
    assert "not in the themes yet" in shown("themes").info[0].value
