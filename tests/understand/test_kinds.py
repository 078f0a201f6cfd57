from pathlib import Path

import pytest

from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind
from minerva.understand.front import parts_of
from minerva.understand.kinds import KINDS, find_kind, kind_in, kind_in_file_name

CONTRACT = Path(__file__).parents[2].parent / "shared" / "contract.md"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Verksamhetsberättelse 2017", "verksamhetsberättelse"),
        ("VERKSAMHETSBERÄTTELSE", "verksamhetsberättelse"),
        ("V e r k s a m h e t s b e r ä t t e l s e", "verksamhetsberättelse"),
        ("Årsredovisning 2018", "årsredovisning"),
        ("Årsbokslut 2018", "årsbokslut"),
        ("Årsboks slut mål och ekonomi 2017", "årsbokslut"),
        ("Års bokslut", "årsbokslut"),
        ("Delår 2 Nämndrapport", "delårsrapport"),
        ("Delårsbokslut per augusti", "delårsrapport"),
        ("Tertialrapport 1 2020", "delårsrapport"),
        ("Uppföljning tertial 2", "delårsrapport"),
        ("Måluppföljning av nämndens mål till delårsbokslut augusti 2018", "måluppföljning"),
        ("Uppföljning av nämndens mål", "måluppföljning"),
        ("Fördjupad månadsuppföljning 2026", "månadsuppföljning"),
        ("Verksamhetsplan 2019–2021", "verksamhetsplan"),
        ("Kvalitetsberättelse", "kvalitetsberättelse"),
        ("Kvalitets- och patientsäkerhetsberättelse 2020", "kvalitetsberättelse"),
        ("Handlingsplan mot våld", "strategi"),
        ("Kompetensförsörjningsplan", "strategi"),
        ("Strategi för digitalisering", "strategi"),
        ("Riktlinjer för bistånd", "riktlinje"),
        ("Sammanträdesprotokoll", "protokoll"),
        ("Verksamhetsplanering", None),
        ("Genomlysning 2026", None),
    ],
)
def test_titles_name_their_kind(title: str, expected: str | None) -> None:
    """The first word for a kind decides, also where a reader broke it apart."""
    assert kind_in(title) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("namnd_verksamhetsberattelse-2017.pdf", "verksamhetsberättelse"),
        ("Årsredovisning_2018.pdf", "årsredovisning"),
        ("fordjupad-manadsuppfoljning.pdf", "månadsuppföljning"),
        ("x.pdf", None),
    ],
)
def test_file_names_name_a_kind_without_swedish_letters(file: str, expected: str | None) -> None:
    """Folded words are understood."""
    assert kind_in_file_name(file) == expected


def kind(*pieces: Piece, file: str = "x.pdf") -> str | None:
    """Return the kind that is found in a report of *pieces*."""
    found = find_kind(parts_of(assemble(pieces)), file)
    return found.value if found else None


def test_a_chapter_does_not_rename_the_report() -> None:
    """A verksamhetsberättelse may hold a chapter named Verksamhetsplan."""
    pieces = [
        Piece(BlockKind.HEADING, "Verksamhetsberättelse 2017", 1),
        Piece(BlockKind.CONTENTS, "Innehåll"),
        Piece(BlockKind.HEADING, "Verksamhetsplan 2017-2019", 1),
        Piece(BlockKind.PARAGRAPH, "Verksamhetsplanen anger inriktningen. " * 20),
    ]
    assert kind(*pieces, file="verksamhetsplan.pdf") == "verksamhetsberättelse"


def test_sentences_and_labels_are_no_titles() -> None:
    """What a front says in passing, or of a decision, is not the report's kind."""
    pieces = [
        Piece(BlockKind.PARAGRAPH, "Rapport om parker"),
        Piece(BlockKind.PARAGRAPH, "Nämnden har antagit en handlingsplan."),
        Piece(BlockKind.PARAGRAPH, "Beslut: protokoll 2019-02-03"),
    ]
    assert kind(*pieces, file="x.pdf") is None


def test_a_report_may_call_itself_by_its_kind() -> None:
    """Without a title the text's own words count."""
    pieces = [Piece(BlockKind.PARAGRAPH, "I denna kvalitetsberättelse redovisas årets arbete. " * 9)]
    assert kind(*pieces, file="x.pdf") == "kvalitetsberättelse"


def test_the_list_of_kinds_is_the_contract_s() -> None:
    """Users and scripts filter by these words, so they stay."""
    if not CONTRACT.exists():
        pytest.skip(f"{CONTRACT} is not here")
    assert ", ".join(KINDS) in CONTRACT.read_text(encoding="utf-8")
