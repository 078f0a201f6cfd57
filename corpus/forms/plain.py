"""Markdown and plain text: the source without its truth, and the same set in lines of a typewriter's width."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from forms.source import MARK, NOTE, Block, Source, blocks

_WIDTH = 78
_CELL = 22
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
        for row in block.rows:
            yield from _row_lines(row)
    elif block.kind == "list":
        for row in block.rows:
            yield from textwrap.wrap(row[0], _WIDTH, initial_indent="* ", subsequent_indent="  ")
    else:
        yield from textwrap.wrap(block.text, _WIDTH)


def _row_lines(row: tuple[str, ...]) -> Iterator[str]:
    columns = [textwrap.wrap(cell, _CELL) or [""] for cell in row]
    for index in range(max(map(len, columns))):
        cells = (column[index] if index < len(column) else "" for column in columns)
        yield "  ".join(cell.ljust(_CELL) for cell in cells).rstrip()
