"""Which themes a library has: those built in, those of its ``themes.toml``, and those that users defined in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.errors import UnknownValue
from minerva.library import themes as stored
from minerva.library.store import DEFINITIONS_FILE
from minerva.library.writing import writing
from minerva.records import Origin, Theme
from minerva.themes.definitions import built_in, read_definitions, theme_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from minerva.library.store import Library

_BY_USER = "theme defined: "
"""A library keeps the built-in themes too, beside their passages; what a user wrote is marked, so that a newer Minerva
may bring better ones."""


def define_themes(library: Library, themes: Iterable[Theme]) -> list[Theme]:
    """
    Keep *themes* in the library, in place of those of the same name; assign them to see their passages.

    Raises
    ------
    LibraryLocked
        If another process is writing.
    """
    given = list(themes)
    with writing(library) as writer:
        for theme in given:
            stored.put_theme(writer, theme)
            stored.replace_assignments(writer, theme.id, [])
        with writer.transaction():
            writer.connection.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, 1)", [(_BY_USER + theme.id,) for theme in given]
            )
            writer.connection.executemany(
                "DELETE FROM meta WHERE name = ?", [(assigned_mark(theme.id),) for theme in given]
            )
    return given


def define_from(library: Library, path: Path) -> list[Theme]:
    """
    Keep the themes of a TOML file in the library.

    Raises
    ------
    ThemeError
        If the file holds what is no theme.
    """
    return define_themes(library, read_definitions(path))


def known_themes(library: Library) -> list[Theme]:
    """Return all defined themes; of several with one name the library's file counts most, then what a user defined."""
    rows = library.connection.execute("SELECT name FROM meta WHERE name LIKE ?", (f"{_BY_USER}%",))
    by_user = {name.removeprefix(_BY_USER) for (name,) in rows}
    kept = stored.themes(library, origin=Origin.DEFINED, dropped=True)
    path = library.folder / DEFINITIONS_FILE
    in_file = read_definitions(path) if path.exists() else []
    together = [*built_in(), *(theme for theme in kept if theme.id in by_user), *in_file]
    return [theme for theme in {theme.id: theme for theme in together}.values() if not theme.dropped]


def known_theme(library: Library, asked: str) -> Theme:
    """
    Return the defined theme of this name, or the one whose name alone begins so.

    Raises
    ------
    UnknownValue
        If there is none, or more than one; it suggests the nearest name.
    """
    known = {theme.id: theme for theme in known_themes(library)}
    wanted = theme_id(asked)
    begun = [known[wanted]] if wanted in known else [one for name, one in known.items() if name.startswith(wanted)]
    if len(begun) != 1 or not wanted:
        raise UnknownValue("theme", asked, [one.name for one in known.values()])
    return begun[0]


def assigned_mark(theme: str) -> str:
    """Return the name under which a library remembers at which generation a theme was assigned."""
    return f"theme assigned: {theme}"
