"""Floors of how well functions and completeness are told on the example corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.completeness import measure_part
from benchmarks.function_truth import Marked, marked_paragraphs
from benchmarks.functions import lessons, unseen
from minerva.encoding.models import DEFAULT, load_encoder, shipped_folder
from minerva.evaluate.functions import measure_functions
from minerva.examples.rules import told_by_rules

if TYPE_CHECKING:
    from minerva.evaluate.functions import FunctionMeasure

pytestmark = pytest.mark.gate

MACRO_F1, FIRST_MACRO_F1, FIRST_RIGHT = 0.53, 0.58, 0.76
WORDS_ONLY_MACRO_F1 = 0.51
ABOVE_RULES = 0.12
COMPLETE_PRECISION, COMPLETE_RECALL = 0.78, 0.9


@pytest.fixture(scope="module")
def marked() -> Marked:
    """Give the paragraphs of the corpus with what is marked."""
    return marked_paragraphs()


@pytest.fixture(scope="module")
def told(marked: Marked) -> FunctionMeasure:
    """Give how well functions are told of municipalities that were not learnt from."""
    if not shipped_folder(DEFAULT):
        pytest.skip("no encoder ships with this checkout")
    return unseen(lessons(marked, load_encoder()))


def test_functions_are_told(told: FunctionMeasure) -> None:
    """Every mark, and the surest function alone, are found as often as they were."""
    assert told.macro >= MACRO_F1, told.every
    assert told.first_macro >= FIRST_MACRO_F1, told.first
    assert told.first_right >= FIRST_RIGHT


def test_the_model_beats_rules(marked: Marked, told: FunctionMeasure) -> None:
    """What was learnt is worth more than the words alone that it was learnt from."""
    rules = measure_functions(zip(told_by_rules(marked.figures), marked.functions, strict=True))
    assert told.macro >= rules.macro + ABOVE_RULES


def test_functions_by_words_alone(marked: Marked) -> None:
    """Without an encoder words do nearly as well."""
    assert unseen(lessons(marked, None)).macro >= WORDS_ONLY_MACRO_F1


def test_complete_passages() -> None:
    """What is said to stand alone does, of passages that the rules were not written on."""
    share = measure_part("test")
    assert share.precision >= COMPLETE_PRECISION, share
    assert share.recall >= COMPLETE_RECALL, share


def test_no_passage_is_judged_for_both_parts() -> None:
    """Rules are written on other passages than they are measured on."""
    lines = (Path(__file__).parents[2] / "corpus/truth/completeness.jsonl").read_text(encoding="utf-8").splitlines()
    parts: dict[tuple[str, str], set[str]] = {}
    for one in map(json.loads, lines):
        parts.setdefault((one["report"], one["start_words"]), set()).add(one["part"])
    assert all(len(some) == 1 for some in parts.values())
