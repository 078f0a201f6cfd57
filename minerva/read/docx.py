"""Word documents become a document, in their order, with heading levels, lists, tables and footnotes."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

from minerva.errors import UnreadableFile
from minerva.messages import translate as _
from minerva.read.assemble import Piece, assemble
from minerva.read.docx_xml import MC, W, cells_of, is_bold, is_box, row_of, text_of, within
from minerva.read.headings import find_headings
from minerva.read.marks import BULLET, CAPTION
from minerva.read.repair import repair
from minerva.records import BlockKind, Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from minerva.settings import ReadSettings

_HEADING_STYLE = re.compile(r"^(?:heading|rubrik)\s*(\d)\b", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"^(?:toc|innehåll)(?:\s|\d|sförteckning|$)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"^(?:list|lista|punktlista|numrerad lista)\b", re.IGNORECASE)
_CAPTION_STYLE = re.compile(r"^(?:caption|beskrivning)$", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"^(?:title|titel)$", re.IGNORECASE)
_STYLES = (
    (_TITLE_STYLE, BlockKind.HEADING, 1),
    (_CONTENTS_STYLE, BlockKind.CONTENTS, 0),
    (_CAPTION_STYLE, BlockKind.CAPTION, 0),
    (_LIST_STYLE, BlockKind.LIST_ITEM, 0),
)
_MAX_STYLE_DEPTH = 8
_BODY_TEXT = 9
"""Word's outline level of what is no heading."""
_SEPARATOR_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


def read_docx(path: Path, settings: ReadSettings) -> Document:
    """
    Read a Word document; it has no pages, since Word lays them out anew each time.

    Raises
    ------
    UnreadableFile
        If the file is no Word document, is damaged, encrypted, or unpacks to more than *settings* allow.
    """
    import docx  # noqa: PLC0415 - only files of this kind need it

    _check_archive(path, settings)
    try:
        file = docx.Document(str(path))
        pieces = [*find_headings(list(_body(file.element.body, file))), *_footnotes(file), *_furniture(file)]
        title = repair(file.core_properties.title or "").strip()
    except MemoryError:
        raise
    except Exception as error:
        # python-docx lets KeyError, ValueError and lxml's errors through, depending on what is missing.
        raise _damaged() from error
    if not any(piece.text.strip() for piece in pieces):
        raise UnreadableFile(_("The document holds no text."), _("Leave it out, or fetch it again."))
    return assemble(pieces, title=title)


def _damaged() -> UnreadableFile:
    return UnreadableFile(
        _("The file is no Word document, or a damaged one."),
        _("Open it in Word, save it anew as .docx and add it again."),
    )


def _check_archive(path: Path, settings: ReadSettings) -> None:
    """Refuse what is no archive, or one that unpacks to gigabytes, before anything is unpacked."""
    with path.open("rb") as file:
        head = file.read(8)
    if head == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableFile(
            _("The document is encrypted, or of the old Word format."),
            _("Open it in Word, save it as .docx without a password and add it again."),
        )
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _damaged() from error
    limit = min(settings.memory_mb // 4, settings.max_file_mb)
    if unpacked > limit * 1_000_000:
        raise UnreadableFile(
            _("The document unpacks to {size} MB; the limit is {limit}.").format(
                size=unpacked // 1_000_000, limit=limit
            ),
            _("Save it without pictures, or raise memory_mb under [read] in the library's minerva.toml."),
        )


def _body(container: Any, file: Any) -> Iterator[Piece]:  # noqa: ANN401 - an lxml element and a docx document
    for element in within(container, f"{W}p", f"{W}tbl"):
        if element.tag == f"{W}p":
            yield from _paragraph(element, file)
        elif is_box(element):
            for cell in cells_of(element):
                yield from _body(cell, file)
        else:
            rows = map(row_of, within(element, f"{W}tr"))
            yield Piece(BlockKind.TABLE, "\n".join(row for row in rows if row))


def _paragraph(element: Any, file: Any) -> Iterator[Piece]:  # noqa: ANN401
    text = text_of(element)
    if text:
        kind, level = _kind(element, file)
        if kind is BlockKind.LIST_ITEM and not BULLET.match(text):
            text = f"• {text}"
        kind = BlockKind.CAPTION if CAPTION.match(text) else kind
        yield Piece(kind, text, level, emphasised=is_bold(element))
    for box in element.iter(f"{W}txbxContent"):
        if not any(True for _above in box.iterancestors(f"{MC}Fallback")):
            yield from _body(box, file)


def _kind(element: Any, file: Any) -> tuple[BlockKind, int]:  # noqa: ANN401
    for marked in (element, *_styles(element, file)):
        heading = _HEADING_STYLE.match(_name(marked))
        level = int(heading[1]) if heading else _outline_level(marked)
        if level:
            return BlockKind.HEADING, level
        for pattern, kind, own_level in _STYLES:
            if pattern.match(_name(marked)):
                return kind, own_level
    if element.find(f"{W}pPr/{W}numPr") is not None:
        return BlockKind.LIST_ITEM, 0
    return BlockKind.PARAGRAPH, 0


def _styles(element: Any, file: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield a paragraph's style and those that it builds on, nearest first."""
    link = element.find(f"{W}pPr/{W}pStyle")
    for _depth in range(_MAX_STYLE_DEPTH):
        style = file.styles.element.get_by_id(link.get(f"{W}val")) if link is not None else None
        if style is None:
            return
        yield style
        link = style.find(f"{W}basedOn")


def _name(marked: Any) -> str:  # noqa: ANN401 - a style, or a paragraph, which has no name
    name = marked.find(f"{W}name")
    return name.get(f"{W}val", "") if name is not None else ""


def _outline_level(marked: Any) -> int:  # noqa: ANN401
    """Return the place in Word's outline that a paragraph or style gives, from 1; 0 for body text."""
    outline = marked.find(f"{W}pPr/{W}outlineLvl")
    value = outline.get(f"{W}val", "") if outline is not None else ""
    return int(value) + 1 if value.isdecimal() and int(value) < _BODY_TEXT else 0


def _footnotes(file: Any) -> Iterator[Piece]:  # noqa: ANN401
    from lxml import etree  # noqa: PLC0415 - only files of this kind need it

    for part in file.part.package.iter_parts():
        if str(part.partname) in {"/word/footnotes.xml", "/word/endnotes.xml"}:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            for note in etree.fromstring(part.blob, parser):
                text = " ".join(filter(None, map(text_of, note.iter(f"{W}p"))))
                if text and note.get(f"{W}type") not in _SEPARATOR_NOTES:
                    yield Piece(BlockKind.FOOTNOTE, f"{note.get(f'{W}id')} {text}")


def _furniture(file: Any) -> Iterator[Piece]:  # noqa: ANN401
    seen: set[str] = set()
    for section in file.sections:
        for margin in _margins(section):
            for paragraph in margin._element.iter(f"{W}p"):  # noqa: SLF001 - tables within margins are no paragraphs
                text = text_of(paragraph)
                if text and text not in seen:
                    seen.add(text)
                    yield Piece(BlockKind.FURNITURE, text)


def _margins(section: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the headers and footers that a section defines; a letterhead stands on its first page only."""
    for page in ("", "first_page_", "even_page_"):
        for margin in (getattr(section, f"{page}header"), getattr(section, f"{page}footer")):
            if not margin.is_linked_to_previous:
                yield margin
