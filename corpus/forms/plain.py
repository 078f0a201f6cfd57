"""Markdown and plain text: the source without its truth, and the same set in lines of a typewriter's width."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from forms.source import MARK, NOTE, Block, Source, blocks

_WIDTH = 78
_WIDEST_CELL = 34
_FIGURE = re.compile(r"[−-]?[\d ]+(?:,\d+)?(?: %)?$|-$|ej mätt$")
_RULES = " =-."


def write_md(source: Source, path: Path) -> None:
    """Write the body under its title: headings one level down, notes at the end, no comments."""
    body = re.sub(r"^#", "##", MARK.sub("", source.body), flags=re.MULTILINE)
    notes: list[str] = []

    def numbered(note: re.Match[str]) -> str:
        notes.append(f"[^{len(notes) + 1}]: {note[1]}\n")
        return f"[^{len(notes)}]"

    text = f"# {source.meta['title']}\n\n{source.board}, {source.issuer}\n\n{NOTE.sub(numbered, body)}\n\n"
    path.write_text(re.sub(r"\n{3,}", "\n\n", text + "\n".join(notes)).rstrip() + "\n", encoding="utf-8")


def write_txt(source: Source, path: Path) -> None:
    """Write the words in lines of 78 characters, headings underlined, tables in columns of spaces."""
    opening = f"{source.issuer.upper()}\n{source.board}\n\n{source.meta['title'].upper()}"
    parts = [opening, *("\n".join(_lines(block)) for block in blocks(source))]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _lines(block: Block) -> Iterator[str]:
    if block.kind == "heading":
        yield block.text
        yield _RULES[block.level] * len(block.text)
    elif block.kind == "table":
        yield from _table_lines(block.rows)
    elif block.kind == "list":
        for row in block.rows:
            yield from textwrap.wrap(row[0], _WIDTH, initial_indent="* ", subsequent_indent="  ")
    else:
        yield from textwrap.wrap(block.text, _WIDTH)


def _table_lines(rows: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    columns = list(zip(*rows, strict=True))
    widths = [min(max(map(len, column)), _WIDEST_CELL) for column in columns]
    figures = [sum(bool(_FIGURE.match(cell)) for cell in column) * 2 > len(column) for column in columns]
    for number, row in enumerate(rows):
        parts = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for line in range(max(map(len, parts))):
            cells = (part[line] if line < len(part) else "" for part in parts)
            yield "  ".join(map(_set, cells, widths, figures)).rstrip()
        if not number:
            yield "-" * (sum(widths) + 2 * (len(widths) - 1))


def _set(cell: str, width: int, figure: bool) -> str:  # noqa: FBT001  # mapped over columns
    return cell.rjust(width) if figure else cell.ljust(width)
