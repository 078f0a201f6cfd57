"""Mending of characters and line ends: what files do to Swedish text on the way."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from minerva.read.spacing import join_letters

if TYPE_CHECKING:
    from collections.abc import Iterable

DAMAGED = "\N{REPLACEMENT CHARACTER}"
"""Stands in the canonical text for every character that cannot be known."""
UNMAPPED = "\U000f0000-\U000ffffd"
"""
Range of characters, in the form of a regular expression, that stand for the glyphs that a PDF maps to no character,
until the whole document has been read and shows what they are.
"""
_FIRST_UNMAPPED, _MOST_UNMAPPED = 0xF0000, 0xFFFE

_GLYPHS = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u2010": "-", "\u2011": "-",  # hyphens that no keyboard has
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "–",  # the Symbol and Wingdings fonts
})  # fmt: skip
_SPACES = re.compile(r"[^\S\n\t]+")
_INVISIBLE = re.compile(
    r"[\u200b-\u200f\u2060\ufeff\u00ad\ue000-\uf8ff]|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]|[\ud800-\udfff]"
)
_UNMAPPED_GLYPH = re.compile(r"\(cid:(\d+)\)")
_LATE_BYTE = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MISREAD = re.compile(rf"[ÂÃ]{_LATE_BYTE}|â[€\u0080]{_LATE_BYTE}|ï¬{_LATE_BYTE}")
"""Two or three bytes of UTF-8 that were read as Windows-1252; no Swedish text has such signs side by side."""
_APART = re.compile(r"(?<=[aouAOU]) (?=[\u0308\u030a])")
_BESIDE = re.compile(r"([¨˚])([aouAOU])|([aouAOU])([¨˚])")
"""Dots and rings that are signs of their own, as old fonts have them, drawn before their letter or behind it."""
_COMBINING = {"¨": "\u0308", "˚": "\u030a"}

_ELLIPTIC = {"och", "eller", "samt", "respektive", "resp", "till", "som", "men", "alternativt", "/"}
_HYPHEN_END = re.compile(r"(\S*\w)[-\u2010]$")
SOFT_HYPHEN = "\u00ad"
_SOFT_HYPHEN_END = re.compile(r"\u00ad\s*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+|/")
_HYPHENATED_PREFIX = re.compile(r"(?:.*[\d-])?(?:[A-ZÅÄÖ]{2,}|\w|\d+)$")


def repair(text: str) -> str:
    """
    Return *text* in NFC, without ligatures, soft hyphens, control and private characters.

    Every kind of space becomes a plain one and runs of spaces one; line feeds and tabs stay. UTF-8 that was read as
    Windows-1252 is read anew, words set with spaces between their letters are closed up. A glyph that the PDF does not
    map to a character, ``(cid:17)``, becomes one of :data:`UNMAPPED`.
    """
    text = join_letters(text)
    if text.isascii() and text.isprintable() and "  " not in text and "(cid:" not in text:
        return text
    # What cannot be seen goes first: it may stand between a letter and its ring, or within "(cid:17)".
    while (seen := _INVISIBLE.sub("", _MISREAD.sub(_read_anew, text).translate(_GLYPHS))) != text:
        text = seen
    text = _UNMAPPED_GLYPH.sub(_unmapped, text) if "(cid:" in text else text
    text = unicodedata.normalize("NFC", _APART.sub("", _SPACES.sub(" ", text)))
    while (combined := unicodedata.normalize("NFC", _BESIDE.sub(_combined, text))) != text:
        text = combined
    return join_letters(text)


def _read_anew(match: re.Match[str]) -> str:
    signs = match.group()
    try:
        # Windows-1252 leaves five bytes without a sign; programs pass them on as they are.
        return b"".join(sign.encode("latin-1" if sign < "\u0100" else "cp1252") for sign in signs).decode()
    except UnicodeError:
        return signs


def _unmapped(match: re.Match[str]) -> str:
    return chr(_FIRST_UNMAPPED + int(match[1]) % _MOST_UNMAPPED)


def _combined(match: re.Match[str]) -> str:
    mark, letter = match[1] or match[4], match[2] or match[3]
    return letter + _COMBINING[mark]


def join_lines(lines: Iterable[str]) -> str:
    """
    Join the lines of one paragraph, mending words that were broken over line ends.

    ``invå-`` + ``nare`` becomes ``invånare``; a hyphen that belongs to the word stays: ``barn-`` + ``och ungdomsvård``,
    ``HVB-`` + ``hem``, ``2017-`` + ``2018``.
    """
    joined = ""
    for line in lines:
        following = line.strip(" \t\n")
        if not following:
            continue
        joined = join_pair(joined, following) if joined else following
    return repair(joined).strip()


def join_pair(before: str, after: str) -> str:
    """Join two neighbouring lines of a paragraph, as :func:`join_lines` does."""
    if _SOFT_HYPHEN_END.search(before):
        return before.rstrip().rstrip("\u00ad") + after
    broken = _HYPHEN_END.search(before)
    if not broken:
        return f"{before} {after}"
    first = _FIRST_WORD.match(after)
    word = first.group() if first else ""
    if word in _ELLIPTIC:
        return f"{before} {after}"
    if not word or not word[0].islower() or _HYPHENATED_PREFIX.match(broken.group(1)):
        return before + after
    return before[:-1] + after


def count_damage(text: str) -> int:
    """Return how many characters of repaired *text* could not be known."""
    return text.count(DAMAGED)
