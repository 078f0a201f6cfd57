"""Municipalities side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.compare.matrix import State
from minerva.compare.peers import compare_peers
from minerva.errors import ThemeError, UnknownValue
from minerva.retrieval.filters import Filters
from minerva.themes.assigning import assign_themes
from minerva.themes.defining import define_themes
from minerva.themes.definitions import defined_theme
from tests.making import put_examples, put_indicators

if TYPE_CHECKING:
    from minerva import Library


def test_each_has_its_best_passages(library: Library) -> None:
    """Every municipality has a side: its best passages, that there are none, or that there is no report."""
    put_examples(library)
    assign_themes(library, ["hemlöshet"])
    chosen = Filters(municipality=("Malmö", "Umeå", "Kiruna"))
    peers = compare_peers(library, theme="hemlösh", filters=chosen, limit=1)
    assert [side.municipality for side in peers.sides] == ["Kiruna", "Malmö", "Umeå"]
    assert peers.sides[0].state is State.NO_REPORT
    assert peers.sides[1].state is State.PRESENT
    (hit,) = peers.sides[1].hits
    assert "hemlösa" in hit.text
    assert hit.highlights
    assert peers.sides[1].total >= 1


def test_indicators_on_the_theme(library: Library) -> None:
    """Beside the passages stand the indicators whose name or goal the theme's seeds stand in."""
    put_indicators(library)
    define_themes(library, [defined_theme("sjuka", seeds=["sjukfrånvar*"])])
    assign_themes(library, ["sjuka"])
    sides = compare_peers(library, theme="sjuka").sides
    assert {one.name for side in sides for one in side.indicators} == {"=Sjukfrånvaro"}
    assert {side.municipality for side in sides if side.indicators} == {"Malmö", "Umeå"}


def test_a_question_instead_of_a_theme(library: Library) -> None:
    """A question is answered side by side by searching, with indicators that hold its words."""
    put_examples(library)
    put_indicators(library)
    peers = compare_peers(library, question="hemlösa familjer", limit=1)
    by_name = {side.municipality: side for side in peers.sides}
    assert peers.theme is None
    assert "Lund" in by_name
    assert all(len(side.hits) <= 1 for side in peers.sides)
    assert {one.name for one in by_name["Malmö"].indicators} == {"Hemlösa familjer"}


def test_one_of_both_must_be_asked(library: Library) -> None:
    """Neither and both are refused, and so are unknown themes and municipalities."""
    put_examples(library)
    with pytest.raises(ThemeError):
        compare_peers(library)
    with pytest.raises(ThemeError):
        compare_peers(library, theme="hemlöshet", question="hemlösa")
    with pytest.raises(UnknownValue):
        compare_peers(library, theme="badhus")
    with pytest.raises(ThemeError, match="minerva themes assign"):
        compare_peers(library, theme="hemlöshet")
    assign_themes(library, ["hemlöshet"])
    with pytest.raises(UnknownValue):
        compare_peers(library, theme="hemlöshet", filters=Filters(municipality=("Mölnadal",)))


def test_one_municipality_only(library: Library) -> None:
    """A library of one municipality has one side."""
    put_indicators(library)
    assign_themes(library, ["hemlöshet"])
    assert len(compare_peers(library, theme="hemlöshet", filters=Filters(municipality=("Umeå",))).sides) == 1
