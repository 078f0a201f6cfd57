"""Passages like another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.library.database import storage_errors
from minerva.records import Hit, Hits
from minerva.retrieval.filters import Filters
from minerva.retrieval.meaning import ByMeaning, allowed_numbers, meaning_of, vector_of
from minerva.retrieval.ranking import Spread, ranked_page
from minerva.retrieval.rankings import Mode, narrowing, scope_of, word_view

if TYPE_CHECKING:
    from minerva.library.store import Library

_NO_FILTERS = Filters()


def similar(  # noqa: PLR0913 - the contract's options
    library: Library,
    passage_id: str,
    *,
    limit: int = 10,
    offset: int = 0,
    filters: Filters = _NO_FILTERS,
    spread: Spread | str = Spread.NONE,
) -> Hits:
    """
    Find passages that say nearly the same as another, the nearest first; the passage itself is no hit.

    Parameters
    ----------
    passage_id
        Id of a passage, or its beginning.
    limit, offset, filters, spread
        As in :func:`~minerva.retrieval.search.search`.

    Returns
    -------
    Hits
        With the passage's id as query.

    Raises
    ------
    UnknownValue
        If there is no such passage, or a filter names what neither the library nor Sweden has.
    EncoderError
        If the passages have no vectors.
    StorageError
        If there is no index that can be used.
    ValueError
        If *limit* or *offset* is negative.
    """
    if limit < 0 or offset < 0:
        raise ValueError(f"limit and offset must not be negative: {limit}, {offset}")
    view, meaning = word_view(library), meaning_of(library)
    with storage_errors(library.folder), library.snapshot():
        passage = library.passage(passage_id)
        number = library.number(passage.id)
        allowed = allowed_numbers(library, meaning, view, narrowing(library, scope_of(library, view, filters)))
        ranking = ByMeaning(library, meaning, vector_of(library, meaning, number), allowed, without=(number,))
        total, page = ranked_page(library, ranking, Spread(spread), limit=limit, offset=offset)
    hits = tuple(
        Hit(one.passage, one.report, one.text, one.score, semantic_rank=one.standing.semantic_rank) for one in page
    )
    return Hits(passage.id, Mode.MEANING.value, total, hits, offset)
