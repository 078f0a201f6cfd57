from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minerva.swedish.sentences import ABBREVIATIONS, CLOSING_ABBREVIATIONS, rough_sentences, sentences


def cut(text: str) -> list[str]:
    """Return the sentences of *text*."""
    return [text[start:end] for start, end in sentences(text)]


@settings(deadline=None, max_examples=300)
@given(st.text('aB .!?…(["”’1\n,åÅ') | st.text())
def test_sentences_cover_all_that_is_no_space(text: str) -> None:
    """Sentences follow one another, begin and end in something to read, and leave only white space between them."""
    position = 0
    for start, end in sentences(text):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


_PLAINLY = re.compile(r"\S[^\n]*?(?:[.!?…:](?=\s)|(?=\s*$))", re.MULTILINE)
"""From what is no space to the first mark before a space, or to the end of the line."""


@settings(deadline=None, max_examples=1000)
@given(st.text("ab .!:\n\t\r\x1c…\u2028") | st.text())
def test_rough_sentences(text: str) -> None:
    """They are what a plain pattern, three times as slow, says they are."""
    assert [tuple(span) for span in rough_sentences(text)] == [match.span() for match in _PLAINLY.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Stöd ges bl.a. Unga vuxna och familjer.",
        "Stöd ges bl. a. Malmö stad.",
        "Insatser, t.ex. Kontaktfamilj, ökade.",
        "Insatser t. ex. Kontaktfamilj ökade.",
        "Budgeten, dvs. Ramen, höll.",
        "Det gäller ca 30 personer.",
        "Det gäller ca. 30 personer.",
        "Det var 5 st. barn.",
        "Det var 5 st. 2017 och 4 året efter.",
        "Enligt 4 kap. 1 § SoL ges bistånd.",
        "Enligt kap. 4 i Lagen ges bistånd.",
        "Mat, kläder m.m. ingår.",
        "Mat, kläder m. m. ingår.",
        "Från fr.o.m. Januari t.o.m. Mars.",
        "Detta s.k. Projekt pågår.",
        "Enl. Socialstyrelsen är det bra.",
        "Se prop. 2016/17:30 och dnr. SN 2018:4.",
        "Kostnaden var 4,5 mnkr. under året.",
        "A. Svensson och B. C. Ek deltog.",
        "1. Inledning av rapporten",
        "2.3. Uppdrag och mål",
        "Resultatet (se avsnitt 2. ovan) är gott.",
        "Vi undrar … men väntar.",
    ],
)
def test_points_that_end_no_sentence(text: str) -> None:
    """Abbreviations, also with spaces in them, initials, numbers and points before a small letter end nothing."""
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Målet nåddes. Kostnaden sjönk.", ["Målet nåddes.", "Kostnaden sjönk."]),
        ("Nåddes målet? Ja! Det gjorde det.", ["Nåddes målet?", "Ja!", "Det gjorde det."]),
        ("Det var 5 st. Nu är det 4.", ["Det var 5 st.", "Nu är det 4."]),
        ("Kläder, mat m.m. Även hyra ingår.", ["Kläder, mat m.m.", "Även hyra ingår."]),
        ("Kläder, mat m. m. Även hyra ingår.", ["Kläder, mat m. m.", "Även hyra ingår."]),
        ("Kostnaden blev 4 mnkr. Det är mer.", ["Kostnaden blev 4 mnkr.", "Det är mer."]),
        ("Det var 2017. Nu är det bättre.", ["Det var 2017.", "Nu är det bättre."]),
        ("Det gick bra.Nämnden är nöjd. Slut.", ["Det gick bra.", "Nämnden är nöjd.", "Slut."]),
        ("De svarade. ”Vi vill.” Sedan gick de.", ["De svarade.", "”Vi vill.”", "Sedan gick de."]),
        ('De svarade. "Vi vill." Sedan gick de.', ["De svarade.", '"Vi vill."', "Sedan gick de."]),
        ("Det är klart. (Se bilaga 1.) Nästa år igen.", ["Det är klart.", "(Se bilaga 1.)", "Nästa år igen."]),
        ("  Ett.   Två.\n", ["Ett.", "Två."]),
        ("Utan slut", ["Utan slut"]),
        ("", []),
        ("   ", []),
    ],
)
def test_sentences_end(text: str, parts: list[str]) -> None:
    """A mark ends a sentence where another begins; quotation marks and brackets go with what they open."""
    assert cut(text) == parts


def test_no_abbreviation_is_of_both_kinds() -> None:
    """An abbreviation either may end a sentence or may not, and is written small with a point."""
    assert not ABBREVIATIONS & CLOSING_ABBREVIATIONS
    assert all(word == word.casefold() and word.endswith(".") for word in ABBREVIATIONS | CLOSING_ABBREVIATIONS)


@pytest.mark.parametrize("word", sorted(ABBREVIATIONS))
def test_every_abbreviation_holds(word: str) -> None:
    """None of the listed abbreviations ends a sentence, even before a capital letter."""
    assert len(cut(f"Detta gäller {word} Malmö stad. Slut.")) == 2


@pytest.mark.parametrize("word", sorted(CLOSING_ABBREVIATIONS))
def test_every_closing_abbreviation_may_end(word: str) -> None:
    """Those that close an enumeration or a sum end a sentence before a capital letter, and only there."""
    assert len(cut(f"Detta gäller 5 {word} Malmö är med.")) == 2
    assert len(cut(f"Detta gäller 5 {word} och mer.")) == 1


def test_a_long_paragraph_is_cut_in_no_time() -> None:
    """A paragraph of ten thousand sentences, and one of a million letters without any, are taken."""
    assert len(cut("Detta är en mening. " * 10_000)) == 10_000
    assert len(cut("ord " * 250_000)) == 1


def test_a_note_mark_belongs_to_the_sentence_before_it() -> None:
    """A sentence ends behind the mark of a note, and a unit of area does not end one."""
    text = "Kajen är 12 m² stor.¹ Den ska lagas.² Bron står kvar."
    assert [text[start:end] for start, end in sentences(text)] == [
        "Kajen är 12 m² stor.¹",
        "Den ska lagas.²",
        "Bron står kvar.",
    ]
