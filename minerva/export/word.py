"""
A document for Word.

python-docx makes the frame; paragraphs are put in as XML, since it takes a millisecond for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minerva.export.document import Grid, Heading, Line, Quote, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from minerva.citation.styled import Run
    from minerva.export.document import Block
    from minerva.export.parts import Part

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STYLES = {"text": "Normal", "note": "MinervaNote", "source": "MinervaSource", "warning": "MinervaWarning"}
_WIDTH = 9000
"""Of the text, in twentieths of a point."""
_INDENT = 400
_LETTER, _PADDING, _LONGEST = 105, 240, 60
"""Of an average letter and around a cell, in the same measure; so many letters a cell counts for at most."""


def write_word(blocks: Iterable[Block], path: Path, *, when: datetime) -> None:
    """Write a document; *when* stands in its properties."""
    from docx import Document  # noqa: PLC0415 - for those who ask for it

    document = Document()
    _prepare(document, when)
    writer = _Writer(document)
    for block in blocks:
        writer.write(block)
    document.save(str(path))


class _Writer:
    """Puts blocks at the end of a document."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - the library is untyped
        from docx.oxml.ns import qn  # noqa: PLC0415 - as above
        from lxml import etree  # noqa: PLC0415

        self._document = document
        self._last = document.element.body.sectPr
        self._qn, self._etree = qn, etree

    def write(self, block: Block) -> None:
        """Put a block at the end."""
        match block:
            case Heading(text, level):
                self._paragraph(f"Heading{level}" if level else "Title", text)
                if not level:
                    self._document.core_properties.title = text[:255]
            case Line(text, kind):
                self._paragraph(_STYLES[kind], text)
            case Quote(pieces):
                for piece in pieces:
                    self._piece(piece)
            case Grid(heads, rows):
                self._table([heads, *rows], has_head=True)
            case Reference(runs):
                self._runs(runs)

    def _piece(self, piece: Part) -> None:
        if piece.is_table:
            self._table(piece.rows, indent=_INDENT)
            return
        for (line,) in piece.rows:
            self._paragraph("Quote", line)

    def _paragraph(self, style: str, text: str) -> None:
        paragraph = self._styled(style)
        self._run(paragraph, text)
        self._last.addprevious(paragraph)

    def _runs(self, runs: Sequence[Run]) -> None:
        paragraph = self._styled("MinervaReference")
        for run in runs:
            self._run(paragraph, run.text, italic=run.italic)
        self._last.addprevious(paragraph)

    def _styled(self, style: str) -> Any:  # noqa: ANN401 - as above
        paragraph = self._etree.Element(self._qn("w:p"))
        properties = self._sub(paragraph, "w:pPr")
        self._sub(properties, "w:pStyle", style)
        return paragraph

    def _run(self, paragraph: Any, text: str, *, italic: bool = False, bold: bool = False) -> None:  # noqa: ANN401
        run = self._sub(paragraph, "w:r")
        if italic or bold:
            self._sub(self._sub(run, "w:rPr"), "w:i" if italic else "w:b")
        told = self._sub(run, "w:t")
        told.text = text.replace("\t", " ")
        told.set(_SPACE, "preserve")

    def _table(self, rows: Sequence[Sequence[str]], *, indent: int = 0, has_head: bool = False) -> None:
        widths = _widths(rows, _WIDTH - indent)
        table = self._etree.Element(self._qn("w:tbl"))
        properties = self._sub(table, "w:tblPr")
        self._sub(properties, "w:tblStyle", "TableGrid")
        self._measure(properties, "w:tblW", _WIDTH - indent)
        self._measure(properties, "w:tblInd", indent)
        grid = self._sub(table, "w:tblGrid")
        for width in widths:
            self._sub(grid, "w:gridCol").set(self._qn("w:w"), str(width))
        for at, row in enumerate(rows):
            self._row(table, row, widths, is_head=has_head and not at)
        self._last.addprevious(table)
        # Word joins tables that follow on one another.
        self._last.addprevious(self._styled("MinervaCell"))

    def _row(self, table: Any, row: Sequence[str], widths: Sequence[int], *, is_head: bool) -> None:  # noqa: ANN401
        line = self._sub(table, "w:tr")
        properties = self._sub(line, "w:trPr")
        self._sub(properties, "w:cantSplit")
        if is_head:
            self._sub(properties, "w:tblHeader")
        for text, width in zip(row, widths, strict=True):
            cell = self._sub(line, "w:tc")
            self._measure(self._sub(cell, "w:tcPr"), "w:tcW", width)
            paragraph = self._styled("MinervaCell")
            self._run(paragraph, text, bold=is_head)
            cell.append(paragraph)

    def _measure(self, parent: Any, name: str, width: int) -> None:  # noqa: ANN401 - as above
        measured = self._sub(parent, name)
        measured.set(self._qn("w:w"), str(width))
        measured.set(self._qn("w:type"), "dxa")

    def _sub(self, parent: Any, name: str, value: str = "") -> Any:  # noqa: ANN401 - as above
        found = self._etree.SubElement(parent, self._qn(name))
        if value:
            found.set(self._qn("w:val"), value)
        return found


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Give each column room for its longest word, as far as there is, and share the rest by its longest cell."""
    columns = list(zip(*rows, strict=True))
    least = [_letters(max((word for cell in cells for word in cell.split()), key=len, default="")) for cells in columns]
    wanted = [max(0, _letters(max(cells, key=len)) - width) for cells, width in zip(columns, least, strict=True)]
    left = room - sum(least)
    if left <= 0:
        return [room * width // sum(least) for width in least]
    return [width + left * more // max(sum(wanted), 1) for width, more in zip(least, wanted, strict=True)]


def _letters(text: str) -> int:
    """Return the width that *text* takes in a cell."""
    return _PADDING + _LETTER * min(len(text), _LONGEST)


def _prepare(document: Any, when: datetime) -> None:  # noqa: ANN401 - the library is untyped
    """Set what all documents share: styles, language, margins, page numbers."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - as above
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415

    properties, styles = document.core_properties, document.styles
    properties.author, properties.comments, properties.language = "Minerva", "", "sv-SE"
    properties.created = properties.modified = when.replace(tzinfo=None)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
    quote = styles["Quote"]
    quote.font.italic, quote.font.color.rgb = False, RGBColor(0x22, 0x22, 0x22)
    quote.paragraph_format.left_indent, quote.paragraph_format.keep_with_next = Cm(0.7), True
    quote.paragraph_format.space_before = quote.paragraph_format.space_after = Pt(3)
    looks = {
        "Source": (Pt(9.5), RGBColor(0x55, 0x55, 0x55), Cm(0.7), Pt(8)),
        "Note": (Pt(10.5), RGBColor(0x1F, 0x4E, 0x79), Cm(0.7), Pt(8)),
        "Warning": (Pt(10), RGBColor(0xB0, 0x20, 0x20), Cm(0.7), Pt(6)),
        "Reference": (Pt(10.5), RGBColor(0, 0, 0), Cm(0.7), Pt(4)),
        "Cell": (Pt(9), RGBColor(0, 0, 0), Cm(0), Pt(0)),
    }
    for name, (size, colour, indent, after) in looks.items():
        style = styles.add_style(f"Minerva {name}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size, style.font.color.rgb = styles["Normal"], size, colour
        style.paragraph_format.left_indent, style.paragraph_format.space_after = indent, after
    styles["Minerva Reference"].paragraph_format.first_line_indent = -Cm(0.7)
    _mark_quotes(quote)
    _speak_swedish(document)
    _number_pages(section)


def _mark_quotes(style: Any) -> None:  # noqa: ANN401 - as above
    """Draw a line before quotations."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415

    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in {"val": "single", "sz": "12", "space": "8", "color": "99AABB"}.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = style.element.get_or_add_pPr()
    # The order of what a paragraph's properties hold is part of the format.
    place = next((one for one in properties if one.tag in {qn("w:spacing"), qn("w:ind")}), None)
    if place is None:
        properties.append(borders)
    else:
        place.addprevious(borders)


def _speak_swedish(document: Any) -> None:  # noqa: ANN401 - as above
    """Let spelling be checked in Swedish."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "sv-SE")


def _number_pages(section: Any) -> None:  # noqa: ANN401 - as above
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as above
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields
