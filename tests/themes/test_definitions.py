"""Themes written down as TOML: what is built in, and what a user's file may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.errors import ThemeError
from minerva.themes.definitions import as_toml, built_in, defined_theme, read_definitions

if TYPE_CHECKING:
    from pathlib import Path


def test_built_in_themes_can_be_recognised() -> None:
    """More than twenty themes are built in, each with a description and seeds, and no two of one name."""
    themes = built_in()
    assert len({theme.id for theme in themes}) == len(themes) > 20
    assert all(theme.description and len(theme.seeds) >= 4 for theme in themes)
    assert {"hemlöshet", "våld i nära relation", "ensamkommande"} <= {theme.name for theme in themes}


@pytest.mark.parametrize("theme", built_in(), ids=lambda theme: theme.id)
def test_what_is_printed_can_be_read(theme, tmp_path: Path) -> None:  # noqa: ANN001 - a theme
    """A definition that is printed as TOML defines the same theme."""
    path = tmp_path / "one.toml"
    path.write_text(as_toml(theme), encoding="utf-8")
    assert read_definitions(path) == [theme]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[theme]\n", "no valid TOML"),
        ("[theme]\nname = 'a'\n", "[[theme]]"),
        ("[[theme]]\nname = 'a'\nsedes = ['b']\n", "sedes"),
        ("[[theme]]\nseeds = ['b']\n", "name is missing"),
        ("[[theme]]\nname = 'a'\nseeds = 'b'\n", "a list of texts"),
        ("[[theme]]\nname = 'a'\nseeds = ['b +']\n", "holds no word"),
        ("[[theme]]\nname = 'a'\n[[theme]]\nname = 'A'\n", "more than once"),
        ("[[theme]]\nname = ' '\n", "needs a name"),
    ],
)
def test_faults_are_named(text: str, told: str, tmp_path: Path) -> None:
    """A file that defines no themes says what is wrong in it."""
    path = tmp_path / "themes.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ThemeError) as error:
        read_definitions(path)
    assert told in str(error.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file and one in another encoding are told apart."""
    with pytest.raises(ThemeError, match="cannot be read"):
        read_definitions(tmp_path / "none.toml")
    (tmp_path / "old.toml").write_bytes("name = 'hemlöshet'".encode("latin-1"))
    with pytest.raises(ThemeError, match="UTF-8"):
        read_definitions(tmp_path / "old.toml")


def test_id_follows_from_the_name() -> None:
    """However a name is written, it is the same theme."""
    assert defined_theme("Våld i  nära relation").id == defined_theme("våld i nära relation").id


def test_a_name_is_a_seed_where_there_is_no_other() -> None:
    """A theme of which only the name is told is recognised by it."""
    assert defined_theme("badhus").seeds == ("badhus",)
    assert defined_theme("badhus", seeds=[]).seeds == ("badhus",)
    assert defined_theme("badhus", seeds=["bassäng"]).seeds == ("bassäng",)
