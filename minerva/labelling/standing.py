"""How a labelling project stands: what has been marked, how well labels are told by it, and whether to go on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from minerva.labelling.asking import lesson_of, pool_of
from minerva.labelling.curve import Hint, hint_of, learning_curve
from minerva.labelling.marking import settled
from minerva.library import labelling as stored

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import CurvePoint, LabelProject


class Standing(NamedTuple):
    """
    How a project stands.

    Attributes
    ----------
    passages
        How many it is about.
    marked
        How many of them are marked, by anyone.
    by_annotator
        How many each annotator marked.
    by_label
        How many passages have each label.
    unsettled
        On how many passages annotators differ so that no label holds.
    gone
        How many marked passages are not in the library now; their marks stay.
    curve, hint
        See :mod:`minerva.labelling.curve`.
    """

    project: LabelProject
    passages: int
    marked: int
    by_annotator: dict[str, int]
    by_label: dict[str, int]
    unsettled: int
    gone: int
    curve: tuple[CurvePoint, ...]
    hint: Hint


def standing(library: Library, project: LabelProject, *, seed: int = 0) -> Standing:
    """
    Return how *project* stands.

    Raises
    ------
    EncoderError, StorageError, LabellingError
        If the passages have no vectors, or an index cannot be used, or there are no passages.
    """
    marks = stored.marks(library, project)
    held = settled(marks, several=project.several)
    labels = Counter(label for some in held.values() for label in some)
    here = stored.numbers_by_passage(library, marks)
    ids = {one.passage_id for one in marks}
    lesson = lesson_of(library, project, marks)
    curve = learning_curve(lesson.vectors, lesson.truth, several=project.several, seed=seed)
    return Standing(
        project,
        len(pool_of(library, project).numbers),
        len(ids),
        dict(sorted(Counter(one.annotator for one in marks).items())),
        {name: labels[name] for name in project.names},
        len(ids) - len(held),
        len(ids) - len(here),
        tuple(curve),
        hint_of(curve),
    )
