"""How well functions are told."""

from __future__ import annotations

import pytest

from minerva.evaluate.functions import measure_functions
from minerva.records.examples import Function


def test_every_mark_and_the_surest_alone() -> None:
    """Every mark is to be found; the surest alone is right if it is one of the marks, and nothing is right for none."""
    found = measure_functions(
        [
            (["analys", "plan"], ["analys", "resultat"]),
            (["resultat"], ["analys", "resultat"]),
            ([], []),
            (["mål"], []),
            ([], ["plan"]),
        ]
    )
    assert found.every[Function.ANALYSIS].f1 == pytest.approx(2 / 3)
    assert (found.every[Function.RESULT].right, found.every[Function.RESULT].expected) == (1, 2)
    assert found.first[Function.ANALYSIS].f1 == found.first[Function.RESULT].f1 == 1.0
    assert found.first[Function.PLAN].expected == 1
    assert found.first[Function.GOAL].precision == 0.0
    assert found.first_right == pytest.approx(3 / 5)
    assert 0 < found.micro < 1


def test_a_perfect_answer() -> None:
    """Where all is told as it is marked, all measures are 1."""
    marked = [(one, other) for one in Function for other in Function if one is not other]
    found = measure_functions([(list(some), list(some)) for some in marked])
    assert found.macro == found.first_macro == found.micro == found.first_right == 1.0
