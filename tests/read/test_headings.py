from __future__ import annotations

import pytest

from minerva.read.assemble import Piece
from minerva.read.headings import find_headings
from minerva.read.text import read_pages
from minerva.records import BlockKind

BODY = "Nämnden har under året arbetat med målen."


def levels(text: str) -> dict[str, int]:
    """Return the level of each heading of *text*."""
    document = read_pages([text], [])
    return {document.block_text(block): block.level for block in document.blocks if block.kind is BlockKind.HEADING}


def test_marked_headings_have_the_level_of_their_marks() -> None:
    """One ``#`` a level, with or without those that close the line, or a blank line after it."""
    text = f"# Rapport\n\n{BODY}\n\n## Mål ##\n{BODY}\n\n###### Djupast\n\n{BODY}"
    assert levels(text) == {"Rapport": 1, "Mål": 2, "Djupast": 6}


@pytest.mark.parametrize("line", ["**Ekonomi**", "*Ekonomi*", "_Ekonomi_", "<b>Ekonomi</b>", "__Ekonomi__"])
def test_a_line_in_bold_or_italics_is_a_heading(line: str) -> None:
    """Emphasis over a whole line makes a title of it."""
    assert levels(f"{BODY}\n\n{line}\n\n{BODY}") == {"Ekonomi": 2}


def test_a_long_emphasised_line_is_a_heading_a_long_plain_one_is_not() -> None:
    """Titles in bold may run to thirty words, plain ones to twelve."""
    long = "Nämndens arbete med att stödja barn och unga i deras skolgång och fritid under hela året"
    assert long in levels(f"**{long}**\n\n{BODY}")
    assert long not in levels(f"{long}\n\n{BODY}")


def test_numbers_give_levels() -> None:
    """Depth is the number of parts, whatever stands after the number."""
    text = f"1. Inledning\n\n{BODY}\n\n1.1 Uppdrag\n\n{BODY}\n\n2.3.1. Mål\n\n{BODY}\n\n3 Resultat\n\n{BODY}"
    assert levels(text) == {"1. Inledning": 1, "1.1 Uppdrag": 2, "2.3.1. Mål": 3, "3 Resultat": 1}


def test_numbers_outvote_marks() -> None:
    """Where a converter gave every heading the same mark, the numbers decide."""
    text = f"## 1 Inledning\n\n{BODY}\n\n## 1.1 Uppdrag\n\n{BODY}\n\n## 1.2 Mål\n\n{BODY}\n\n# 2 Slut\n\n{BODY}"
    assert levels(text) == {"1 Inledning": 1, "1.1 Uppdrag": 2, "1.2 Mål": 2, "2 Slut": 1}


@pytest.mark.parametrize("line", ["SOCIALNÄMNDEN", "Viktiga händelser", "Årets resultat och framtiden", "Året 2020"])
def test_a_short_line_in_capitals_or_title_form_is_a_heading(line: str) -> None:
    """A line alone that states nothing, with something to read beneath it, is a title."""
    assert levels(f"{BODY}\n\n{line}\n\n{BODY}") == {line: 2}


@pytest.mark.parametrize(
    "line",
    [
        "Detta gick bra.",
        "Hur gick det?",
        "med liten början",
        "Först, sedan,",
        "Mål: korta väntetider",
        "Kontakt; telefon",
        "Nämndens arbete med att stödja barn och unga i deras skolgång och fritid",
        "12 345 678",
    ],
)
def test_a_short_line_that_states_something_is_none(line: str) -> None:
    """Sentences, labels with their value, figures and long lines are body text."""
    assert levels(f"{BODY}\n\n{line}\n\n{BODY}") == {}


def test_a_label_is_a_low_heading() -> None:
    """A line that ends in a colon is a heading of a lower level than a title."""
    assert levels(f"Resultat\n\n{BODY}\n\nVi ser att:\n\n{BODY}") == {"Resultat": 2, "Vi ser att:": 3}


def test_unmarked_titles_among_marked_ones_stand_below() -> None:
    """In a document with marked headings a short line is at most a run-in title."""
    assert levels(f"# Mål\n\n{BODY}\n\nBarn och unga\n\n{BODY}") == {"Mål": 1, "Barn och unga": 4}


def test_titles_that_the_contents_list_are_top_headings() -> None:
    """The table of contents is the strongest evidence, whatever case and page number it prints."""
    text = f"Innehåll\n\nEKONOMI ........ 4\n\nEkonomi\n\n{BODY}\n\nKostnader\n\n{BODY}"
    assert levels(text) == {"Ekonomi": 1, "Kostnader": 3}


def test_a_list_of_short_lines_has_no_headings() -> None:
    """Names and addresses one below the other are a list; only the last can be a title of what follows."""
    names = "Anna Berg\n\nBo Dal\n\nCia Ek\n\nDan Fors\n\nEva Gran\n\nSlutord"
    assert levels(f"{BODY}\n\n{names}\n\n{BODY}") == {"Slutord": 2}


def test_the_last_line_is_no_heading() -> None:
    """Nothing follows it that it could be the title of."""
    assert levels(f"{BODY}\n\nStadshuset") == {}


def test_a_sentence_cut_by_a_blank_line_is_no_heading() -> None:
    """What goes on with a small letter was no title."""
    assert levels("Nämnden har under året\n\narbetat vidare med målen som sattes.") == {}


def test_numbered_sentences_become_list_items() -> None:
    """What is numbered and no title is an item of a list."""
    pieces = [Piece(BlockKind.PARAGRAPH, "1. Vi följer upp varje placering."), Piece(BlockKind.PARAGRAPH, BODY)]
    assert [piece.kind for piece in find_headings(pieces)] == [BlockKind.LIST_ITEM, BlockKind.PARAGRAPH]


def test_other_kinds_are_left_alone() -> None:
    """Only paragraphs become headings."""
    pieces = [Piece(kind, "Kort rad") for kind in BlockKind if kind is not BlockKind.PARAGRAPH]
    assert list(find_headings(pieces)) == pieces
