"""DOCX: a plain office document by python-docx, with header, page numbers and merged goal cells."""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from forms.source import CAPTION, LEGEND, Block, Source, bind_figures, blocks

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_SEA = RGBColor(0x1F, 0x5C, 0x7A)
_LINE_CM = 16
_NARROWEST, _WIDEST = 10, 30
_FIGURE = re.compile(r"−?\d+,\d|\d+ (?:%|st|dagar)|\d{1,3}$")


def write_docx(source: Source, path: Path) -> None:
    """Write the report; dates come from its front matter and the archive carries none."""
    word = Document()
    _describe(word, source)
    _dress(word)
    _frame(word, source)
    word.add_paragraph(source.meta["title"], style="Title")
    word.add_paragraph(f"{source.board}, {source.issuer}", style="Subtitle")
    for block in blocks(source):
        _add(word, block)
    path.write_bytes(_without_times(word))


def _add(word: Word, block: Block) -> None:
    if block.kind == "heading":
        word.add_heading(bind_figures(block.text), block.level)
    elif block.kind == "list":
        for row in block.rows:
            word.add_paragraph(bind_figures(row[0]), style="List Bullet")
    elif block.kind == "table":
        _add_table(word, block.rows)
    elif CAPTION.match(block.text):
        word.add_paragraph(block.text, style="Caption").paragraph_format.keep_with_next = True
    else:
        style = "Quote" if block.text.startswith(LEGEND) else "Normal"
        word.add_paragraph(bind_figures(block.text), style=style)


def _add_table(word: Word, rows: tuple[tuple[str, ...], ...]) -> None:
    table = word.add_table(len(rows), len(rows[0]), style="Light Grid Accent 5")
    table.autofit = False
    for column, texts in zip(table.columns, zip(*rows, strict=True), strict=True):
        column.width, alignment = _width(texts, rows), _alignment(texts)
        for cell, text in zip(column.cells, texts, strict=True):
            cell.width = column.width
            _fill(cell.paragraphs[0], bind_figures(text), alignment)
    for index in range(2, len(rows)):
        if not rows[index][0]:
            table.cell(index - 1, 0).merge(table.cell(index, 0))
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)  # noqa: SLF001  # python-docx cannot repeat a header row
    word.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(paragraph: Paragraph, text: str, alignment: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.paragraph_format.space_after = Pt(0)
    if text:  # an empty run would leave blank lines where cells are merged
        paragraph.add_run(text).font.size = Pt(9)
        paragraph.alignment = alignment


def _width(texts: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Length:
    """Share the line among the columns by their longest text, within limits."""
    return Cm(_LINE_CM * _share(texts) / sum(map(_share, zip(*rows, strict=True))))


def _share(texts: tuple[str, ...]) -> int:
    return min(max(*map(len, texts), _NARROWEST), _WIDEST)


def _alignment(texts: tuple[str, ...]) -> WD_ALIGN_PARAGRAPH:
    figures = sum(bool(_FIGURE.match(text)) for text in texts[1:])
    return WD_ALIGN_PARAGRAPH.RIGHT if figures * 2 > len(texts[1:]) else WD_ALIGN_PARAGRAPH.LEFT


def _dress(word: Word) -> None:
    for name, size in (("Normal", 11), ("Title", 26), ("Heading 1", 16), ("Heading 2", 13), ("Caption", 9)):
        style = word.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if name != "Normal":
            style.font.color.rgb = _SEA
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "sv-SE")


def _frame(word: Word, source: Source) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.header.paragraphs[0].text = f"{source.issuer}\t\t{source.meta['reference']}"
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{source.meta['title']}\t\tSida ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)  # noqa: SLF001  # python-docx has no public way to write a field


def _describe(word: Word, source: Source) -> None:
    dated = datetime.fromisoformat(source.meta["dated"]).replace(tzinfo=UTC)
    core = word.core_properties
    core.title, core.author, core.last_modified_by = source.meta["title"], source.issuer, source.issuer
    core.created = core.modified = dated
    core.comments, core.language, core.revision = "", "sv-SE", 1


def _without_times(word: Word) -> bytes:
    saved, plain = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return plain.getvalue()
