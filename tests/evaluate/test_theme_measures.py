"""Measures of themes against marked paragraphs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from minerva.errors import MinervaError
from minerva.evaluate.theme_teaching import TruePassages, taught_shares, transferred_shares
from minerva.evaluate.themes import ParagraphTruth, carried, locate, measure_themes, read_paragraphs

if TYPE_CHECKING:
    from pathlib import Path

A, B = frozenset({"a"}), frozenset({"b"})


def test_truth_is_read(tmp_path: Path) -> None:
    """A paragraph's text is that of its blocks; a missing file is told."""
    told = {
        "blocks": [{"text": "Rubrik"}, {"text": "Ett."}, {"text": "Två."}],
        "paragraphs": [{"blocks": [1, 2], "themes": ["a"], "change": "nytt", "earlier": None}],
    }
    (tmp_path / "t.json").write_text(json.dumps(told), "utf-8")
    assert read_paragraphs(tmp_path / "t.json") == [ParagraphTruth("Ett. Två.", A, "nytt", None)]
    with pytest.raises(MinervaError):
        read_paragraphs(tmp_path / "none.json")


def test_paragraphs_are_found_in_the_text() -> None:
    """Line breaks and hyphens do not matter, and what stands twice is found in turn; what is not there is not found."""
    paragraphs = [
        ParagraphTruth(text, A, None, None) for text in ("Se tabell 1.", "Kö-tiden ökar.", "Se tabell 1.", "Nej.")
    ]
    text = "Se tabell 1.\n\nKötiden\nökar.\n\nSe tabell 1."
    spans = locate(text, paragraphs)
    assert [span and text[span.start : span.end] for span in spans] == [
        "Se tabell 1",
        "Kötiden\nökar",
        "Se tabell 1",
        None,
    ]
    assert spans[2]
    assert spans[2].start > 20


def test_passages_carry_what_their_paragraphs_do() -> None:
    """A passage carries the themes of what it holds half of; where nothing is marked nothing is known."""
    paragraphs = [ParagraphTruth("x" * 20, A, None, None), ParagraphTruth("y" * 20, B, None, None)]
    spans = locate("x" * 20 + " " + "y" * 20, paragraphs)
    assert carried(spans, paragraphs, 0, 41) == A | B
    assert carried(spans, paragraphs, 0, 25) == A
    assert carried(spans, paragraphs, 36, 41) is None


def test_f1() -> None:
    """Micro counts decisions, macro themes."""
    measured = measure_themes([(A, A), (A | B, A), (frozenset(), B)], ["a", "b"])
    assert measured.micro == pytest.approx(2 * 2 / (3 + 3))
    assert measured.macro == pytest.approx((1.0 + 0.0) / 2)


def test_judgments_help_where_they_can() -> None:
    """Where one column tells the truth, judgments teach it, here and in other groups."""
    chance = np.random.default_rng(1)
    count = 200
    truth = chance.random((count, 1)) < 0.4
    known = np.column_stack([truth[:, 0] * 2.0 - 1, chance.normal(size=count)]).astype(np.float32)
    odds = (truth * 1.0 - 0.5 + chance.normal(size=(count, 1))).astype(np.float32)
    passages = TruePassages(np.arange(count), known, odds, truth, np.arange(count) % 2)
    untaught = taught_shares(passages, 0.5, 0)[0]
    assert untaught.expected == truth.sum()
    assert taught_shares(passages, 0.5, 20)[0].f1 > untaught.f1 + 0.1
    assert transferred_shares(passages, 0.5, 20)[0].f1 > untaught.f1 + 0.1
