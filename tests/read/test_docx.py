from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from minerva.errors import UnreadableFile
from minerva.read.docx import read_docx
from minerva.settings import ReadSettings

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordFile

    from minerva.records import Document

BODY = "Nämnden har under året arbetat med målen."
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


@pytest.fixture
def file() -> WordFile:
    """Give an empty Word document."""
    return docx.Document()


def read(file: WordFile, folder: Path) -> Document:
    """Save *file* and read it."""
    file.save(str(folder / "rapport.docx"))
    return read_docx(folder / "rapport.docx", ReadSettings())


def blocks(file: WordFile, folder: Path) -> list[tuple[str, int, str]]:
    """Return kind, level and text of each block."""
    document = read(file, folder)
    return [(block.kind.value, block.level, document.block_text(block)) for block in document.blocks]


def put(file: WordFile, xml: str) -> None:
    """Put an element at the end of the body; ``w:`` stands for Word's namespace."""
    body = file.element.body
    body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {nsdecls('w')} {MC}>", 1)))


def run(text: str) -> str:
    """Return the XML of a run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_order_levels_and_tables(file: WordFile, tmp_path: Path) -> None:
    """Headings, paragraphs and tables come in the order of the document, with their levels."""
    file.add_heading("Rapport", 0)
    file.add_heading("Mål", 1)
    file.add_paragraph(BODY)
    table = file.add_table(2, 2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], ["Mått", "2020", "Barn", "12"], strict=True):
        cell.text = text
    file.add_heading("Ekonomi", 3)
    file.add_paragraph("Utfallet blev bättre än väntat.")
    assert blocks(file, tmp_path) == [
        ("heading", 1, "Rapport"),
        ("heading", 1, "Mål"),
        ("paragraph", 0, BODY),
        ("table", 0, "Mått\t2020\nBarn\t12"),
        ("heading", 3, "Ekonomi"),
        ("paragraph", 0, "Utfallet blev bättre än väntat."),
    ]


def test_word_files_have_no_pages(file: WordFile, tmp_path: Path) -> None:
    """Word lays pages out anew each time, so none are claimed."""
    file.add_paragraph(BODY)
    file.add_page_break()
    document = read(file, tmp_path)
    assert document.pages == ()
    assert document.blocks[0].page is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Rubrik 1", ("heading", 1)),
        ("Rubrik 2", ("heading", 2)),
        ("rubrik 3 utan nummer", ("heading", 3)),
        ("Titel", ("heading", 1)),
        ("Innehåll 1", ("contents", 0)),
        ("Innehållsförteckningsrubrik", ("contents", 0)),
        ("Beskrivning", ("caption", 0)),
        ("Punktlista", ("list item", 0)),
        ("Brödtext", ("paragraph", 0)),
        ("Rubriktext", ("paragraph", 0)),
    ],
)
def test_swedish_style_names_are_known(file: WordFile, tmp_path: Path, name: str, expected: tuple[str, int]) -> None:
    """Styles named in Swedish mean what the English ones do."""
    file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    file.add_paragraph(BODY, style=name)
    assert blocks(file, tmp_path)[0][:2] == expected


def test_a_style_of_ones_own_is_what_it_builds_on(file: WordFile, tmp_path: Path) -> None:
    """A municipality's own style inherits the level of Word's; its own name goes before."""
    own = file.styles.add_style("Kommunens kapitel", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = file.styles["Heading 2"]
    assert file.styles["TOC Heading"].base_style == file.styles["Heading 1"]
    file.add_paragraph("Innehåll", style="TOC Heading")
    file.add_paragraph("Ekonomi", style="Kommunens kapitel")
    assert blocks(file, tmp_path) == [("contents", 0, "Innehåll"), ("heading", 2, "Ekonomi")]


@pytest.mark.parametrize(("value", "expected"), [("0", ("heading", 1)), ("2", ("heading", 3)), ("9", ("paragraph", 0))])
@pytest.mark.parametrize("where", ["paragraph", "style"])
def test_outline_levels_make_headings(
    file: WordFile, tmp_path: Path, where: str, value: str, expected: tuple[str, int]
) -> None:
    """A place in Word's outline, of a paragraph or its style, is a heading's level; 9 is body text."""
    paragraph = file.add_paragraph(BODY)
    if where == "style":
        paragraph.style = file.styles.add_style("Kapitel", WD_STYLE_TYPE.PARAGRAPH)
    marked = paragraph._p if where == "paragraph" else paragraph.style.element
    marked.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{value}"/>'))
    assert blocks(file, tmp_path)[0][:2] == expected


def test_a_bold_line_is_a_heading(file: WordFile, tmp_path: Path) -> None:
    """Where no styles are used, a line in bold is a title; a sentence in bold is not."""
    file.add_paragraph().add_run("Ekonomi").bold = True
    file.add_paragraph(BODY)
    file.add_paragraph().add_run(BODY).bold = True
    assert [kind for kind, _level, _text in blocks(file, tmp_path)] == ["heading", "paragraph", "paragraph"]


def test_cells_merged_sideways_and_downwards(file: WordFile, tmp_path: Path) -> None:
    """A merged cell's text stands once, and the columns beside it keep their places."""
    table = file.add_table(3, 3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = str(number)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Bredd"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Höjd"
    assert blocks(file, tmp_path) == [("table", 0, "Bredd\t\t2\nHöjd\t4\t5\n\t7\t8")]


def test_a_table_within_a_cell_stands_once(file: WordFile, tmp_path: Path) -> None:
    """Tables within tables are part of the cell's text, and not told twice."""
    table = file.add_table(2, 2)
    table.cell(0, 0).text = "yttre"
    inner = table.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text = "inre ett"
    inner.cell(0, 1).text = "inre två"
    table.cell(1, 0).text = "slut"
    assert blocks(file, tmp_path) == [("table", 0, "yttre\tinre ett inre två\nslut")]


def test_several_paragraphs_in_a_cell_are_one_line(file: WordFile, tmp_path: Path) -> None:
    """A row is a line whatever its cells hold."""
    table = file.add_table(2, 2)
    table.cell(0, 0).text = "ett\ntvå\ttre"
    table.cell(0, 1).text = "fyra"
    table.cell(1, 0).text = "fem"
    assert blocks(file, tmp_path) == [("table", 0, "ett två tre\tfyra\nfem")]


def test_boxes_and_letterheads_are_no_tables(file: WordFile, tmp_path: Path) -> None:
    """A frame round text, and two texts set beside one another, are paragraphs; a row of figures is a table."""
    file.add_table(1, 1).cell(0, 0).text = "Inramat."
    beside = file.add_table(1, 2)
    beside.cell(0, 0).text = "Till bronämnden."
    beside.cell(0, 1).text = "Dnr 7."
    row = file.add_table(1, 3)
    for number, cell in enumerate(row.rows[0].cells):
        cell.text = str(number)
    assert blocks(file, tmp_path) == [
        ("paragraph", 0, "Inramat."),
        ("paragraph", 0, "Till bronämnden."),
        ("paragraph", 0, "Dnr 7."),
        ("table", 0, "0\t1\t2"),
    ]


def test_columns_skipped_before_a_row(file: WordFile, tmp_path: Path) -> None:
    """A row that begins in a later column has empty cells before it."""
    cell = f"<w:tc><w:p>{run('a')}</w:p></w:tc>"
    skipped = f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell}</w:tr>"
    put(file, f"<w:tbl><w:tr>{cell}{cell}</w:tr>{skipped}</w:tbl>")
    assert blocks(file, tmp_path) == [("table", 0, "a\ta\n\ta")]


@pytest.mark.parametrize(
    ("outer", "inner"), [("sdt", "<w:sdtContent>{}</w:sdtContent>"), ("customXml", "{}"), ("ins", "{}")]
)
def test_content_controls_hide_nothing(file: WordFile, tmp_path: Path, outer: str, inner: str) -> None:
    """Paragraphs, tables, rows and cells are read also within content controls and other wrappers."""

    def wrapped(xml: str) -> str:
        return f"<w:{outer}>{inner.format(xml)}</w:{outer}>"

    def cell(text: str) -> str:
        return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"

    put(file, wrapped(f"<w:p>{run('Ett stycke.')}</w:p>"))
    put(file, wrapped(wrapped(f"<w:p>{run('Djupare.')}</w:p>")))
    rows = f"<w:tr>{cell('a')}{wrapped(cell('b'))}</w:tr>" + wrapped(f"<w:tr>{cell('c')}{cell('d')}</w:tr>")
    put(file, wrapped(f"<w:tbl>{rows}</w:tbl>"))
    assert blocks(file, tmp_path) == [
        ("paragraph", 0, "Ett stycke."),
        ("paragraph", 0, "Djupare."),
        ("table", 0, "a\tb\nc\td"),
    ]


def test_tracked_changes_are_read_as_accepted(file: WordFile, tmp_path: Path) -> None:
    """What was inserted or moved here is read; what was deleted or moved away is not."""
    put(
        file,
        f"<w:p>{run('Det kvarvarande ')}<w:del><w:r><w:delText>borttagna</w:delText><w:tab/></w:r></w:del>"
        f"<w:ins>{run('nya ')}</w:ins><w:moveFrom>{run('bortflyttade ')}</w:moveFrom>"
        f"<w:moveTo>{run('hitflyttade')}</w:moveTo>{run('.')}</w:p>",
    )
    put(file, "<w:p><w:del><w:r><w:delText>Helt borta.</w:delText></w:r></w:del></w:p>")
    assert blocks(file, tmp_path) == [("paragraph", 0, "Det kvarvarande nya hitflyttade.")]


def test_lists(file: WordFile, tmp_path: Path) -> None:
    """A list is known by its style or its numbering, and each item bears a bullet."""
    file.add_paragraph("tidiga insatser", style="List Bullet")
    file.add_paragraph("• stöd hemma", style="List Number")
    put(file, f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr>{run("god kvalitet")}</w:p>')
    assert blocks(file, tmp_path) == [
        ("list item", 0, "• tidiga insatser"),
        ("list item", 0, "• stöd hemma"),
        ("list item", 0, "• god kvalitet"),
    ]


@pytest.mark.parametrize("kind", ["footnotes", "endnotes"])
def test_footnotes(file: WordFile, tmp_path: Path, kind: str) -> None:
    """Notes come last, with their number; the lines that part them from the text do not."""
    file.add_paragraph(BODY)
    note = kind[:-1]
    xml = (
        f'<w:{kind} {nsdecls("w")}><w:{note} w:type="separator" w:id="-1"><w:p>{run("streck")}</w:p></w:{note}>'
        f'<w:{note} w:id="1"><w:p>{run("Avser ")}{run("helår.")}</w:p></w:{note}></w:{kind}>'
    )
    content_type = getattr(CONTENT_TYPE, f"WML_{kind.upper()}")
    part = Part(PackURI(f"/word/{kind}.xml"), content_type, xml.encode(), file.part.package)
    file.part.relate_to(part, getattr(RELATIONSHIP_TYPE, kind.upper()))
    assert blocks(file, tmp_path) == [("paragraph", 0, BODY), ("footnote", 0, "1 Avser helår.")]


def test_text_boxes_are_read_once(file: WordFile, tmp_path: Path) -> None:
    """A text box comes after the paragraph that it is tied to, not again in the form kept for old programs."""
    box = f"<w:txbxContent><w:p>{run('I en ruta.')}</w:p></w:txbxContent>"
    put(
        file,
        f"<w:p>{run(BODY)}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}{run('gammalt')}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert blocks(file, tmp_path) == [("paragraph", 0, BODY), ("paragraph", 0, "I en ruta.")]


def test_signs_within_a_line(file: WordFile, tmp_path: Path) -> None:
    """Tabs and breaks are spaces, a hyphen that must not break is one, raised digits do not join the number before."""
    put(
        file,
        f"<w:p>{run('Utfall')}<w:r><w:tab/></w:r>{run('12')}"
        f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
        f"<w:r><w:br/><w:t>e</w:t><w:noBreakHyphen/><w:t>tjänst\n i\tår.</w:t></w:r></w:p>",
    )
    assert blocks(file, tmp_path) == [("paragraph", 0, "Utfall 12¹ e-tjänst i år.")]


def test_headers_and_footers_are_furniture(file: WordFile, tmp_path: Path) -> None:
    """What stands in the margins is kept once and not searched; a letterhead on the first page only, too."""
    section = file.sections[0]
    section.header.paragraphs[0].text = "Socialnämnden"
    section.footer.paragraphs[0].text = "Sida"
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Ekby kommun"
    file.add_section()
    file.add_paragraph(BODY)
    assert blocks(file, tmp_path) == [
        ("paragraph", 0, BODY),
        ("furniture", 0, "Socialnämnden"),
        ("furniture", 0, "Sida"),
        ("furniture", 0, "Ekby kommun"),
    ]


def test_captions(file: WordFile, tmp_path: Path) -> None:
    """A caption is known by its style or by what it says."""
    file.add_paragraph("Antal placeringar", style="Caption")
    file.add_paragraph("Tabell 1. Antal barn")
    assert [kind for kind, _level, _text in blocks(file, tmp_path)] == ["caption", "caption"]


def test_the_declared_title_is_taken(file: WordFile, tmp_path: Path) -> None:
    """The document's properties may tell its title."""
    file.core_properties.title = "Verksamhetsbera\u0308ttelse"
    file.add_paragraph(BODY)
    assert read(file, tmp_path).title == "Verksamhetsberättelse"


def refusal(folder: Path, data: bytes, settings: ReadSettings | None = None) -> UnreadableFile:
    """Return the error that reading *data* gives."""
    (folder / "rapport.docx").write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        read_docx(folder / "rapport.docx", settings or ReadSettings())
    return caught.value


def saved(file: WordFile) -> bytes:
    """Return *file* as bytes."""
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def archive(**entries: bytes) -> bytes:
    """Return an archive of *entries*."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in entries.items():
            opened.writestr(name, data)
    return stream.getvalue()


def test_an_empty_document_is_refused(file: WordFile, tmp_path: Path) -> None:
    """A document without a word holds nothing to read."""
    file.add_paragraph("   ")
    assert "holds no text" in refusal(tmp_path, saved(file)).reason


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_a_truncated_document_is_refused(file: WordFile, tmp_path: Path, share: float) -> None:
    """A download that broke off is named as damaged."""
    file.add_paragraph(BODY)
    data = saved(file)
    error = refusal(tmp_path, data[: int(len(data) * share)])
    assert "damaged" in error.reason
    assert "Word" in error.remedy


@pytest.mark.parametrize("data", [b"Bara text", archive(), archive(a=b"x"), archive(**{"[Content_Types].xml": b"<x"})])
def test_another_file_of_that_name_is_refused(tmp_path: Path, data: bytes) -> None:
    """What is no Word document is not read as one, be it an archive or not."""
    assert "no Word document" in refusal(tmp_path, data).reason


def test_an_old_or_encrypted_document_is_refused(tmp_path: Path) -> None:
    """Both begin alike, as an OLE file, and both need Word to be saved anew."""
    error = refusal(tmp_path, bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000))
    assert "old Word format" in error.reason
    assert "without a password" in error.remedy


def test_a_bomb_is_refused_before_it_is_unpacked(file: WordFile, tmp_path: Path) -> None:
    """What a document unpacks to is known from the archive's list; the limit is named."""
    file.add_paragraph(BODY)
    stream = io.BytesIO(saved(file))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("word/media/image1.bin", bytes(30_000_000))
    error = refusal(tmp_path, stream.getvalue(), ReadSettings(memory_mb=100))
    assert "unpacks to 30 MB; the limit is 25" in error.reason
    assert "memory_mb" in error.remedy


def test_entities_that_multiply_are_not_expanded(file: WordFile, tmp_path: Path) -> None:
    """A few lines of XML that would become gigabytes stay a few lines."""
    file.add_paragraph("MARKE")
    entities = '<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 50}">' for before, name in zip("abcdef", "bcdefg", strict=True)
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(file))) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == "word/document.xml":
                data = data.replace(b"<w:document", b"<!DOCTYPE w [" + entities.encode() + b"]><w:document", 1)
                data = data.replace(b"MARKE", b"Text &g;.")
            new.writestr(entry, data)
    (tmp_path / "rapport.docx").write_bytes(stream.getvalue())
    try:
        text = read_docx(tmp_path / "rapport.docx", ReadSettings()).text
    except UnreadableFile:
        return
    assert len(text) < 1000


def test_running_out_of_memory_is_no_damage(file: WordFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document too large for the memory allowed is not called damaged; the worker tells of the limit."""

    def fail(_path: str) -> None:
        raise MemoryError

    (tmp_path / "rapport.docx").write_bytes(saved(file))
    monkeypatch.setattr("docx.Document", fail)
    with pytest.raises(MemoryError):
        read_docx(tmp_path / "rapport.docx", ReadSettings())
