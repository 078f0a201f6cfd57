"""A document as one web page that needs nothing else, and fetches nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.export.document import Grid, Heading, Line, Quote, Reference
from minerva.messages import language
from minerva.outward.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from minerva.export.document import Block

_STYLE = """
body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h1,h2{line-height:1.25}h2{margin-top:2.2rem;border-top:1px solid #ddd;padding-top:1rem}
blockquote{border-left:3px solid #9ab;margin:1.4rem 0 .3rem;padding:.1rem 1rem}blockquote p{margin:.4rem 0}
.source{color:#555;font-size:.9em;margin:.2rem 0 .2rem 1.2rem}.note{color:#1f4e79;margin:.2rem 0 .2rem 1.2rem}
.warning{color:#a01818;margin:.2rem 0 .2rem 1.2rem}.reference{padding-left:1.5rem;text-indent:-1.5rem}
table{border-collapse:collapse;font-size:.9em}td,th{border:1px solid #ccc;padding:.15rem .5rem;text-align:left;
vertical-align:top}@media print{h2{break-after:avoid}blockquote{break-inside:avoid}}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write_web(blocks: Iterable[Block], path: Path, *, title: str) -> None:
    """Write the page; whatever reports say is shown and never run."""
    with path.open("w", encoding="utf-8") as file:
        file.write(
            f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>{escaped(title)}</title><style>{_STYLE}</style></head><body>\n"
        )
        for block in blocks:
            file.writelines(_html(block))
        file.write("</body></html>\n")


def _html(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield _element(f"h{level + 1}", text)
        case Line(text, kind):
            yield f'<p class="{kind}">{escaped(text)}</p>\n'
        case Quote(pieces):
            yield "<blockquote>\n"
            for piece in pieces:
                if piece.is_table:
                    yield from _table((), piece.rows)
                else:
                    yield from (_element("p", line) for (line,) in piece.rows)
            yield "</blockquote>\n"
        case Grid(heads, rows):
            yield from _table(heads, rows)
        case Reference(runs):
            told = "".join(f"<i>{escaped(run.text)}</i>" if run.italic else escaped(run.text) for run in runs)
            yield f'<p class="reference">{told}</p>\n'


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "<table>\n"
    if heads:
        yield f"<tr>{''.join(f'<th>{escaped(head)}</th>' for head in heads)}</tr>\n"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{escaped(cell)}</td>' for cell in row)}</tr>\n"
    yield "</table>\n"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escaped(text)}</{name}>\n"
