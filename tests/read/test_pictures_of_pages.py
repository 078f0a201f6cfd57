from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from minerva.read.page_picture import Word, quoted, words_of
from minerva.read.pictures import page_picture
from minerva.read.program import ProgramFailed

REPORT = Path(__file__).parents[2] / "corpus" / "reports" / "granfors-2021.pdf"
MARKED = (255, 226, 120)


def _words(text: str) -> list[Word]:
    return [Word(word, (n * 10.0, 0.0, n * 10.0 + 8, 10.0)) for n, word in enumerate(text.split())]


def _page_text(number: int) -> str:
    with pypdfium2.PdfDocument(REPORT) as pdf:
        return " ".join(word.text for word in words_of(pdf[number - 1]))


def test_the_quotation_is_marked_on_its_page() -> None:
    """A page of a PDF is drawn with what it has of the quotation coloured, and only that."""
    words = _page_text(7).split()
    marked, bare = (
        Image.open(io.BytesIO(page_picture(REPORT, 7, quotation))).convert("RGB")
        for quotation in (" ".join(words[40:80]), "")
    )
    colours = [{colour: n for n, colour in image.getcolors(1 << 24) or []} for image in (marked, bare)]
    assert colours[0].get(MARKED, 0) > 1000
    assert MARKED not in colours[1]


def test_words_that_stand_alone_elsewhere_are_not_marked() -> None:
    """A word of the quotation that stands somewhere else on the page stays as it is."""
    page = _words("kommunen har många mål kommunen visar att hemlösheten minskar")
    assert [
        word.text for word in quoted(page, "att hemlösheten minskar i kommunen")
    ] == "att hemlösheten minskar".split()


def test_a_word_divided_between_lines_is_marked_with_the_rest() -> None:
    """What the text has as one word and the page as two leaves no gap."""
    page = _words("det första målet är hållbar priori tera resor för alla andra saker")
    marked = [word.text for word in quoted(page, "det första målet är hållbar prioritera resor för alla")]
    assert marked == "det första målet är hållbar priori tera resor för alla".split()


def test_a_page_that_is_not_there() -> None:
    """A page that the file lacks, or a file that is no PDF, is an error to catch."""
    with pytest.raises(ProgramFailed):
        page_picture(REPORT, 999, "")
    with pytest.raises(ProgramFailed):
        page_picture(Path(__file__), 1, "")
