"""Headings of plain text: a line alone that is numbered, emphasised, listed in the contents, or just short."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from minerva.read.marks import DOT_LEADER, NUMBERED_ITEM, numbering_depth
from minerva.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.read.assemble import Piece

_MAX_WORDS = 12
_MAX_EMPHASISED_WORDS = 30
_MAX_WORDS_ABOVE_LIST = 7
_MAX_RUN = 3
"""More titles than this in a row are a list, a cover or an address; only the last can be a heading."""
_BELOW_MARKED = 4
"""Level of unmarked headings in a document whose other headings are marked with ``#``."""
_MIN_CUT_WORDS = 4
"""A label such as "Nämndens åtagande" may stand before a table's text that begins in the middle of a sentence."""
_BODY = {BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.LIST_ITEM}
_LABEL_INSIDE = re.compile(r"[:;]\s+\S")
_PAGE_AT_END = re.compile(r"[\s.…]*\d{1,3}\.?$")
_NUMBER_AT_START = re.compile(r"^\d+(?:\.\d+)*\.?\s+")
_SENTENCE_MARKS = (".", "!", "?", ",", "…")
_LABEL_MARKS = (":", ";")


def find_headings(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """
    Make headings of those paragraphs that look like one, and list items of those numbered ones that do not.

    Evidence, strongest first: the table of contents lists the line; it is numbered; it is emphasised; it is
    short and something to read follows it. Where marked headings are numbered too, the numbers
    decide on their levels.
    """
    listed = {_key(piece.text) for piece in pieces if piece.kind is BlockKind.CONTENTS} - {""}
    marked = any(piece.kind is BlockKind.HEADING for piece in pieces)
    shift = _numbering_shift(pieces)
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING and shift is not None and numbering_depth(piece.text):
            yield replace(piece, level=numbering_depth(piece.text) + shift)
        elif piece.kind is not BlockKind.PARAGRAPH:
            yield piece
        elif _is_heading(pieces, index, listed):
            yield replace(piece, kind=BlockKind.HEADING, level=_level(piece, listed=listed, marked=marked))
        else:
            yield replace(piece, kind=_kind_of_other(piece))


def _numbering_shift(pieces: Sequence[Piece]) -> int | None:
    """Return what to add to a number's depth to have its level; ``None`` where numbers say nothing on levels."""
    numbered = [piece for piece in pieces if piece.kind is BlockKind.HEADING and numbering_depth(piece.text)]
    if not any(numbering_depth(piece.text) > 1 for piece in numbered):
        return None
    shifts = Counter(piece.level - numbering_depth(piece.text) for piece in numbered)
    return max(max(shifts, key=lambda shift: (shifts[shift], -shift)), 0)


def _kind_of_other(piece: Piece) -> BlockKind:
    return BlockKind.LIST_ITEM if NUMBERED_ITEM.match(piece.text) else BlockKind.PARAGRAPH


def _key(text: str) -> str:
    """Fold a line so that it equals its entry in the table of contents."""
    bare = _PAGE_AT_END.sub("", DOT_LEADER.sub(" ", text))
    return " ".join(_NUMBER_AT_START.sub("", bare).casefold().split())


def _is_heading(pieces: Sequence[Piece], index: int, listed: set[str]) -> bool:
    piece = pieces[index]
    if not _is_title(piece) or _is_cut_sentence(pieces, index) or _introduces_list(pieces, index):
        return False
    return _key(piece.text) in listed or _has_body(pieces, index)


def _is_title(piece: Piece) -> bool:
    """Tell whether *piece* has the form of a title: short, a capital or number first, no full stop, no statement."""
    text = piece.text
    start = _NUMBER_AT_START.sub("", text).lstrip("0123456789)(–- ")
    longest = _MAX_EMPHASISED_WORDS if piece.emphasised else _MAX_WORDS
    return (
        piece.kind is BlockKind.PARAGRAPH
        and start[:1].isupper()
        and len(text.split()) <= longest
        and not text.endswith(_SENTENCE_MARKS)
        and not _LABEL_INSIDE.search(text)
    )


def _is_cut_sentence(pieces: Sequence[Piece], index: int) -> bool:
    """Tell whether the line is but the beginning of a sentence that goes on in the next paragraph."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return (
        following is not None
        and following.kind is BlockKind.PARAGRAPH
        and following.text[:1].islower()
        and len(pieces[index].text.split()) >= _MIN_CUT_WORDS
    )


def _introduces_list(pieces: Sequence[Piece], index: int) -> bool:
    """Tell whether a list follows and the line ends in a colon, or is long and unmarked."""
    piece = pieces[index]
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    if following is None or following.kind is not BlockKind.LIST_ITEM:
        return False
    plain = not piece.emphasised and not numbering_depth(piece.text)
    return piece.text.endswith(_LABEL_MARKS) or (plain and len(piece.text.split()) > _MAX_WORDS_ABOVE_LIST)


def _has_body(pieces: Sequence[Piece], index: int) -> bool:
    """Tell whether something to read follows *index*, with no more than a few titles between."""
    following = pieces[index + 1 : index + 1 + _MAX_RUN]
    distance = next((n for n, piece in enumerate(following) if not _is_title(piece)), None)
    if distance is None or following[distance].kind not in _BODY:
        return False
    return distance == 0 or not all(map(_is_title, pieces[max(index - _MAX_RUN + 1, 0) : index]))


def _level(piece: Piece, *, listed: set[str], marked: bool) -> int:
    if numbering_depth(piece.text):
        return numbering_depth(piece.text)
    if _key(piece.text) in listed:
        return 1
    if marked:
        return _BELOW_MARKED
    return 3 if piece.text.endswith(_LABEL_MARKS) or listed else 2
