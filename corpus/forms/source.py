"""Sources: front matter and Markdown, with the truth in comments before what it describes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

MARK = re.compile(r"<!--\s*(tema|funktion|år|tabell|rad|diagram):\s*(.*?)\s*-->")
NOTE = re.compile(r"\^\[([^\]]*)\]")
CAPTION = re.compile(r"(?:Tabell|Diagram)(?: \d+)?[.:] ")
SCANNED = frozenset({"vretstad-2020"})
_FRONT_MATTER_PARTS = 3
LEGEND = "Teckenförklaring:"
_FIGURE_GAP = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|%|mnkr|tkr)")
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_KINDS = {"heading_open": "heading", "paragraph_open": "paragraph", "bullet_list_open": "list", "table_open": "table"}


class SourceError(ValueError):
    """A source or its truth is not in the form that ``corpus/README.md`` describes."""


@dataclass(frozen=True, slots=True)
class Block:
    """
    One block of a source with the truth that stands before it.

    ``rows`` holds the cells of a table and the items of a list; elsewhere it has the whole text as its only cell.
    ``notes`` are the footnotes whose marks stand in it.
    """

    kind: str
    level: int
    rows: tuple[tuple[str, ...], ...]
    marks: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words of the block, cells and items apart by spaces."""
        return " ".join(cell for row in self.rows for cell in row)

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes written before the block."""
        return self._names("tema")

    @property
    def functions(self) -> tuple[str, ...]:
        """What the block does in the report, its main function first."""
        return self._names("funktion")

    def _names(self, mark: str) -> tuple[str, ...]:
        return tuple(name.strip() for name in self.marks.get(mark, "-").split(",") if name.strip() != "-")


@dataclass(frozen=True, slots=True)
class Source:
    """One report as it is written: ``meta`` is its front matter, ``body`` the Markdown below it."""

    stem: str
    meta: dict[str, str]
    body: str

    @property
    def issuer(self) -> str:
        """The municipality as it signs: "Granfors kommun", "Almviks kommun", "Lindåsa kommun"."""
        name = self.meta["municipality"]
        return f"{name}{'' if name[-1] in 'aeiouyåäösxz' else 's'} kommun"

    @property
    def board(self) -> str:
        """The board with a capital letter, as it stands on a cover."""
        return self.meta["board"][:1].upper() + self.meta["board"][1:]

    @property
    def file(self) -> str:
        """Where the built report lies, relative to the corpus folder."""
        return f"reports/{self.stem}.{self.meta['form']}"

    @property
    def scanned_file(self) -> str | None:
        """Where the scanned version lies, of the few reports that have one."""
        return f"scanned/{self.stem}-skannad.pdf" if self.stem in SCANNED else None

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that is built from the source."""
        return tuple(filter(None, (self.file, self.scanned_file)))


def read_source(path: Path) -> Source:
    """
    Read one source.

    Raises
    ------
    SourceError
        If the front matter is missing or a line of it has no colon.
    """
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    if parts[0] or len(parts) < _FRONT_MATTER_PARTS:
        raise SourceError(f"{path.name}: front matter missing; begin the file with a line '---'")
    pairs = [line.partition(":") for line in parts[1].splitlines()]
    if any(not colon for _, colon, _ in pairs):
        raise SourceError(f"{path.name}: a line of the front matter has no colon; write 'key: value'")
    return Source(path.stem, {key.strip(): value.strip() for key, _, value in pairs}, parts[2])


def tokens(source: Source) -> list[Token]:
    """Markdown tokens of the body: figures bound to their units, comments gone, captions and legends classed."""
    found = [
        token
        for token in MarkdownIt("commonmark").enable("table").parse(bind_figures(source.body))
        if token.type != "html_block"
    ]
    for opening, inline in pairwise(found):
        if opening.type == "paragraph_open" and CAPTION.match(inline.content.removeprefix("![")):
            opening.attrSet("class", "caption")
        elif opening.type == "paragraph_open" and inline.content.startswith(LEGEND):
            opening.attrSet("class", "legend")
    return found


def blocks(source: Source) -> Iterator[Block]:
    """Yield the blocks of the body in reading order, each with its marks; Markdown signs are gone from their texts."""
    marks: dict[str, str] = {}
    parsed = iter(MarkdownIt("commonmark").enable("table").parse(source.body))
    for token in parsed:
        if token.type == "html_block":
            marks |= dict(MARK.findall(token.content))
        elif token.type in _KINDS and token.level == 0:
            rows = tuple(_rows(parsed, token.type.replace("open", "close")))
            notes = tuple(note for row in rows for cell in row for note in NOTE.findall(cell))
            rows = tuple(tuple(NOTE.sub("", cell) for cell in row) for row in rows)
            yield Block(_KINDS[token.type], int(token.tag[1]) if token.tag[1:].isdigit() else 0, rows, marks, notes)
            marks = {}


def bind_figures(text: str) -> str:
    """Put no-break spaces within thousands and before units, as a word processor would."""
    return _FIGURE_GAP.sub("\N{NO-BREAK SPACE}", text)


def _rows(parsed: Iterator[Token], closing: str) -> Iterator[tuple[str, ...]]:
    row: list[str] = []
    for token in parsed:
        if token.type == "inline":
            row.append(_plain(token))
        if token.type in {"tr_close", "list_item_close", closing} and row:
            yield tuple(row)
            row = []
        if token.type == closing and token.level == 0:
            return


def _plain(inline: Token) -> str:
    return "".join(child.content or " " * (child.type == "softbreak") for child in inline.children or [])


def long_date(date: str) -> str:
    """Write an ISO date out: ``2022-02-22`` is "22 februari 2022"."""
    year, month, day = date.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
