"""Finding a theme by its name, whether somebody defined it or it was discovered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.errors import UnknownValue
from minerva.library import themes as stored
from minerva.records import Origin
from minerva.themes.defining import known_themes
from minerva.themes.definitions import theme_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minerva.library.store import Library
    from minerva.records import Theme


def chosen_theme(library: Library, asked: str) -> Theme:
    """
    Return the theme of this name or id, or the one whose name or id alone begins so.

    Where a defined and a discovered one have the same name, it is the defined one.

    Raises
    ------
    UnknownValue
        If there is none, or more than one; it suggests the nearest name.
    """
    known = [*known_themes(library), *stored.themes(library, origin=Origin.DISCOVERED, coarser=True)]
    wanted = theme_id(asked)
    exact = [one for one in known if wanted in {one.id, theme_id(one.name)}]
    begun = [one for one in known if one.id.startswith(wanted) or theme_id(one.name).startswith(wanted)]
    if exact:
        return exact[0]
    if len(begun) != 1 or not wanted:
        raise UnknownValue("theme", asked, [one.name for one in known])
    return begun[0]


def chosen_themes(library: Library, names: Iterable[str]) -> tuple[Theme, ...]:
    """
    Return the themes called *names*; by default all defined ones that have been assigned.

    Raises
    ------
    UnknownValue
        If one is unknown.
    """
    asked = list(dict.fromkeys(names))
    if asked:
        return tuple(chosen_theme(library, name) for name in asked)
    known = {theme.id for theme in known_themes(library)}
    return tuple(theme for theme in stored.themes(library, origin=Origin.DEFINED) if theme.id in known)
