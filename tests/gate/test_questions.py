"""Floors of what is measured on citizens' questions to authorities, each answered by one of 219 texts (SweFAQ)."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import bm25s
import pytest

from minerva import add, load_encoder, open_library, search
from minerva.swedish.words import stems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from minerva import Library

pytestmark = pytest.mark.gate

FLOORS = {"hybrid": 0.73, "words": 0.69}
"""nDCG@10, by how passages are looked for."""
ENCODER_FLOOR = 0.68
BEYOND_BM25 = 0.08
WHOLE = "[passages]\nmin_words = 1\ntarget_words = 100000\nmax_words = 100000\n"
"""A text is one passage, however long."""


@pytest.fixture(scope="module")
def judged(shared: Path) -> dict[str, Any]:
    """Give the texts, and the questions with the places of the texts that answer them."""
    found: dict[str, Any] = json.loads((shared / "eval" / "swefaq_dev.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def answers(judged: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Give a library of the texts."""
    folder = tmp_path_factory.mktemp("answers")
    for number, text in enumerate(judged["docs"]):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    index = tmp_path_factory.mktemp("index")
    (index / "minerva.toml").write_text(WHOLE, encoding="utf-8")
    with open_library(index, create=True) as library:
        add(library, [folder])
        yield library


def _ndcg(ranks: list[int]) -> float:
    return sum(1 / math.log2(rank + 1) for rank in ranks if 0 < rank <= 10) / len(ranks)


def _rank(found: list[str], answer: int) -> int:
    return found.index(str(answer)) + 1 if str(answer) in found else 0


def _searched(library: Library, judged: dict[str, Any], mode: str) -> float:
    ranks = []
    for one in judged["queries"]:
        hits = search(library, one["question"], mode=mode)
        ranks.append(_rank([hit.report.file.removesuffix(".txt") for hit in hits], one["answer"]))
    return _ndcg(ranks)


@pytest.mark.parametrize("mode", FLOORS)
def test_search(answers: Library, judged: dict[str, Any], mode: str) -> None:
    """The questions find their answers at least as well as before."""
    assert _searched(answers, judged, mode) >= FLOORS[mode]


def test_encoder_alone(judged: dict[str, Any]) -> None:
    """So do they by the vectors of the encoder that ships, compared one by one."""
    encoder = load_encoder()
    texts, questions = encoder.encode(judged["docs"]), judged["queries"]
    scores = encoder.encode([one["question"] for one in questions], as_query=True) @ texts.T
    order = (-scores).argsort(axis=1, kind="stable").tolist()
    assert _ndcg([of.index(one["answer"]) + 1 for of, one in zip(order, questions, strict=True)]) >= ENCODER_FLOOR


def test_better_than_bm25(answers: Library, judged: dict[str, Any]) -> None:
    """Words and meaning together find clearly more than BM25 over Snowball stems, by a library of its own."""
    bags = [stems(text) for text in judged["docs"]]
    bm25 = bm25s.BM25(method="lucene")
    bm25.index(bags, show_progress=False)
    known = {term for bag in bags for term in bag}
    ranks = []
    for one in judged["queries"]:
        asked = [term for term in dict.fromkeys(stems(one["question"])) if term in known]
        order = (-bm25.get_scores(asked)).argsort(kind="stable").tolist() if asked else []
        ranks.append(order.index(one["answer"]) + 1 if asked else 0)
    assert _searched(answers, judged, "hybrid") >= _ndcg(ranks) + BEYOND_BM25
