"""Floors of how well themes are found; they may rise, and fall only with a reason."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from minerva import cluster, load_encoder
from minerva.evaluate.clusterings import agreement

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

pytestmark = pytest.mark.gate

SAMPLE = 5000


@pytest.fixture(scope="module")
def judged(shared: Path) -> tuple[NDArray[np.float32], list[str], list[str]]:
    """Give vectors, texts and topics of a sample of texts whose topic was set by hand."""
    with (shared / "eval" / "almedalen_dev.jsonl").open(encoding="utf-8") as lines:
        rows = random.Random(0).sample([json.loads(line) for line in lines], SAMPLE)
    texts = [f"{row['title']}. {row['text']}" for row in rows]
    return load_encoder().encode(texts), texts, [row["topic"] for row in rows]


@pytest.fixture(scope="module")
def labels(judged: tuple[NDArray[np.float32], list[str], list[str]]) -> list[NDArray[np.int64]]:
    """Give the themes of the sample with three seeds."""
    vectors, texts, _topics = judged
    return [cluster(vectors, texts, seed=seed).labels for seed in range(3)]


def test_themes_agree_with_topics(
    judged: tuple[NDArray[np.float32], list[str], list[str]], labels: list[NDArray[np.int64]]
) -> None:
    """Themes that are found agree with topics set by hand, hardly any text is left out, and there are not too many."""
    found = agreement(labels[0], judged[2])
    assert found.v >= 0.42
    assert found.ari >= 0.27
    assert found.unassigned <= 0.05
    assert 14 <= labels[0].max() + 1 <= 56


def test_seeds_agree(labels: list[NDArray[np.int64]]) -> None:
    """Another seed finds about the same themes."""
    assert np.mean([agreement(labels[0], other.tolist()).ari for other in labels[1:]]) >= 0.8
