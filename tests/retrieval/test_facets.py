from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.errors import UnknownValue
from minerva.library.themes import assignments
from minerva.retrieval.facets import FACETS, THEME, Count, count_facets
from minerva.retrieval.filters import Filters
from minerva.retrieval.search import search
from minerva.themes.assigning import assign_themes

if TYPE_CHECKING:
    from minerva.library.store import Library


@pytest.mark.parametrize("mode", ["words", "meaning", "hybrid"])
@pytest.mark.parametrize("filters", [Filters(), Filters(section="bostäder"), Filters(year_from=2022)])
def test_counts_add_up_to_the_total(encoded: Library, mode: str, filters: Filters) -> None:
    """However a search is done and narrowed, the hits counted by any facet are all its hits."""
    total = search(encoded, "hemlösa kommun", mode=mode, filters=filters).total
    counts = count_facets(encoded, "hemlösa kommun", mode=mode, filters=filters)
    assert total
    adding_up = [facet for facet in FACETS if facet != THEME]
    assert {facet: sum(one.hits for one in counts[facet]) for facet in adding_up} == dict.fromkeys(adding_up, total)


def test_a_count_is_what_narrowing_by_it_leaves(encoded: Library) -> None:
    """By words, choosing a value leaves just as many hits as were counted for it."""
    counts = count_facets(encoded, "hemlösa", mode="words")
    for facet in FACETS:
        for one in counts[facet]:
            if one.value is not None:
                chosen = Filters(**{facet: (one.value,)})
                assert search(encoded, "hemlösa", mode="words", filters=chosen).total == one.hits


def test_alternatives_stay_countable(encoded: Library) -> None:
    """What a facet is narrowed to does not hide its other values; the other facets count what is left."""
    free = count_facets(encoded, "hemlösa", mode="words")
    counts = count_facets(encoded, "hemlösa", mode="words", filters=Filters(municipality=("Malmö",)))
    assert counts["municipality"] == free["municipality"]
    assert counts["county"] == (Count("Skåne län", 1),)


@pytest.mark.parametrize("mode", ["words", "meaning", "hybrid"])
def test_what_is_chosen_adds_up_to_the_total(encoded: Library, mode: str) -> None:
    """The hits of the values that are chosen are all hits."""
    chosen = Filters(municipality=("Malmö", "Lund"))
    counts = count_facets(encoded, "hemlösa", mode=mode, filters=chosen)["municipality"]
    total = search(encoded, "hemlösa", mode=mode, filters=chosen).total
    assert sum(one.hits for one in counts if one.value in chosen.municipality) == total


def test_order(encoded: Library) -> None:
    """Years come from the newest, names as reports write them, what is unknown last."""
    counts = count_facets(encoded, "hemlösa", mode="words")
    assert [one.value for one in counts["year"]] == [2022, 2021, None]
    assert [one.value for one in counts["municipality"]][-1] is None
    assert "Lund" in [one.value for one in counts["municipality"]]
    assert [one.value for one in counts["passage_kind"]] == ["text"]


@pytest.mark.parametrize("mode", ["words", "meaning", "hybrid"])
def test_themes_are_counted_and_narrow(encoded: Library, mode: str) -> None:
    """The hits counted for a theme are those among its passages, and narrowing to it leaves passages of it alone."""
    assign_themes(encoded, ["hemlöshet", "våld i nära relation"])
    every = {one.passage.id for one in search(encoded, "hemlösa kommun", mode=mode, limit=99)}
    for one in count_facets(encoded, "hemlösa kommun", mode=mode)[THEME]:
        about = {found.passage_id for found in assignments(encoded, theme_id=str(one.value))}
        assert one.hits == len(every & about)
        hits = search(encoded, "hemlösa kommun", mode=mode, limit=99, filters=Filters(theme=(str(one.value),)))
        assert hits
        assert {hit.passage.id for hit in hits} <= about


def test_a_theme_that_nothing_is_about(encoded: Library) -> None:
    """Narrowed to a theme without passages, a search finds nothing; to one that is unknown, it says so."""
    assign_themes(encoded, ["hemlöshet", "serveringstillstånd"])
    assert not assignments(encoded, theme_id="serveringstillstånd")
    assert not search(encoded, "hemlösa", filters=Filters(theme=("serveringstillstånd",))).total
    with pytest.raises(UnknownValue):
        search(encoded, "hemlösa", filters=Filters(theme=("rymdfart",)))
