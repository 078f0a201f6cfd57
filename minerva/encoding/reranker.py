"""Models that read a question and an answer together: slower than vectors, often better at telling what answers."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from minerva.encoding.hub import load_from_disk, require_sentence_transformers, snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder

_BATCH = 16


class Reranker:
    """A cross-encoder of sentence-transformers; torch is imported when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """
        Return how well each of *texts* answers, ``(n,)``; higher is better, comparable within one question only.

        Raises
        ------
        EncoderError
            If the model cannot be used.
        """
        pairs = [(question, text) for text in texts]
        if not pairs:
            return np.empty(0, np.float32)
        found = np.asarray(self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False), np.float32)
        # Models of several outputs say last how well a text answers.
        return found if found.ndim == 1 else found[:, -1]

    @cached_property
    def _model(self) -> CrossEncoder:
        model: CrossEncoder = load_from_disk("CrossEncoder", self._folder)
        return model


@lru_cache(maxsize=1)
def load_reranker(name: str) -> Reranker:
    """
    Load a cross-encoder by its folder or its name on Hugging Face; it is kept.

    Raises
    ------
    EncoderError
        If it is not on disk and cannot be fetched, or sentence-transformers is not installed.
    """
    require_sentence_transformers(name)
    folder = Path(name).expanduser().absolute()
    return Reranker(folder if folder.is_dir() else snapshot(name).folder)
