from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from minerva import search
from minerva.encoding.reranker import load_reranker
from minerva.errors import EncoderError
from minerva.retrieval import evidence

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library

WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "barn", "bostad", "familjer", "kostnader", "våld")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a cross-encoder of random weights, as transformers writes it."""
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer, set_seed

    made = tmp_path_factory.mktemp("reranker")
    (made / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizer(str(made / "vocab.txt")).save_pretrained(made)
    set_seed(1)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16,
        num_labels=1, initializer_range=0.3,  # more, and attention sees one word alone
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(made)
    return made


@pytest.mark.slow
def test_best_hits_are_ordered_anew(encoded: Library, folder: Path) -> None:
    """The passages that are read come in the order of the cross-encoder, above all others; none is lost."""
    before = search(encoded, "barn familjer", limit=100)
    hits = search(encoded, "barn familjer", limit=100, reranker=str(folder))
    assert {hit.passage.id for hit in hits} == {hit.passage.id for hit in before}
    texts = [hit.text for hit in hits][: evidence.READ]
    scores = load_reranker(str(folder)).scores("barn familjer", texts).tolist()
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 1


@pytest.mark.slow
def test_models_that_cannot_be_used(encoded: Library, tmp_path: Path) -> None:
    """A folder without a model, or one of an unknown kind, is told with a remedy."""
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "nothing"}), encoding="utf-8")
    with pytest.raises(EncoderError, match="cannot be used"):
        search(encoded, "barn", reranker=str(tmp_path))


def test_no_texts(tmp_path: Path) -> None:
    """Nothing is scored where there is nothing; the model is not even loaded."""
    assert len(load_reranker(str(tmp_path)).scores("barn", [])) == 0
