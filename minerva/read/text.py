"""Plain text and Markdown, also as taken out of a PDF by some other program, become a document."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from minerva.errors import UnreadableFile
from minerva.messages import translate as _
from minerva.read.assemble import Piece, assemble
from minerva.read.encoding import decode
from minerva.read.headings import find_headings
from minerva.read.marks import (
    BULLET,
    CAPTION,
    CONTENTS_TITLE,
    DOT_LEADER,
    ENDS_IN_PAGE_NUMBER,
    NUMBERED_ITEM,
    PAGE_NUMBER,
)
from minerva.read.markup import is_emphasised, split_paragraph_tags, strip_markup
from minerva.read.repair import join_lines, repair
from minerva.read.spaced import spaced_rows
from minerva.records import BlockKind, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from minerva.settings import ReadSettings

_MARKED_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_UNDERLINE = re.compile(r"^(=|-)\1{2,}\s*$")
_GAP = re.compile(r" {2,}")
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"^[\s|:-]+$")
_LINE_END = re.compile(r"\r+\n|\r|\x85")
_FRONT_MATTER = re.compile(r"\A---\n(?:(?:[\w-]+:|[ \t]|- ).*\n)+---\n")
"""Only lines of keys and values: a text may also begin with a rule, and end a section with another."""
_FOOTNOTE = re.compile(r"^(?:<sup>\s*\d+\s*</sup>\s*|\[\^\w+\]:\s*|\*(?=\s?[^\W\d_][^*]*$))\S")
_WRAPPED_FROM = 50
"""A line of at least this many characters runs on in the next; titles and labels are shorter."""
_MIN_PAGES_FOR_FURNITURE = 3


@dataclass(frozen=True, slots=True)
class Lines:
    """Neighbouring lines without a blank one between them, and the page they stand on."""

    lines: tuple[str, ...]
    page: int | None


def read_text(path: Path, settings: ReadSettings) -> Document:
    """
    Read a text or Markdown file.

    Form feeds end pages; where there are none the document has no pages.

    Raises
    ------
    UnreadableFile
        If the file is empty, binary or has too many pages.
    """
    text, warnings = decode(path.read_bytes())
    text = _LINE_END.sub("\n", text)
    text = _FRONT_MATTER.sub("", text) if path.suffix.lower() == ".md" else text
    if not text.strip():
        raise UnreadableFile(_("The file holds no text."), _("Leave it out, or fetch it again."))
    pages = text.split("\f")
    if len(pages) > settings.max_pages:
        raise UnreadableFile(
            _("The file has {n} pages; the limit is {limit}.").format(n=len(pages), limit=settings.max_pages),
            _("Divide it, or raise max_pages under [read] in the library's minerva.toml."),
        )
    return read_pages(pages, warnings)


def read_pages(pages: list[str], warnings: list[str]) -> Document:
    """Make a document of the text of its *pages*; a single one counts as none."""
    paged = len(pages) > 1
    groups = [group for number, page in enumerate(pages, 1) for group in _groups(page, number if paged else None)]
    pieces = list(_pieces(groups))
    pieces = _mark_running_lines(pieces, len(pages)) if paged else pieces
    return assemble(find_headings(pieces), page_count=len(pages) if paged else 0, warnings=warnings)


def _groups(page: str, number: int | None) -> Iterator[Lines]:
    group: list[str] = []
    for line in [*page.split("\n"), ""]:
        underline = _UNDERLINE.match(line)
        if underline and group:
            # Below a row of a table set with spaces it is the table's own rule.
            if not _GAP.search(group[-1].strip()):
                group[-1] = f"{'#' if underline[1] == '=' else '##'} {group[-1]}"
        elif line.strip() and not _RULE.match(line):
            group.append(line)
        elif group:
            yield Lines(tuple(group), number)
            group = []


def _pieces(groups: Iterable[Lines]) -> Iterator[Piece]:
    in_contents = False
    for group in groups:
        in_contents = _is_contents(group, after_title=in_contents)
        if in_contents:
            yield from (Piece(BlockKind.CONTENTS, _cells(line), page=group.page) for line in group.lines)
        elif _is_spaced_table(group):
            yield Piece(BlockKind.TABLE, "\n".join(spaced_rows(group.lines)), page=group.page)
        elif _is_table(group):
            yield Piece(BlockKind.TABLE, "\n".join(_rows(group.lines)), page=group.page)
        else:
            yield from (piece for run in _runs(group) for piece in _run_pieces(run))


def _is_contents(group: Lines, *, after_title: bool) -> bool:
    """Tell whether *group* belongs to a contents page: its title, dot leaders, or page numbers beneath its title."""
    plain = [strip_markup(line).lstrip("# ") for line in group.lines]
    if CONTENTS_TITLE.match(plain[0]):
        return True
    led = sum(1 for line in plain if DOT_LEADER.search(line))
    numbered = sum(1 for line in plain if ENDS_IN_PAGE_NUMBER.search(line))
    return 2 * led >= len(plain) or (after_title and 2 * numbered >= len(plain))


def _is_table(group: Lines) -> bool:
    rows = sum(1 for line in group.lines if "\t" in line.strip(" ") or _PIPE_ROW.match(line))
    return 2 * rows >= len(group.lines)


def _is_spaced_table(group: Lines) -> bool:
    """Tell whether at least half of the lines, and two, have columns set apart by spaces."""
    spaced = sum(1 for line in group.lines if len(_GAP.findall(line.strip())) > 1)
    return spaced > 1 and 2 * spaced >= len(group.lines) and not any("\t" in line for line in group.lines)


def _rows(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if _PIPE_ROW.match(line):
            if not _PIPE_RULE.match(line):
                yield "\t".join(strip_markup(cell) for cell in line.strip().strip("|").split("|")).rstrip("\t")
        elif line.strip():
            yield _cells(line)


def _cells(line: str) -> str:
    return "\t".join(strip_markup(cell).strip() for cell in line.lstrip("#").split("\t")).rstrip("\t")


def _runs(group: Lines) -> Iterator[Lines]:
    """Divide a group into runs of lines that make one piece each: paragraphs hard-wrapped, list items, titles."""
    run: list[str] = []
    for line in (part for whole in group.lines for part in split_paragraph_tags(whole)):
        if run and not _runs_on(run[-1], line):
            yield Lines(tuple(run), group.page)
            run = []
        run.append(line)
    if run:
        yield Lines(tuple(run), group.page)


def _runs_on(before: str, line: str) -> bool:
    if _MARKED_HEADING.match(before) or _MARKED_HEADING.match(line) or _begins_item(line) or _FOOTNOTE.match(line):
        return False
    if is_emphasised(before) != is_emphasised(line):
        return False
    return len(before.rstrip()) >= _WRAPPED_FROM or line.lstrip()[:1].islower() or line.startswith("  ")


def _begins_item(line: str) -> bool:
    return bool(BULLET.match(line.lstrip()) or NUMBERED_ITEM.match(line.lstrip()))


def _run_pieces(run: Lines) -> Iterator[Piece]:
    first = run.lines[0].strip()
    heading = _MARKED_HEADING.match(first)
    if heading:
        yield Piece(BlockKind.HEADING, strip_markup(heading[2]), len(heading[1]), run.page)
        return
    text = join_lines(map(strip_markup, run.lines)) if len(run.lines) > 1 else strip_markup(first)
    if _FOOTNOTE.match(first):
        yield Piece(BlockKind.FOOTNOTE, text, page=run.page)
    elif BULLET.match(first):
        yield Piece(BlockKind.LIST_ITEM, repair(text), page=run.page)
    elif PAGE_NUMBER.match(text) and run.page:
        yield Piece(BlockKind.FURNITURE, text, page=run.page)
    elif CAPTION.match(text):
        yield Piece(BlockKind.CAPTION, text, page=run.page)
    else:
        emphasised = len(run.lines) == 1 and is_emphasised(first)
        yield Piece(BlockKind.PARAGRAPH, text, page=run.page, emphasised=emphasised)


def _mark_running_lines(pieces: list[Piece], page_count: int) -> list[Piece]:
    """Make furniture of lines that begin or end most pages, whatever their digits."""
    if page_count < _MIN_PAGES_FOR_FURNITURE:
        return pieces
    edges = {
        index
        for index, piece in enumerate(pieces)
        if piece.kind is not BlockKind.TABLE and _at_page_edge(pieces, index)
    }
    seen = Counter(_without_digits(pieces[index].text) for index in edges)
    return [
        replace(piece, kind=BlockKind.FURNITURE, level=0)
        if index in edges and 2 * seen[_without_digits(piece.text)] > page_count
        else piece
        for index, piece in enumerate(pieces)
    ]


def _at_page_edge(pieces: list[Piece], index: int) -> bool:
    page = pieces[index].page
    return index in {0, len(pieces) - 1} or pieces[index - 1].page != page or pieces[index + 1].page != page


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "0", text)
