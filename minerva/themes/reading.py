"""All that is known of a report's pieces before strengths are given: evidence, vectors, phrases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minerva.themes.evidence import Evidence, evidence
from minerva.themes.meaning import ThemeMeanings
from minerva.themes.pieces import Piece, pieces_of
from minerva.themes.recogniser import Recogniser
from minerva.themes.strength import StrengthModel, strength_model
from minerva.themes.teaching import known_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from minerva.encoding.encoder import Encoder
    from minerva.records import Document, Passage, Theme


@dataclass(frozen=True, slots=True)
class ReadPieces:
    """
    The pieces of a report, and what speaks for each theme.

    Attributes
    ----------
    vectors
        A unit row a piece; ``None`` where there is no encoder.
    log_odds
        ``(pieces, themes)``, before anything was taught.
    """

    pieces: Sequence[Piece]
    evidence: Evidence
    vectors: NDArray[np.float32] | None
    log_odds: NDArray[np.float32]


class ThemeReader:
    """
    Reads reports for some themes.

    Parameters
    ----------
    themes
        Whose strength is wanted; results are in their order.
    reference
        Other themes, which are told apart from them.
    encoder
        Without one only words count.
    """

    def __init__(self, themes: Sequence[Theme], reference: Sequence[Theme], encoder: Encoder | None) -> None:
        wanted = {theme.id for theme in themes}
        others = [theme for theme in reference if theme.id not in wanted]
        self.themes = list(themes)
        self._recogniser = Recogniser([*themes, *others])
        self._meanings = ThemeMeanings(encoder, themes, reference) if encoder else None
        self.model: StrengthModel = strength_model(with_meaning=encoder is not None)

    def read(
        self, document: Document, passages: Sequence[Passage], passage_vectors: NDArray[np.float32] | None = None
    ) -> ReadPieces:
        """
        Return what the pieces of the *passages* of a report tell of the themes.

        Parameters
        ----------
        passage_vectors
            A unit row a passage, where encoding every piece would take too long.
        """
        pieces = pieces_of(document, passages)
        if self._meanings is None:
            return self._read(pieces, None)
        if passage_vectors is None:
            return self._read(pieces, self._meanings.encode(pieces))
        return self._read(pieces, passage_vectors[[piece.passage for piece in pieces]])

    def read_text(self, text: str) -> ReadPieces:
        """Return what a *text* that stands alone tells of the themes."""
        pieces = [Piece(0, 0, len(text), text, ())]
        return self._read(pieces, self._meanings.encode(pieces) if self._meanings else None)

    def _read(self, pieces: Sequence[Piece], vectors: NDArray[np.float32] | None) -> ReadPieces:
        nearness = None
        if self._meanings and vectors is not None:
            nearness = np.zeros((len(pieces), len(self._recogniser.themes), 2), np.float32)
            nearness[:, : len(self.themes)] = self._meanings.nearness(vectors)
        found = evidence(self._recogniser, pieces, nearness)
        found.figures = found.figures[:, : len(self.themes)]
        return ReadPieces(pieces, found, vectors, self.model.log_odds(found))

    def known(self, read: ReadPieces) -> NDArray[np.float32]:
        """Return what a correction is learnt from, a row a piece."""
        return known_rows(read.vectors, read.evidence.phrases, self._recogniser.phrases)
