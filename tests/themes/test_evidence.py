"""What speaks for a theme in a piece, as figures."""

from __future__ import annotations

import numpy as np
import pytest

from minerva.records import Theme
from minerva.themes.evidence import FEATURES, evidence
from minerva.themes.pieces import Piece
from minerva.themes.recogniser import Recogniser

HOMES = Theme("hem", "hemlöshet", seeds=("hemlös*", "vräk*"), hints=("hyresvärd*",), excluded=("hemlösa hundar",))
DRINK = Theme("drick", "missbruk", seeds=("missbruk",))


def _figures(text: str, *headings: str, others: tuple[Piece, ...] = ()) -> dict[str, float]:
    """Return what speaks for HOMES in a text under *headings*, among *others*."""
    pieces = [Piece(0, 0, len(text), text, headings), *others]
    found = evidence(Recogniser([HOMES, DRINK]), pieces, None).figures[0, 0]
    return {name: float(value) for name, value in zip(FEATURES, found, strict=True) if value}


def test_seeds_are_counted_once_a_place() -> None:
    """Seeds count by place, phrases by kind, and the first sentence tells most."""
    told = _figures("Hemlösa vräks. Andra flyttar. Hemlösa får hjälp.")
    assert told["occurrences"] == pytest.approx(np.log1p(3))
    assert told["phrases"] == pytest.approx(np.log1p(2))
    assert told["sentences"] == pytest.approx(2 / 3)
    assert told["opening"] == 1
    assert "silent" not in told


def test_what_is_excluded_is_not_there() -> None:
    """A seed within words that are to be read as if they were not there does not count."""
    assert "occurrences" not in _figures("Föreningen tar hand om hemlösa hundar.")


def test_company_counts_other_themes_in_the_sentence() -> None:
    """What lists many themes in one sentence tells of them less than what tells of them in sentences of their own."""
    assert _figures("Nämnden ansvarar för hemlösa och missbruk.")["company"] == pytest.approx(np.log1p(1))
    assert "company" not in _figures("Nämnden hjälper hemlösa. Den vårdar missbruk.")


def test_headings_speak_for_what_stands_below() -> None:
    """A silent piece under a heading that names the theme is told apart from one under none."""
    told = _figures("De fick stöd i vardagen.", "Vuxna och missbruk", "Hemlöshet")
    assert told["heading"] == told["silent heading"] == told["silent"] == 1
    assert "outer heading" not in told
    shared = _figures("De fick stöd.", "Hemlöshet och missbruk")
    assert shared["silent shared heading"] == pytest.approx(np.log1p(1))
    assert _figures("De fick stöd.", "Hyresvärdar")["heading hint"] == 1


def test_neighbours_speak_too() -> None:
    """The share of the other pieces under the same headings that hold seeds counts, fewer of them less."""
    other = Piece(1, 0, 0, "Hemlösa fick bostad.", ("Stöd",))
    assert _figures("De trivs.", "Stöd", others=(other,))["section"] == pytest.approx(1 / 2)
    assert "section" not in _figures("De trivs.", "Annat", others=(other,))


def test_order_of_themes_does_not_matter() -> None:
    """Each theme gets the same figures whatever themes stand beside it in the list."""
    pieces = [Piece(0, 0, 0, "Hemlösa med missbruk vräktes.", ("Vuxna",))]
    one = evidence(Recogniser([HOMES, DRINK]), pieces, None).figures
    other = evidence(Recogniser([DRINK, HOMES]), pieces, None).figures
    np.testing.assert_array_equal(one, other[:, ::-1])
