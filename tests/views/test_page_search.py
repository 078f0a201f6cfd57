from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.retrieval.filters import Filters
from minerva.retrieval.search import search
from minerva.themes.assigning import assign_themes

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    from minerva.library.store import Library

    Shown = Callable[..., AppTest]


def _html(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


@pytest.mark.usefixtures("served")
def test_welcome(shown: Shown) -> None:
    """Before anything is asked, the page tells what there is and gives examples that ask."""
    app = shown("search")
    assert not app.exception
    assert "5 reports · 4 municipalities · 2020–2022" in [one.value for one in app.markdown]
    app.button[0].click().run()
    assert app.text_input[0].value == "hemlöshet"
    assert "hemlöshet" in app.query_params["q"]


@pytest.mark.usefixtures("served")
def test_an_address_asks_again(shown: Shown) -> None:
    """A link with query, filter, mode and spread shows just those hits."""
    app = shown("search", q="hemlösa", kommun="Lund", satt="ord", per="kommun")
    assert not app.exception
    assert app.button_group[0].value == "words"
    assert "Hits from 1 municipality" in " ".join(one.value for one in app.markdown)
    assert "Lund" in _html(app)
    assert app.checkbox(key="municipality=Lund").value
    assert not app.checkbox(key="municipality=Malmö").value


@pytest.mark.usefixtures("served")
def test_ticking_narrows(shown: Shown) -> None:
    """A tick goes into the address, and its number is that of the hits that are left."""
    app = shown("search", q="hemlösa", satt="ord")
    box = app.checkbox(key="municipality=Malmö")
    assert box.label == "Malmö (1)"
    box.check().run()
    assert "Malmö" in app.query_params["kommun"]
    assert "**1 hit · 1–1 are shown**" in [one.value for one in app.markdown]


def test_narrowed_to_a_theme(served: Library, shown: Shown) -> None:
    """A theme narrows as any other facet does: by a tick, with its number, in the address, under its name."""
    assign_themes(served, ["hemlöshet"])
    app = shown("search", q="kommunen hemlösa", satt="ord")
    box = app.checkbox(key="theme=hemlöshet")
    hits = search(served, "kommunen hemlösa", mode="words", filters=Filters(theme=("hemlöshet",))).total
    assert box.label == f"Hemlöshet ({hits})"
    box.check().run()
    assert "hemlöshet" in app.query_params["tema"]
    assert any(one.value.startswith(f"**{hits} hit") for one in app.markdown)
    assert app.button(key="chosen theme=hemlöshet").label == "Theme: Hemlöshet"
    assert shown("search", tema="hemlöshet").button(key="chosen theme=hemlöshet")


def test_more_and_less_like(served: Library, shown: Shown) -> None:
    """A hit that is liked or not goes into the address and is told above the hits."""
    app = shown("search", q="hemlösa")
    first = search(served, "hemlösa")[0].passage.id
    app.button(key=f"more {first}").click().run()
    assert first in app.query_params["mer"]
    assert any(one.label.startswith("More like") for one in app.button)


@pytest.mark.usefixtures("served")
def test_what_nothing_answers(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where hits hardly answer, the page says so; where there are none, what to do."""
    assert not shown("search", q="hemlösa").warning
    monkeypatch.setattr("minerva.views.search.UNLIKELY", 1.01)
    assert "may really answer" in shown("search", q="hemlösa").warning[0].value
    assert "Nothing found" in " ".join(one.value for one in shown("search", q="kvantfysik", satt="ord").markdown)


@pytest.mark.usefixtures("served")
def test_a_query_that_only_excludes(shown: Shown) -> None:
    """What cannot be asked is told in a sentence, without a traceback."""
    app = shown("search", q="-hemlösa")
    assert not app.exception
    assert "only excludes" in app.warning[0].value


@pytest.mark.usefixtures("served")
def test_nonsense_in_the_address(shown: Shown) -> None:
    """Values that no page writes are passed over or told, never a traceback."""
    app = shown("search", q="hemlösa", sida="-1", satt="x", per="y", ar="tio", stycketyp="z", mer="<b>")
    assert not app.exception
    assert not app.error


@pytest.mark.usefixtures("served")
def test_hostile_text_is_text(shown: Shown) -> None:
    """What a report says is shown as it stands, whatever it would do."""
    app = shown("search", q="hemlösa kommun", satt="ord", typ="övrigt")
    assert "&lt;script&gt;alert(1)" in _html(app)
    assert not any(bad in _html(app) for bad in ("<script", "<img", "<b>", "\u202e"))


@pytest.mark.usefixtures("examples")
def test_words_alone_without_vectors(shown: Shown) -> None:
    """A library without vectors is searched by words, and no other way is offered."""
    app = shown("search", q="hemlösa")
    assert not app.exception
    assert not app.button_group
    assert "Lund" in _html(app)
