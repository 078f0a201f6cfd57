from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva import search
from minerva.records import How
from minerva.retrieval.expansion import question_of
from minerva.retrieval.query import parse
from tests.making import FILLER, put_text

if TYPE_CHECKING:
    from minerva import Library


def _found(library: Library, query: str) -> list[str]:
    return [hit.report.file for hit in search(library, query)]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("missbruk", "Alkoholmissbruket minskar bland äldre."),
        ("hemlöshetskartläggning", "En kartläggning av hemlösheten gjordes."),
        ("VINR", "Stöd vid våld i nära relationer har byggts ut."),
        ("våld i nära relation", "Samordnaren för VINR har anställts."),
        ("sip", "En samordnad individuell plan skrevs för tio unga."),
    ],
)
def test_found_by_part_or_acronym(library: Library, query: str, text: str) -> None:
    """Parts of compounds and acronyms find each other, in the query and in the text, and are shown."""
    put_text(library, "a.txt", f"# Avsnitt\n\n{text} {FILLER}")
    hits = search(library, query)
    assert [hit.report.file for hit in hits] == ["a.txt"]
    assert hits[0].highlights
    assert hits[0].matches


def test_what_shares_only_the_last_part_is_not_found(library: Library) -> None:
    """Travel time is not about the time of a lease, and a compound's last part alone is no answer."""
    put_text(library, "a.txt", f"# Avsnitt\n\nEn hyrestid på tio år har avtalats. {FILLER}")
    assert not _found(library, "restid")
    assert not _found(library, "skoltid")


def test_whole_word_before_part(library: Library) -> None:
    """Of two passages alike, the one that holds the word itself comes before the one with a compound of it."""
    put_text(library, "a.txt", f"# Avsnitt\n\nSpelmissbruk är ett skäl till skulder. {FILLER}")
    put_text(library, "b.txt", f"# Avsnitt\n\nMissbruk är ett skäl till skulder. {FILLER}")
    assert _found(library, "missbruk") == ["b.txt", "a.txt"]


def test_ways_are_told(library: Library) -> None:
    """Each match says what was asked for, what stands there, and how the one answers the other."""
    put_text(library, "a.txt", f"# Avsnitt\n\nMissbruket och spelmissbruket, missbruk även det. {FILLER}")
    ways = {(one.how, one.found) for one in search(library, "missbruk")[0].matches}
    assert ways == {(How.WORD, "missbruk"), (How.STEM, "missbruket"), (How.PART, "spelmissbruket")}


def test_a_report_explains_its_own_acronyms(library: Library) -> None:
    """What one report explains is known when others are searched, and forgotten with the report."""
    put_text(library, "a.txt", f"# Avsnitt\n\nVi startade kvällsöppet samtalsstöd (KSS) i mars. {FILLER}")
    put_text(library, "b.txt", f"# Avsnitt\n\nKSS har haft fyrtio besök. {FILLER}")
    assert set(_found(library, "kvällsöppet samtalsstöd")) == {"a.txt", "b.txt"}
    assert set(_found(library, "KSS")) == {"a.txt", "b.txt"}


def test_all_meanings_are_shown(library: Library) -> None:
    """An acronym with several meanings stands for each, those of the library and of the glossary."""
    put_text(library, "a.txt", f"# Avsnitt\n\nMedborgarindex (MI) mäts varje år. {FILLER}")
    meanings = {one.written for one in question_of(library, parse("MI")).related}
    assert {"Medborgarindex", "motiverande intervju", "motiverande samtal"} <= meanings


def test_own_glossary_of_the_library(library: Library) -> None:
    """A file acronyms.csv in the library folder adds to the glossary, at once."""
    put_text(library, "a.txt", f"# Avsnitt\n\nTvå kontaktombud för boende har utsetts. {FILLER}")
    assert not _found(library, "KOB")
    (library.folder / "acronyms.csv").write_text("acronym,meaning\nKOB,kontaktombud för boende\n", encoding="utf-8")
    assert _found(library, "KOB") == ["a.txt"]


def test_common_words_are_no_acronyms(library: Library) -> None:
    """SoL is the Social Services Act only where it is written with capitals."""
    assert not question_of(library, parse("sol")).related
    assert question_of(library, parse("SoL")).related


def test_phrases_stay_as_written(library: Library) -> None:
    """An exact phrase is not found by its acronym, nor by parts."""
    put_text(library, "a.txt", f"# Avsnitt\n\nSamordnaren för VINR och spelmissbruk. {FILLER}")
    assert not _found(library, '"våld i nära relationer"')
    assert not _found(library, '"missbruk"')
