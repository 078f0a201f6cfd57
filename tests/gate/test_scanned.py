"""Floors of what is recognised in a scanned report, against the file that was scanned."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from minerva.read.files import read_file
from minerva.records import BlockKind, Document
from minerva.settings import Ocr, ReadSettings
from tests.reading import edits_within, needs_ocr

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.gate

CORPUS = Path(__file__).parents[2] / "corpus"
PAGES = (7, 8, 11)
"""Running text with headings and lists, and a table of figures: three of thirteen, to spare the time."""
MOST_WRONG = {"prose": 0.01, "tables": 0.06}


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Give the chosen pages of the scanned report, recognised."""
    needs_ocr()
    path = tmp_path_factory.mktemp("scan") / "skannad.pdf"
    with (
        pypdfium2.PdfDocument(CORPUS / "scanned" / "vretstad-2020-skannad.pdf") as scan,
        pypdfium2.PdfDocument.new() as chosen,
    ):
        chosen.import_pages(scan, [page - 1 for page in PAGES])
        chosen.save(path)
    return read_file(path, ReadSettings())


def _pieces(document: Document, *, tables: bool) -> Iterator[str]:
    """Yield what stands on the chosen pages, rows of tables or the rest; a block may go on over a page's end."""
    aside = {BlockKind.FURNITURE, BlockKind.CONTENTS, BlockKind.FOOTNOTE}
    blocks = [one for one in document.blocks if one.kind not in aside and (one.kind is BlockKind.TABLE) == tables]
    for block, page in itertools.product(blocks, PAGES):
        span = document.pages[page - 1]
        here = document.text[max(block.start, span.start) : max(min(block.end, span.end), 0)]
        yield from (" ".join(row.split()) for row in here.split("\n"))


@pytest.mark.parametrize("what", MOST_WRONG)
def test_few_characters_are_wrong(scanned: Document, what: str) -> None:
    """Of the characters of the report that was scanned, few must be changed to stand in what was recognised."""
    true = read_file(CORPUS / "reports" / "vretstad-2020.pdf", ReadSettings(ocr=Ocr.NEVER))
    found = " ".join(scanned.text.split())
    pieces = list(filter(None, _pieces(true, tables=what == "tables")))
    wrong = sum(edits_within(piece, found) for piece in pieces)
    assert wrong / sum(map(len, pieces)) <= MOST_WRONG[what]


def test_every_page_is_marked(scanned: Document) -> None:
    """All pages are told to be recognised, and read well."""
    assert scanned.ocr_pages == (1, 2, 3)
    assert min(scanned.quality) > 0.95
