"""Defined themes and the passages of a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.errors import ThemeError, UnknownValue
from minerva.library import themes as stored
from minerva.library.writing import remove
from minerva.records import Origin
from minerva.themes.assigning import assign_themes, unassigned_reports
from minerva.themes.choosing import chosen_theme, chosen_themes
from minerva.themes.defining import define_from, define_themes, known_theme, known_themes
from minerva.themes.definitions import built_in, defined_theme
from tests.making import FILLER, put_examples, put_text

if TYPE_CHECKING:
    from minerva import Library


def _files(library: Library, theme: str) -> set[str]:
    passages = {one.passage_id for one in stored.assignments(library, theme_id=theme)}
    return {library.report(library.passage(one).report_id).file for one in passages}


def test_passages_get_the_themes_that_they_are_about(library: Library) -> None:
    """Built-in themes are found by words and headings, and a passage may have several."""
    put_examples(library)
    found = {one.theme.name: one for one in assign_themes(library)}
    assert set(found) == {theme.name for theme in built_in()}
    assert {"malmo-2021.txt", "lund-2022.txt"} <= _files(library, "hemlöshet")
    assert _files(library, "våld-i-nära-relation") == {"lund-2022.txt"}
    assert found["hemlöshet"].municipalities >= 2
    assert found["serveringstillstånd"].passages == 0
    assert found["serveringstillstånd"].is_silent
    assert not found["hemlöshet"].is_silent


def test_with_any_encoder(encoded: Library) -> None:
    """A library whose vectors are of another encoder is assigned too."""
    assign_themes(encoded, ["hemlöshet"])
    assert "malmo-2021.txt" in _files(encoded, "hemlöshet")


def test_twice_is_once(library: Library) -> None:
    """Assigning again gives the same, byte for byte."""
    put_examples(library)
    assign_themes(library)
    first = stored.assignments(library)
    assign_themes(library)
    assert stored.assignments(library) == first
    assert len({(one.passage_id, one.theme_id) for one in first}) == len(first)


def test_acronyms_are_explained_by_the_library(library: Library) -> None:
    """A report's own acronym for a seed counts where another passage uses it alone."""
    text = (
        f"# Insatser\n\nVi erbjuder tryggt stödboende utan krav (TSUK) åt äldre. {FILLER}\n\n"
        f"# Uppföljning\n\nAntalet platser i TSUK fördubblades. {FILLER}"
    )
    put_text(library, "a.txt", text)
    define_themes(library, [defined_theme("tryggt boende", seeds=["tryggt stödboende utan krav"])])
    (found,) = assign_themes(library, ["tryggt boende"])
    assert found.passages == 2


def test_own_definitions_go_before_the_built_in(library: Library) -> None:
    """What a user defines in the library takes the place of a built-in theme, and the library's file of both."""
    put_examples(library)
    define_themes(library, [defined_theme("hemlöshet", seeds=["socialsekreterare"])])
    assign_themes(library, ["hemlöshet"])
    assert _files(library, "hemlöshet") == {"umea-2022.txt"}
    (library.folder / "themes.toml").write_text('[[theme]]\nname = "hemlöshet"\nseeds = ["överskott"]\n', "utf-8")
    assert known_theme(library, "hemlöshet").seeds == ("överskott",)
    assert library.owns(library.folder / "themes.toml")


def test_a_built_in_theme_that_was_stored_is_not_a_users(library: Library) -> None:
    """Assigning stores built-in themes, but a newer Minerva's definition counts all the same."""
    put_examples(library)
    assign_themes(library)
    assert known_themes(library) == list(built_in())
    assert [theme.id for theme in stored.themes(library, origin=Origin.DEFINED)] == [one.id for one in built_in()]


def test_names_may_be_short_but_not_wrong(library: Library) -> None:
    """A theme is found by the beginning of its name; a wrong name suggests the nearest one."""
    assert known_theme(library, "spelb").name == "spelberoende"
    with pytest.raises(UnknownValue, match="hemlöshet"):
        chosen_theme(library, "hemlösett")
    with pytest.raises(UnknownValue):
        known_theme(library, "")
    with pytest.raises(UnknownValue, match="sjukfrånvaro"):
        assign_themes(library, ["sjukfranvaro"])


def test_an_empty_library(library: Library) -> None:
    """Without passages nothing can be assigned, and the message says what to do."""
    with pytest.raises(ThemeError, match="minerva add"):
        assign_themes(library)
    assert chosen_themes(library, []) == ()


def test_reports_added_later_are_known_to_be_missing(library: Library) -> None:
    """Which reports were not looked through for a theme is known, also after others were removed."""
    reports = put_examples(library)
    theme = known_theme(library, "hemlöshet")
    assert unassigned_reports(library, [theme]) == {theme.id: [report.id for report in library.reports()]} or set(
        unassigned_reports(library, [theme])[theme.id]
    ) == {report.id for report in reports}
    assign_themes(library, ["hemlöshet"])
    assert unassigned_reports(library, [theme]) == {}
    remove(library, [reports[0].id])
    assert unassigned_reports(library, [theme]) == {}
    late = put_text(library, "late.txt", f"# Nytt\n\nAlla hemlösa fick husrum. {FILLER}")
    assert unassigned_reports(library, [theme]) == {theme.id: [late.id]}
    define_themes(library, [theme])
    assert len(unassigned_reports(library, [theme])[theme.id]) == 4


def test_themes_of_a_file(library: Library, tmp_path) -> None:  # noqa: ANN001 - pytest's
    """All themes of a file are kept in the library."""
    path = tmp_path / "my.toml"
    path.write_text('[[theme]]\nname = "badhus"\nseeds = ["badhus*"]\n', "utf-8")
    assert [theme.name for theme in define_from(library, path)] == ["badhus"]
    assert known_theme(library, "badhus").seeds == ("badhus*",)
