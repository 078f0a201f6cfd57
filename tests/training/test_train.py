import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from minerva.encoding.models import load_encoder
from minerva.encoding.static import StaticEncoder
from minerva.errors import MinervaError
from minerva.training.card import card_of
from minerva.training.gathering import Sources
from minerva.training.recipe import Recipe
from minerva.training.train import train_encoder

TINY = Recipe(pieces=150, sizes=(16, 8), passes=2, batch=64, teacher_weight=0.0, pairs_by_kind={"g0vse:title": 300})
TEXTS = ["Nämnden utreder vårdplatser (2017).", "Hur planeras skolskjutsar?", "boendestöd"]


def _nothing(*_progress: object) -> None:
    """Report nowhere."""


def _train(texts: Path, out: Path, recipe: Recipe = TINY) -> None:
    train_encoder(Sources(texts), out, recipe, on_progress=_nothing)


def test_sentence_transformers_reads_it(public_texts: Path, tmp_path: Path) -> None:
    """sentence-transformers gives the vectors of our own encoder, to 1e-5."""
    from sentence_transformers import SentenceTransformer

    _train(public_texts, tmp_path / "made")
    theirs = SentenceTransformer(str(tmp_path / "made"), device="cpu").encode(TEXTS)
    ours = load_encoder(tmp_path / "made").encode(TEXTS)
    assert np.abs(theirs - ours).max() < 1e-5


def test_the_same_seed_trains_the_same(public_texts: Path, tmp_path: Path) -> None:
    """Two trainings of one recipe give the same bytes, another seed gives others."""
    made = [tmp_path / name for name in ("one", "two", "three")]
    for folder, seed in zip(made, (0, 0, 1), strict=True):
        _train(public_texts, folder, replace(TINY, seed=seed))
    one, two, three = ((folder / "model.safetensors").read_bytes() for folder in made)
    assert one == two != three


def test_goes_on_after_a_break(public_texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A training that is broken off goes on from its checkpoint and ends as if it had not been."""
    monkeypatch.setattr("minerva.training.optimising._STEPS_BETWEEN_CHECKPOINTS", 1)

    done: list[int] = []

    def break_off(stage: str, step: int, _steps: int) -> None:
        done.append(step)
        if stage == "training" and step == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_encoder(Sources(public_texts), tmp_path / "broken", TINY, on_progress=break_off)
    done.clear()
    monkeypatch.undo()
    _train(public_texts, tmp_path / "broken")
    _train(public_texts, tmp_path / "whole")
    assert (tmp_path / "broken" / "model.safetensors").read_bytes() == (
        tmp_path / "whole" / "model.safetensors"
    ).read_bytes()
    assert not (tmp_path / "broken.training").exists()


def test_training_draws_pairs_together(public_texts: Path, tmp_path: Path) -> None:
    """After training a title is nearer to its own text than before any step."""
    folder = tmp_path / "made"
    _train(public_texts, folder, replace(TINY, passes=8))
    encoder = load_encoder(folder)
    matter, same, other = encoder.encode(
        ["skolskjutsar", "Nämnden planerar skolskjutsar", "Nämnden planerar vårdplatser"]
    )
    assert matter @ same > matter @ other


def test_folder_without_texts_is_named(tmp_path: Path) -> None:
    """Where there is nothing to train on, the error says which folder that is."""
    with pytest.raises(MinervaError, match=r"holds no public-text"):
        _train(tmp_path, tmp_path / "made")


def test_nothing_of_the_recipe_in_the_texts(public_texts: Path, tmp_path: Path) -> None:
    """Where the texts give no pair of any kind that is wanted, that is said."""
    with pytest.raises(MinervaError, match="no pairs"):
        _train(public_texts, tmp_path / "made", replace(TINY, pairs_by_kind={"sfs:title": 10}))


def test_dictionaries_that_are_not_there(public_texts: Path, tmp_path: Path) -> None:
    """A folder of dictionaries that lacks one is told of before the work begins."""
    with pytest.raises(MinervaError, match=r"holds no folkets.*--dictionaries"):
        train_encoder(Sources(public_texts, tmp_path), tmp_path / "made", TINY, on_progress=_nothing)
    assert not (tmp_path / "made.training").exists()


def test_training_without_torch(public_texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what training takes is not installed, it is said how to install it."""
    monkeypatch.setitem(sys.modules, "minerva.training.optimising", None)
    with pytest.raises(MinervaError, match=r"pip install 'minerva-reports\[models\]'"):
        _train(public_texts, tmp_path / "made")


def test_recipe_lies_beside_the_encoder(public_texts: Path, tmp_path: Path) -> None:
    """The encoder's folder tells how it was made."""
    _train(public_texts, tmp_path / "made")
    written = json.loads((tmp_path / "made" / "training.json").read_text(encoding="utf-8"))
    assert written == TINY.as_json() | {"dictionaries": False, "questions": False, "start": None}
    card = (tmp_path / "made" / "README.md").read_text(encoding="utf-8")
    assert card == card_of("made", written)


def test_going_on_from_an_encoder(public_texts: Path, tmp_path: Path) -> None:
    """A training that goes on from an encoder keeps its pieces, and with no rate of learning its rows."""
    _train(public_texts, tmp_path / "first")
    going_on = Sources(public_texts, start=tmp_path / "first")
    for name, rate in (("same", 0.0), ("further", 0.01)):
        train_encoder(going_on, tmp_path / name, replace(TINY, learning_rate=rate), on_progress=_nothing)
    first, same, further = (load_encoder(tmp_path / name) for name in ("first", "same", "further"))
    assert np.array_equal(first.encode(TEXTS), same.encode(TEXTS))
    assert not np.array_equal(first.encode(TEXTS), further.encode(TEXTS))
    pieces = [(tmp_path / name / "tokenizer.json").read_bytes() for name in ("first", "same", "further")]
    assert pieces[0] == pieces[1] == pieces[2]
    record = json.loads((tmp_path / "further" / "training.json").read_text(encoding="utf-8"))
    assert record["start"]["fingerprint"] == first.fingerprint


def test_vectors_of_another_length(public_texts: Path, tmp_path: Path) -> None:
    """A recipe of other lengths than the encoder's is refused before anything is trained."""
    _train(public_texts, tmp_path / "first")
    with pytest.raises(MinervaError, match="16"):
        train_encoder(
            Sources(public_texts, start=tmp_path / "first"),
            tmp_path / "further",
            replace(TINY, sizes=(32,)),
            on_progress=_nothing,
        )
    assert not (tmp_path / "further").exists()


def test_old_and_new_rows_are_blended(public_texts: Path, tmp_path: Path) -> None:
    """What is saved lies between the encoder that a training went on from and what it became, as the recipe says."""
    _train(public_texts, tmp_path / "first")
    going_on = Sources(public_texts, start=tmp_path / "first")
    for name, share in (("half", 0.5), ("whole", 1.0)):
        train_encoder(going_on, tmp_path / name, replace(TINY, new_share=share), on_progress=_nothing)
    first, half, whole = (StaticEncoder(tmp_path / name, name).rows for name in ("first", "half", "whole"))
    assert np.allclose(half, (first + whole) / 2, atol=1e-6)
    assert not np.allclose(half, whole, atol=1e-3)
