"""The passages that a labelling project is about, what marks teach of them, and which to ask of next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from minerva.errors import LabellingError, UnknownValue
from minerva.labelling.marking import checked_annotator, settled
from minerva.labelling.projects import filters_of
from minerva.labelling.proposing import propose
from minerva.library import labelling as stored
from minerva.library.encoders import load_used, vectors_after, vectors_of
from minerva.messages import translate as _
from minerva.records import Hit
from minerva.retrieval.meaning import allowed_numbers, meaning_of
from minerva.retrieval.query import parse
from minerva.retrieval.rankings import Mode, narrowing, scope_of, way_of, word_view
from minerva.retrieval.search import asked_question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from minerva.library.encoders import UsedEncoder
    from minerva.library.store import Library
    from minerva.records import LabelProject, Mark


@dataclass(frozen=True, slots=True)
class Pool:
    """
    The passages that a project is about, read once and asked many times.

    Attributes
    ----------
    numbers
        ``(n,)`` of the passages, in order.
    vectors
        ``(n, dimensions)`` unit rows.
    hints
        ``(labels, dimensions)`` what the labels say of themselves, as vectors.
    """

    project: LabelProject
    numbers: NDArray[np.int64]
    vectors: NDArray[np.float32]
    hints: NDArray[np.float32]

    def rows_of(self, numbers: Iterable[int]) -> NDArray[np.int64]:
        """Return where passages stand in the pool, by their numbers; those that are not in it are left out."""
        return np.flatnonzero(np.isin(self.numbers, list(numbers)))


@dataclass(frozen=True, slots=True)
class Lesson:
    """
    What has been marked and holds, as the model learns it.

    Attributes
    ----------
    numbers
        ``(m,)`` of the marked passages.
    vectors
        ``(m, dimensions)``.
    truth
        ``(m, labels)``.
    """

    numbers: NDArray[np.int64]
    vectors: NDArray[np.float32]
    truth: NDArray[np.bool_] = field(repr=False)


def pool_of(library: Library, project: LabelProject) -> Pool:
    """
    Read the passages that *project* is about.

    Raises
    ------
    EncoderError, StorageError
        If the passages have no vectors, or an index cannot be used.
    LabellingError
        If there are no such passages.
    """
    meaning = meaning_of(library)
    scope = _in_scope(library, project)
    if scope is None:
        numbers, rows = _all_vectors(library, meaning.encoder)
    else:
        numbers, rows = vectors_of(library.connection, meaning.encoder, scope.tolist())
    if not len(numbers):
        raise LabellingError(
            _(
                "{project} holds no passages. Add reports, or make a project with another query or other filters."
            ).format(project=project.name)
        )
    told = [f"{one.name}. {one.description}" if one.description else one.name for one in project.labels]
    hints = load_used(meaning.encoder).encode(told, as_query=True)
    return Pool(project, numbers, rows.astype(np.float32), hints)


def lesson_of(library: Library, project: LabelProject, marks: Sequence[Mark]) -> Lesson:
    """
    Return what *marks* teach: of passages that are here and on whose labels their annotators agree.

    Raises
    ------
    EncoderError
        If the passages have no vectors.
    """
    number_by_id = stored.numbers_by_passage(library, marks)
    labels_by_id = settled(marks, several=project.several)
    known = {number_by_id[one]: labels for one, labels in labels_by_id.items() if one in number_by_id}
    numbers, rows = vectors_of(library.connection, meaning_of(library).encoder, sorted(known))
    truth = [[name in known[number] for name in project.names] for number in numbers.tolist()]
    return Lesson(numbers, rows.astype(np.float32), np.array(truth, bool).reshape(-1, len(project.names)))


def next_passages(
    library: Library,
    project: LabelProject,
    *,
    count: int = 10,
    without: Sequence[str] = (),
    pool: Pool | None = None,
) -> list[Hit]:
    """
    Return the passages that would teach most if they were marked; none that somebody has marked.

    Parameters
    ----------
    without
        Ids of passages that are not to be proposed, such as those that were passed over.
    pool
        Of :func:`pool_of`, for those who ask often.

    Raises
    ------
    EncoderError, StorageError, LabellingError
        As for :func:`pool_of`.
    """
    pool = pool or pool_of(library, project)
    marks = stored.marks(library, project)
    taken = stored.numbers_by_passage(library, marks)
    lesson = lesson_of(library, project, marks)
    passed = [library.number(library.passage(one).id) for one in without]
    rows = pool.rows_of(lesson.numbers.tolist())
    within = np.isin(lesson.numbers, pool.numbers)
    found = propose(
        pool.vectors,
        rows,
        lesson.truth[within],
        several=project.several,
        count=count,
        hints=pool.hints,
        without=pool.rows_of([*taken.values(), *passed]),
    )
    return hits_of(library, pool.numbers[found].tolist())


def others_marked(library: Library, project: LabelProject, *, annotator: str, count: int = 10) -> list[Hit]:
    """Return what others have marked and *annotator* has not, the first first, so that agreement can be told."""
    marks = stored.marks(library, project)
    own = {one.passage_id for one in marks if one.annotator == checked_annotator(annotator)}
    number_by_id = stored.numbers_by_passage(library, marks)
    ids = dict.fromkeys(one.passage_id for one in marks if one.passage_id not in own)
    return hits_of(library, [number_by_id[one] for one in ids if one in number_by_id][:count])


def marks_of(library: Library, project: LabelProject, annotator: str = "") -> list[Mark]:
    """
    Return the marks of a project, or of one annotator.

    Raises
    ------
    UnknownValue
        If nobody of that name has marked anything.
    """
    marks = stored.marks(library, project)
    known = dict.fromkeys(one.annotator for one in marks)
    if annotator and annotator not in known:
        raise UnknownValue("annotator", annotator, known)
    return [one for one in marks if annotator in {"", one.annotator}]


def hits_of(library: Library, numbers: Sequence[int]) -> list[Hit]:
    """Return passages with their reports and texts, in the order of their *numbers*."""
    located = library.located(numbers)
    return [Hit(*located[number], 0.0) for number in numbers if number in located]


def _all_vectors(library: Library, encoder: UsedEncoder) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
    """Return all passages that have vectors, in order, and these: read one after the other, which is quicker."""
    batches = list(vectors_after(library.connection, encoder, 0))
    empty = np.empty(0, np.int64), np.empty((0, encoder.dimensions), np.float16)
    numbers, rows = (np.concatenate(some) for some in zip(empty, *batches, strict=True))
    order = np.argsort(numbers)
    return numbers[order], rows[order]


def _in_scope(library: Library, project: LabelProject) -> NDArray[np.int64] | None:
    """Return the numbers of the passages that answer the query and the filters of *project*; None for all."""
    view = word_view(library)
    scope = scope_of(library, view, filters_of(project))
    if project.query:
        question = asked_question(library, parse(project.query), (), ())
        ranking = way_of(library, question, Mode.WORDS).ranking_of(scope)
        total, _best = ranking.best(1)
        return np.array([one.number for one in ranking.best(max(total, 1))[1]], np.int64)
    narrowed = narrowing(library, scope)
    return None if narrowed is None else allowed_numbers(library, meaning_of(library), view, narrowed)
