from __future__ import annotations

import codecs
import os
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minerva.errors import UnreadableFile
from minerva.read.encoding import decode

TEXT = "Nämnden följde upp målen för året – även ”små” mål.\nÖvrigt: 4 § och 12 °C, 50 µg.\tÅ\n" * 3


@pytest.mark.parametrize(
    ("data", "certain"),
    [
        (TEXT.encode(), True),
        (codecs.BOM_UTF8 + TEXT.encode(), True),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), True),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), True),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), True),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), True),
        (TEXT.encode("utf-16-le"), False),
        (TEXT.encode("utf-16-be"), False),
        (TEXT.encode("cp1252"), False),
        (TEXT.encode("mac-roman"), False),
    ],
    ids=["utf8", "utf8-bom", "le-bom", "be-bom", "32-le", "32-be", "le", "be", "1252", "mac"],
)
def test_every_encoding_gives_the_same_text(data: bytes, *, certain: bool) -> None:
    """Swedish text is read whatever its encoding, with a warning just where that had to be guessed."""
    text, warnings = decode(data)
    assert text == TEXT
    assert bool(warnings) is not certain


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Windows-1252"), ("mac-roman", "Mac Roman"), ("utf-16-le", "UTF-16")]
)
def test_the_guess_is_named(encoding: str, name: str) -> None:
    """The warning says which encoding was guessed and what to look at."""
    _text, (warning,) = decode("Verksamhetsberättelse för nämnden på ön".encode(encoding))
    assert f"read as {name}" in warning
    assert "å, ä and ö" in warning


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
@pytest.mark.parametrize("word", ["å", "Ö", "på", "kväll", "Väsby", "RÅD", "”ja”", "– nej", "caf\u00e9"])
def test_a_single_swedish_letter_is_enough(encoding: str, word: str) -> None:
    """One letter or dash in a file of ASCII tells Windows from Mac."""
    assert decode(f"Rapport {word} 2019".encode(encoding))[0] == f"Rapport {word} 2019"


@pytest.mark.parametrize("broken", [TEXT.encode() + b"\xc3", TEXT.encode().replace(b"upp", b"up\xffp", 1)])
def test_one_damaged_byte_spoils_no_other(broken: bytes) -> None:
    """UTF-8 that breaks off within a letter, or holds a stray byte, is read as UTF-8 but for that place."""
    text, _warnings = decode(broken)
    assert text.count("\ufffd") == 1
    assert text.replace("\ufffd", "") == TEXT


@settings(deadline=None)
@given(st.text("abcåäöÅÄÖ éü§–”\n", min_size=1))
def test_utf8_is_never_guessed(text: str) -> None:
    """What is sound UTF-8 is taken as such, without a warning."""
    assert decode(text.encode()) == (text, [])


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01" + bytes(200) + zlib.compress(TEXT.encode() * 20),
        b"\x89PNG\r\n\x1a\n" + zlib.compress(os.urandom(2000)),
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + zlib.compress(TEXT.encode() * 50),
        bytes(1000),
        codecs.BOM_UTF16_LE + bytes([1, 0, 2, 0]) * 20,
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
        b"{\\rtf1\\ansi Rapport}",
    ],
    ids=["program", "picture", "archive", "zeros", "marked", "pdf", "rtf"],
)
def test_binary_files_are_refused(data: bytes) -> None:
    """A binary with a text file's name is refused, and the user told to give it its own."""
    with pytest.raises(UnreadableFile, match="not text") as caught:
        decode(data)
    assert ".pdf" in caught.value.remedy


def test_a_stray_control_character_does_not_make_a_file_binary() -> None:
    """Old programs leave a sign or two, such as Ctrl-Z at the end."""
    assert decode(b"Rapporten \x02 slut\x1a")[0] == "Rapporten \x02 slut\x1a"


def test_nothing_is_no_error() -> None:
    """No bytes are no text; that the file is empty is told elsewhere."""
    assert decode(b"") == ("", [])
