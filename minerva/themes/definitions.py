"""
Themes as people write them down: TOML, a table a theme.

``minerva/themes/data`` holds those that are built in; ``vuxna.toml`` says at its head how one is written. A file
``themes.toml`` in the library folder adds to them, or takes the place of one of the same name.
"""

from __future__ import annotations

import json
import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from minerva.errors import ThemeError, refusal
from minerva.messages import translate as _
from minerva.records import Origin, Theme
from minerva.themes.phrases import is_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LISTS = ("seeds", "hints", "excluded", "examples", "counterexamples")
_PHRASES = ("seeds", "hints", "excluded")
_FIELDS = ("name", "description", *_LISTS)


@lru_cache(maxsize=1)
def built_in() -> tuple[Theme, ...]:
    """Return the themes that come with Minerva, in the order of their files' names."""
    folder = resources.files("minerva.themes").joinpath("data")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(theme for file in files for theme in _themes_in(file.read_text(encoding="utf-8"), file.name))


def read_definitions(path: Path) -> list[Theme]:
    """
    Return the themes that a file defines.

    Raises
    ------
    ThemeError
        If it cannot be read, is no TOML or holds what is no theme.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ThemeError(_("{path} is not encoded in UTF-8. Save it so.").format(path=path)) from error
    except OSError as error:
        raise ThemeError(_("{path} cannot be read: {error}.").format(path=path, error=refusal(error))) from error
    return _themes_in(text, str(path))


def defined_theme(name: str, **told: Iterable[str] | str) -> Theme:
    """
    Return a theme of this *name* with what is *told* of it: fields of :class:`~minerva.records.Theme`.

    Without seeds the name is the only one.

    Raises
    ------
    ThemeError
        If the name is empty, or a phrase holds no word.
    """
    name = " ".join(name.split())
    if not name:
        raise ThemeError(_("A theme needs a name."))
    fields: dict[str, Any] = {key: value if isinstance(value, str) else tuple(value) for key, value in told.items()}
    fields["seeds"] = fields.get("seeds") or (name,)
    for phrase in (phrase for key in _PHRASES for phrase in fields.get(key, ())):
        if not is_phrase(phrase):
            raise ThemeError(
                _("Theme {name!r}: {phrase!r} holds no word. Write words, as in: hemlös*, bostad först.").format(
                    name=name, phrase=phrase
                )
            )
    return Theme(theme_id(name), name, origin=Origin.DEFINED, **fields)


def as_toml(theme: Theme) -> str:
    """Return *theme* as a table that :func:`read_definitions` reads."""
    told = [(key, getattr(theme, key)) for key in _FIELDS if getattr(theme, key)]
    return "\n".join(["[[theme]]", *(f"{key} = {_toml(value)}" for key, value in told)]) + "\n"


def _toml(value: str | tuple[str, ...]) -> str:
    # A JSON string of what is no control character is a TOML string.
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + "".join(f"    {_toml(one)},\n" for one in value) + "]"


def theme_id(name: str) -> str:
    """Return the id of the theme of this *name*: ``våld-i-nära-relation``."""
    return "-".join(name.casefold().split())


def _themes_in(text: str, source: str) -> list[Theme]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(_("{path} is no valid TOML: {error}. Correct it.").format(path=source, error=error)) from error
    told = tables.pop("theme", [])
    if tables or not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise ThemeError(
            _("{path} must hold tables [[theme]] and nothing else; minerva themes show NAME --toml prints one.").format(
                path=source
            )
        )
    found = [_theme(one, source) for one in told]
    twice = {one.name for number, one in enumerate(found) if one.id in {other.id for other in found[:number]}}
    if twice:
        raise ThemeError(
            _("{path} defines {names} more than once.").format(path=source, names=", ".join(sorted(twice)))
        )
    return found


def _theme(told: dict[str, Any], source: str) -> Theme:
    unknown = set(told) - set(_FIELDS)
    name = told.get("name")
    if unknown or not isinstance(name, str):
        raise ThemeError(
            _("{path}, theme {name!r}: {unknown} is unknown or the name is missing. Known: {known}.").format(
                path=source, name=name, unknown=", ".join(sorted(unknown)) or "–", known=", ".join(_FIELDS)
            )
        )
    for key in set(told) - {"name"}:
        _require_texts(told[key], key, name, source)
    return defined_theme(**told)


def _require_texts(value: object, key: str, name: str, source: str) -> None:
    """Refuse what is no text, or no list of texts where there may be several."""
    if key in _LISTS:
        is_right = isinstance(value, list) and all(isinstance(one, str) for one in value)
    else:
        is_right = isinstance(value, str)
    if not is_right:
        raise ThemeError(
            _("{path}, theme {name!r}: {key} must be {what}.").format(
                path=source, name=name, key=key, what=_("a list of texts") if key in _LISTS else _("a text")
            )
        )
