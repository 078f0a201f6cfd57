"""Web pages become a document, without navigation and page frames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from minerva.errors import UnreadableFile
from minerva.messages import translate as _
from minerva.read.assemble import Piece, assemble
from minerva.read.encoding import decode
from minerva.read.marks import BULLET
from minerva.read.repair import repair
from minerva.records import BlockKind, Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from minerva.settings import ReadSettings

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_FRAME = "script, style, noscript, template, nav, aside, form, button, dialog, svg, iframe, [hidden], [role=navigation]"
_OUTER_FRAME = "body > header, body > footer, [role=banner], [role=contentinfo], [role=search]"
_MAIN = "main, [role=main], article"
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    *_HEADINGS, "address", "article", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "ul",
}  # fmt: skip
_KINDS = {"li": BlockKind.LIST_ITEM, "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION}
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
    for frame in tree.css(f"{_FRAME}, {_OUTER_FRAME}"):
        frame.decompose()
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
            return data.decode(declared[1].decode("ascii")), []
        except (LookupError, UnicodeDecodeError):
            return decode(data)
    return decode(data)


def _main(tree: Any) -> Any:  # noqa: ANN401 - selectolax nodes
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
    elif node.tag == "table":
        yield from (Piece(BlockKind.CAPTION, _plain(caption.text())) for caption in node.css("caption"))
        rows = ("\t".join(_cell(cell) for cell in row.css("th, td")).rstrip("\t") for row in node.css("tr"))
        yield Piece(BlockKind.TABLE, "\n".join(row for row in rows if row))
    else:
        yield from _walk(node, _KINDS.get(node.tag, kind))


def _cell(cell: Any) -> str:  # noqa: ANN401
    """Return a cell's text, and a tab more for every further column that it spans."""
    spans = cell.attributes.get("colspan") or "1"
    return _plain(cell.text(separator=" ")) + "\t" * (min(int(spans), 50) - 1 if spans.isdigit() else 0)


def _piece(kind: BlockKind, inline: list[str]) -> Piece:
    text = _plain("".join(inline))
    return Piece(kind, f"• {text}" if text and kind is BlockKind.LIST_ITEM and not BULLET.match(text) else text)


def _plain(text: str) -> str:
    return " ".join(repair(text).split())
