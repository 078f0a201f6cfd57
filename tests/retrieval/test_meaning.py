from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from minerva import Filters, remove, search, similar, verify
from minerva.errors import EncoderError, StorageError, UnknownValue
from minerva.library import vector_indexing
from minerva.library.indexing import update_words
from minerva.library.vector_indexing import update_vectors
from minerva.library.writing import writing
from minerva.retrieval.meaning import ByMeaning, allowed_numbers, meaning_of
from minerva.retrieval.query import asked_text, parse
from minerva.retrieval.rankings import narrowing, scope_of, word_view
from tests.making import FILLER, encode_all, put_examples, put_text

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library
    from minerva.records import Hits


def _files(hits: Hits) -> list[str]:
    return [hit.report.file for hit in hits]


def test_found_by_meaning(encoded: Library) -> None:
    """A passage is found that shares no word with the query but is near in meaning."""
    assert not search(encoded, "husrum", mode="words")
    best = search(encoded, "husrum", mode="meaning")[0]
    assert "hemlös" in best.text
    assert (best.lexical_rank, best.semantic_rank, best.matched) == (None, 1, ())


def test_every_passage_is_a_hit(encoded: Library) -> None:
    """All passages are hits, nearest first, each once, however they are paged through; the total is exact."""
    hits = search(encoded, "misshandel", mode="meaning", limit=100)
    passages = sum(report.passages for report in encoded.reports())
    assert hits.total == len(hits) == len({hit.passage.id for hit in hits}) == passages
    assert all(first.score >= second.score for first, second in pairwise(hits))
    paged = [search(encoded, "misshandel", mode="meaning", limit=1, offset=n)[0] for n in range(passages)]
    assert paged == list(hits)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(municipality=("Lund",)),
        Filters(county=("Skåne län",), year_from=2022),
        Filters(board=("socialnämnden",), passage_kind=("text",)),
        Filters(section="bostäder"),
        Filters(report=("0",)),
        Filters(year=(1999,)),
    ],
)
def test_filters_are_exact(encoded: Library, filters: Filters) -> None:
    """A filter leaves just the passages that it names, with the order and scores that they have among all."""
    if filters.report:
        filters = Filters(report=(encoded.reports()[0].id,))
    everything = search(encoded, "bostad", mode="meaning", limit=100)
    narrowed = search(encoded, "bostad", mode="meaning", limit=100, filters=filters)
    # Words that all passages hold find all that a filter leaves.
    left = {hit.passage.id for hit in search(encoded, "arbetet OR nämnden OR hemlösa", limit=100, filters=filters)}
    assert {hit.passage.id for hit in narrowed} == left
    assert narrowed.total == len(left)
    expected = [(hit.passage.id, hit.score) for hit in everything if hit.passage.id in left]
    assert [(hit.passage.id, hit.score) for hit in narrowed] == expected


def test_exact_and_excluded_words(encoded: Library) -> None:
    """What must stand as written, and what must not, holds by meaning too."""
    assert set(_files(search(encoded, 'husrum "bostad först"', mode="meaning"))) == {"malmo-2021.txt"}
    without = search(encoded, "husrum -hemlösa", mode="meaning", limit=100)
    assert without
    assert not any("hemlös" in hit.text.casefold() for hit in without)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Hur arbetar ni för att hjälpa?", "Hur arbetar ni för att hjälpa?"),
        ('stöd "våld i nära relation" -barn', "stöd våld i nära relation"),
        ("vräkning OR avhysning", "vräkning avhysning"),
        ('-"ett två" tre', "tre"),
    ],
)
def test_what_is_encoded(typed: str, asked: str) -> None:
    """The encoder is asked what a user typed, without signs and without what is excluded."""
    assert asked_text(parse(typed)) == asked


@pytest.mark.parametrize("spread", ["municipality", "report"])
def test_spread(encoded: Library, spread: str) -> None:
    """The best passage of each is shown, those without a municipality as one, and the total counts them."""
    hits = search(encoded, "bostad", mode="meaning", spread=spread)
    values = [hit.report.municipality if spread == "municipality" else hit.report.id for hit in hits]
    assert len(values) == len(set(values)) == hits.total == 4
    everything = search(encoded, "bostad", mode="meaning", limit=100)
    best = {}
    for hit in everything:
        best.setdefault(hit.report.id, hit.score)
    assert {hit.report.id: hit.score for hit in hits} == best


def test_spread_counts_what_it_does_not_show(library: Library, tmp_path: Path) -> None:
    """The total is exact also where only some of many passages were looked at."""
    for number in range(3):
        text = "\n\n".join(f"Del {number}.{part} om medarbetare. {FILLER}" for part in range(80))
        put_text(library, f"{number}.txt", text, municipality=["Malmö", "Lund", None][number], year=2020 + number)
    encode_all(library, tmp_path / "model")
    assert search(library, "personal", mode="meaning", spread="municipality", limit=1).total == 3
    later = Filters(year_from=2021)
    assert search(library, "personal", mode="meaning", spread="municipality", limit=1, filters=later).total == 2
    first = library.passages(library.reports()[0].id)[0]
    assert similar(library, first.id, spread="report", limit=1).total == 3


def test_similar(encoded: Library) -> None:
    """The nearest passages come first, and the passage itself is none of them."""
    everything = search(encoded, "bostad", mode="meaning", limit=100)
    hits = similar(encoded, everything[0].passage.id[:12], limit=100)
    assert hits.query == everything[0].passage.id
    assert hits.total == len(hits) == everything.total - 1
    assert {hit.passage.id for hit in hits} == {hit.passage.id for hit in everything} - {hits.query}
    assert "hemlös" in hits[0].text.casefold()
    assert [hit.semantic_rank for hit in hits] == list(range(1, len(hits) + 1))


def test_similar_within_filters(encoded: Library) -> None:
    """Filters narrow what is similar, whether they leave the passage itself or not."""
    first = search(encoded, "bostad", mode="meaning")[0]
    own = Filters(report=(first.report.id,))
    assert similar(encoded, first.passage.id, filters=own).total == first.report.passages - 1
    other = Filters(municipality=("Umeå",))
    assert set(_files(similar(encoded, first.passage.id, filters=other))) == {"umea-2022.txt"}


def test_similar_to_nothing(encoded: Library) -> None:
    """An id that no passage has is refused, and so is a negative limit."""
    with pytest.raises(UnknownValue):
        similar(encoded, "zz")
    with pytest.raises(ValueError, match="-1"):
        similar(encoded, encoded.passages(encoded.reports()[0].id)[0].id, limit=-1)


def test_passage_without_vector(encoded: Library) -> None:
    """A passage that was stored without a vector cannot be compared, which is said."""
    report = put_text(encoded, "ny.txt", f"Om personal. {FILLER}")
    with pytest.raises(EncoderError, match="minerva rebuild"):
        similar(encoded, encoded.passages(report.id)[0].id)


def test_removed_meanwhile(encoded: Library) -> None:
    """While another process writes, reports that are gone are no hits and are not counted, and new ones not yet."""
    gone = encoded.reports()[0]
    with writing(encoded) as writer:
        writer.remove(gone.id)
        hits = search(encoded, "bostad", mode="meaning", limit=100)
        assert gone.id not in {hit.report.id for hit in hits}
        assert hits.total == len(hits) == sum(report.passages for report in encoded.reports())
        update_words(encoded)
        assert search(encoded, "bostad", mode="meaning", limit=100) == hits
        skane = Filters(county=("Skåne län",))
        narrowed = search(encoded, "bostad", mode="meaning", limit=100, filters=skane)
        assert narrowed.total == len(narrowed) > 0
    assert verify(encoded) == []
    assert search(encoded, "bostad", mode="meaning", limit=100) == hits


def test_index_is_missing(encoded: Library) -> None:
    """Without a vector index it is said how to make it."""
    for file in encoded.vectors.folder.rglob("state.json"):
        file.unlink()
    with pytest.raises(StorageError, match="minerva rebuild"):
        search(encoded, "bostad", mode="meaning")


def test_words_do_not_need_vectors(encoded: Library) -> None:
    """Searching for words and removing reports go on where the vector index is gone."""
    for file in encoded.vectors.folder.rglob("*.faiss"):
        file.unlink()
    hits = search(encoded, "hemlösa")
    assert (hits.mode, len(hits.warnings)) == ("words", 1)
    assert hits.total
    assert remove(encoded, [encoded.reports()[0].id])
    assert verify(encoded) == []


@pytest.fixture
def in_cells(encoded: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Give the library of four reports with its vectors shortened and in cells, as a large one has them."""
    monkeypatch.setattr(vector_indexing, "FLAT_UNTIL", 3)
    update_vectors(encoded, anew=True)
    assert not meaning_of(encoded).view.is_exact
    return encoded


@pytest.mark.parametrize("spread", ["none", "municipality"])
@pytest.mark.parametrize("filters", [Filters(), Filters(county=("Skåne län",)), Filters(section="bostäder")])
def test_scores_are_exact_however_vectors_are_kept(
    encoded: Library, monkeypatch: pytest.MonkeyPatch, filters: Filters, spread: str
) -> None:
    """Shortened vectors only choose what is compared: order, scores and total are those of the whole ones."""
    before = search(encoded, "bostad", mode="meaning", filters=filters, spread=spread)
    monkeypatch.setattr(vector_indexing, "FLAT_UNTIL", 3)
    update_vectors(encoded, anew=True)
    after = search(encoded, "bostad", mode="meaning", filters=filters, spread=spread)
    assert [hit.passage.id for hit in after] == [hit.passage.id for hit in before]
    assert [hit.score for hit in after] == pytest.approx([hit.score for hit in before], abs=2e-4)
    assert after.total == before.total


@pytest.mark.parametrize("kept", ["encoded", "in_cells"])
def test_scores_of_chosen_passages(kept: str, request: pytest.FixtureRequest) -> None:
    """Any passages can be asked for their scores; one without a vector has none."""
    library: Library = request.getfixturevalue(kept)
    meaning = meaning_of(library)
    vector = meaning.of_text("misshandel")
    ranking = ByMeaning(library, meaning, vector, None)
    _total, found = ranking.best(100)
    scores = ranking.scores([*(one.number for one in reversed(found)), 10_000])
    assert scores == pytest.approx(dict(found), abs=1e-3)


def test_whole_reports_are_looked_up_at_once(encoded: Library) -> None:
    """What a filter of reports leaves is the same, whether reports or passages are listed."""
    view = word_view(encoded)
    narrowed = narrowing(encoded, scope_of(encoded, view, Filters(county=("Skåne län",))))
    assert narrowed
    assert narrowed.whole_reports
    one_by_one = narrowed._replace(whole_reports=False)
    meaning = meaning_of(encoded)
    assert np.array_equal(
        *(allowed_numbers(encoded, meaning, view, one) for one in (narrowed, one_by_one))  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("filters", [Filters(section="bostäder"), Filters(passage_kind=("tabell",))])
def test_parts_of_reports_are_no_whole_reports(encoded: Library, filters: Filters) -> None:
    """A filter that may leave some passages of a report is looked up passage by passage."""
    narrowed = narrowing(encoded, scope_of(encoded, word_view(encoded), filters))
    assert narrowed
    assert not narrowed.whole_reports


def test_more_like_this(encoded: Library) -> None:
    """Passages near one that was found good rise, one that was found bad is gone, and the total tells so."""
    hits = search(encoded, "redovisas", limit=100)
    good = next(hit for hit in hits if "våldsutsatta" in hit.text)
    bad = hits[0] if hits[0] != good else hits[1]
    again = search(encoded, "redovisas", like=[good.passage.id], unlike=[bad.passage.id], limit=100)
    assert again[0].passage == good.passage
    assert again.total == len(again) == hits.total - 1
    assert bad.passage not in {hit.passage for hit in again}
    by_meaning = search(encoded, "redovisas", mode="meaning", unlike=[bad.passage.id], limit=100)
    assert bad.passage not in {hit.passage for hit in by_meaning}


def test_likeness_needs_vectors(library: Library) -> None:
    """Without vectors nothing can be like another passage, which is said; nor like one that is not there."""
    put_examples(library)
    passage = search(library, "redovisas", mode="words")[0].passage
    with pytest.raises(EncoderError, match="minerva model use"):
        search(library, "redovisas", like=[passage.id])
    with pytest.raises(UnknownValue):
        search(library, "redovisas", like=["ffff"])
