from pathlib import Path

import pytest

from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind
from minerva.understand.confidence import certainty
from minerva.understand.front import parts_of
from minerva.understand.kind_words import KINDS, kind_in, kind_in_file_name
from minerva.understand.kinds import find_kind

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
        ("Uppföljning av handlingsplan mot våld 2019", "måluppföljning"),
        ("Uppföljning av nämndens verksamhetsplan 2019", "måluppföljning"),
        ("Bokslutskommentar 2018", "årsbokslut"),
        ("Halvårsrapport 2020", "delårsrapport"),
        ("Tertialuppföljning 1 2020", "delårsrapport"),
        ("Nämndberättelse 2020", "verksamhetsberättelse"),
        ("Patientsäkerhetsberättelse 2020", "kvalitetsberättelse"),
        ("Biblioteksplan 2020–2024", "strategi"),
        ("Policy för inköp", "riktlinje"),
        ("Granskning av delårsrapport 2019", "övrigt"),
        ("Yttrande över handlingsplan", "övrigt"),
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


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Uppföljning per den 31 augusti 2022", "delårsrapport"),
        ("Uppföljning T2 2020", "delårsrapport"),
        ("Uppföljningsrapport 2 2019", "delårsrapport"),
        ("Interim report 2020", "delårsrapport"),
        ("Ekonomisk uppföljning mars 2021", "månadsuppföljning"),
        ("Ekonomiskt utfall per månad", "månadsuppföljning"),
        ("Budgetuppföljning per den 31 oktober 2020", "månadsuppföljning"),
        ("Prognos per september 2019", "månadsuppföljning"),
        ("Systematiskt kvalitetsarbete 2019", "kvalitetsberättelse"),
        ("Verksamhetsuppföljning 2019", "verksamhetsberättelse"),
        ("Annual report 2020", "årsredovisning"),
        ("Mål och budget 2019–2021", "verksamhetsplan"),
        ("Nämndbudget 2020", "verksamhetsplan"),
        ("Reglemente för socialnämnden", "riktlinje"),
        ("Genomlysning av skolan", None),
    ],
)
def test_looser_titles(title: str, expected: str | None) -> None:
    """Titles without the usual words are understood, a little less surely."""
    found = find_kind(parts_of(assemble([Piece(BlockKind.PARAGRAPH, title)])), "x.pdf")
    assert (found.value if found else None) == expected
    assert found is None or certainty(found.confidence) == "trolig"


def test_a_plain_title_comes_before_a_looser_one() -> None:
    """A budget that is mentioned above the title does not rename an annual report."""
    assert kind(Piece(BlockKind.PARAGRAPH, "Mål och budget"), Piece(BlockKind.PARAGRAPH, "Bokslut")) == "årsbokslut"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Dokumenttyp: Riktlinje", "riktlinje"),
        ("Typ av styrdokument: Program", "strategi"),
        ("Styrdokument: Reglemente", "riktlinje"),
        ("Rapporttyp: Delårsrapport", "delårsrapport"),
    ],
)
def test_a_label_names_the_kind(label: str, expected: str) -> None:
    """What stands beside the label counts where the title says nothing."""
    assert kind(Piece(BlockKind.PARAGRAPH, "Trygga parker"), Piece(BlockKind.PARAGRAPH, label)) == expected


def test_minutes_without_a_title() -> None:
    """Numbered items and a list of those present are minutes; a statute quoted thrice is not."""
    items = [Piece(BlockKind.HEADING, f"§ {number} Ärendet", 2) for number in range(4, 8)]
    present = Piece(BlockKind.PARAGRAPH, "Närvarande ledamöter: Eva Ek, Bo Ask")
    assert kind(Piece(BlockKind.PARAGRAPH, "Sammanträde"), present, *items) == "protokoll"
    assert kind(Piece(BlockKind.PARAGRAPH, "Sammanställning"), *items) is None


def test_tables_tell_what_a_report_without_a_title_is() -> None:
    """Tables of goals make a follow-up of goals, tables of forecasts a monthly report; both only as a guess."""
    goals = [Piece(BlockKind.TABLE, f"Mål\tIndikator\tUtfall 2020\nTrygghet\tAndel\t{n}") for n in (70, 80)]
    budget = Piece(BlockKind.TABLE, "Belopp i tkr\tBudget\tPrognos helår\tAvvikelse\nPersonal\t10\t12\t-2")
    found = [
        find_kind(parts_of(assemble([Piece(BlockKind.PARAGRAPH, "Rapport"), *one])), "x") for one in (goals, [budget])
    ]
    assert [one.value for one in found if one] == ["måluppföljning", "månadsuppföljning"]
    assert {certainty(one.confidence) for one in found if one} == {"osäker"}


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (("Verksamhetsberättelse 2020", "Socialnämnden"), "säker"),
        (("Tjänsteutlåtande", "Verksamhetsberättelse 2020"), "trolig"),
        (("Årsredovisning 2020", "Verksamhetsplan 2021"), "trolig"),
        (("Rapport om arbetet med en ny plan",), "trolig"),
    ],
)
def test_how_sure_a_kind_is(front: tuple[str, ...], expected: str) -> None:
    """A title is sure unless the front names another kind, too, or is a letter about the report."""
    found = find_kind(parts_of(assemble([Piece(BlockKind.PARAGRAPH, text) for text in front])), "x.pdf")
    assert found is not None
    assert certainty(found.confidence) == expected
