"""Reading of PDFs as users have them: headings, paragraphs, lists, tables, notes."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from minerva.read.pdf import read_pdf
from minerva.read.pdf_file import read_pages
from minerva.records import Block, BlockKind, Document
from minerva.settings import Ocr, ReadSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

# Without Pango, which make system-packages installs, WeasyPrint raises OSError: a reason to skip, but not in CI.
weasyprint = pytest.importorskip(
    "weasyprint",
    reason="WeasyPrint, which makes the PDFs of these tests, lacks Pango: make system-packages",
    exc_type=ImportError if os.environ.get("CI") else OSError,
)

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"
STYLE = """
@page { size: A4; margin: 30mm }
body { font: 11pt/1.25 sans-serif } p { margin: 0 0 8pt } h1 { font-size: 22pt } h2 { font-size: 16pt }
h3 { font-size: 11pt; margin: 8pt 0 0 } .page { page-break-after: always } td { padding: 2pt 14pt }
.justified { text-align: justify; hyphens: auto } .indented p { margin: 0; text-indent: 12pt }
.columns { columns: 2; column-gap: 24pt } figcaption { font-style: italic; font-size: 9pt }
.note { font-size: 8pt } .note sup { font-size: 6pt }
"""
RUNNING = """
@page { @top-left { content: "Brokontoret"; font-size: 9pt }
        @bottom-right { content: counter(page) " (" counter(pages) ")"; font-size: 9pt } }
"""
LONG = (
    "Brokontoret ansvarar för stadens alla broar, kajer och gångtunnlar och redovisar varje vår hur de mår. "
    "Under året har kontoret besiktigat samtliga gångbroar i innerstaden och bytt räcken på de äldsta av dem."
)
OTHER = (
    "Kajerna längs ån har förstärkts på tre ställen sedan vårfloden blottade deras grund, vilket blev dyrt. "
    "Arbetet fortsätter nästa år, då även båtbryggorna ska ses över tillsammans med båtklubbarna."
)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINERVA_LANGUAGE", "en")


def read(folder: Path, html: str, style: str = "") -> Document:
    """Print HTML to PDF and read that."""
    path = folder / "rapport.pdf"
    weasyprint.HTML(string=f"<html lang=sv><style>{STYLE}{style}</style><body>{html}").write_pdf(path)
    return read_pdf(path, ReadSettings(ocr=Ocr.NEVER))


def of_kind(document: Document, kind: BlockKind) -> list[str]:
    """Return the texts of all blocks of a kind."""
    return [document.block_text(block) for block in document.blocks if block.kind is kind]


def headings(document: Document) -> list[tuple[int, str]]:
    """Return the levels and texts of the headings."""
    return [(block.level, document.block_text(block)) for block in document.blocks if block.kind is BlockKind.HEADING]


def test_headings_have_levels_by_size_and_weight(tmp_path: Path) -> None:
    """Larger headings stand above smaller ones, and a short bold line in the body's size is the lowest."""
    html = f"<h1>Brobokslut</h1><p>{LONG}<h2>Drift</h2><p>{OTHER}<h3>Snöröjning</h3><p>{LONG}<h2>Skick</h2><p>{OTHER}"
    assert headings(read(tmp_path, html)) == [(1, "Brobokslut"), (2, "Drift"), (3, "Snöröjning"), (2, "Skick")]


def test_numbers_give_headings_their_level(tmp_path: Path) -> None:
    """The depth of a heading's number is its level, whatever its size."""
    html = f"<h1>1 Inledning</h1><p>{LONG}<h1>2.1 Broar</h1><p>{OTHER}<h2>2.1.1 Räcken</h2><p>{LONG}"
    assert headings(read(tmp_path, html)) == [(1, "1 Inledning"), (2, "2.1 Broar"), (3, "2.1.1 Räcken")]


def test_a_heading_over_two_lines_is_one(tmp_path: Path) -> None:
    """A heading that needs two lines is one heading, its broken word mended."""
    html = f"<h1>Brokontorets samlade redovis&shy;ning av stadens alla broar och kajer</h1><p>{LONG}"
    assert headings(read(tmp_path, html)) == [(1, "Brokontorets samlade redovisning av stadens alla broar och kajer")]


def test_bold_words_in_a_paragraph_are_no_heading(tmp_path: Path) -> None:
    """A paragraph that begins with bold words, or is bold throughout, stays a paragraph."""
    html = f"<h1>Broar</h1><p><b>Räcken.</b> {LONG}<p><b>{OTHER}</b><p>{LONG}<p>{LONG}<p>{LONG}"
    document = read(tmp_path, html)
    assert headings(document) == [(1, "Broar")]
    assert f"Räcken. {LONG}" in of_kind(document, BlockKind.PARAGRAPH)


def test_paragraphs_are_whole(tmp_path: Path) -> None:
    """Lines become paragraphs with hyphenated words mended, whether space or indents part them."""
    html = f"<div class=justified><p>{LONG}<p>{OTHER}</div><div class=indented><p>{OTHER}<p>{LONG}</div>"
    assert of_kind(read(tmp_path, html), BlockKind.PARAGRAPH) == [LONG, OTHER, OTHER, LONG]


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    """A paragraph that a page end breaks is one block, the page number not in its midst."""
    document = read(tmp_path, f"<p>{' '.join([LONG] * 30)}</p>", RUNNING)
    assert len(document.pages) > 1
    assert of_kind(document, BlockKind.PARAGRAPH) == [" ".join([LONG] * 30)]


def test_columns_are_read_in_turn(tmp_path: Path) -> None:
    """Two columns of prose are read one after the other and are no table."""
    html = f"<h1>Broar</h1><div class=columns>{''.join(f'<p>{n}: {LONG}</p><p>{n}: {OTHER}</p>' for n in 'abcd')}</div>"
    document = read(tmp_path, html)
    expected = " ".join(f"{n}: {LONG} {n}: {OTHER}" for n in "abcd")
    assert " ".join(of_kind(document, BlockKind.PARAGRAPH)) == expected
    assert of_kind(document, BlockKind.TABLE) == []


def test_lists_keep_their_marks(tmp_path: Path) -> None:
    """Each item of a list, over however many lines, is a block that begins with its mark and one space."""
    html = f"<p>{LONG}<ul><li>{OTHER}<li>lagade kajer</ul><ol><li>{LONG}<li>målade räcken</ol>"
    marks = of_kind(read(tmp_path, html), BlockKind.LIST_ITEM)
    assert marks == [f"• {OTHER}", "• lagade kajer", f"1. {LONG}", "2. målade räcken"]


def test_a_table_has_a_row_a_line(tmp_path: Path) -> None:
    """A table's rows keep label and figures together, with tabs between."""
    rows = [("Bro", "2018", "2019"), ("Norra bron", "1 200", "1 350"), ("Södra bron", "-80", "95")]
    html = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in rows)
    document = read(tmp_path, f"<p>{LONG}<table>{html}</table><p>{OTHER}")
    assert of_kind(document, BlockKind.TABLE) == ["\n".join("\t".join(row) for row in rows)]
    assert of_kind(document, BlockKind.PARAGRAPH) == [LONG, OTHER]


def test_running_heads_are_furniture(tmp_path: Path) -> None:
    """What recurs on every page is furniture, and never in the text of a paragraph."""
    document = read(tmp_path, f"<div class=page><p>{LONG}</div>" * 4, RUNNING)
    assert of_kind(document, BlockKind.FURNITURE).count("Brokontoret") == 4
    numbers = [text for text in of_kind(document, BlockKind.FURNITURE) if "(4)" in text]
    assert numbers == [f"{n} (4)" for n in range(1, 5)]
    assert of_kind(document, BlockKind.PARAGRAPH) == [LONG] * 4


def test_contents_are_set_apart(tmp_path: Path) -> None:
    """A table of contents is contents, a line a block, its title too, and the chapter after it a heading."""
    html = (
        "<h2>Innehåll</h2><p>1 Inledning ........................ 2<br>2 Broarnas skick .................. 3"
        f"<h2 style='page-break-before:always'>1 Inledning</h2><p>{LONG}<h2>2 Broarnas skick</h2><p>{OTHER}"
    )
    document = read(tmp_path, html)
    assert [text.split(" .")[0] for text in of_kind(document, BlockKind.CONTENTS)] == [
        "Innehåll",
        "1 Inledning",
        "2 Broarnas skick",
    ]
    assert [text for _level, text in headings(document)] == ["1 Inledning", "2 Broarnas skick"]


def test_notes_and_captions_are_told_apart(tmp_path: Path) -> None:
    """Small lines with a mark at the foot are footnotes; a line that names a figure is its caption."""
    caption = "Figur 2. Broarna längs ån"
    html = (
        f"<p>{LONG}<sup>1</sup><figure><figcaption>{caption}</figcaption></figure><p>{OTHER}"
        "<div class=note><sup>1</sup> Enligt besiktningen i maj.</div>"
    )
    document = read(tmp_path, html)
    assert of_kind(document, BlockKind.FOOTNOTE) == ["1 Enligt besiktningen i maj."]
    assert of_kind(document, BlockKind.CAPTION) == [caption]


def test_the_mark_of_a_note_is_raised_in_the_text(tmp_path: Path) -> None:
    """A raised figure stands in the text as one, so that no word or number ends in it."""
    document = read(tmp_path, f"<p>Bron är 40 m<sup>2</sup> stor.<sup>1</sup> {LONG}<p>{OTHER}")
    assert of_kind(document, BlockKind.PARAGRAPH)[0] == f"Bron är 40 m² stor.¹ {LONG}"


def test_a_note_stands_in_the_section_that_bears_its_mark(tmp_path: Path) -> None:
    """A note with a full stop after its number is no list item, and its section is that of its mark."""
    html = (
        f"<h1>Broar</h1><p>{LONG} Det kostade mycket.<sup>1</sup></p><h1>Kajer</h1><p>{OTHER}"
        "<div class=note>1. 2 kap. 3 § brolagen.</div><div class=note>Den gäller ännu.</div>"
    )
    document = read(tmp_path, html)
    assert of_kind(document, BlockKind.FOOTNOTE) == ["1. 2 kap. 3 § brolagen.", "Den gäller ännu."]
    assert document.text.index("brolagen") < document.text.index("Kajer")


def test_small_numbered_items_are_no_notes(tmp_path: Path) -> None:
    """Numbered items at the foot of a page are items where the text above bears no such marks."""
    html = f"<p>{LONG}<p>{OTHER}<div class=note>1. Räcken.</div><div class=note>2. Kajer.</div>"
    assert of_kind(read(tmp_path, html), BlockKind.FOOTNOTE) == []


def test_a_paragraph_goes_on_with_a_capital_or_a_figure(tmp_path: Path) -> None:
    """What goes on in the next column in the middle of a sentence belongs to it, whatever sign it begins with."""
    lines = [
        "I år har kontoret besiktigat",
        "broarna mellan Ån och udden,",
        "vilket gjordes i samråd med",
    ]
    for following in ("Brovakterna på Norra udden och vid ån.", "12. oktober är dagen då allt ska vara klart."):
        right = f"<p style='break-before: column'>{following}<p>{LONG}<p>{OTHER}"
        html = f"<div class=columns><p>{OTHER}<p>{'<br>'.join(lines)}{right}</div>"
        paragraphs = of_kind(read(tmp_path, html), BlockKind.PARAGRAPH)
        assert f"{' '.join(lines)} {following}" in paragraphs


def test_a_caption_may_lack_a_number(tmp_path: Path) -> None:
    """A line that names a kind of figure and ends that name with a colon is a caption."""
    html = f"<p>{LONG}<figure><figcaption>Tabell: Broar längs ån</figcaption></figure><p>{OTHER}"
    assert of_kind(read(tmp_path, html), BlockKind.CAPTION) == ["Tabell: Broar längs ån"]


def test_a_figure_that_begins_a_heading_is_no_chapters_number(tmp_path: Path) -> None:
    """A heading that begins with how many there are keeps the level of its style."""
    html = f"<h1>Broar</h1><p>{LONG}<h2>24 nya räcken</h2><p>{OTHER}<h2>Kajer</h2><p>{LONG}"
    assert headings(read(tmp_path, html)) == [(1, "Broar"), (2, "24 nya räcken"), (2, "Kajer")]


def test_a_sentence_on_a_table_is_no_caption(tmp_path: Path) -> None:
    """A sentence that begins by naming a table is running text."""
    sentence = "Tabell 3 visar att kajerna har blivit dyrare än broarna för första gången sedan staden började mäta."
    assert of_kind(read(tmp_path, f"<p>{LONG}<p>{sentence}<p>{OTHER}"), BlockKind.PARAGRAPH) == [LONG, sentence, OTHER]


@pytest.mark.parametrize("degrees", [90, -90, 180])
def test_turned_text_is_read(tmp_path: Path, degrees: int) -> None:
    """Text that stands on its side, or on its head, is read after what stands upright."""
    style = f"transform: rotate({degrees}deg); width: 300pt; margin: 150pt 0"
    document = read(tmp_path, f"<p>{LONG} {LONG}<div style='{style}'><p>{OTHER}</div>")
    assert of_kind(document, BlockKind.PARAGRAPH) == [f"{LONG} {LONG}", OTHER]
    assert document.warnings == ()


@pytest.mark.parametrize("degrees", [90, -90, 180])
def test_a_turned_page_is_read(tmp_path: Path, degrees: int) -> None:
    """A page whose text is all turned is read as one that is upright, its heading and table too."""
    rows = [("Bro", "2018", "2019"), ("Norra bron", "1 200", "1 350"), ("Södra bron", "-80", "95")]
    table = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}" for row in rows)
    style = f"transform: rotate({degrees}deg); width: 420pt; margin: 120pt 0"
    html = f"<div class=page><p>{LONG}</div><div style='{style}'><h1>Kajer</h1><p>{OTHER}<table>{table}</table></div>"
    document = read(tmp_path, html)
    assert headings(document) == [(1, "Kajer")]
    assert of_kind(document, BlockKind.PARAGRAPH) == [LONG, OTHER]
    assert of_kind(document, BlockKind.TABLE) == ["\n".join("\t".join(row) for row in rows)]


def test_pages_of_another_file_keep_their_numbers(tmp_path: Path) -> None:
    """Pages taken out of a file are called as they are there, and so is what stands turned on them."""
    turned = f"<div style='transform: rotate(-90deg); width: 400pt; margin: 200pt 0'>{OTHER}</div>"
    weasyprint.HTML(string=f"<style>{STYLE}</style><div class=page><p>{LONG}{turned}</div><p>{LONG}").write_pdf(
        tmp_path / "sidor.pdf"
    )
    pages = list(read_pages(tmp_path / "sidor.pdf", (4, 9)))
    assert [page.number for page in pages] == [4, 9]
    assert pages[0].turned
    assert {line.page for some in (pages[0].lines, *pages[0].turned) for line in some} == {4}
    assert {line.page for line in pages[1].lines} == {9}


def test_the_axis_of_a_chart_is_no_text(tmp_path: Path) -> None:
    """A few words on their side, as along the axis of a chart, are left out."""
    html = f"<p>{LONG}<div style='transform: rotate(-90deg); width: 100pt; margin: 50pt 0'>Antal broar</div>"
    assert of_kind(read(tmp_path, html), BlockKind.PARAGRAPH) == [LONG]


def test_a_stamp_along_the_margin_is_furniture(tmp_path: Path) -> None:
    """What stands on its side at the same place of all pages is furniture."""
    stamp = "<div style='transform: rotate(-90deg); width: 250pt; position: absolute; top: 200pt; right: -100pt'>"
    text = "Handling i ärende BK 2021:17, vårens möte"
    page = f"<div class=page style='position: relative'>{stamp}{text}</div><p>{LONG}</div>"
    document = read(tmp_path, page * 4)
    assert of_kind(document, BlockKind.FURNITURE).count(text) == 4
    assert of_kind(document, BlockKind.PARAGRAPH) == [LONG] * 4


def test_text_drawn_twice_is_read_once(tmp_path: Path) -> None:
    """A heading that is drawn again a hair apart, to look bold, is a heading and stands there once."""
    html = (
        f"<p>{LONG}</p><div style='position: relative; margin: 8pt 0'>Broarnas skick<div style='position: absolute; "
        f"left: .4pt; top: 0'>Broarnas skick</div></div><p>{OTHER}"
    )
    document = read(tmp_path, html)
    assert document.text.count("Broarnas skick") == 1
    assert [text for _level, text in headings(document)] == ["Broarnas skick"]


def test_a_page_without_text_is_reported(tmp_path: Path) -> None:
    """A page that is a picture gives a warning that names it; a blank page gives none."""
    picture = (
        "<svg width='430' height='700' viewBox='0 0 43 70'>"
        + "".join(f"<rect x='{n % 40}' y='{n // 40}' width='.5' height='.5'/>" for n in range(800))
        + "</svg>"
    )
    html = f"<div class=page><p>{LONG}</div><div class=page>{picture}</div><div class=page></div><p>{OTHER}"
    (warning,) = read(tmp_path, html).warnings
    assert "text layer that can be read: page 2." in warning


def test_a_photograph_is_no_lost_text(tmp_path: Path) -> None:
    """A page that a photograph fills lacks nothing; one that a grey scan of a text fills does."""
    from PIL import Image, ImageDraw

    colours = Random(0).randbytes(40 * 60 * 3)
    Image.frombytes("RGB", (40, 60), colours).resize((400, 600)).save(tmp_path / "foto.png")
    scan = Image.new("L", (400, 600), 215)
    for row in range(20, 580, 12):
        ImageDraw.Draw(scan).text((30, row), LONG[:70], fill=40)
    scan.save(tmp_path / "skannad.png")
    pages = "".join(
        f"<div class=page><img src='file://{tmp_path}/{name}.png' style='width: 420pt; height: 630pt'></div>"
        for name in ("foto", "skannad")
    )
    document = read(tmp_path, f"<div class=page><p>{LONG}</div>{pages}<p>{OTHER}")
    assert [warning for warning in document.warnings if "page 2" in warning] == []
    assert any("page 3" in warning for warning in document.warnings)


@cache
def shared(name: str) -> Document:
    """Read a shared document, or skip where there are none."""
    paths = sorted(DOCUMENTS.glob(f"*{name}*.pdf"))
    if not paths:
        pytest.skip("the shared documents are not here")
    return read_pdf(paths[0], ReadSettings(ocr=Ocr.NEVER))


REAL = ("konsolidering", "april-uppfoljning", "dataskydd", "ekonomi-november", "genomlysningen", "cykelplan")


@pytest.mark.parametrize("name", REAL)
def test_blocks_and_pages_fit_real_documents(name: str) -> None:
    """Blocks follow one another without overlap, pages cover the text, and nothing needs repair."""
    document = shared(name)
    assert_ordered(document.blocks, len(document.text))
    assert document.pages[0].start == 0
    assert document.pages[-1].end == len(document.text)
    assert not re.search(r"\(cid:\d+\)|[\ufb00-\ufb06\u00ad]", document.text)


def assert_ordered(blocks: Sequence[Block], length: int) -> None:
    """Check that blocks lie in order within a text."""
    ends = [0, *(block.end for block in blocks)]
    assert all(before <= block.start < block.end <= length for before, block in zip(ends, blocks, strict=False))


def test_reading_is_deterministic(tmp_path: Path) -> None:
    """Reading the same file again gives the same document."""
    html = f"<h1>Broar</h1><div class=columns>{f'<p>{LONG}</p><p>{OTHER}</p>' * 4}</div>"
    first = read(tmp_path, html)
    assert read_pdf(tmp_path / "rapport.pdf", ReadSettings()) == first


def test_numbered_chapters_of_a_real_document_are_found() -> None:
    """Every numbered chapter that a real document lists in its contents is a heading of its number's depth."""
    document = shared("genomlysningen")
    listed = {text.split()[0].rstrip(".") for text in of_kind(document, BlockKind.CONTENTS) if text[0].isdigit()}
    found = {text.split()[0].rstrip("."): level for level, text in headings(document) if text[0].isdigit()}
    assert listed - {"2.3.2", "2.3.1"} <= found.keys()
    assert all(level == number.count(".") + 1 for number, level in found.items())


def test_budget_rows_of_a_real_document_are_whole() -> None:
    """Each row of a real budget table has its label and its four figures."""
    tables = of_kind(shared("ekonomi-november"), BlockKind.TABLE)
    row = next(line for line in tables[0].splitlines() if line.startswith("Personalkostnader"))
    assert len(row.split("\t")) == 5
