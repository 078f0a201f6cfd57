"""Any model that sentence-transformers loads, on an accelerator where there is one."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from minerva.encoding.folder import fingerprint_of, prompts_of
from minerva.encoding.hub import load_from_disk, require_sentence_transformers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

_BATCH = 32
_QUERY, _ANSWER = "query", "document"
_KNOWN_PROMPTS = (
    (re.compile(r"(?:^|[-/\\_])e5-(?:small|base|large)(?:-v2)?$"), {_QUERY: "query: ", _ANSWER: "passage: "}),
    (
        re.compile(r"(?:^|[/\\])bge-(?:small|base|large)-en-v1\.5$"),
        {_QUERY: "Represent this sentence for searching relevant passages: "},
    ),
)
"""What must stand before a text, by the model's name, where the model's own settings do not say it: from the cards of
the models https://huggingface.co/intfloat/multilingual-e5-small and https://huggingface.co/BAAI/bge-base-en-v1.5."""


class TransformerEncoder:
    """
    A sentence-transformers model; torch is imported when the first text is encoded.

    See :class:`~minerva.encoding.encoder.Encoder` for the attributes.
    """

    is_light = False

    def __init__(self, folder: Path, name: str, fingerprint: str | None = None) -> None:
        require_sentence_transformers(name)
        self.name = name
        self._folder = folder
        self._given = fingerprint
        own = prompts_of(folder)
        known = next((prompts for pattern, prompts in _KNOWN_PROMPTS if pattern.search(name)), {})
        # Some models call what answers a passage.
        self._prompts = {_ANSWER: own["passage"], **own} if "passage" in own else own or known

    @cached_property
    def fingerprint(self) -> str:
        """The model's name and revision, or SHA-256 of its files."""
        return self._given or fingerprint_of(self._folder)

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector."""
        return len(self.encode([""])[0])

    def encode(self, texts: Sequence[str], *, as_query: bool = False) -> NDArray[np.float32]:
        """Return a unit row for each text."""
        rows = self._model.encode(
            list(texts),
            batch_size=_BATCH,
            prompt=self._prompts.get(_QUERY if as_query else _ANSWER, ""),
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(rows, np.float32)

    @cached_property
    def _model(self) -> SentenceTransformer:
        model: SentenceTransformer = load_from_disk("SentenceTransformer", self._folder)
        return model
