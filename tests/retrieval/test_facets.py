from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.retrieval.facets import FACETS, Count, count_facets
from minerva.retrieval.filters import Filters
from minerva.retrieval.search import search

if TYPE_CHECKING:
    from minerva.library.store import Library


@pytest.mark.parametrize("mode", ["words", "meaning", "hybrid"])
@pytest.mark.parametrize("filters", [Filters(), Filters(section="bostäder"), Filters(year_from=2022)])
def test_counts_add_up_to_the_total(encoded: Library, mode: str, filters: Filters) -> None:
    """However a search is done and narrowed, the hits counted by any facet are all its hits."""
    total = search(encoded, "hemlösa kommun", mode=mode, filters=filters).total
    counts = count_facets(encoded, "hemlösa kommun", mode=mode, filters=filters)
    assert total
    assert {facet: sum(one.hits for one in counts[facet]) for facet in FACETS} == dict.fromkeys(FACETS, total)


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
