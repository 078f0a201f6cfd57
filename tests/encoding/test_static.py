from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from minerva.encoding import static
from minerva.encoding.pieces import goes_word_by_word
from minerva.encoding.static import StaticEncoder
from minerva.errors import EncoderError
from tests.making import SENSES, make_static_model

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = [
    "Hemlöshet och vräkningar följs upp.",
    "VÅLD, misshandel — och (överskott)!",
    "",
    "  \n\t ",
    "pengar\x1cpengar\u00a0beroende\u2028medarbetare",
    "husrum " * 500,
    *[" ".join(word for sense in SENSES for word in sense[: n % 4]) for n in range(20)],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a tiny model's folder."""
    return make_static_model(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture(scope="module")
def encoder(folder: Path) -> StaticEncoder:
    """Give the tiny model."""
    return StaticEncoder(folder, "tiny")


def test_same_as_sentence_transformers(folder: Path, encoder: StaticEncoder) -> None:
    """The vectors are those that sentence-transformers makes of the same folder."""
    from sentence_transformers import SentenceTransformer

    texts = [text for text in TEXTS if text.strip()]
    theirs = SentenceTransformer(str(folder), device="cpu").encode(texts, normalize_embeddings=True)
    np.testing.assert_allclose(encoder.encode(texts), theirs, atol=1e-5)


def test_unit_rows(encoder: StaticEncoder) -> None:
    """Every text, also an empty one, has a float32 vector of length one."""
    rows = encoder.encode(TEXTS)
    assert (rows.shape, rows.dtype) == ((len(TEXTS), encoder.dimensions), np.float32)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_nothing_to_encode(encoder: StaticEncoder) -> None:
    """No texts give no rows."""
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_company_does_not_matter(encoder: StaticEncoder) -> None:
    """A text has the same vector alone as among others, whatever was encoded before."""
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-6)
    assert (encoder.encode(TEXTS) == together).all()


def test_words_are_forgotten(folder: Path, encoder: StaticEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many words are kept makes no difference."""
    monkeypatch.setattr(static, "_WORDS_KEPT", 3)
    monkeypatch.setattr(static, "_BATCH", 4)
    forgetful = StaticEncoder(folder, "tiny")
    np.testing.assert_allclose(forgetful.encode(TEXTS), encoder.encode(TEXTS), atol=1e-6)


def test_nearness(encoder: StaticEncoder) -> None:
    """Words of one sense lie nearer to one another than to others."""
    housing, homeless, money = encoder.encode(["bostad", "hemlösa", "pengar"])
    assert housing @ homeless > 0.7
    assert abs(housing @ money) < 0.5


def test_fingerprint_follows_content(folder: Path, encoder: StaticEncoder, tmp_path: Path) -> None:
    """A copy has the same fingerprint, a model with other weights another."""
    copy = StaticEncoder(shutil.copytree(folder, tmp_path / "copy"), "other name")
    assert copy.fingerprint == encoder.fingerprint
    assert StaticEncoder(make_static_model(tmp_path / "other", seed=1), "tiny").fingerprint != encoder.fingerprint


def _without_weights(folder: Path) -> None:
    (folder / "0_StaticEmbedding" / "model.safetensors").unlink()


def _cut_weights(folder: Path) -> None:
    file = folder / "0_StaticEmbedding" / "model.safetensors"
    file.write_bytes(file.read_bytes()[:100])


def _no_weights(folder: Path) -> None:
    (folder / "0_StaticEmbedding" / "model.safetensors").write_bytes(b"\xff" * 100)


def _no_pieces(folder: Path) -> None:
    (folder / "0_StaticEmbedding" / "tokenizer.json").write_text("{}", encoding="utf-8")


def _no_parts(folder: Path) -> None:
    (folder / "modules.json").write_text("[1]", encoding="utf-8")


@pytest.mark.parametrize("damage", [_without_weights, _cut_weights, _no_weights, _no_pieces, _no_parts])
def test_damaged_model(folder: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """A model that is damaged in whatever way is refused with its folder's name."""
    copy = shutil.copytree(folder, tmp_path / "copy")
    damage(copy)
    with pytest.raises(EncoderError, match="copy"):
        StaticEncoder(copy, "copy")


def _tokenizer(splitter: object, normalizer: object = None) -> Tokenizer:
    pieces = [
        ("[UNK]", 0.0),
        *((piece, -len(piece) / 3) for piece in ("▁", "▁a", "a", "å", "b", "ab", "▁ba", ",", "1")),
    ]
    tokenizer = Tokenizer(models.Unigram(pieces, 0))
    tokenizer.pre_tokenizer = splitter
    if normalizer:
        tokenizer.normalizer = normalizer
    return tokenizer


BY_WORDS = _tokenizer(
    pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation(), pre_tokenizers.Metaspace()]
    ),
    normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()]),
)


@given(st.text(alphabet="aAåÅ\u030ab, 1\n\t\u00a0\u2003.😀", max_size=30))
def test_pieces_of_words_are_the_pieces_of_the_text(text: str) -> None:
    """Where a tokenizer is said to go word by word, the pieces of the words are those of the text."""
    assert goes_word_by_word(BY_WORDS)
    whole = BY_WORDS.encode(text, add_special_tokens=False).ids
    assert whole == [piece for word in text.split() for piece in BY_WORDS.encode(word, add_special_tokens=False).ids]


@pytest.mark.parametrize(
    "tokenizer",
    [
        _tokenizer(pre_tokenizers.Metaspace()),
        _tokenizer(
            pre_tokenizers.Sequence(
                [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(prepend_scheme="first")]
            )
        ),
        _tokenizer(pre_tokenizers.WhitespaceSplit(), normalizers.Replace("a b", "ab")),
    ],
)
def test_what_looks_beyond_a_word(tokenizer: Tokenizer) -> None:
    """A tokenizer that looks beyond a word is not asked word by word."""
    assert not goes_word_by_word(tokenizer)


def test_truncation_and_added_tokens() -> None:
    """Neither is one that cuts texts off, or that knows expressions of several words."""
    cutting = Tokenizer.from_str(BY_WORDS.to_str())
    cutting.enable_truncation(3)
    assert not goes_word_by_word(cutting)
    knowing = Tokenizer.from_str(BY_WORDS.to_str())
    knowing.add_tokens(["nära relation"])
    assert not goes_word_by_word(knowing)


def test_imports_nothing_heavy(folder: Path) -> None:
    """The static encoder works without torch, transformers, spaCy and sentence-transformers."""
    code = (
        "import sys, minerva;"
        f"minerva.load_encoder({json.dumps(str(folder))}).encode(['hemlösa']);"
        "heavy = {'spacy', 'torch', 'transformers', 'sentence_transformers'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root)
    assert done.returncode == 0, done.stderr
