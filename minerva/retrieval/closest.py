"""The sentence of a passage nearest to what is asked: a passage is about several things, a question about one."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from minerva.records import Span
from minerva.swedish.sentences import rough_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from minerva.encoding.encoder import Encoder

_FEWEST_WORDS = 4
"""A heading or the cell of a table, of fewer, hardly answers on its own."""


class Closest(NamedTuple):
    """The sentence of a passage nearest to a vector, unless none was looked for, and the cosine between them."""

    span: Span | None
    likeness: float


def closest_sentences(encoder: Encoder, vector: NDArray[np.float32], texts: Sequence[str]) -> list[Closest]:
    """Return the nearest sentence of each of *texts*; of one without any, the whole text."""
    spans_by_text = [_sentences(text) for text in texts]
    located = [(text, span) for text, spans in zip(texts, spans_by_text, strict=True) for span in spans]
    if not located:
        return []
    likenesses = (encoder.encode([text[span.start : span.end] for text, span in located]) @ vector).tolist()
    ends = accumulate(map(len, spans_by_text))
    return [_nearest(spans, likenesses[end - len(spans) : end]) for spans, end in zip(spans_by_text, ends, strict=True)]


def _nearest(spans: Sequence[Span], likenesses: Sequence[float]) -> Closest:
    likeness, number = max((likeness, -number) for number, likeness in enumerate(likenesses))
    return Closest(spans[-number], likeness)


def _sentences(text: str) -> list[Span]:
    spans = [span for span in rough_sentences(text) if text.count(" ", span.start, span.end) >= _FEWEST_WORDS - 1]
    return spans or [Span(0, len(text))]
