"""Pieces of passages: whole, in order, with their headings."""

from __future__ import annotations

from minerva.read.text import read_pages
from minerva.settings import PassageSettings
from minerva.themes.pieces import pieces_of
from minerva.understand.passages import cut_passages
from tests.making import FILLER

TEXT = (
    f"# Vuxna\n\n## Boende\n\nKommunen hyr ut lägenheter.\n\n- en för par\n- en för familjer\n\n{FILLER}\n\n"
    f"## Tillstånd\n\nTvå krogar fick tillstånd. {FILLER}\n\nBelopp\t2021\t2022\nHyra\t1\t2\n"
)


def test_every_passage_has_pieces_that_are_its_text() -> None:
    """A piece is a slice of the report within its passage, and no passage is without."""
    document = read_pages([TEXT], [])
    passages = list(cut_passages(document, "a", PassageSettings()))
    pieces = pieces_of(document, passages)
    assert {piece.passage for piece in pieces} == set(range(len(passages)))
    for piece in pieces:
        passage = passages[piece.passage]
        assert passage.start <= piece.start < piece.end <= passage.end
        assert piece.text == document.text[piece.start : piece.end]


def test_items_are_one_piece_and_know_their_headings() -> None:
    """The items of a list are one piece; each piece names the headings above it."""
    document = read_pages([TEXT], [])
    pieces = pieces_of(document, list(cut_passages(document, "a", PassageSettings())))
    listed = next(piece for piece in pieces if "för par" in piece.text)
    assert "för familjer" in listed.text
    assert listed.headings == ("Vuxna", "Boende")
    assert next(piece for piece in pieces if "krogar" in piece.text).headings == ("Vuxna", "Tillstånd")


def test_a_passage_of_headings_alone() -> None:
    """A passage that holds nothing but headings is a piece itself."""
    document = read_pages(["# Alla har rätt till ett tryggt hem hos oss\n\n# Ekonomi i balans är vårt mål"], [])
    passages = list(cut_passages(document, "a", PassageSettings()))
    assert [piece.passage for piece in pieces_of(document, passages)] == list(range(len(passages)))
