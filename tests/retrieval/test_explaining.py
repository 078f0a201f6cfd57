from __future__ import annotations

from typing import TYPE_CHECKING

from minerva import search
from minerva.records import How
from minerva.retrieval.explaining import AcronymReading, TermReading, read_query, ways
from tests.making import FILLER, put_text

if TYPE_CHECKING:
    from minerva import Library


def test_words_are_read(library: Library) -> None:
    """A word has its stem, its parts and the roots that lift a passage; a phrase and a stop word stand as written."""
    read = read_query(library, 'alkoholmissbrukare "nära relation"').terms
    assert read[0].stem == "alkoholmissbruk"
    assert "alkohol" in read[0].parts
    assert read[0].roots[0] == "alkoh"
    assert read[1] == TermReading("nära relation", exact=True)
    assert read_query(library, "och").terms == (TermReading("och", exact=True),)


def test_acronyms_are_read_both_ways(library: Library) -> None:
    """An acronym lists all that it stands for, words that one stands for list it, and others list nothing."""
    assert read_query(library, "VINR").acronyms == (AcronymReading("VINR", ("våld i nära relationer",)),)
    assert read_query(library, "våld i nära relation").acronyms == (AcronymReading("våld nära relation", ("VINR",)),)
    assert len(read_query(library, "MI").acronyms[0].answered_by) > 1
    assert not read_query(library, "hemlöshet").acronyms


def test_one_meaning_written_in_two_ways_is_one(library: Library) -> None:
    """A meaning that a report and the glossary write with other blanks, hyphens or capitals is not ambiguous."""
    put_text(library, "a.txt", f"# Mätning\n\nVi följer Nöjd Kundindex (NKI) varje år. {FILLER}")
    assert read_query(library, "NKI").acronyms == (AcronymReading("NKI", ("Nöjd Kundindex",)),)


def test_ways_are_matches_and_kindred_words(library: Library) -> None:
    """A hit tells what made it one, and besides once each word that begins alike, which only lifts it."""
    put_text(library, "a.txt", f"# Utredning\n\nUtredningen blev klar. De utredda och andra utredda deltog. {FILLER}")
    hit = search(library, "utredning")[0]
    found = [(one.how, one.found) for one in ways(hit, read_query(library, "utredning"))]
    assert found == [(How.STEM, "utredningen"), (How.ROOT, "utredda")]
    assert [one.how for one in hit.matches] == [How.STEM]
