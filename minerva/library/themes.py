"""
Themes as a library keeps them: runs of discovery, which passages are about what, and what users judged and changed.

What changes anything takes a :class:`~minerva.library.writing.Writer` and is one transaction.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from minerva.errors import UnknownValue
from minerva.records import Assignment, EditKind, Judgment, Origin, Theme, ThemeEdit, ThemeRun

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from minerva.library.store import Library
    from minerva.library.writing import Writer

_IN_DATA = ("keywords", "seeds", "hints", "excluded", "examples", "counterexamples", "apart", "neighbours")
_COLUMNS = "id, name, description, origin, parent, stability, dropped, data"
_INSERT = f"INSERT INTO themes (run, {_COLUMNS}, centroid) VALUES ({', '.join('?' * 10)}) RETURNING number"  # noqa: S608


class Found(NamedTuple):
    """
    What one run of discovery found.

    Attributes
    ----------
    themes
        Those of the finest level and those that hold them.
    assignments
        To themes of the finest level.
    leftovers
        Why a passage is about none of them, by the passage's id.
    centroids
        Mean vector of each theme's passages as float32, by the theme's id.
    """

    run: ThemeRun
    themes: Sequence[Theme]
    assignments: Sequence[Assignment]
    leftovers: Mapping[str, str]
    centroids: Mapping[str, NDArray[np.float32]]


def put_run(writer: Writer, found: Found) -> ThemeRun:
    """Store a run with all that it found; it is the latest from now on. Passages that are gone are left out."""
    run = found.run
    with writer.transaction():
        row = writer.connection.execute(
            "INSERT INTO theme_runs (settings, seed, encoder, generation, measures) VALUES (?, ?, ?, ?, ?) "
            "RETURNING id",
            (_json(run.settings), run.seed, run.encoder, run.generation, _json(run.measures)),
        ).fetchone()
        stored = replace(run, id=int(row[0]))
        for theme in found.themes:
            _insert(writer.connection, theme, stored.id, found.centroids.get(theme.id))
        _insert_assignments(writer.connection, found.assignments, stored.id)
        _insert_leftovers(writer.connection, found.leftovers, stored.id)
    return stored


def runs(library: Library) -> list[ThemeRun]:
    """Return all runs, the latest last."""
    return [_run_from(row) for row in library.connection.execute("SELECT * FROM theme_runs ORDER BY id")]


def theme_run(library: Library, run_id: int) -> ThemeRun:
    """
    Return a run.

    Raises
    ------
    UnknownValue
        If there is none of this id.
    """
    found = {run.id: run for run in runs(library)}
    if run_id not in found:
        raise UnknownValue("run", str(run_id), map(str, found))
    return found[run_id]


def forget_run(writer: Writer, run_id: int) -> None:
    """Remove a run with its themes."""
    with writer.transaction():
        writer.connection.execute("DELETE FROM theme_runs WHERE id = ?", (run_id,))


def latest_run(library: Library) -> ThemeRun | None:
    """Return the run whose themes hold now; ``None`` before the first."""
    found = runs(library)
    return found[-1] if found else None


def themes(
    library: Library,
    *,
    run_id: int | None = None,
    origin: Origin | None = None,
    dropped: bool = False,
    coarser: bool = False,
) -> list[Theme]:
    """
    Return the themes that hold now: the defined ones and those of one run.

    Parameters
    ----------
    run_id
        Of another run than the latest.
    origin
        Only those that came to be in this way.
    dropped
        Also those that a user has done away with.
    coarser
        Also those that hold other themes; passages are about the themes that they hold.
    """
    rows = library.connection.execute(
        f"SELECT {_COLUMNS} FROM themes WHERE (run IS NULL OR run = ?) AND dropped <= ? "  # noqa: S608 - our own columns
        "AND origin = coalesce(?, origin) ORDER BY number",
        (_run_or_latest(library, run_id), dropped, origin),
    )
    found = [_theme_from(row) for row in rows]
    holding = set() if coarser else {one.parent for one in found}
    return [one for one in found if one.id not in holding]


def theme(library: Library, asked: str, *, run_id: int | None = None) -> Theme:
    """
    Return the theme that is called *asked*, or whose id is, or alone begins with, that.

    Raises
    ------
    UnknownValue
        If none is, or more than one.
    """
    known = themes(library, run_id=run_id, coarser=True)
    exact = [one for one in known if asked == one.id or asked.casefold() == one.name.casefold()]
    found = exact or [one for one in known if asked and one.id.startswith(asked)]
    if len(found) != 1:
        raise UnknownValue("theme", asked, [one.name for one in known], begins_several=len(found) > 1)
    return found[0]


def centroids(library: Library, *, run_id: int | None = None) -> dict[str, NDArray[np.float32]]:
    """Return the mean vectors that the themes of a run, by default the latest, had when they were found, by id."""
    import numpy as np  # noqa: PLC0415 - listing themes does without

    rows = library.connection.execute(
        "SELECT id, centroid FROM themes WHERE run = ? AND centroid IS NOT NULL", (_run_or_latest(library, run_id),)
    )
    return {theme_id: np.frombuffer(centroid, "<f4") for theme_id, centroid in rows}


def put_theme(writer: Writer, theme: Theme) -> None:
    """
    Store a theme in place of that of the same id: a defined one, or a discovered one of the latest run.

    Its passages stay with it.
    """
    with writer.transaction():
        _put(writer.connection, theme, None if theme.origin is Origin.DEFINED else _latest_id(writer.connection))


def forget_theme(writer: Writer, theme_id: str) -> None:
    """Remove a defined theme, its passages and what was judged of it."""
    with writer.transaction():
        writer.connection.execute("DELETE FROM themes WHERE id = ? AND run IS NULL", (theme_id,))
        writer.connection.execute("DELETE FROM theme_judgments WHERE theme = ?", (theme_id,))


def assignments(
    library: Library, *, theme_id: str | None = None, run_id: int | None = None, origin: Origin | None = None
) -> list[Assignment]:
    """
    Return which passages are about which themes, by theme and the strongest first.

    Parameters
    ----------
    theme_id
        Only those of one theme, or of those that it holds; of all that are not dropped by default.
    run_id
        Of another run than the latest.
    origin
        Only of themes that came to be in this way.
    """
    rows = library.connection.execute(
        "SELECT passages.id, themes.id, strength FROM themes JOIN assignments ON theme = themes.number "
        "JOIN passages ON passages.number = passage "
        "WHERE (run IS NULL OR run = ?1) AND (?2 IS NULL OR ?2 IN (themes.id, parent)) "
        "AND (NOT dropped OR themes.id = ?2) AND origin = coalesce(?3, origin) "
        "ORDER BY themes.number, strength DESC, passages.id",
        (_run_or_latest(library, run_id), theme_id, origin),
    )
    return [Assignment(*row) for row in rows]


def replace_assignments(writer: Writer, theme_id: str, found: Iterable[Assignment]) -> None:
    """Say anew which passages are about a theme that holds now."""
    with writer.transaction():
        run_id = _latest_id(writer.connection)
        writer.connection.execute(
            "DELETE FROM assignments WHERE theme IN "
            "(SELECT number FROM themes WHERE id = ? AND (run IS NULL OR run = ?))",
            (theme_id, run_id),
        )
        _insert_assignments(writer.connection, list(found), run_id)


def add_assignments(writer: Writer, found: Sequence[Assignment], leftovers: Mapping[str, str]) -> None:
    """Say of passages that the latest run did not know what they are about, or why about nothing."""
    with writer.transaction():
        run_id = _latest_id(writer.connection)
        _insert_assignments(writer.connection, found, run_id)
        _insert_leftovers(writer.connection, leftovers, run_id)


def leftovers(library: Library, *, run_id: int | None = None) -> dict[str, str]:
    """Return why passages are about no theme of a run, by default the latest, by the passage's id."""
    rows = library.connection.execute(
        "SELECT id, reason FROM leftovers JOIN passages ON number = passage WHERE run = ? ORDER BY number",
        (_run_or_latest(library, run_id),),
    )
    return dict(map(tuple, rows))


def judge(writer: Writer, judgments: Iterable[Judgment]) -> None:
    """Store what a user found of passages, in place of what was found of them before."""
    with writer.transaction():
        writer.connection.executemany(
            "INSERT OR REPLACE INTO theme_judgments VALUES (?, ?, ?)",
            [(one.theme_id, one.passage_id, one.accepted) for one in judgments],
        )


def judgments(library: Library, theme_id: str | None = None) -> list[Judgment]:
    """Return what users judged, of one theme or of all, also of passages that are gone for now."""
    rows = library.connection.execute(
        "SELECT * FROM theme_judgments WHERE theme = coalesce(?, theme) ORDER BY theme, passage", (theme_id,)
    )
    return [Judgment(theme_id, passage_id, bool(accepted)) for theme_id, passage_id, accepted in rows]


def put_edited(
    writer: Writer,
    edit: ThemeEdit,
    changed: Iterable[Theme],
    found: Sequence[Assignment] | None = None,
    *,
    gone: Iterable[str] = (),
) -> None:
    """
    Store what a user did to a theme of the latest run, and remember it so that it can be done again.

    Parameters
    ----------
    changed
        Themes as they are now, old and new ones.
    found
        Their passages, where those changed.
    gone
        Ids of themes that are there no more.
    """
    with writer.transaction():
        connection = writer.connection
        connection.execute(
            "INSERT INTO theme_edits (theme, kind, name, others) VALUES (?, ?, ?, ?)",
            (edit.theme_id, edit.kind, edit.name, _json(edit.others)),
        )
        run_id = _latest_id(connection)
        for theme_id in gone:
            connection.execute("DELETE FROM themes WHERE id = ? AND run = ?", (theme_id, run_id))
        for theme in changed:
            _put(connection, theme, run_id)
            if found is not None:
                connection.execute(
                    "DELETE FROM assignments WHERE theme = (SELECT number FROM themes WHERE id = ? AND run = ?)",
                    (theme.id, run_id),
                )
        _insert_assignments(connection, found or (), run_id)


def edits(library: Library) -> list[ThemeEdit]:
    """Return what users did to discovered themes, in that order."""
    rows = library.connection.execute("SELECT theme, kind, name, others FROM theme_edits ORDER BY number")
    return [
        ThemeEdit(theme_id, EditKind(kind), name, tuple(json.loads(others))) for theme_id, kind, name, others in rows
    ]


def _insert(
    connection: sqlite3.Connection, theme: Theme, run_id: int | None, centroid: NDArray[np.float32] | None
) -> None:
    blob = None if centroid is None else centroid.astype("<f4").tobytes()
    connection.execute(_INSERT, (run_id, *_row(theme), blob)).fetchall()


def _insert_assignments(connection: sqlite3.Connection, found: Sequence[Assignment], run_id: int | None) -> None:
    """Store *found*, to themes of a run and defined ones; passages and themes that are gone are left out."""
    rows = connection.execute("SELECT id, number FROM themes WHERE run IS NULL OR run = ?", (run_id,))
    theme_by_id = dict(map(tuple, rows))
    passage_by_id = _numbers(connection, [one.passage_id for one in found])
    connection.executemany(
        "INSERT OR REPLACE INTO assignments VALUES (?, ?, ?)",
        [
            (theme_by_id[one.theme_id], passage_by_id[one.passage_id], one.strength)
            for one in found
            if one.theme_id in theme_by_id and one.passage_id in passage_by_id
        ],
    )


def _insert_leftovers(connection: sqlite3.Connection, reasons: Mapping[str, str], run_id: int | None) -> None:
    number_by_id = _numbers(connection, list(reasons))
    connection.executemany(
        "INSERT OR REPLACE INTO leftovers VALUES (?, ?, ?)",
        [(run_id, number, reasons[passage_id]) for passage_id, number in number_by_id.items()],
    )


def _numbers(connection: sqlite3.Connection, passage_ids: Sequence[str]) -> dict[str, int]:
    rows = connection.execute(
        "SELECT id, number FROM passages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps(passage_ids),),
    )
    return dict(map(tuple, rows))


def _run_or_latest(library: Library, run_id: int | None) -> int | None:
    if run_id is not None:
        return theme_run(library, run_id).id
    return _latest_id(library.connection)


def _latest_id(connection: sqlite3.Connection) -> int | None:
    latest: int | None = connection.execute("SELECT max(id) FROM theme_runs").fetchone()[0]
    return latest


def _put(connection: sqlite3.Connection, theme: Theme, run_id: int | None) -> None:
    values = _row(theme)
    changed = connection.execute(
        f"UPDATE themes SET ({_COLUMNS}) = ({', '.join('?' * len(values))}) "  # noqa: S608 - our own columns
        "WHERE id = ? AND run IS ?",
        (*values, theme.id, run_id),
    ).rowcount
    if not changed:
        _insert(connection, theme, run_id, None)


def _row(theme: Theme) -> tuple[Any, ...]:
    """Return the values of *theme* in the order of the columns."""
    data = {name: getattr(theme, name) for name in _IN_DATA}
    known = (theme.id, theme.name, theme.description, theme.origin, theme.parent, theme.stability, theme.dropped)
    return *known, _json(data)


def _theme_from(row: sqlite3.Row) -> Theme:
    data = {name: tuple(value) for name, value in json.loads(row["data"]).items()}
    return Theme(
        row["id"],
        row["name"],
        row["description"],
        origin=Origin(row["origin"]),
        parent=row["parent"],
        stability=row["stability"],
        dropped=bool(row["dropped"]),
        **data,
    )


def _run_from(row: sqlite3.Row) -> ThemeRun:
    return ThemeRun(
        row["id"],
        json.loads(row["settings"]),
        row["seed"],
        row["encoder"],
        row["generation"],
        json.loads(row["measures"]),
    )


def _json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
