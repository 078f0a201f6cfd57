from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.read.assemble import Piece, assemble
from minerva.read.glyphs import decipher
from minerva.read.repair import DAMAGED, repair
from minerva.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = (
    "Många äldre bor långt från någon affär, och nämnden har därför låtit två bussar gå varje måndag och lördag. "
    "Förvaltningen höll också möten om information, ekonomi och situationen i Åsnäs. Målet är att åtta nya platser "
    "ska öppna före hösten; arbetet med att rätta till ventilationen fortsätter."
)


def read_as(written: str, read: str) -> Callable[[str], str]:
    """Return what makes of a text written in one encoding what another shows."""
    return lambda text: "".join(
        sign.encode(written).decode(read) if sign in "åäöÄÖ" else sign for sign in text.replace("Å", "A")
    )


@pytest.mark.parametrize(("written", "read"), [("mac_roman", "cp1252"), ("cp850", "cp1252"), ("cp1252", "mac_roman")])
def test_another_encoding_is_found_out(written: str, read: str) -> None:
    """Text in one encoding that was read as another comes out as it was written."""
    whole = TEXT.replace("Å", "A")
    assert decipher([read_as(written, read)(whole)]) == [whole]


def test_the_seven_bit_set_is_found_out() -> None:
    """Brackets and braces that stand for Swedish letters are these letters, and brackets elsewhere stay."""
    shown = TEXT.translate(str.maketrans("åäöÅ", "}{|]"))
    assert decipher([shown, "[1] enligt {planen}"])[0].replace("]s", "Ås") == TEXT
    assert decipher([shown, "[1] enligt {planen}"])[1] == "[1] enligt {planen}"


def test_glyphs_without_characters_are_found_out() -> None:
    """What a PDF maps to no character is known by the words of the document, single letters and ligatures alike."""
    shown = TEXT
    for number, letters in enumerate(("tion", "tt", "å", "ä", "ö"), 400):
        shown = shown.replace(letters, f"(cid:{number})" + ("on" if letters == "tion" else ""))
    assert decipher([repair(shown)]) == [TEXT]


def test_ligatures_of_word_processors_are_found_out() -> None:
    """A sign that a font shows as the ligature ti or tt is read so."""
    assert decipher([TEXT.replace("ti", "Ɵ").replace("tt", "Ʃ")]) == [TEXT]


def test_a_lost_letter_is_known_where_one_fits() -> None:
    """A word that only one letter completes is complete; one that several do stays damaged."""
    shown = f"n{DAMAGED}mnden f{DAMAGED}r st{DAMAGED}d fr{DAMAGED}n v{DAMAGED}rlden"
    assert decipher([shown]) == [f"nämnden f{DAMAGED}r stöd från världen"]


def test_what_cannot_be_known_is_damaged() -> None:
    """A glyph that no letters explain counts as damage, and is never told as a private character."""
    document = assemble([Piece(BlockKind.PARAGRAPH, repair("Kod (cid:7)(cid:9) på x(cid:8)q"))])
    assert document.text == f"Kod {DAMAGED}{DAMAGED} på x{DAMAGED}q"
    assert document.warnings == ("3 characters could not be read.",)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Han sa ”ja” och „nej”, sedan gick han – utan ett ord…",
        "Dušan Škrtel och Željko bor i Åsnäs [1], se § 3 {bilaga}.",
        "Priset är 5 € och växlar; m²/h ≈ 3 ÷ 4.",
        "e-post: brovakt@exempel.se | telefon",
    ],
)
def test_sound_text_stays(text: str) -> None:
    """Quotation marks, names and signs that mean themselves are left alone."""
    assert decipher([text]) == [text]
    assert decipher([TEXT, text])[1] == text
