"""A document as Markdown that shows what reports say and takes nothing of it for a sign of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.export.document import Grid, Heading, Line, Quote, Reference
from minerva.outward.text import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from minerva.export.document import Block


def write_markdown(blocks: Iterable[Block], path: Path) -> None:
    """Write the document; tables are those of GitHub's Markdown."""
    with path.open("w", encoding="utf-8") as file:
        for block in blocks:
            file.writelines(f"{line}\n" for line in _lines(block))
            file.write("\n")


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * (level + 1)} {readable(text)}"
        case Line(text, "warning"):
            yield f"**{readable(text)}**"
        case Line(text, "note"):
            yield f"*{readable(text)}*"
        case Line(text, _):
            yield readable(text)
        case Quote(pieces):
            for at, piece in enumerate(pieces):
                lines = list(_table(piece.rows[0], piece.rows[1:])) if piece.is_table else _prose(piece.rows)
                yield from ([">"] if at else [])
                yield from (f"> {line}".rstrip() for line in lines)
        case Grid(heads, rows):
            yield from _table(heads, rows)
        case Reference(runs):
            yield "".join(f"*{_kept(run.text)}*" if run.italic else _kept(run.text) for run in runs)


def _prose(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return lines as paragraphs of their own."""
    return [line for (text,) in rows for line in (readable(text), "")][:-1]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(heads)
    yield f"|{' --- |' * len(heads)}"
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(readable, cells))} |"


def _kept(text: str) -> str:
    """Return *text* as it shall be shown, with the blanks at its ends, which join it to what stands beside it."""
    inner = text.strip()
    before = text[: len(text) - len(text.lstrip())]
    return f"{before}{readable(inner)}{text[len(text.rstrip()) :] if inner else ''}"
