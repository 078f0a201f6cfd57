"""Pieces of a report with all that is known of them, and how surely each has which function."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from minerva.encoding.models import DEFAULT, load_encoder, shipped_folder
from minerva.examples.features import features_of
from minerva.examples.model import FunctionModel, design, function_model, sentence_rows, shipped_fingerprint
from minerva.swedish.sentences import rough_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from minerva.encoding.encoder import Encoder
    from minerva.themes.pieces import Piece


@dataclass(frozen=True, slots=True)
class ReadRows:
    """
    Some pieces of a report as they were read.

    Attributes
    ----------
    known
        ``(rows, columns)``: what a user's judgments teach by, a vector or, without one, the figures.
    log_odds
        ``(rows, functions)``, before any judgment.
    """

    known: NDArray[np.float32]
    log_odds: NDArray[np.float32]


class FunctionReader:
    """
    Reads pieces of reports for their functions.

    Parameters
    ----------
    encoder
        That which the model was trained with; without it only words count.
    """

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder
        self.model: FunctionModel = function_model(with_meaning=encoder is not None)

    def read(self, pieces: Sequence[Piece], rows: Sequence[int], year: int | None) -> ReadRows:
        """Return what those *rows* of all *pieces* of a report tell; *year* is what it reports on."""
        figures = features_of(pieces, rows, year)
        if not rows:
            return ReadRows(figures, np.zeros((0, len(self.model.shift)), np.float32))
        if self._encoder is None:
            return ReadRows(_unit(figures), self.model.log_odds(figures))
        texts = [pieces[row].text for row in rows]
        vectors = self._encoder.encode(texts)
        told = sentence_rows(self.model, *encoded_sentences(self._encoder, texts), len(texts))
        return ReadRows(vectors, self.model.log_odds(design(figures, told, vectors)))


def encoded_sentences(encoder: Encoder, texts: Sequence[str]) -> tuple[NDArray[np.float32], list[int]]:
    """Return a unit row for every sentence of *texts*, at least one each, and the text of each sentence, from 0."""
    cut = [[text[start:end] for start, end in rough_sentences(text)] or [text] for text in texts]
    owners = [number for number, some in enumerate(cut) for _sentence in some]
    return encoder.encode([sentence for some in cut for sentence in some]), owners


@lru_cache(maxsize=1)
def shipped_reader() -> FunctionReader:
    """Return what reads with the encoder that ships, whatever encoder a library uses; without it, by words alone."""
    if shipped_folder(DEFAULT) is None:
        return FunctionReader(None)
    encoder = load_encoder(DEFAULT)
    # Weights that were learnt on other vectors would tell nonsense.
    return FunctionReader(encoder if encoder.fingerprint == shipped_fingerprint() else None)


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float32)
