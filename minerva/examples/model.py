"""How surely a piece has each function: a linear model over what is known of it, as it ships."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from minerva.records.examples import Function

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DATA = "minerva.examples"
WEIGHTS, ABOUT = "data/functions.safetensors", "data/functions.json"
WITH_MEANING, WORDS_ONLY = "with meaning", "words only"


@dataclass(frozen=True, slots=True)
class FunctionModel:
    """
    Logistic models, one a function, in two steps: of sentences by their vectors alone, and of pieces by everything.

    Attributes
    ----------
    sentences, sentence_shift
        ``(dimensions, functions)`` and ``(functions,)``: log odds of a sentence; without columns where no vectors are
        asked for.
    weights, shift
        ``(columns, functions)`` and ``(functions,)``: log odds of a piece, of its row of :func:`design`.
    present
        ``(functions,)``: the chance from which up a piece is said to have each function.
    """

    sentences: NDArray[np.float32]
    sentence_shift: NDArray[np.float32]
    weights: NDArray[np.float32]
    shift: NDArray[np.float32]
    present: NDArray[np.float32]

    @property
    def asks_for_vectors(self) -> bool:
        """Whether pieces and sentences are to be encoded."""
        return len(self.sentences) > 0

    def log_odds(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return ``(pieces, functions)`` logarithms of the odds."""
        odds: NDArray[np.float32] = rows @ self.weights + self.shift
        return odds


def sentence_rows(
    model: FunctionModel, vectors: NDArray[np.float32], owners: Sequence[int], count: int
) -> NDArray[np.float32]:
    """
    Return what the sentences of each of *count* pieces tell: the greatest log odds, their mean, and the first's.

    Parameters
    ----------
    vectors
        A unit row a sentence, piece by piece; every piece has one.
    owners
        The piece of each, from 0.
    """
    odds = vectors @ model.sentences + model.sentence_shift
    starts = np.searchsorted(owners, np.arange(count))
    most = np.maximum.reduceat(odds, starts)
    mean = np.add.reduceat(odds, starts) / np.bincount(owners, minlength=count)[:, None]
    return np.hstack([most, mean, odds[starts]]).astype(np.float32)


def design(
    figures: NDArray[np.float32], sentences: NDArray[np.float32] | None, vectors: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """Return a row a piece: its figures, and with meaning what its sentences tell and its vector."""
    return figures if sentences is None or vectors is None else np.hstack([figures, sentences, vectors])


def shipped_fingerprint() -> str:
    """Return the fingerprint of the encoder that the shipped model was trained with."""
    return str(_about()["encoder"])


@lru_cache(maxsize=2)
def function_model(*, with_meaning: bool) -> FunctionModel:
    """Return the model that ships, trained by ``python -m benchmarks functions --write``."""
    from safetensors.numpy import load  # noqa: PLC0415 - few need it

    name = WITH_MEANING if with_meaning else WORDS_ONLY
    tensors = load(resources.files(DATA).joinpath(WEIGHTS).read_bytes())
    present = _about()[name]["present"]
    return FunctionModel(
        **{part: tensors[f"{name}/{part}"] for part in ("sentences", "sentence_shift", "weights", "shift")},
        present=np.array([present[one] for one in Function], np.float32),
    )


@lru_cache(maxsize=1)
def _about() -> dict[str, dict[str, dict[str, float]]]:
    told: dict[str, dict[str, dict[str, float]]] = json.loads(
        resources.files(DATA).joinpath(ABOUT).read_text(encoding="utf-8")
    )
    return told
