"""Themes of a library: found, kept, changed and found again."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from minerva import discover_themes, remove, verify
from minerva.errors import ThemeError, UnknownValue
from minerva.library import themes as stored
from minerva.library.passage_vectors import use_encoder
from minerva.library.writing import writing
from minerva.records import Origin, Theme
from minerva.themes import discovering
from minerva.themes.contrast import contrast_runs
from minerva.themes.editing import drop_theme, merge_themes, rename_theme, split_theme
from minerva.themes.updating import update_themes
from tests.making import make_static_model, put_text, put_themes

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library
    from minerva.library.passage_vectors import Progress
    from minerva.themes.discovering import Discovered


def _headings(library: Library, theme_id: str) -> set[str]:
    """Return the first words of the headings above the passages of a theme."""
    return {
        library.passage(one.passage_id).section[-1].split()[0] for one in stored.assignments(library, theme_id=theme_id)
    }


def _by_heading(library: Library, found: Discovered) -> dict[str, Theme]:
    return {heading: theme for theme in found for heading in _headings(library, theme.id)}


def test_themes_cross_municipalities(themed: Library) -> None:
    """The four themes of four reports are found, each in all reports, named by their words, with an example of each."""
    found = discover_themes(themed, themes=4)
    assert sorted(map(sorted, (_headings(themed, one.id) for one in found))) == [
        ["Ekonomi"], ["Hemlöshet"], ["Missbruk"], ["Våld"],
    ]  # fmt: skip
    for theme in found:
        assert theme.origin is Origin.DISCOVERED
        reports = [themed.report(themed.passage(one).report_id).municipality for one in theme.examples]
        assert len(set(reports)) == len(reports) == 3
        assert theme.stability is not None
        assert theme.stability > 0.8
        assert len(theme.neighbours) == 2
        assert theme.keywords
    assert verify(themed) == []


def test_every_passage_is_told_of(themed: Library) -> None:
    """Each passage has a theme, with a strength, or a reason."""
    found = discover_themes(themed)
    passages = {passage.id for report in themed.reports() for passage in themed.passages(report.id)}
    assert {one.passage_id for one in found.assignments} | set(found.leftovers) == passages
    assert all(0 <= one.strength <= 1 for one in found.assignments)
    assert list(found) == stored.themes(themed)
    assert len(found) == found.run.measures["themes"]


def test_same_library_same_themes(themed: Library, tmp_path: Path) -> None:
    """A second run, and a library in which the reports were added in another order, give the same ids and names."""
    from minerva import open_library

    first, second = discover_themes(themed), discover_themes(themed)
    assert (first.themes, first.assignments) == (second.themes, second.assignments)
    with open_library(tmp_path / "other", create=True) as other:
        put_themes(other, ["Gävle", "Umeå", "Lund", "Malmö"])
        use_encoder(other, tmp_path / "model")
        third = discover_themes(other)
        assert (first.themes, first.assignments) == (third.themes, third.assignments)


def test_ids_last_when_reports_are_added(themed: Library) -> None:
    """After another municipality has come, each theme is found again under its id; a rename stays."""
    before = _by_heading(themed, discover_themes(themed, themes=4))
    rename_theme(themed, before["Våld"].id, "Våld mot närstående")
    put_themes(themed, ["Falun", "Luleå"])
    use_encoder(themed, stored_encoder(themed))
    after = _by_heading(themed, discover_themes(themed, themes=4))
    assert {heading: theme.id for heading, theme in after.items()} == {
        heading: theme.id for heading, theme in before.items()
    }
    assert after["Våld"].name == "Våld mot närstående"


def stored_encoder(library: Library) -> str:
    """Return the name of the encoder in use."""
    return str(library.connection.execute("SELECT name FROM encoders").fetchone()[0])


def test_merged_themes_stay_merged(themed: Library) -> None:
    """Two themes made one have the passages of both, now and after the next run."""
    before = _by_heading(themed, discover_themes(themed, themes=4))
    merged = merge_themes(themed, before["Våld"].id, [before["Missbruk"].id])
    assert (merged.id, merged.name) == (before["Våld"].id, before["Våld"].name)
    for _run in range(2):
        assert _headings(themed, merged.id) == {"Våld", "Missbruk"}
        assert len(stored.themes(themed)) == 3
        discover_themes(themed, themes=4)


def test_split_themes_stay_split(themed: Library) -> None:
    """A theme that is divided keeps its id for the larger part, and is divided again after the next run."""
    discover_themes(themed, themes=4)
    merged = merge_themes(themed, *_ids(themed, "Våld", "Missbruk"))
    parts = split_theme(themed, merged.id)
    assert parts[0].id == merged.id
    for _run in range(2):
        assert {frozenset(_headings(themed, part.id)) for part in parts} == {
            frozenset({"Våld"}), frozenset({"Missbruk"}),
        }  # fmt: skip
        discover_themes(themed, themes=4)


def _ids(library: Library, first: str, *others: str) -> tuple[str, list[str]]:
    found = {heading: one.id for one in stored.themes(library) for heading in _headings(library, one.id)}
    return found[first], [found[other] for other in others]


def test_dropped_themes_stay_away(themed: Library) -> None:
    """A theme that was dropped is not shown, and does not come back with the next run."""
    before = _by_heading(themed, discover_themes(themed, themes=4))
    drop_theme(themed, before["Ekonomi"].id)
    for _run in range(2):
        assert len(stored.themes(themed)) == 3
        assert before["Ekonomi"].id not in {one.theme_id for one in stored.assignments(themed)}
        discover_themes(themed, themes=4)


def test_what_cannot_be_changed(themed: Library) -> None:
    """Names that are taken or empty, themes that are not there or defined, and too many parts are refused."""
    first, second, *_rest = discover_themes(themed, themes=4)
    with writing(themed) as writer:
        stored.put_theme(writer, Theme("egen", "Egen definition"))
    for refused, reason in (
        (lambda: rename_theme(themed, first.id, second.name.upper()), "merge the two"),
        (lambda: rename_theme(themed, first.id, "  "), "empty"),
        (lambda: rename_theme(themed, "egen", "Annat"), "themes define"),
        (lambda: merge_themes(themed, first.id, [first.id]), "two different themes"),
        (lambda: split_theme(themed, first.id, 999), "ask for 2 to"),
    ):
        with pytest.raises(ThemeError, match=reason):
            refused()
    with pytest.raises(UnknownValue):
        drop_theme(themed, "finns inte")
    assert stored.edits(themed) == []


def test_later_passages_join_themes(themed: Library) -> None:
    """Passages of a report that came later go to the theme that they are about; what fits none is told apart."""
    before = _by_heading(themed, discover_themes(themed, themes=4))
    report = put_themes(themed, ["Falun"])[0]
    use_encoder(themed, stored_encoder(themed))
    updated = update_themes(themed)
    assert updated.assigned + updated.unfitting == report.passages
    assert updated.unfitting_share < 0.3
    for heading, theme in before.items():
        assert _headings(themed, theme.id) == {heading}
    assert {one.theme.id: one.added > 0 for one in updated.drifts} == dict.fromkeys(
        (one.id for one in before.values()), True
    )
    assert all(0 <= one.moved < 0.2 for one in updated.drifts)
    again = update_themes(themed)
    assert (again.assigned, again.unfitting) == (0, 0)


def test_runs_are_compared(themed: Library) -> None:
    """A run is the same as itself; of a coarser one, themes that were joined are told to be gone."""
    discover_themes(themed, themes=4)
    discover_themes(themed, themes=4)
    discover_themes(themed, themes=2)
    same, other = contrast_runs(themed, 1, 2), contrast_runs(themed, 1, 3)
    assert same.rand == 1.0
    assert all(pair.likeness == 1.0 for pair in same.pairs)
    assert other.rand < 1.0
    assert sum(pair.second is None for pair in other.pairs) == 2
    with pytest.raises(UnknownValue, match="run '9'"):
        contrast_runs(themed, 1, 9)


def test_libraries_without_themes(library: Library, tmp_path: Path) -> None:
    """An empty library, one without vectors, and one without a run each say what to do."""
    with pytest.raises(ThemeError, match="minerva add"):
        discover_themes(library)
    put_themes(library)
    with pytest.raises(ThemeError, match="minerva model use"):
        discover_themes(library)
    use_encoder(library, make_static_model(tmp_path / "model"))
    with pytest.raises(ThemeError, match="minerva themes discover"):
        update_themes(library)
    with pytest.raises(ThemeError, match="different passages"):
        discover_themes(library, themes=999)


def test_three_passages(library: Library, tmp_path: Path) -> None:
    """A library of hardly any passages has themes all the same."""
    put_text(library, "kort.txt", "# Ett\n\nHemlösa fick bostad.\n\n# Två\n\nÖppenvården växte.")
    use_encoder(library, make_static_model(tmp_path / "model"))
    found = discover_themes(library)
    assert 1 <= len(found) <= 2
    assert discover_themes(library, granularity="fine").run.id == 2


def test_breaking_off_leaves_the_library_as_it_was(themed: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever breaks a run off, at any step, finds the themes of the run before."""
    before = discover_themes(themed, themes=4)
    generation = themed.generation()
    for step in range(4):
        steps = itertools.count()

        def stop(_progress: Progress, steps: itertools.count[int] = steps, last: int = step) -> None:
            if next(steps) == last:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            discover_themes(themed, themes=2, on_progress=stop)
    monkeypatch.setattr(discovering.stored, "_insert_assignments", _broken)
    with pytest.raises(KeyboardInterrupt):
        discover_themes(themed, themes=2)
    monkeypatch.undo()
    assert stored.runs(themed) == [before.run]
    assert themed.generation() == generation
    assert stored.themes(themed) == list(before)
    assert verify(themed) == []


def _broken(*_given: object) -> None:
    raise KeyboardInterrupt


def test_removing_a_report_leaves_its_themes_whole(themed: Library) -> None:
    """Themes stay when a report goes, without its passages."""
    before = discover_themes(themed, themes=4)
    gone = themed.reports()[0]
    passages = {passage.id for passage in themed.passages(gone.id)}
    remove(themed, [gone.id])
    assert stored.themes(themed) == list(before)
    assert not passages & {one.passage_id for one in stored.assignments(themed)}
    assert len(discover_themes(themed, themes=4)) == 4
