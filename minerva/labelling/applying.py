"""Labels for all passages that nobody has marked, told by a model of those that somebody has."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from minerva.errors import LabellingError
from minerva.labelling.asking import hits_of, lesson_of, pool_of
from minerva.labelling.model import learn
from minerva.library import labelling as stored
from minerva.messages import translate as _
from minerva.outward.files import replacing
from minerva.outward.tables import write_csv, write_jsonl
from minerva.records import LabelledPassage

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from minerva.library.store import Library
    from minerva.records import Hit, LabelProject

COLUMNS = (
    "labels", "chance", "passage", "report", "file", "title", "municipality", "municipality_code", "board", "kind",
    "year", "page", "page_end", "section", "start", "end", "text",
)  # fmt: skip


class Labelled(NamedTuple):
    """
    What was told of the passages of a project that nobody has marked.

    Attributes
    ----------
    numbers
        Of the passages, as they are told: the surest first.
    passages
        In the same order.
    """

    project: LabelProject
    marked: int
    numbers: tuple[int, ...]
    passages: tuple[LabelledPassage, ...]


def apply_labels(library: Library, project: LabelProject) -> Labelled:
    """
    Tell the labels of all passages of *project* that nobody has marked; the same marks tell the same.

    Raises
    ------
    LabellingError
        If no two labels have been used, or, where passages may have several, no label at all.
    EncoderError, StorageError
        If the passages have no vectors, or an index cannot be used.
    """
    marks = stored.marks(library, project)
    lesson = lesson_of(library, project, marks)
    if lesson.truth.any(axis=0).sum() < (1 if project.several else 2):
        raise LabellingError(
            _("Too little is marked to learn from. Mark passages first: minerva label go {project}").format(
                project=shlex.quote(project.name)
            )
        )
    pool = pool_of(library, project)
    model = learn(lesson.vectors, lesson.truth, several=project.several)
    chances = model.chances(pool.vectors)
    told = model.told(chances)
    open_rows = np.setdiff1d(
        np.arange(len(pool.numbers)), pool.rows_of(stored.numbers_by_passage(library, marks).values())
    )
    best = np.where(told, chances, 0).max(axis=1)
    ordered = open_rows[np.argsort(-best[open_rows], kind="stable")]
    numbers = pool.numbers[ordered].tolist()
    ids = library.keys(numbers, "id")
    passages = [
        _labelled(project, ids[number][0], chances[row], told[row])
        for number, row in zip(numbers, ordered.tolist(), strict=True)
    ]
    return Labelled(project, len(lesson.truth), tuple(numbers), tuple(passages))


def labelled_rows(
    library: Library, labelled: Labelled, *, limit: int | None = None, label: str = ""
) -> list[dict[str, Any]]:
    """
    Return what was told as rows of a table, with the chance of each label and where each passage stands.

    Parameters
    ----------
    limit
        How many of the surest; by default all.
    label
        Only passages of which this label is told.
    """
    pairs = [
        (number, one)
        for number, one in zip(labelled.numbers, labelled.passages, strict=True)
        if not label or label in one.labels
    ][:limit]
    hits = {hit.passage.id: hit for hit in hits_of(library, [number for number, _one in pairs])}
    return [_row(hits[one.passage_id], one) for _number, one in pairs if one.passage_id in hits]


def write_labelled(library: Library, labelled: Labelled, path: Path, *, label: str = "", as_csv: bool) -> None:
    """
    Write what was told to *path*: as CSV for Excel, or as one JSON object a passage.

    Parameters
    ----------
    label
        Only passages of which this label is told.

    Raises
    ------
    ExportError
        If the file cannot be written.
    """
    rows = labelled_rows(library, labelled, label=label)
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="") as stream:
        if as_csv:
            write_csv(rows, columns_of(labelled.project), stream)
        else:
            write_jsonl(rows, stream)


def columns_of(project: LabelProject) -> list[str]:
    """Return the names of the columns of :func:`labelled_rows`."""
    return [*COLUMNS, *(f"p({name})" for name in project.names)]


def _labelled(
    project: LabelProject, passage_id: str, chances: NDArray[np.float32], told: NDArray[np.bool_]
) -> LabelledPassage:
    by_label = {name: round(float(one), 4) for name, one in zip(project.names, chances, strict=True)}
    labels = [name for name, is_told in zip(project.names, told, strict=True) if is_told]
    return LabelledPassage(passage_id, tuple(sorted(labels, key=lambda name: -by_label[name])), by_label)


def _row(hit: Hit, one: LabelledPassage) -> dict[str, Any]:
    return {
        "labels": list(one.labels),
        "chance": one.chances[one.labels[0]] if one.labels else None,
        **source_row(hit),
        "text": hit.text,
        **{f"p({name})": chance for name, chance in one.chances.items()},
    }


def source_row(hit: Hit) -> dict[str, Any]:
    """Return where a passage stands, as it is told beside it wherever it goes."""
    report, passage = hit.report, hit.passage
    return {
        "passage": passage.id,
        "report": report.id,
        "file": report.file,
        "title": report.title,
        "municipality": report.municipality,
        "municipality_code": report.municipality_code,
        "board": report.board,
        "kind": report.kind,
        "year": report.year,
        "page": passage.page,
        "page_end": passage.page_end,
        "section": list(passage.section),
        "start": passage.start,
        "end": passage.end,
    }
