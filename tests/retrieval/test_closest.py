from __future__ import annotations

from typing import TYPE_CHECKING

from minerva import load_encoder
from minerva.records import Span
from minerva.retrieval.closest import closest_sentences
from minerva.swedish.sentences import rough_sentences
from tests.making import make_static_model

if TYPE_CHECKING:
    from pathlib import Path


def test_nearest_sentence(tmp_path: Path) -> None:
    """Of each text the sentence nearest to the vector is found; its likeness is its cosine."""
    encoder = load_encoder(make_static_model(tmp_path / "model"))
    texts = [
        "Nämnden har ett överskott. Antalet hemlösa familjer har minskat i kommunen. Personal slutar ofta hos oss.",
        "Våld",
        "",
    ]
    vector = encoder.encode(["husrum"])[0]
    found = closest_sentences(encoder, vector, texts)
    spans = [text[one.span.start : one.span.end] for text, one in zip(texts, found, strict=True) if one.span]
    assert spans == ["Antalet hemlösa familjer har minskat i kommunen.", "Våld", ""]
    expected = encoder.encode([spans[0]])[0] @ vector
    assert abs(found[0].likeness - expected) < 1e-6


def test_no_texts(tmp_path: Path) -> None:
    """Nothing is found in no texts."""
    encoder = load_encoder(make_static_model(tmp_path / "model"))
    assert closest_sentences(encoder, encoder.encode(["husrum"])[0], []) == []


def test_rough_sentences() -> None:
    """Sentences end at their marks and at line ends, without the white space between."""
    text = " Först detta.  Sedan: det!\n• Och en punkt"
    assert [text[span.start : span.end] for span in rough_sentences(text)] == [
        "Först detta.", "Sedan:", "det!", "• Och en punkt",
    ]  # fmt: skip
    assert rough_sentences("   ") == []
    assert rough_sentences("ab ") == [Span(0, 2)]
