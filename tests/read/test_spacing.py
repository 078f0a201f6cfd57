from __future__ import annotations

import json
import lzma
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from minerva.read.glyphs import decipher
from minerva.read.repair import repair
from minerva.read.spacing import close_up, join_letters

if TYPE_CHECKING:
    from pathlib import Path

_LEAST_SOUND = 0.9995


@pytest.mark.parametrize(
    ("spaced", "closed"),
    [
        ("V E R K S A M H E T", "VERKSAMHET"),
        ("Å R S R E D O V I S N I N G  2 0 2 1", "ÅRSREDOVISNING 2021"),
        ("Å R S R E D O V I S N I N G 2 0 2 1", "ÅRSREDOVISNING 2021"),
        ("B U D G E T F Ö R N Ä M N D E N", "BUDGET FÖR NÄMNDEN"),
        ("Q V I L L S T A D S  K O M M U N", "QVILLSTADS KOMMUN"),
        ("Rapport: m å l och medel", "Rapport: m å l och medel"),
    ],
)
def test_spaced_letters_are_joined(spaced: str, closed: str) -> None:
    """Letters set apart are words again; names are, where a known word beside them is set the same way."""
    assert join_letters(spaced) == closed


@pytest.mark.parametrize("text", ["A B C D E", "1 2 3 4 5", "M T O T F L S", "a b c d och e", "X Y  Z V Q"])
def test_single_letters_stay(text: str) -> None:
    """Letters and figures that stand for themselves, as in the head of a table, are no word."""
    assert join_letters(text) == text


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        ("Verksamhe t och mål", "Verksamhet och mål"),
        ("en tjä nsteinformation", "en tjänsteinformation"),
        ("S tödet ges till den som behö ver det", "Stödet ges till den som behöver det"),
        ("Nämn den beslutar om insat ser", "Nämnden beslutar om insatser"),
    ],
)
def test_torn_words_are_closed_up(torn: str, whole: str) -> None:
    """A word with a stray space within is one word again."""
    assert close_up(torn) == whole


@pytest.mark.parametrize(
    "text",
    [
        "alternativ a, b, c eller d",
        "en egen regiverksamhet",
        "se källan s. 5",
        "för äldre i hemmet",
        "Anna Qvillström och Ek",
        "barn\toch unga",
        "social- och fritidsnämnden",
    ],
)
def test_words_side_by_side_stay(text: str) -> None:
    """Two words that happen to make a third are left alone, and so are cells of a table."""
    assert close_up(text) == text


def test_public_texts_stay(shared: Path) -> None:
    """Of thousands of sound paragraphs, hardly any is changed beyond its invisible signs."""
    with lzma.open(shared / "train" / "public-text.jsonl.xz", "rt", encoding="utf-8") as file:
        texts = [text for line in islice(file, 0, 12000, 16) for text in json.loads(line)["paragraphs"]]
    repaired = [repair(text) for text in texts]
    mended = [close_up(text) for text in decipher(repaired)]
    assert len(texts) > 2000
    assert sum(one == other for one, other in zip(repaired, mended, strict=True)) >= _LEAST_SOUND * len(texts)
    changed = [(one, other) for one, other in zip(texts, repaired, strict=True) if _plain(one) != _plain(other)]
    assert changed == []


def _plain(text: str) -> str:
    """Return the letters and figures of *text* alone, ligatures and combined letters in one form."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
