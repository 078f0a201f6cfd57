"""Word documents become a document, in their order, with heading levels, lists, tables and footnotes."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

from minerva.errors import UnreadableFile
from minerva.messages import translate as _
from minerva.read.assemble import Piece, assemble
from minerva.read.headings import find_headings
from minerva.read.marks import BULLET, CAPTION
from minerva.read.repair import repair
from minerva.records import BlockKind, Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from minerva.settings import ReadSettings

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
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
    if path.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
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
    """Yield the pieces of a body, also those in content controls, which python-docx leaves out."""
    for element in container:
        if element.tag == f"{_W}p":
            yield from _paragraph(element, file)
        elif element.tag == f"{_W}tbl":
            rows = [_row(row) for row in element.iter(f"{_W}tr")]
            yield Piece(BlockKind.TABLE, "\n".join(row for row in rows if row))
        elif element.tag == f"{_W}sdt":
            for content in element.findall(f"{_W}sdtContent"):
                yield from _body(content, file)


def _paragraph(element: Any, file: Any) -> Iterator[Piece]:  # noqa: ANN401
    text = _text(element)
    if text:
        kind, level = _kind(element, file)
        if kind is BlockKind.LIST_ITEM and not BULLET.match(text):
            text = f"• {text}"
        kind = BlockKind.CAPTION if CAPTION.match(text) else kind
        yield Piece(kind, text, level, emphasised=_is_bold(element))
    for box in element.iter(f"{_W}txbxContent"):
        if not any(True for _above in box.iterancestors(_MC_FALLBACK)):
            yield from _body(box, file)


def _kind(element: Any, file: Any) -> tuple[BlockKind, int]:  # noqa: ANN401
    names = _style_names(element, file)
    heading = next(filter(None, map(_HEADING_STYLE.match, names)), None)
    if heading:
        return BlockKind.HEADING, int(heading[1])
    outline = element.find(f"{_W}pPr/{_W}outlineLvl")
    if outline is not None and int(outline.get(f"{_W}val", "9")) < 9:  # noqa: PLR2004 - 9 is Word's body text
        return BlockKind.HEADING, int(outline.get(f"{_W}val")) + 1
    for style, kind, level in _STYLES:
        if any(map(style.match, names)):
            return kind, level
    if element.find(f"{_W}pPr/{_W}numPr") is not None:
        return BlockKind.LIST_ITEM, 0
    return BlockKind.PARAGRAPH, 0


def _style_names(element: Any, file: Any) -> list[str]:  # noqa: ANN401
    """Return the names of a paragraph's style and of those that it builds on, nearest first."""
    names: list[str] = []
    link = element.find(f"{_W}pPr/{_W}pStyle")
    while link is not None and len(names) < _MAX_STYLE_DEPTH:
        style = file.styles.element.get_by_id(link.get(f"{_W}val"))
        if style is None:
            break
        names.append(style.name_val or "")
        link = style.find(f"{_W}basedOn")
    return names


def _is_bold(element: Any) -> bool:  # noqa: ANN401
    """Tell whether every run with text in it is bold."""
    runs = [run for run in element.iter(f"{_W}r") if "".join(node.text or "" for node in run.iter(f"{_W}t")).strip()]
    marks = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{_W}val") not in {"0", "false"} for mark in marks)


def _text(element: Any) -> str:  # noqa: ANN401
    """Return a paragraph's text with tracked insertions, without deletions and text boxes."""
    parts: list[str] = []
    for node in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if any(above.tag == f"{_W}txbxContent" for above in _between(node, element)):
            continue
        parts.append({f"{_W}t": node.text or "", f"{_W}noBreakHyphen": "-"}.get(node.tag, " "))
    return repair("".join(parts)).strip()


def _between(node: Any, top: Any) -> Iterator[Any]:  # noqa: ANN401
    for above in node.iterancestors():
        if above is top:
            return
        yield above


def _row(row: Any) -> str:  # noqa: ANN401
    """Return a table row's cells; one merged downwards is empty in its later rows."""
    cells = []
    for cell in row.iterchildren(f"{_W}tc"):
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        continued = merge is not None and merge.get(f"{_W}val") != "restart"
        cells.append("" if continued else " ".join(filter(None, map(_text, cell.iter(f"{_W}p")))))
    return "\t".join(cells).rstrip("\t")


def _footnotes(file: Any) -> Iterator[Piece]:  # noqa: ANN401
    from lxml import etree  # noqa: PLC0415 - only files of this kind need it

    for part in file.part.package.iter_parts():
        if str(part.partname) in {"/word/footnotes.xml", "/word/endnotes.xml"}:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            for note in etree.fromstring(part.blob, parser):
                text = " ".join(filter(None, map(_text, note.iter(f"{_W}p"))))
                if text and note.get(f"{_W}type") not in _SEPARATOR_NOTES:
                    yield Piece(BlockKind.FOOTNOTE, f"{note.get(f'{_W}id')} {text}")


def _furniture(file: Any) -> Iterator[Piece]:  # noqa: ANN401
    seen: set[str] = set()
    for section in file.sections:
        for margin in (section.header, section.footer):
            for paragraph in margin._element.iter(f"{_W}p"):  # noqa: SLF001 - tables within margins are no paragraphs
                text = _text(paragraph)
                if text and text not in seen:
                    seen.add(text)
                    yield Piece(BlockKind.FURNITURE, text)
