"""Bytes become characters; what had to be guessed is said."""

from __future__ import annotations

import codecs

from minerva.errors import UnreadableFile
from minerva.messages import translate as _

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins the same way
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "utf-8": None}
"""UTF-8 is among them, since a single damaged or missing byte should not spoil every å of a file."""
_SWEDISH = frozenset("åäöÅÄÖ")
_ORDINARY = _SWEDISH | frozenset("éÉüÜ§–—”“’»«…•·°½ \u00a0\u00ad")
_TEXT_CONTROLS = frozenset("\t\n\r\f\x0b\x1a\x85")
_MAX_CONTROL_SHARE = 0.005
"""Text holds hardly any control characters; every executable, archive or picture tried held over 5 %."""
_NUL_SHARE_OF_UTF16 = 0.2
_OTHER_FORMATS = ("%PDF-", "%!PS", "{\\rtf")
"""Formats whose files may hold nothing but printable characters."""


def decode(data: bytes) -> tuple[str, list[str]]:
    """
    Return the text of *data* and warnings about what had to be guessed.

    UTF-8 and anything with a byte order mark are certain. Otherwise the file is UTF-16 if every other byte is mostly
    zero, or else Windows-1252, Mac Roman or damaged UTF-8, whichever gives more Swedish letters and fewer odd signs.

    Raises
    ------
    UnreadableFile
        If the file is binary.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace")), []
    utf16 = _utf16_without_mark(data)
    if utf16:
        return _checked(data.decode(utf16, errors="replace")), [_guessed("UTF-16")]
    try:
        return _checked(data.decode("utf-8")), []
    except UnicodeDecodeError:
        best = max(_GUESSES, key=lambda encoding: _plausibility(data, encoding))
    name = _GUESSES[best]
    return _checked(data.decode(best, errors="replace")), [_guessed(name)] if name else []


def _guessed(name: str) -> str:
    return _("The file is not UTF-8; it was read as {name}. Check that å, ä and ö are right.").format(name=name)


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:4000]
    half = max(len(head) // 2, 1)
    if head[1::2].count(0) / half > _NUL_SHARE_OF_UTF16 > head[::2].count(0) / half:
        return "utf-16-le"
    if head[::2].count(0) / half > _NUL_SHARE_OF_UTF16 > head[1::2].count(0) / half:
        return "utf-16-be"
    return None


def _plausibility(data: bytes, encoding: str) -> int:
    high = [char for char in data.decode(encoding, errors="replace") if ord(char) > 127]  # noqa: PLR2004 - ASCII ends
    return sum(3 * (char in _SWEDISH) + (char in _ORDINARY) - 2 for char in high)


def _checked(text: str) -> str:
    controls = sum(1 for char in text if char < " " and char not in _TEXT_CONTROLS)
    if controls > max(len(text) * _MAX_CONTROL_SHARE, 1) or text.startswith(_OTHER_FORMATS):
        raise UnreadableFile(
            _("The file is not text, although its name says so."),
            _("Give it the ending of what it is, such as .pdf or .docx, or leave it out."),
        )
    return text
