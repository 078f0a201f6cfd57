from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minerva import Filters, search
from minerva.retrieval import evidence as gathered
from minerva.retrieval.evidence import Evidence, scaled
from minerva.retrieval.fusion import POINTS, blend
from minerva.retrieval.search import evidence_for
from minerva.settings import FusionSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from minerva import Library

_SCORES = st.lists(st.integers(-9, 300).map(lambda tenths: tenths / 10), min_size=1, max_size=20)


def _evidence(
    lexical: list[float], semantic: list[float], closest: list[float], *, asks_figures: bool = False
) -> Evidence:
    def array(values: list[float]) -> NDArray[np.float32]:
        return np.array(values, np.float32)

    read = len(closest)
    return Evidence(
        np.arange(len(lexical)),
        array(lexical),
        array(semantic),
        array(closest),
        feedback=array([0.0] * read),
        is_table=array([float(at == 0) for at in range(read)]),
        sentences=(None,) * read,
        asks_figures=asks_figures,
    )


def test_words_and_meaning_find_what_neither_does(encoded: Library) -> None:
    """Passages of other words but near meaning are hits beside those that hold the word, each once."""
    by_words = search(encoded, "vräkningar", mode="words", limit=100)
    hits = search(encoded, "vräkningar", limit=100)
    assert hits.mode == "hybrid"
    found = [hit.passage.id for hit in hits]
    assert len(found) == len(set(found)) == hits.total > by_words.total
    assert {hit.passage.id for hit in by_words} < set(found)
    assert all(first.score >= second.score for first, second in pairwise(hits))


def test_ranks_are_those_of_each_search(encoded: Library) -> None:
    """A hit tells its place by words and by meaning, and has none where it holds no word of the query."""
    words = {hit.passage.id: hit.lexical_rank for hit in search(encoded, "vräkningar", mode="words", limit=100)}
    meaning = {hit.passage.id: hit.semantic_rank for hit in search(encoded, "vräkningar", mode="meaning", limit=100)}
    for hit in search(encoded, "vräkningar", limit=100):
        assert hit.lexical_rank == words.get(hit.passage.id)
        assert hit.semantic_rank == meaning[hit.passage.id]


@pytest.mark.parametrize("depth", [1, 2, 200])
@pytest.mark.parametrize("spread", ["none", "municipality", "report"])
def test_pages_join(encoded: Library, monkeypatch: pytest.MonkeyPatch, depth: int, spread: str) -> None:
    """Page by page gives what one long page gives, however few are compared; the total is exact."""
    monkeypatch.setattr(gathered, "DEPTH", depth)
    whole = search(encoded, "barn familjer vräkningar", limit=100, spread=spread)
    assert whole.total == len(whole)
    paged = [
        search(encoded, "barn familjer vräkningar", limit=1, offset=n, spread=spread)[0] for n in range(whole.total)
    ]
    assert [hit.passage.id for hit in paged] == [hit.passage.id for hit in whole]


def test_filters_hold_for_both(encoded: Library) -> None:
    """A filter narrows hits by words and by meaning, and exact words are required of both."""
    lund = search(encoded, "vräkningar", filters=Filters(municipality=("Lund",)), limit=100)
    assert {hit.report.municipality for hit in lund} == {"Lund"}
    exact = search(encoded, '"bostad först" misshandel', limit=100)
    assert exact.total
    assert all("bostad först" in hit.text for hit in exact)
    without = search(encoded, "barn -hemlösa", limit=100)
    assert without.total
    assert not any("hemlösa" in hit.text for hit in without)


def test_far_passages_are_no_hits(encoded: Library) -> None:
    """What neither holds a word of the query nor lies near it is no hit."""
    evidence = evidence_for(encoded, "vräkningar")
    far = evidence.numbers[(evidence.lexical == 0) & (evidence.semantic < gathered.LEAST_LIKENESS)].tolist()
    assert far
    located = encoded.located(far)
    hits = {hit.passage.id for hit in search(encoded, "vräkningar", limit=100)}
    assert not hits & {passage.id for passage, _report, _text in located.values()}


def test_closest_sentence_is_told(encoded: Library) -> None:
    """A hit by meaning tells which of its sentences lies nearest."""
    hit = search(encoded, "husrum")[0]
    assert hit.closest
    assert "hemlös" in hit.text[hit.closest.start : hit.closest.end]


@given(_SCORES)
def test_scaled(scores: list[float]) -> None:
    """The best becomes one, nothing is below zero, and the order stays."""
    found = scaled(np.array(scores, np.float32))
    assert found.min() >= 0
    assert found.max() == pytest.approx(1.0 if max(scores) > 0 else 0.0)
    assert np.array_equal(np.argsort(-found, kind="stable"), np.argsort(-np.maximum(scores, 0), kind="stable"))


@given(st.lists(st.tuples(st.floats(0, 30, width=32), st.floats(0, 1, width=32)), min_size=3, max_size=20))
def test_blend_is_the_weighted_sum(found: list[tuple[float, float]]) -> None:
    """Where all are read, a score is the weighted mean of the scaled scores, in points, and at least one."""
    lexical, semantic = map(list, zip(*found, strict=True))
    evidence = _evidence(lexical, semantic, semantic, asks_figures=True)
    weights = FusionSettings(meaning=0.5, closest=1.5, feedback=0.0)
    expected = (scaled(evidence.lexical) + 2 * scaled(evidence.semantic)) / 3 * POINTS
    assert blend(evidence, weights) == pytest.approx(np.maximum(expected, 1.0), abs=1e-3)


@given(st.lists(st.floats(0, 30, width=32), min_size=4, max_size=20))
def test_what_is_read_comes_first(lexical: list[float]) -> None:
    """A passage that was read stands above all that were not, and these keep their order."""
    lexical = sorted(lexical, reverse=True)
    scores = blend(_evidence(lexical, [0.0] * len(lexical), [0.5, 0.4]), FusionSettings())
    assert scores[:2].min() >= scores[2:].max()
    assert all(first >= second for first, second in pairwise(scores[2:]))


def test_tables_give_way(encoded: Library) -> None:
    """A table stands lower, unless the query asks for figures."""
    asks_not, asks = (_evidence([1.0, 1.0], [1.0, 1.0], [1.0, 1.0], asks_figures=asks) for asks in (False, True))
    assert blend(asks_not, FusionSettings())[0] < blend(asks_not, FusionSettings())[1]
    assert blend(asks, FusionSettings())[0] == blend(asks, FusionSettings())[1]
    assert not evidence_for(encoded, "stöd till familjer").asks_figures
    assert evidence_for(encoded, "hur många familjer vräktes").asks_figures


def test_weights_are_settings(encoded: Library) -> None:
    """Whoever weighs meaning at nothing gets the order of words."""
    nothing = FusionSettings(meaning=0.0, closest=0.0, feedback=0.0, table=0.0)
    encoded.settings = replace(encoded.settings, fusion=nothing)
    by_words = [hit.passage.id for hit in search(encoded, "familjer barn", mode="words", limit=100)]
    assert [hit.passage.id for hit in search(encoded, "familjer barn", limit=100)][: len(by_words)] == by_words
