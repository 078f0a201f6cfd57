"""The page of examples: found, balanced, put side by side, with blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.examples.weighing import Wish
from minerva.records.examples import Function
from minerva.retrieval.filters import Filters
from minerva.views import example_choice, examples
from minerva.views.example_choice import Wanted
from tests.making import FILLER, put_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    from minerva.library.store import Library

    Shown = Callable[..., AppTest]

GOOD = (
    "Kostnaden för placeringar ökade från 12 till 14 mnkr jämfört med 2021, vilket förklaras av fler barn. "
    "Därför räcker budgeten inte till, och underskottet blev 2 mnkr. Nämnden följer utvecklingen varje månad."
)
WEAK = (
    "Underskottet beror på flera saker som har diskuterats i olika sammanhang av dem som arbetar med dem, och en del "
    "av orsakerna ligger utanför vad som går att påverka, eftersom omvärlden förändras i snabb takt på många sätt."
)


@pytest.fixture
def taught(served: Library) -> Library:
    """Serve a library with a good and a weak analysis too."""
    for name, text in (("Ystad", GOOD), ("Kiruna", WEAK)):
        put_text(served, f"{name}.txt", f"# Ekonomi\n\n{text}\n\n# Annat\n\n{FILLER}", municipality=name, year=2023)
    return served


def _said(app: AppTest) -> str:
    return " ".join(one.value for one in (*app.markdown, *app.caption))


def _html(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


@pytest.mark.usefixtures("taught")
def test_examples_show_what_they_do_and_how_they_read(shown: Shown) -> None:
    """An example stands with its function and chance, its readability, and why it can be understood alone."""
    app = shown("examples", q="placeringar", funktion="analys")
    assert not app.exception
    told = _html(app)
    assert "från 12 till 14 mnkr" in told
    assert "Analysis <small>" in told
    assert "LIX " in told
    assert "Can be understood alone" in told
    assert "names a cause" in told


def test_the_address_holds_what_is_asked_for(taught: Library, shown: Shown) -> None:
    """What is chosen goes into the address, a filter leaves it there, and what makes no sense is left out."""
    app = shown("examples", q="placeringar", langd="20-60", antal="3", balans="year", lix="60-20", funktion="nonsens")
    assert not app.exception
    assert app.number_input(key="example count").value == 3
    assert app.slider(key="example langd").value == (20, 60)
    assert app.slider(key="example lix").value == (20, 70)
    app.checkbox(key="municipality=Ystad").check().run()
    assert "Ystad" in app.query_params["kommun"]
    assert "20-60" in app.query_params["langd"]
    app.toggle(key="example complete").set_value(False).run()
    assert "1" in app.query_params["ofullstandiga"]
    assert not app.exception
    assert taught.reports()


def test_a_set_is_balanced(taught: Library, shown: Shown) -> None:
    """A set that is balanced over years says how many there are of each."""
    app = shown("examples", balans="year", antal="3", ofullstandiga="1")
    assert not app.exception
    wanted = Wanted("", "", Wish(complete=False), Filters(), 3, ("year",))
    found, ((facet, counts),) = examples.chosen_examples(taught, wanted)
    assert facet == "year"
    assert sum(number for _value, number in counts) == len(found) == 3
    assert "Year: " in _said(app)


@pytest.mark.usefixtures("taught")
def test_pairs_hide_which_is_better(shown: Shown) -> None:
    """Without a function the page asks for one; pairs say which is better only when asked to."""
    assert "Choose above what the texts shall do" in _said(shown("examples", visa="par"))
    app = shown("examples", visa="par", funktion="analys")
    assert not app.exception
    assert "Pair 1" in _said(app)
    assert "better example" not in _said(app)
    app.toggle(key="example key").set_value(True).run()
    assert "1" in app.query_params["facit"]
    assert "better example" in _said(app)


@pytest.mark.usefixtures("taught")
def test_blanks_are_filled_when_asked_to(shown: Shown) -> None:
    """A figure is hidden until the answers are shown."""
    app = shown("examples", visa="luckor", q="placeringar budgeten", kommun="Ystad")
    assert not app.exception
    assert "m-blank" in _html(app)
    assert "från 12 till" not in _html(app)
    app.toggle(key="example key").set_value(True).run()
    assert "<span>12</span>" in _html(app)


@pytest.mark.usefixtures("taught")
def test_nothing_found_tells_what_to_do(shown: Shown) -> None:
    """Where no passage is as wished, the page says so and what to ask for instead."""
    app = shown("examples", langd="299-299")
    assert not app.exception
    assert "No such examples found" in _said(app)


def test_a_query_within_a_theme_is_a_narrowed_search() -> None:
    """A theme alone is asked for as such; beside a query it narrows the search."""
    alone = Wanted("", "hemlöshet", Wish(Function.GOAL), Filters())
    assert (alone.theme_alone, alone.filters_of_query) == ("hemlöshet", Filters())
    both = Wanted("vräkning", "hemlöshet", Wish(), Filters(year=(2022,)))
    assert (both.theme_alone, both.filters_of_query) == ("", Filters(year=(2022,), theme=("hemlöshet",)))


@pytest.mark.parametrize(
    ("told", "bounds"),
    [("40-120", (40, 120)), ("40-", (40, None)), ("-120", (None, 120)), ("", (None, None)), ("x-9y", (None, None))],
)
def test_ranges_of_addresses(told: str, bounds: tuple[int | None, int | None]) -> None:
    """A range has both bounds, one, or none; what is no number is none."""
    assert example_choice._range(told) == bounds
