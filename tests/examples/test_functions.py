"""What pieces of reports do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minerva.encoding.models import DEFAULT, load_encoder, shipped_folder
from minerva.examples.cues import HEADING, STRONG, WEAK, cues
from minerva.examples.features import feature_names, features_of
from minerva.examples.model import function_model, sentence_rows, shipped_fingerprint
from minerva.examples.reading import FunctionReader
from minerva.examples.rules import told_by_rules
from minerva.records.examples import Function
from minerva.themes.pieces import Piece


def _piece(text: str, *headings: str) -> Piece:
    return Piece(0, 0, len(text), text, headings)


def test_every_function_has_its_cues() -> None:
    """Each function has strong and weak cues and headings, and none of them matches nothing."""
    assert set(cues()) == set(Function)
    for some in cues().values():
        assert {STRONG, WEAK, HEADING} <= set(some)
        assert not any(pattern.search("") for pattern in some.values())


def test_the_model_fits_the_features() -> None:
    """The models that ship ask for the figures that are made today; else: python -m benchmarks.functions --write."""
    words_only, with_meaning = function_model(with_meaning=False), function_model(with_meaning=True)
    assert words_only.weights.shape == (len(feature_names()), len(Function))
    assert not words_only.asks_for_vectors
    dimensions = len(with_meaning.sentences)
    assert with_meaning.weights.shape == (len(feature_names()) + 3 * len(Function) + dimensions, len(Function))


def test_the_model_fits_the_encoder() -> None:
    """The model that ships was trained with the encoder that ships; else: python -m benchmarks.functions --write."""
    if not shipped_folder(DEFAULT):
        pytest.skip("no encoder ships with this checkout")
    assert load_encoder(DEFAULT).fingerprint == shipped_fingerprint()


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.text("aå 12.,:\n•”?%ska beror på ökade säger"), min_size=1, max_size=4),
    st.none() | st.integers(1990, 2030),
)
def test_figures_are_finite_for_any_text(texts: list[str], year: int | None) -> None:
    """Whatever a piece holds, its figures are numbers, and do not depend on which other pieces are asked for."""
    pieces = [_piece(text, "Rubrik") for text in texts]
    every = features_of(pieces, range(len(pieces)), year)
    assert np.isfinite(every).all()
    for row in range(len(pieces)):
        assert (features_of(pieces, [row], year)[0] == every[row]).all()


def test_rules_tell_what_is_plain_and_abstain() -> None:
    """Rules know what is said in so many words, and say nothing of what says nothing."""
    figures = features_of(
        [
            _piece("Minskningen beror på lägre priser. Orsaken är också en mild vinter.", "Analys"),
            _piece("Under nästa år ska en ny mottagning öppna. Den kommer att ha tio platser.", "Framåtblick"),
            _piece("Lorem ipsum dolor amet.", "Rubrik"),
        ],
        range(3),
        2022,
    )
    analysis, plan, nothing = told_by_rules(figures)
    assert analysis[0] is Function.ANALYSIS
    assert plan[0] is Function.PLAN
    assert nothing == []


def test_sentences_are_summed_up_as_by_hand() -> None:
    """Of each piece's sentences the greatest, the mean and the first log odds are told."""
    model = function_model(with_meaning=True)
    chance = np.random.default_rng(0)
    vectors = chance.normal(size=(5, len(model.sentences))).astype(np.float32)
    owners = [0, 0, 0, 1, 1]
    odds = vectors @ model.sentences + model.sentence_shift
    found = sentence_rows(model, vectors, owners, 2)
    for piece, own in enumerate((odds[:3], odds[3:])):
        by_hand = np.concatenate([own.max(axis=0), own.mean(axis=0), own[0]])
        assert np.allclose(found[piece], by_hand, atol=1e-4)


def test_it_reads_without_an_encoder() -> None:
    """Without the encoder words alone tell what is plain."""
    read = FunctionReader(None).read(
        [_piece("Under nästa år ska nämnden öppna ett boende. Det planeras till hösten.", "Inför 2023")], [0], 2022
    )
    assert read.log_odds.shape == (1, len(Function))
    assert list(Function)[int(read.log_odds[0].argmax())] is Function.PLAN
