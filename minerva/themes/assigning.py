"""Which passages of a library are about which defined themes, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.errors import ThemeError
from minerva.library import themes as stored
from minerva.library.writing import writing
from minerva.messages import translate as _
from minerva.themes.assigner import Assigner
from minerva.themes.defining import assigned_mark, known_theme, known_themes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from minerva.library.store import Library
    from minerva.library.writing import Writer
    from minerva.records import Assignment, Report, Theme


@dataclass(frozen=True, slots=True)
class AssignedTheme:
    """
    What came of assigning one theme.

    Attributes
    ----------
    passages, reports, municipalities
        How many are about it.
    is_silent
        Whether none of its seeds stands anywhere in the library.
    """

    theme: Theme
    passages: int
    reports: int
    municipalities: int
    is_silent: bool


def assign_themes(
    library: Library, names: Iterable[str] = (), *, on_progress: Callable[[Report], None] | None = None
) -> list[AssignedTheme]:
    """
    Say anew which passages are about the defined themes called *names*, by default all.

    What a user judged counts, and teaches.

    Raises
    ------
    UnknownValue
        If a theme is unknown.
    ThemeError
        If the library holds no passages.
    LibraryLocked
        If another process is writing.
    """
    themes = [known_theme(library, name) for name in dict.fromkeys(names)] or known_themes(library)
    if not library.connection.execute("SELECT 1 FROM passages LIMIT 1").fetchone():
        raise ThemeError(_("The library holds no passages. Add reports first: minerva add PATH"))
    generation = library.generation()
    assigner = Assigner(library, themes)
    found: dict[str, list[tuple[Assignment, Report]]] = {theme.id: [] for theme in themes}
    for report in library.reports():
        for assignment in assigner.assignments(report):
            found[assignment.theme_id].append((assignment, report))
        if on_progress:
            on_progress(report)
    with writing(library) as writer:
        for theme in themes:
            stored.put_theme(writer, theme)
            stored.replace_assignments(writer, theme.id, [one for one, _report in found[theme.id]])
        _stamp(writer, themes, generation)
    return [_outcome(theme, found[theme.id], theme.id not in assigner.heard) for theme in themes]


def unassigned_reports(library: Library, themes: Iterable[Theme]) -> dict[str, list[str]]:
    """Return the ids of the reports that were added after a theme was last assigned, by theme; others are left out."""
    rows = library.connection.execute("SELECT id, generation FROM reports").fetchall()
    found = {}
    for theme in themes:
        row = library.connection.execute("SELECT value FROM meta WHERE name = ?", (assigned_mark(theme.id),)).fetchone()
        done = int(row[0]) if row else 0
        found[theme.id] = [report_id for report_id, generation in rows if generation > done]
    return {name: reports for name, reports in found.items() if reports}


def _stamp(writer: Writer, themes: Iterable[Theme], generation: int) -> None:
    with writer.transaction():
        writer.connection.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)", [(assigned_mark(theme.id), generation) for theme in themes]
        )


def _outcome(theme: Theme, found: Sequence[tuple[Assignment, Report]], is_silent: bool) -> AssignedTheme:  # noqa: FBT001
    reports = {report.id for _assignment, report in found}
    municipalities = {report.municipality for _assignment, report in found if report.municipality}
    return AssignedTheme(theme, len(found), len(reports), len(municipalities), is_silent)
