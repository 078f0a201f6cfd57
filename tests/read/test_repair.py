from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minerva.read.repair import DAMAGED, count_damage, join_lines, join_pair, repair

SIGNS = (
    "aA>(cid:1) \n\t\x00\x0b\x0c\x1c\x85\u00a0\u00ad\u0308\u030a\u0338\u1100\u1161\u2000\u200d\u2126\ud800\ue000\ufb01"
    "¨˚oÃ¥ƒâ€”Â"
)
"""What meets in broken files: marks apart from their letters, invisible signs, ligatures, unmapped glyphs."""


@settings(deadline=None, max_examples=300)
@given(st.text() | st.text(SIGNS))
def test_repairing_twice_is_repairing_once(text: str) -> None:
    """Repaired text is left alone, and is in NFC."""
    repaired = repair(text)
    assert repair(repaired) == repaired
    assert unicodedata.is_normalized("NFC", repaired)


@settings(deadline=None, max_examples=200)
@given(st.text("abcåäöABCÅÄÖé .,:;–”()0123456789\n\t").map(lambda text: " ".join(text.split(" "))))
def test_sound_text_stays(text: str) -> None:
    """Swedish text without double spaces comes out as it went in."""
    single = text
    while "  " in single:
        single = single.replace("  ", " ")
    assert repair(text) == single


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("a\u030ar o\u0308ver a\u0308lv", "år över älv"),
        ("a\u200b\u030ar", "år"),
        ("e\ufb00ektiv, \ufb01n och \ufb02er, o\ufb03ciell", "effektiv, fin och fler, officiell"),
        ("kom\u00admun\u00adens", "kommunens"),
        ("1\u00a0234\u2009567", "1 234 567"),
        ("för   mycket", "för mycket"),
        ("rad\x0bbruten\x85här", "rad bruten här"),
        ("\ufeffbörjan\x00 och \x07slut", "början och slut"),
        ("\uf0b7 punkt", "• punkt"),
        ("kolumn\tett\nrad två", "kolumn\tett\nrad två"),
        ("n(cid:228)mnd", "n\U000f00e4mnd"),
        ("n(cid:2\u00ad28)mnd", "n\U000f00e4mnd"),
        ("MÃ¥nga Ã¤ldre fÃ¶r Ã…strand", "Många äldre för Åstrand"),
        ("â€“ â€œbroâ€\u009d, Â§ 5, ï¬\u0081n", "– “bro”, § 5, fin"),
        ("a \u030ar, fo \u0308r", "år, för"),
        ("f¨or, ˚ar, a¨lv", "för, år, älv"),
        ("V E R K S A M H E T   2 0 2 1", "VERKSAMHET 2021"),
        ("halv\ud83d", "halv"),
    ],
)
def test_what_files_do_to_swedish_is_mended(broken: str, whole: str) -> None:
    """Letters come together, ligatures apart; what is invisible goes; every kind of space is one space."""
    assert repair(broken) == whole


def test_damage_is_counted() -> None:
    """Every character that could not be known counts once."""
    assert count_damage(f"{DAMAGED}r det {DAMAGED}{DAMAGED}") == 3


@pytest.mark.parametrize(
    "text", ["20 °C och 5 §", "Ã la carte", "kl. 9–10 … 12", "”så”", "A B C D", "À la carte, Çelik, Ó"]
)
def test_other_signs_stay(text: str) -> None:
    """Signs that belong to sound text are left alone."""
    assert repair(text) == text


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Nämndens invå-", "nare fick stöd."], "Nämndens invånare fick stöd."),
        (["Kommunens verk-", "  samhetsbe-", "rättelse"], "Kommunens verksamhetsberättelse"),
        (["barn-", "och ungdomsvård"], "barn- och ungdomsvård"),
        (["kultur-, fritids-", "samt idrottsnämnden"], "kultur-, fritids- samt idrottsnämnden"),
        (["fler HVB-", "hem"], "fler HVB-hem"),
        (["åren 2017-", "2018"], "åren 2017-2018"),
        (["mot e-", "tjänster"], "mot e-tjänster"),
        (["Västra-", "Götaland"], "Västra-Götaland"),
        (["Stödet är -", "enligt planen - gott"], "Stödet är - enligt planen - gott"),
        (["kom\u00ad", "munen"], "kommunen"),
        (["ett", "", "  ", "två"], "ett två"),
        ([], ""),
    ],
)
def test_words_broken_over_lines_are_joined(lines: list[str], joined: str) -> None:
    """A hyphen at a line's end goes if it broke a word, and stays if it belongs to it."""
    assert join_lines(lines) == joined


@settings(deadline=None)
@given(st.lists(st.text("abåä- .", min_size=1, max_size=8), max_size=4))
def test_joining_loses_only_hyphens_and_spaces(lines: list[str]) -> None:
    """The letters of the lines follow one another in what is joined."""
    joined = join_lines(lines)
    assert "".join(joined.replace("-", "").split()) == "".join("".join(lines).replace("-", "").split())
    assert "\n" not in joined


def test_a_pair_is_joined_as_lines_are() -> None:
    """Two neighbours give the same, whichever function joins them."""
    assert join_pair("verk-", "samhet") == join_lines(["verk-", "samhet"]) == "verksamhet"
