"""How surely a piece is about a theme, before a user has judged anything."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from minerva.themes.evidence import FEATURES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from minerva.themes.evidence import Evidence

WEIGHTS = "strength.json"


@dataclass(frozen=True, slots=True)
class StrengthModel:
    """
    A logistic model over :data:`~minerva.themes.evidence.FEATURES`, the same for every theme.

    Attributes
    ----------
    weights
        One a feature.
    present
        From this strength up a passage is said to be about a theme: the lowest at which F1 is nearly greatest.
    """

    weights: NDArray[np.float32]
    intercept: float
    present: float

    def log_odds(self, evidence: Evidence) -> NDArray[np.float32]:
        """Return ``(pieces, themes)`` logarithms of the odds that a piece is about a theme."""
        odds: NDArray[np.float32] = evidence.figures @ self.weights + np.float32(self.intercept)
        return odds


def probability(log_odds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the probabilities of which *log_odds* are the logarithms of the odds."""
    return (1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))).astype(np.float32)


@lru_cache(maxsize=2)
def strength_model(*, with_meaning: bool) -> StrengthModel:
    """Return the model that ships, fitted by ``python -m benchmarks.theme_strength`` with or without vectors."""
    text = resources.files("minerva.themes").joinpath(f"data/{WEIGHTS}").read_text(encoding="utf-8")
    told = json.loads(text)["with meaning" if with_meaning else "words only"]
    weights = np.array([told["weights"].get(name, 0.0) for name in FEATURES], np.float32)
    return StrengthModel(weights, told["intercept"], told["present"])
