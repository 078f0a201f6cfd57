"""How near pieces lie to themes in meaning, compared with how near they lie to other themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from minerva.encoding.encoder import Encoder
    from minerva.records import Theme
    from minerva.themes.pieces import Piece

_ALIKE = 0.85
"""Themes so near to each other are one and the same to a reader: neither is a rival of the other."""


class ThemeMeanings:
    """
    The vectors of some themes and of those that they are compared with.

    Parameters
    ----------
    themes
        Whose nearness is wanted.
    reference
        What they are compared with: enough themes, and always the same, so that figures do not change when a user
        defines one more.
    """

    def __init__(self, encoder: Encoder, themes: Sequence[Theme], reference: Sequence[Theme]) -> None:
        self._encoder = encoder
        self._reference = theme_vectors(encoder, reference)
        self._themes = theme_vectors(encoder, themes)
        alike = self._themes @ self._reference.T
        self._rivals = np.where(alike < _ALIKE, 0.0, -np.inf).astype(np.float32)
        # Encoders differ in how far apart they hold unlike texts; counted in their own measure, figures agree.
        self._unit = max(float(np.std(alike[alike < _ALIKE])), 1e-3)

    def encode(self, pieces: Sequence[Piece]) -> NDArray[np.float32]:
        """Return ``(pieces, dimensions)`` unit rows; the nearest heading is read with a piece."""
        return self._encoder.encode([f"{' '.join(piece.headings[-1:])} {piece.text}".strip() for piece in pieces])

    def nearness(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """
        Return ``(pieces, themes, 2)``: contrast and lead, in the encoder's own measure.

        The contrast is the cosine to the theme less the mean of those to the reference, the lead less the greatest.
        """
        own, others = vectors @ self._themes.T, vectors @ self._reference.T
        contrast = own - others.mean(axis=1, keepdims=True)
        nearest = np.stack([(others + rivals).max(axis=1) for rivals in self._rivals], axis=1)
        both: NDArray[np.float32] = (np.stack([contrast, own - nearest], axis=2) / self._unit).astype(np.float32)
        return both


def theme_vectors(encoder: Encoder, themes: Sequence[Theme]) -> NDArray[np.float32]:
    """Return a unit row for each theme, the mean of all that its author wrote."""
    texts = [_texts(theme) for theme in themes]
    rows = encoder.encode([text for some in texts for text in some])
    owners = np.repeat(np.arange(len(themes)), [len(some) for some in texts])
    sums = np.zeros((len(themes), rows.shape[1]), np.float32)
    np.add.at(sums, owners, rows)
    lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    unit: NDArray[np.float32] = (sums / lengths).astype(np.float32)
    return unit


def _texts(theme: Theme) -> list[str]:
    """Return the name, the description, the plain seeds as one text, and the examples."""
    seeds = ", ".join(seed.replace("*", "") for seed in theme.seeds if "+" not in seed)
    return [text for text in (theme.name, theme.description, seeds, *theme.examples) if text]
