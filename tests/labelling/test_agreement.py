"""Krippendorff's alpha, its interval, and what annotators disagree on."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minerva.labelling.agreement import agreement, disagreements, krippendorff
from minerva.records import Label, LabelProject, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

PROJECT = LabelProject(1, "prov", (Label("a"), Label("b"), Label("c")))


def slow_alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Return alpha by listing every pair of values, as its definition does."""
    paired = [unit for unit in units if len(unit) > 1]
    within = [(one != other, len(unit)) for unit in paired for one, other in permutations(unit, 2)]
    values = [value for unit in paired for value in unit]
    among = [one != other for one, other in permutations(values, 2)]
    if not any(among):
        return None
    observed = sum(differ / (coders - 1) for differ, coders in within) / len(values)
    return 1 - observed / (sum(among) / len(among))


def _units(*coders: str) -> list[list[str]]:
    return [[value for value in unit if value != "*"] for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412***", "1233224125*3", "*3332342251*", "12332441251*"), 0.743),
    ],
)
def test_examples_of_krippendorff(coders: tuple[str, ...], alpha: float) -> None:
    """Alpha is what Krippendorff, 2011, works out by hand: two observers, nominal values, many observers with gaps."""
    assert krippendorff(_units(*coders)) == pytest.approx(alpha, abs=5e-4)


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=12))
def test_alpha_is_that_of_all_pairs(units: list[list[str]]) -> None:
    """The fast alpha is that of listing all pairs of values."""
    fast, slow = krippendorff(units), slow_alpha(units)
    assert fast == (None if slow is None else pytest.approx(slow, abs=1e-9))


def _mark(passage: int, annotator: str, *labels: str) -> Mark:
    return Mark(f"p{passage:03}", annotator, labels, (), "r", 0, 1, "", f"{passage:03}")


def _marks(anna: str, bo: str) -> list[Mark]:
    return [
        _mark(number, name, label)
        for number, pair in enumerate(zip(anna, bo, strict=True))
        for name, label in zip(("anna", "bo"), pair, strict=True)
    ]


def test_agreement_of_marks() -> None:
    """Only what two marked counts; the interval holds alpha, is the same for the same seed, and narrows with marks."""
    few = _marks("aabbccabca", "aabbccabcb")
    found = agreement(PROJECT, [*few, _mark(99, "anna", "a")], seed=3)
    assert (found.passages, found.annotators) == (10, ("anna", "bo"))
    assert found.alpha == pytest.approx(
        krippendorff([[one, other] for one, other in zip("aabbccabca", "aabbccabcb", strict=True)])
    )
    assert found.low is not None
    assert found.high is not None
    assert found.alpha is not None
    assert found.low < found.alpha <= found.high
    assert found == agreement(PROJECT, few, seed=3)
    many = agreement(PROJECT, _marks("aabbccabca" * 20, "aabbccabcb" * 20), seed=3)
    assert many.low is not None
    assert many.low > found.low
    assert found.by_label["c"] == 1.0
    assert (found.by_label["a"] or 0) < 1.0


def test_nothing_to_agree_on() -> None:
    """Without passages that two marked, or where all marks are alike, there is no alpha."""
    assert agreement(PROJECT, [_mark(1, "anna", "a"), _mark(2, "bo", "b")]).alpha is None
    assert agreement(PROJECT, _marks("aaa", "aaa")).alpha is None
    assert agreement(PROJECT, []).passages == 0


def test_several_labels_agree_if_all_are_the_same() -> None:
    """Where passages may have several labels, half agreement is none for alpha, and is told label by label."""
    marks = [_mark(1, "anna", "a", "b"), _mark(1, "bo", "a"), _mark(2, "anna"), _mark(2, "bo")]
    found = agreement(PROJECT, marks)
    assert found.alpha is not None
    assert found.alpha < 1.0
    assert found.by_label["a"] == 1.0
    assert found.by_label["c"] is None


def test_disagreements() -> None:
    """Passages with different labels are listed with who said what, and no others."""
    (found,) = disagreements([*_marks("ab", "ac"), _mark(9, "anna", "a")])
    assert found.passage_id == "p001"
    assert [(one.annotator, one.labels) for one in found.marks] == [("anna", ("b",)), ("bo", ("c",))]
