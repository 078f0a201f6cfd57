"""Floors of few-shot labelling on the example corpus; they may fall only with a reason in the changelog."""

from __future__ import annotations

import pytest

from benchmarks.labelling import CORPUS_POOL, corpus_task
from minerva.encoding.models import DEFAULT, shipped_folder
from minerva.evaluate.labelling import BATCH, median_curves

pytestmark = pytest.mark.gate

MARKS = 60
DRAWS = range(5)
LEAST_F1 = 0.5
LEAST_GAIN = 0.03


def test_proposed_passages_teach_more_than_drawn_ones() -> None:
    """On the corpus's themes what is proposed teaches more, at every number of marks from 20 on, than what is drawn."""
    if not shipped_folder(DEFAULT):
        pytest.skip("no encoder ships with this checkout")
    proposed, drawn = median_curves(corpus_task(), marks=MARKS, pool=CORPUS_POOL, seeds=DRAWS)
    assert all(one > other for one, other in zip(proposed[1:], drawn[1:], strict=True)), (proposed, drawn)
    assert proposed[50 // BATCH - 1] - drawn[50 // BATCH - 1] >= LEAST_GAIN, (proposed, drawn)
    assert proposed[-1] >= LEAST_F1, proposed
