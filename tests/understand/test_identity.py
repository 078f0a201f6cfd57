import time
from pathlib import Path

import pytest

from minerva.read.assemble import Piece, assemble
from minerva.read.text import read_text
from minerva.records import BlockKind, Document
from minerva.settings import ReadSettings
from minerva.swedish.places import find_municipality
from minerva.understand.identity import Identity, identify

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
EXPECTED = {
    "molndal-2017": ("Mölndal", "social- och arbetsmarknadsnämnden", "verksamhetsberättelse", 2017, None),
    "helsingborg-2017": ("Helsingborg", "socialnämnden", "årsbokslut", 2017, None),
    "linkoping-2018": ("Linköping", "socialnämnden", "måluppföljning", 2018, "augusti"),
    "botkyrka-2018": ("Botkyrka", "socialnämnden", "årsredovisning", 2018, None),
    "eskilstuna-2016": ("Eskilstuna", "socialnämnden", "delårsrapport", 2016, "delår 2"),
}


def document(*front: str, body: tuple[str, ...] = (), title: str | None = None) -> Document:
    """Make a report of front lines and body paragraphs."""
    pieces = [Piece(BlockKind.PARAGRAPH, text) for text in front]
    pieces += [Piece(BlockKind.CONTENTS, "Innehåll")]
    return assemble([*pieces, *(Piece(BlockKind.PARAGRAPH, text) for text in body)], title=title)


def real(stem: str) -> Document:
    """Read one of the real reports, or skip."""
    path = REPORTS / f"{stem}.txt"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return read_text(path, ReadSettings())


def facts(identity: Identity) -> tuple[object, ...]:
    """Return what tells one report from another."""
    return identity.municipality, identity.board, identity.kind, identity.year, identity.period


@pytest.mark.parametrize("stem", EXPECTED)
@pytest.mark.parametrize("named", [True, False])
def test_real_reports_are_recognised_with_and_without_their_file_names(stem: str, *, named: bool) -> None:
    """The text alone tells what the report is; the name of the file changes nothing."""
    identity = identify(real(stem), f"{stem}.txt" if named else "x.txt")
    assert facts(identity) == EXPECTED[stem]
    assert identity.municipality_code == find_municipality(EXPECTED[stem][0]).code
    assert identity.county
    assert identity.group


@pytest.mark.parametrize("stem", EXPECTED)
def test_evidence_points_at_the_text(stem: str) -> None:
    """What the text supports can be shown in it: a year's evidence reads as that year."""
    text = real(stem)
    identity = identify(text, "x.txt")
    evidence = {one.field: text.text[one.start : one.end] for one in identity.evidence if one.source == "text"}
    assert evidence["year"] == str(identity.year)
    assert str(identity.municipality).casefold() in evidence["municipality"].casefold()
    assert evidence["board"].casefold().removesuffix("s") == identity.board
    assert identity.title in " ".join(evidence["title"].split())


def test_a_long_report_is_identified_quickly() -> None:
    """Reports of 15,000 words take about 0.1 s; three times that means a pattern has gone wild."""
    text = real("eskilstuna-2016")
    identify(text, "x.txt")
    start = time.process_time()
    identify(text, "x.txt")
    assert time.process_time() - start < 0.3


@pytest.mark.parametrize("unit", ["Barn-, ", "a-", "2016 ", "Vård- och ", "x", "Dnr ", "till ", "SDN ", "Nämnd för "])
def test_no_text_is_slow(unit: str) -> None:
    """A damaged file of one unit over and over takes no more than its length asks for."""
    start = time.process_time()
    identify(document("Årsredovisning", body=(unit * (100_000 // len(unit)) + "nämnden",)), "x.pdf")
    assert time.process_time() - start < 5


def test_the_same_document_gives_the_same_identity() -> None:
    """Nothing depends on the order of a set."""
    text = document("Årsredovisning 2019", body=("Nacka kommun och Täby kommun.",))
    assert len({identify(text, "x.pdf") for _ in range(5)}) == 1


def test_a_cover_says_everything() -> None:
    """Title, municipality, board, kind and year are read from an ordinary cover."""
    identity = identify(document("Nora kommun", "Verksamhetsberättelse", "2019", "Bildningsnämnden"), "x.pdf")
    assert facts(identity) == ("Nora", "bildningsnämnden", "verksamhetsberättelse", 2019, None)
    assert identity.title == "Verksamhetsberättelse 2019"
    assert identity.county == "Örebro län"


def test_an_empty_document_rests_on_its_file_name() -> None:
    """A name is weak evidence, but better than none, and is named as the source."""
    identity = identify(Document(""), "arkiv/tyreso-socialnamnden-verksamhetsberattelse-2020.pdf")
    assert facts(identity) == ("Tyresö", "socialnämnden", "verksamhetsberättelse", 2020, None)
    assert {one.source for one in identity.evidence} == {"file name"}


def test_a_document_without_any_sign_is_other() -> None:
    """What is not known is None, and only the kind has a word for it."""
    identity = identify(document("Hej", body=("Detta är en text.",)), "x.pdf")
    assert facts(identity) == (None, None, "övrigt", None, None)
    assert "kind" not in {one.field for one in identity.evidence}


@pytest.mark.parametrize(
    "front", ["Regeringens proposition", "Kommittédirektiv", "Lag (1992:100) om parker", "Verkets föreskrifter om tak"]
)
def test_bills_and_statutes_are_no_municipality_s(front: str) -> None:
    """A bill names municipalities and boards but is written by none of them."""
    identity = identify(
        document(front, body=("Avesta kommun har svarat. Socialnämnden i Avesta kommun också.",) * 5), "x"
    )
    assert (identity.municipality, identity.board, identity.kind) == (None, None, "övrigt")
