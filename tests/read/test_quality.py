"""How well a text reads: what counts as damage, and what must not."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from minerva.read.quality import assessed, quality
from minerva.records import LEAST_QUALITY, Document, Span

if TYPE_CHECKING:
    from collections.abc import Callable

SOUND = (
    "Socialnämnden har under året arbetat för att fler barn och unga ska få stöd i tid. Antalet anmälningar ökade med "
    "tolv procent, och väntetiden för en utredning blev längre än målet. Förvaltningen anställde därför fyra nya "
    "handläggare, och öppenvården fick större lokaler. Samarbetet mellan skola, vård och polis fördjupades."
)
ALPHABET = "abcdefghijklmnopqrstuvwxyzåäö"


def mixed_up(text: str) -> str:
    """Put other letters in the place of all, as a font without a character map does."""
    letters = list(ALPHABET)
    random.Random(3).shuffle(letters)
    return text.lower().translate(str.maketrans(ALPHABET, "".join(letters)))


DAMAGE: dict[str, Callable[[str], str]] = {
    "mixed up": mixed_up,
    "shifted": lambda text: "".join(char if char.isspace() else chr(max(ord(char) - 29, 33)) for char in text),
    "wrong encoding": lambda text: text.encode().decode("cp1252", "replace"),
    "unknown glyphs": lambda text: "".join("\ufffd" if n % 10 == 0 else char for n, char in enumerate(text)),
    "set apart": lambda text: " ".join(text.replace(" ", "")),
    "run together": lambda text: "\n".join(text.replace(" ", "")[n : n + 60] for n in range(0, len(text), 60)),
    "backwards": lambda text: " ".join(word[::-1] for word in text.split()),
}


def test_sound_text_reads_well() -> None:
    """Text of known words scores near 1."""
    assert quality(SOUND) > 0.98


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_seen(kind: str) -> None:
    """Each way in which a text layer breaks takes the text below the threshold."""
    assert quality(DAMAGE[kind](SOUND)) < LEAST_QUALITY - 0.1


@pytest.mark.parametrize(
    "text",
    [
        "Anna-Karin Björkqvist, Östen Wrångström och Yousra Al-Khatib, ordf. resp. v. ordf. i nämnden",
        "1 234 567 tkr 45,6 % −2,3 12/3 2017-12-31 0480-45 00 00 § 14 11 kap. 1 § SoL",
        "bl.a. t.ex. p.g.a. dvs. fr.o.m. t.o.m. m.m. st. kl. ca resp. enl. inkl. exkl.",
        "IVO, HVB-hem, LVU/LVM, BBIC, SIP-möten och ANDT enligt 27 § LVM",
        "missbruksbehandlingsprogram boendestödsinsatser hemlöshetskartläggningen",
        "info@kommunen.se www.kommunen.se/omsorg och/eller in- och utflyttning 90-talet (s)he",
        "•\n–\n1\n2\n3\n■\nJa\nNej\nX\n...........",
        "The municipality has in the course of the year worked with early support for children and their families.",
        "",
    ],
)
def test_what_is_no_damage(text: str) -> None:
    """Names, numbers, abbreviations, acronyms, compounds, addresses, signs and English are not taken for damage."""
    assert quality(text) >= 0.95


def test_a_poor_page_is_named() -> None:
    """Each page has its own score, and a warning names those under the threshold."""
    pages = (SOUND, mixed_up(SOUND), SOUND)
    text = "".join(pages)
    edges = [0, len(SOUND), len(SOUND) + len(pages[1]), len(text)]
    spans = tuple(Span(edges[n], edges[n + 1]) for n in range(3))
    document = assessed(Document(text, spans))
    assert [score >= LEAST_QUALITY for score in document.quality] == [True, False, True]
    assert [warning for warning in document.warnings if "page 2" in warning]


def test_a_poor_text_without_pages_is_told_of() -> None:
    """A format without pages has no scores of pages, but the same warning."""
    document = assessed(Document(mixed_up(SOUND)))
    assert document.quality == ()
    assert document.warnings
    assert not assessed(Document(SOUND)).warnings
