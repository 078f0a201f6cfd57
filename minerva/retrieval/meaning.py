"""Passages ranked by meaning: how near their vectors lie to that of a query or of another passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from minerva.errors import EncoderError, StorageError
from minerva.library.encoders import encoder_in_use, load_used, passages_with_vectors, vectors_of
from minerva.library.found import Found
from minerva.messages import translate as _
from minerva.retrieval.closest import closest_sentences
from minerva.retrieval.ranking import Standing

_TOWARDS, _AWAY = 0.75, 0.15
_DRAWN = 0.5
"""What the passages that seem best weigh beside the query."""

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from minerva.library.encoders import UsedEncoder
    from minerva.library.store import Library
    from minerva.library.vectors import VectorView
    from minerva.library.words import WordView
    from minerva.retrieval.closest import Closest
    from minerva.retrieval.rankings import Narrowing


_TO_SPARE = 50
"""Vectors of a byte a number misplace neighbours by a few places; ``benchmarks.meaning`` measures what is missed."""


class Meaning(NamedTuple):
    """The vectors of a library at one moment, and the encoder that made them."""

    encoder: UsedEncoder
    view: VectorView

    def of_text(self, text: str) -> NDArray[np.float32]:
        """
        Return the vector of what a user asks.

        Raises
        ------
        EncoderError
            If the encoder cannot be loaded or has changed.
        """
        vector: NDArray[np.float32] = load_used(self.encoder).encode([text], as_query=True)[0]
        return vector

    def vectors(self, library: Library, numbers: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return those of *numbers* that have a vector, and the vectors: from the index, if it has them all."""
        found = self.view.vectors(np.array(numbers, np.int64))
        if found is None or len(found[0]) < len(numbers):
            return vectors_of(library.connection, self.encoder, numbers)
        return found


def meaning_of(library: Library) -> Meaning:
    """
    Return the vectors of *library* as they are now.

    Raises
    ------
    EncoderError
        If its passages have not been encoded.
    StorageError
        If there is no vector index that can be used.
    """
    encoder = encoder_in_use(library.connection)
    if encoder is None:
        raise EncoderError(
            _("The passages have no vectors yet. Make them with: minerva model use NAME (names: minerva model list)")
        )
    view = library.vectors.view(encoder)
    if view is None:
        raise StorageError(_("The vector index is missing. Make it anew with: minerva rebuild"))
    return Meaning(encoder, view)


def allowed_numbers(
    library: Library, meaning: Meaning, view: WordView, narrowing: Narrowing | None
) -> NDArray[np.int64] | None:
    """
    Return the numbers of the passages that answer *narrowing*, are in the vector index and still in the library.

    ``None`` stands for all in the vector index.
    """
    allowed = None if narrowing is None else _numbers(library, view, narrowing)
    state, connection = meaning.view.state, library.connection
    (passages,) = connection.execute("SELECT coalesce(sum(passages), 0) FROM reports").fetchone()
    if (state.generation, state.passages) == (library.generation(), passages):
        return allowed
    # While another process writes, or before all passages have been encoded, the two do not agree.
    there = passages_with_vectors(connection, meaning.encoder, until=state.last)
    return there if allowed is None else np.intersect1d(allowed, there, assume_unique=True)


def _numbers(library: Library, view: WordView, narrowing: Narrowing) -> NDArray[np.int64]:
    if narrowing.whole_reports:
        # To list reports and look up which passages are theirs is ten times as quick as to list all passages.
        ranges = library.numbers_of(view.reports(narrowing.condition))
        return np.concatenate([np.empty(0, np.int64), *(np.arange(one.start, one.stop) for one in ranges)])
    return np.sort(np.array(view.numbers(narrowing.condition), np.int64))


class ByMeaning:
    """
    Passages by how near they lie to a vector; every one of them is a hit, however far.

    Parameters
    ----------
    allowed
        See :func:`allowed_numbers`.
    without
        Numbers of passages that are no hits.
    """

    closest = None

    def __init__(
        self,
        library: Library,
        meaning: Meaning,
        vector: NDArray[np.float32],
        allowed: NDArray[np.int64] | None,
        *,
        without: Collection[int] = (),
    ) -> None:
        self._library = library
        self._meaning = meaning
        self._view = meaning.view
        self._vector = vector
        if allowed is not None and without:
            allowed = allowed[~np.isin(allowed, list(without))]
            without = ()
        self._allowed = allowed
        self._without = without

    def best(self, limit: int) -> tuple[int, list[Found]]:
        """Return how many passages there are, and the nearest *limit* of them."""
        if self._allowed is not None:
            return len(self._allowed), self._nearest(limit)
        total = self._view.state.passages
        found = self._nearest(limit + len(self._without))
        return total - len(self._without), [one for one in found if one.number not in self._without][:limit]

    def count_values(self, field: str) -> int:
        """Count the values that the reports of all these passages have in *field*, having none as one of them."""
        return self._library.count_values(field, self.numbers())

    def counts(self, fields: Sequence[str]) -> dict[str, dict[str | None, int]]:
        """Count all these passages by the values, in small letters, that they or their reports have in each field."""
        if self._allowed is not None:
            return dict(self._library.counts(fields, self._allowed.tolist()))
        every, left_out = self._library.counts(fields), self._library.counts(fields, list(self._without))
        return {field: dict(every[field] - left_out[field]) for field in fields}

    def numbers(self) -> list[int] | None:
        """Return the numbers of all these passages; None where they are all that the library holds."""
        if self._allowed is None and not self._without:
            return None
        every = self._view.numbers if self._allowed is None else self._allowed
        numbers: list[int] = np.setdiff1d(every, list(self._without)).tolist()
        return numbers

    def scores(self, numbers: Sequence[int]) -> dict[int, float]:
        """Return how near those of *numbers* lie that have a vector, whether they are among these passages or not."""
        there, vectors = self._meaning.vectors(self._library, numbers)
        scores = vectors.astype(np.float32) @ self._vector
        return dict(zip(there.tolist(), scores.tolist(), strict=True))

    def closest_sentences(self, texts: Sequence[str]) -> list[Closest]:
        """Return the sentence nearest to the vector of each of *texts*; nothing where encoding them would take long."""
        encoder = load_used(self._meaning.encoder)
        return closest_sentences(encoder, self._vector, texts) if encoder.is_light else []

    def likened(self, numbers: NDArray[np.int64], models: NDArray[np.int64]) -> NDArray[np.float32]:
        """
        Return how near each of *numbers* lies to the vector drawn towards *models*; 0 where it has none.

        Notes
        -----
        Rocchio, "Relevance feedback in information retrieval", 1971, with the mean of the models at half weight.
        """
        there, vectors = self._meaning.vectors(self._library, numbers.tolist())
        vector_by_number = dict(zip(there.tolist(), vectors.astype(np.float32), strict=True))
        drawn = [vector_by_number[number] for number in models.tolist() if number in vector_by_number]
        towards = self._vector + _DRAWN * unit(np.sum(drawn, axis=0)) if drawn else self._vector
        nothing = np.zeros_like(self._vector)
        rows = np.array([vector_by_number.get(number, nothing) for number in numbers.tolist()])
        scores: NDArray[np.float32] = rows.reshape(-1, len(nothing)) @ unit(towards)
        return scores

    def standing(self, _number: int, rank: int) -> Standing:
        """Return where the passage that has *rank* stands."""
        return Standing(semantic_rank=rank)

    def _nearest(self, limit: int) -> list[Found]:
        """Return the nearest *limit*; what an index of shortened vectors finds is compared anew, with some to spare."""
        if self._view.is_exact:
            return self._view.search(self._vector, limit, self._allowed)
        found = self._view.search(self._vector, limit + _TO_SPARE, self._allowed)
        score_by_number = self.scores([one.number for one in found])
        return sorted((Found(*scored) for scored in score_by_number.items()), key=lambda one: -one.score)[:limit]


def unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return *vector* scaled to length 1; one of nothing stays so."""
    return vector / max(float(np.linalg.norm(vector)), 1e-12)


def drawn(
    library: Library, meaning: Meaning, vector: NDArray[np.float32], *, like: Sequence[int], unlike: Sequence[int]
) -> NDArray[np.float32]:
    """
    Return *vector* drawn towards passages that a user finds good and away from others, by their numbers.

    Notes
    -----
    Rocchio, "Relevance feedback in information retrieval", 1971, with the weights of Manning, Raghavan and Schütze,
    "Introduction to information retrieval", 2008, ch. 9.

    Raises
    ------
    EncoderError
        If one of them has no vector.
    """
    for numbers, weight in ((like, _TOWARDS), (unlike, -_AWAY)):
        if numbers:
            vector = vector + weight * unit(np.mean([vector_of(library, meaning, one) for one in numbers], axis=0))
    return unit(vector)


def vector_of(library: Library, meaning: Meaning, number: int) -> NDArray[np.float32]:
    """
    Return the vector of a passage by its number.

    Raises
    ------
    EncoderError
        If it has none.
    """
    _numbers, vectors = meaning.vectors(library, [number])
    if not len(vectors):
        raise EncoderError(_("This passage has no vector yet. Make it with: minerva rebuild"))
    vector: NDArray[np.float32] = vectors[0].astype(np.float32)
    return vector
