"""Web pages become a document, without navigation and page frames."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from minerva.errors import UnreadableFile
from minerva.messages import translate as _
from minerva.read.assemble import Piece, assemble
from minerva.read.encoding import decode
from minerva.read.marks import BULLET
from minerva.read.markup import raised
from minerva.read.repair import repair
from minerva.records import BlockKind, Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from minerva.settings import ReadSettings

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_BROWSERS_OWN = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16": "utf-8"}
"""How browsers read these declarations: pages that declare Latin-1 hold the dashes and quotes of Windows-1252, and one
whose declaration reads as ASCII is not UTF-16 (WHATWG, Encoding)."""
_FRAME = (
    "script, style, noscript, template, nav, aside, button, select, textarea, dialog, svg, iframe, [hidden], "
    "[role=navigation]"
)
_OUTER_FRAME = "body > header, body > footer, [role=banner], [role=contentinfo], [role=search]"
_MAIN = "main, [role=main], article"
_NAMED_FRAME = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|cookies?|feedback|menu|page-?meta|pagination|shar(?:e|ing)|sidebar|skip)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAX_FRAME_SHARE = 0.2
"""What is named so but holds more of the text is no frame; ``has-sidebar`` may name the whole page."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    *_HEADINGS, "address", "article", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_KINDS = {"li": BlockKind.LIST_ITEM, "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION}
_SECTIONS = {"thead": -1, "tfoot": 1}
"""Where a browser shows the sections of a table, whatever their order in the page."""
_MAX_SPAN = 1000
"""The HTML standard's own limit on the columns that a cell spans."""
_MIN_MAIN_SHARE = 0.5
"""A ``main`` element that holds less of the page's text than this is a teaser, not the report."""


def read_html(path: Path, settings: ReadSettings) -> Document:  # noqa: ARG001 - every reader takes the same arguments
    """
    Read a web page; it has no pages in print's sense.

    Raises
    ------
    UnreadableFile
        If nothing to read is left without navigation.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - only files of this kind need it

    text, warnings = _decode(path.read_bytes())
    tree = LexborHTMLParser(text)
    title = tree.css_first("title")
    _remove_frames(tree)
    for mark in tree.css("sup"):
        mark.replace_with(raised(mark.text()))
    _remove_named_frames(tree)
    root = _main(tree)
    pieces = [piece for piece in _walk(root, BlockKind.PARAGRAPH) if piece.text] if root else []
    if not pieces:
        raise UnreadableFile(
            _("The page holds no text beside its navigation."),
            _("Save the page from the browser once more when all of it is shown."),
        )
    return assemble(pieces, title=_plain(title.text()) if title else None, warnings=warnings)


def _decode(data: bytes) -> tuple[str, list[str]]:
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
            return data.decode(_BROWSERS_OWN.get(name, name)), []
        except (LookupError, UnicodeDecodeError):
            return decode(data)
    return decode(data)


def _remove_frames(tree: Any) -> None:  # noqa: ANN401 - a selectolax tree
    for frame in tree.css(f"{_FRAME}, {_OUTER_FRAME}"):
        frame.decompose()
    for form in tree.css("form"):
        # Some servers wrap the whole page in a form.
        if len(form.text()) < _MIN_MAIN_SHARE * len(tree.body.text()):
            form.decompose()


def _remove_named_frames(tree: Any) -> None:  # noqa: ANN401 - selectolax nodes
    """Remove what its class or id names as part of the page's frame, such as a form for feedback."""
    whole = len(tree.body.text()) if tree.body else 0
    for node in tree.css("[class], [id]"):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if _NAMED_FRAME.search(names) and len(node.text()) <= _MAX_FRAME_SHARE * whole:
            node.decompose()


def _main(tree: Any) -> Any:  # noqa: ANN401
    body = tree.body
    mains = [node for node in tree.css(_MAIN) if len(node.text()) >= _MIN_MAIN_SHARE * len(body.text())] if body else []
    return max(mains, key=lambda node: len(node.text())) if mains else body


def _walk(node: Any, kind: BlockKind) -> Iterator[Piece]:  # noqa: ANN401
    """Yield the blocks below *node*; text that stands between them makes paragraphs of its own."""
    inline: list[str] = []
    for child in node.iter(include_text=True):
        if child.tag in _BLOCKS:
            yield _piece(kind, inline)
            inline = []
            yield from _block(child, kind)
        elif child.tag == "br":
            inline.append(" ")
        elif child.tag != "-text" and child.css_first(", ".join(sorted(_BLOCKS))):
            yield _piece(kind, inline)
            inline = []
            yield from _walk(child, kind)
        else:
            inline.append(child.text(separator=" " if child.css_first("br") else ""))
    yield _piece(kind, inline)


def _block(node: Any, kind: BlockKind) -> Iterator[Piece]:  # noqa: ANN401
    if node.tag in _HEADINGS:
        yield Piece(BlockKind.HEADING, _plain(node.text()), _HEADINGS[node.tag])
    elif node.tag == "table" and not _is_layout(node):
        yield from (Piece(BlockKind.CAPTION, _plain(caption.text())) for caption in node.css("caption"))
        yield Piece(BlockKind.TABLE, "\n".join(_rows(node)))
    else:
        yield from _walk(node, _KINDS.get(node.tag, kind))


def _is_layout(table: Any) -> bool:  # noqa: ANN401
    """Tell whether a table only places or frames things on the page: such a one holds others, or is one cell."""
    return (
        table.attributes.get("role") == "presentation"
        or any(node != table for node in table.css("table"))
        or not (table.css_first("th, caption") or len(table.css("td")) > 1)
    )


def _rows(table: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield a table's rows; a cell merged sideways or downwards is empty in its later columns or rows."""
    rows_left: Counter[int] = Counter()
    for row in sorted(table.css("tr"), key=lambda row: _SECTIONS.get(row.parent.tag, 0)):
        cells: list[str] = []
        for cell in row.css("th, td"):
            while rows_left[len(cells)]:
                rows_left[len(cells)] -= 1
                cells.append("")
            text = " ".join(filter(None, (piece.text for piece in _walk(cell, BlockKind.PARAGRAPH))))
            for column in range(_span(cell, "colspan")):
                rows_left[len(cells)] = _span(cell, "rowspan") - 1
                cells.append("" if column else text)
        for column in [column for column, left in rows_left.items() if column >= len(cells) and left]:
            rows_left[column] -= 1
        if any(cells):
            yield "\t".join(cells).rstrip("\t")


def _span(cell: Any, name: str) -> int:  # noqa: ANN401
    value = cell.attributes.get(name) or ""
    return min(max(int(value), 1), _MAX_SPAN) if value.isdecimal() else 1


def _piece(kind: BlockKind, inline: list[str]) -> Piece:
    text = _plain("".join(inline))
    return Piece(kind, f"• {text}" if text and kind is BlockKind.LIST_ITEM and not BULLET.match(text) else text)


def _plain(text: str) -> str:
    return " ".join(repair(text).split())
