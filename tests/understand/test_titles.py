import pytest

from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind
from minerva.understand.front import Found, parts_of
from minerva.understand.titles import find_title


def title(*front: str, declared: str | None = None, file: str = "mapp/rapport-1.pdf") -> Found[str]:
    """Return the title that is found in a report with these headings."""
    pieces = [Piece(BlockKind.HEADING, text, 1) for text in front]
    return find_title(parts_of(assemble(pieces, title=declared)), file)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (("DET HÄR ÄR EN KOMMUN", "Årsredovisning 2018", "Socialnämnden"), "Årsredovisning 2018"),
        (("KALMAR", "Årsboks slut mål och ekonomi 2017"), "Årsboks slut mål och ekonomi 2017"),
        (("Verksamhetsberättelse", "2019"), "Verksamhetsberättelse 2019"),
        (("Cykelplan för", "Arvika kommun"), "Cykelplan för Arvika kommun"),
        (("Månadsuppföljning maj 2017 Tekniska nämnden",), "Månadsuppföljning maj 2017"),
        (("arvika.se", "Arvika kommun", "Socialnämnden", "Genomlysning av skolan"), "Genomlysning av skolan"),
    ],
)
def test_the_printed_title(front: tuple[str, ...], expected: str) -> None:
    """The line with the kind of report, with its year; else the first that is no sender."""
    found = title(*front)
    assert (found.value, found.source) == (expected, "text")


def test_properties_then_file_name() -> None:
    """A text without a title has the one of its properties, cleaned, or its file's stem."""
    assert title(declared="Microsoft Word - Plan för skolan.docx").value == "Plan för skolan"
    assert title(declared="Namnlös1").value == "rapport-1"
    assert title("2019-02-03").source == "file name"
