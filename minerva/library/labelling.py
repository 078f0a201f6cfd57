"""Labelling projects and marks as a library keeps them; marking goes on while another process adds reports."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from minerva.errors import LabellingError
from minerva.library.keeping import fold, keeping, named
from minerva.messages import translate as _
from minerva.records import Label, LabelledSpan, LabelProject, Mark
from minerva.swedish.collation import sort_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from minerva.library.store import Library

_COLUMNS = 'passage, annotator, labels, spans, report, start, "end", sha256, marked'


def put_project(library: Library, project: LabelProject) -> LabelProject:
    """
    Store a project and return it with its id.

    Raises
    ------
    LabellingError
        If there is one of this name.
    """
    with keeping(library) as connection:
        if connection.execute("SELECT 1 FROM label_projects WHERE folded = ?", (fold(project.name),)).fetchone():
            raise LabellingError(
                _("There is a labelling project called “{name}” already. Choose another name.").format(
                    name=project.name
                )
            )
        row = connection.execute(
            "INSERT INTO label_projects (name, folded, labels, several, query, filters, created) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                project.name,
                fold(project.name),
                _json([dataclasses.asdict(one) for one in project.labels]),
                project.several,
                project.query,
                _json(project.filters),
                project.created,
            ),
        ).fetchone()
    return dataclasses.replace(project, id=int(row[0]))


def projects(library: Library) -> list[LabelProject]:
    """Return all projects, by name as Swedish sorts."""
    rows = library.connection.execute("SELECT * FROM label_projects")
    return sorted(map(_project_from, rows), key=lambda one: sort_key(one.name))


def project(library: Library, name: str) -> LabelProject:
    """
    Return the project called *name*, or whose name alone begins so.

    Raises
    ------
    UnknownValue
        If there is none, or there are several.
    """
    return named("label project", projects(library), name)


def forget_project(library: Library, gone: LabelProject) -> None:
    """Remove a project with its marks."""
    with keeping(library) as connection:
        connection.execute("DELETE FROM label_projects WHERE id = ?", (gone.id,))


def put_marks(library: Library, of: LabelProject, new: Iterable[Mark]) -> None:
    """Store marks, each in place of what its annotator said of that passage before."""
    with keeping(library) as connection:
        connection.executemany(
            f"INSERT OR REPLACE INTO label_marks (project, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            [(of.id, *_row(one)) for one in new],
        )


def forget_marks(library: Library, of: LabelProject, passage_ids: Sequence[str], annotator: str) -> int:
    """Remove what an annotator said of passages; return of how many."""
    with keeping(library) as connection:
        gone = connection.execute(
            "DELETE FROM label_marks WHERE project = ? AND annotator = ? "
            "AND passage IN (SELECT value FROM json_each(?))",
            (of.id, annotator, _json(list(passage_ids))),
        )
        return gone.rowcount


def marks(library: Library, of: LabelProject) -> list[Mark]:
    """Return all marks of a project, those first that were made first, also of passages that are gone for now."""
    rows = library.connection.execute(
        f"SELECT {_COLUMNS} FROM label_marks WHERE project = ? ORDER BY marked, passage, annotator",  # noqa: S608
        (of.id,),
    )
    return [_mark_from(row) for row in rows]


def numbers_by_passage(library: Library, marked: Sequence[Mark]) -> dict[str, int]:
    """
    Return the numbers of marked passages by the ids under which they were marked; those that are gone are left out.

    A passage whose report has been read anew, and that says the same at another place, is known by its text.
    """
    wanted = sorted({one.passage_id for one in marked})
    rows = library.connection.execute(
        "SELECT id, number FROM passages WHERE id IN (SELECT value FROM json_each(?))", (_json(wanted),)
    )
    found: dict[str, int] = dict(map(tuple, rows))
    moved = defaultdict[str, dict[str, str]](dict)
    for one in marked:
        if one.passage_id not in found:
            moved[one.report_id][one.sha256] = one.passage_id
    for report_id, passage_by_hash in moved.items():
        found |= _numbers_by_text(library, report_id, passage_by_hash)
    return found


def hash_of(text: str) -> str:
    """Return the hash by which the text of a passage is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


def _numbers_by_text(library: Library, report_id: str, passage_by_hash: dict[str, str]) -> dict[str, int]:
    rows = library.connection.execute(
        'SELECT number, start, "end" FROM passages WHERE report_id = ? ORDER BY number DESC', (report_id,)
    ).fetchall()
    texts = library.slices([(report_id, start, end) for _number, start, end in rows])
    hashes = zip(map(hash_of, texts), rows, strict=True)
    return {passage_by_hash[told]: int(row[0]) for told, row in hashes if told in passage_by_hash}


def _project_from(row: sqlite3.Row) -> LabelProject:
    return LabelProject(
        row["id"],
        row["name"],
        tuple(Label(**one) for one in json.loads(row["labels"])),
        bool(row["several"]),
        row["query"],
        json.loads(row["filters"]),
        row["created"],
    )


def _row(one: Mark) -> tuple[Any, ...]:
    spans = [[span.start, span.end, span.label] for span in one.spans]
    place = (one.report_id, one.start, one.end, one.sha256)
    return (one.passage_id, one.annotator, _json(one.labels), _json(spans), *place, one.marked)


def _mark_from(row: sqlite3.Row) -> Mark:
    passage_id, annotator, labels, spans, *rest = row
    told = tuple(LabelledSpan(*span) for span in json.loads(spans))
    return Mark(passage_id, annotator, tuple(json.loads(labels)), told, *rest)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
