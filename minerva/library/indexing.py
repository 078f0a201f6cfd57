"""How what is derived comes to reflect the database: the word index here, the vector index likewise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.errors import LibraryLocked
from minerva.library.database import storage_errors
from minerva.library.lock import writer_lock
from minerva.library.rows import PASSAGE_COLUMNS, REPORT_COLUMNS, passage_from, report_from
from minerva.library.vector_indexing import is_current, update_vectors
from minerva.library.words import Addition, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.library.store import Library
    from minerva.library.words import WordView

_MADE_ANEW = 20_000
"""Up to so many passages the word index is made anew when reports were removed, in a second or two: what is deleted
within an index would go on counting in the scores of the rest."""


def update_indexes(library: Library, *, anew: bool = False) -> None:
    """
    Bring the word and the vector index up to date with the library, or make them *anew* in any case.

    Needs the writer's lock; see :func:`catch_up` for readers.
    """
    update_words(library, anew=anew)
    update_vectors(library, anew=anew)


def update_words(library: Library, *, anew: bool = False) -> None:
    """
    Bring the word index up to date with the library, if it is not, or make it *anew* in any case.

    Needs the writer's lock.
    """
    view = library.words.view()
    with storage_errors(library.folder):
        if view and not anew and is_reflected(library, view):
            return
        removed = [one for one in library.removed_since(view.generation) if view.passages_of(one)] if view else []
        anew = anew or bool(removed and view and view.passages <= _MADE_ANEW)
        if view and not anew and view.generation <= library.generation():
            library.words.update(removed, _additions_since(library, view.generation))
            view = library.words.view()
        # An index that is not up to date even now belongs to another library.
        if anew or not view or not is_reflected(library, view):
            library.words.make_anew(_additions_since(library, -1))


def catch_up(library: Library) -> None:
    """Bring what is derived up to date unless another process is writing, which then does so itself."""
    view = library.words.view()
    if view and is_reflected(library, view) and is_current(library):
        return
    try:
        with writer_lock(library.folder):
            update_indexes(library)
    except LibraryLocked:
        return


def is_reflected(library: Library, view: WordView) -> bool:
    """Tell whether the index holds just the reports that the library holds."""
    newest, passages = library.connection.execute(
        "SELECT coalesce(max(generation), 0), coalesce(sum(passages), 0) FROM reports"
    ).fetchone()
    return (view.generation, view.passages) == (newest, passages)


def _additions_since(library: Library, generation: int) -> Iterator[Addition]:
    query = f"SELECT {REPORT_COLUMNS}, generation FROM reports WHERE generation > ? ORDER BY generation"  # noqa: S608
    for row in library.connection.execute(query, (generation,)).fetchall():
        report = report_from(row)
        text = library.text(report.id)
        rows = library.connection.execute(
            f"SELECT number, {PASSAGE_COLUMNS} FROM passages WHERE report_id = ? ORDER BY start",  # noqa: S608
            (report.id,),
        )
        passages = [(row["number"], passage_from(row)) for row in rows]
        entries = [Entry(number, passage, text[passage.start : passage.end]) for number, passage in passages]
        yield Addition(report, row["generation"], entries)
