"""The title that a report prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.records import Block, BlockKind
from minerva.swedish.places import municipalities
from minerva.understand.board_names import is_board
from minerva.understand.confidence import GUESSED, LIKELY, SURE
from minerva.understand.front import Found, Parts
from minerva.understand.kind_words import end_of_kind, is_title, kind_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR = re.compile(r"(?:19|20)\d\d")
_JUST_A_TIME = re.compile(r"(?:[\w–-]+ ){0,2}(?:19|20)\d\d(?:\s?[-–]\s?(?:20)?\d\d)?")
_BROKEN_OFF = re.compile(r"\b(?:av|för|i|med|och|om|till)$|[-–,]$")
_AFTER_YEAR = re.compile(r"(?<=\d{4}) \D+$")
_NO_TITLE = re.compile(r"(?:www\.|https?:)?[\w./-]+\.(?:se|nu|com)|[\d\W]+|[\w.-]+@[\w.-]+|sida \d.*", re.IGNORECASE)
_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|odt|xlsx?|rtf|txt|html?)$", re.IGNORECASE)
_FROM_PROGRAM = re.compile(r"^(?:Microsoft (?:Word|PowerPoint|Excel) ?- ?)+")
_PLACEHOLDER = re.compile(r"(?:untitled|namnlös|namnlöst|dokument|document|titel|title|rubrik|\W*)\d*", re.IGNORECASE)


def find_title(parts: Parts, file: str) -> Found[str]:
    """Return the printed title, else the one of the properties, else the file's name without its ending."""
    printed = _with_kind(parts) or _heading(parts)
    if printed:
        return printed
    declared = _FILE_ENDING.sub("", _FROM_PROGRAM.sub("", " ".join((parts.document.title or "").split())))
    if declared and not _PLACEHOLDER.fullmatch(declared):
        return Found(declared, "properties")
    return Found(_FILE_ENDING.sub("", file.rpartition("/")[2]), "file name", confidence=GUESSED)


def _with_kind(parts: Parts) -> Found[str] | None:
    """Return the first block that names a kind of report, with the year where that stands by itself below."""
    for index, block in enumerate(parts.front):
        text = parts.document.block_text(block)
        if is_title(text) and kind_in(text):
            sure = end_of_kind(text) > 0  # the words stand there unbroken
            below = parts.front[index + 1] if index + 1 < len(parts.front) else None
            return _joined(parts, block, below).rated(SURE if sure else LIKELY)
    return None


def _joined(parts: Parts, block: Block, below: Block | None) -> Found[str]:
    """Return the title with the next block where that is its year, or where the title breaks off at "för"."""
    title, end = _clean(parts.document.block_text(block)), block.end
    rest = parts.document.block_text(below).strip() if below else ""
    is_year = not _YEAR.search(title) and _JUST_A_TIME.fullmatch(rest)
    if below and is_title(rest) and (is_year or _BROKEN_OFF.search(title)):
        title, end = f"{title} {_clean(rest)}", below.end
    return Found(title, "text", block.start, end)


def _heading(parts: Parts) -> Found[str] | None:
    """Return the topmost heading of the front, or a first line that can be a title."""
    candidates = list(_candidates(parts))
    headings = [block for block in candidates if block.kind is BlockKind.HEADING]
    if headings:
        best = min(headings, key=lambda block: (block.level, block.start))
    elif candidates and candidates[0] == next(iter(parts.front)):
        best = candidates[0]
    else:
        return None
    return Found(_clean(parts.document.block_text(best)), "text", best.start, best.end)


def _candidates(parts: Parts) -> Iterator[Block]:
    names = {place.name.casefold() for place in municipalities()}
    for block in parts.front:
        text = " ".join(parts.document.block_text(block).split())
        owner = re.sub(r"s? (?:kommun|stad)$", "", text.casefold())
        plain = block.kind is not BlockKind.FURNITURE and is_title(text) and not _NO_TITLE.fullmatch(text)
        if plain and not is_board(text) and text.casefold() not in names and owner not in names:
            yield block


def _clean(text: str) -> str:
    """Fold white space and drop the board where a reader took it for the end of the title's line."""
    title = " ".join(text.split()).strip(" |·•*_")
    tail = _AFTER_YEAR.search(title)
    return title[: tail.start()] if tail and is_board(tail[0]) else title
