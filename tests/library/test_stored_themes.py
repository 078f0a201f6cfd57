"""What a library knows of themes outlives the removal of a report as far as it should, and no further."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from minerva.errors import UnknownValue
from minerva.library import themes as stored
from minerva.library.writing import remove, writing
from minerva.records import Assignment, EditKind, Judgment, Origin, Theme, ThemeEdit, ThemeRun
from tests.making import put_examples

if TYPE_CHECKING:
    from minerva import Library

HOMES = Theme("aa11", "hemlöshet", keywords=("hemlös", "bostad"), origin=Origin.DISCOVERED, stability=0.8)
MONEY = Theme("bb22", "ekonomi", origin=Origin.DISCOVERED, parent="cc33")
DEFINED = Theme("missbruk", "Missbruk", "Beroende av droger.", seeds=("missbruk", "öppenvård"))


def _passages(library: Library) -> list[str]:
    return [passage.id for report in library.reports() for passage in library.passages(report.id)]


def _found(library: Library) -> stored.Found:
    first, second, third, *_others = _passages(library)
    return stored.Found(
        ThemeRun(0, {"granularity": "medium"}, 7, "f00", library.generation(), {"stability": 0.9}),
        (HOMES, MONEY),
        (Assignment(first, "aa11", 0.5), Assignment(second, "bb22", 0.75), Assignment("0" * 16, "bb22", 1.0)),
        {third: "short"},
        {"aa11": np.array([1, 0], np.float32)},
    )


def test_what_is_stored_is_what_comes_back(library: Library) -> None:
    """Themes, assignments, reasons, centroids and settings of a run come back as they were; passages gone do not."""
    put_examples(library)
    found = _found(library)
    with writing(library) as writer:
        run = stored.put_run(writer, found)
    assert stored.runs(library) == [run] == [stored.latest_run(library)] == [stored.theme_run(library, run.id)]
    assert (run.settings, run.seed, run.measures) == (found.run.settings, 7, found.run.measures)
    assert stored.themes(library) == [HOMES, MONEY]
    assert stored.assignments(library) == list(found.assignments[:2])
    assert stored.leftovers(library) == found.leftovers
    np.testing.assert_array_equal(stored.centroids(library)["aa11"], found.centroids["aa11"])


def test_the_latest_run_holds(library: Library) -> None:
    """Each run keeps its own themes under the same ids; without a run named, the latest answers."""
    put_examples(library)
    with writing(library) as writer:
        first = stored.put_run(writer, _found(library))
        later = stored.put_run(writer, _found(library)._replace(themes=(MONEY,), assignments=()))
    assert stored.themes(library) == [MONEY] == stored.themes(library, run_id=later.id)
    assert stored.themes(library, run_id=first.id) == [HOMES, MONEY]
    assert stored.assignments(library) == []
    assert len(stored.assignments(library, run_id=first.id)) == 2
    with writing(library) as writer:
        stored.forget_run(writer, later.id)
    assert stored.themes(library) == [HOMES, MONEY]
    with pytest.raises(UnknownValue, match="run '9'"):
        stored.themes(library, run_id=9)


def test_defined_themes_belong_to_no_run(library: Library) -> None:
    """A defined theme is stored once, may be replaced with its passages staying, and goes with its judgments."""
    put_examples(library)
    passage = _passages(library)[0]
    with writing(library) as writer:
        stored.put_theme(writer, DEFINED)
        stored.replace_assignments(writer, "missbruk", [Assignment(passage, "missbruk", 0.9)])
        stored.put_run(writer, _found(library))
        stored.put_theme(writer, DEFINED)
        stored.judge(writer, [Judgment("missbruk", passage, accepted=False)])
    assert stored.themes(library, origin=Origin.DEFINED) == [DEFINED]
    assert stored.assignments(library, origin=Origin.DEFINED) == [Assignment(passage, "missbruk", 0.9)]
    assert stored.assignments(library, theme_id="missbruk") == [Assignment(passage, "missbruk", 0.9)]
    with writing(library) as writer:
        stored.forget_theme(writer, "missbruk")
    assert stored.themes(library) == [HOMES, MONEY]
    assert stored.judgments(library) == []


def test_removing_a_report(library: Library) -> None:
    """Assignments and reasons go with their report; judgments and edits stay for the day it comes back."""
    put_examples(library)
    edit = ThemeEdit("aa11", EditKind.MERGE, others=("bb22",))
    with writing(library) as writer:
        stored.put_run(writer, _found(library))
        stored.judge(writer, [Judgment("aa11", passage, accepted=True) for passage in _passages(library)])
        stored.put_edited(writer, edit, [HOMES], gone=["bb22"])
    before = stored.judgments(library, "aa11")
    remove(library, [report.id for report in library.reports()])
    assert stored.assignments(library) == []
    assert stored.leftovers(library) == {}
    for table in ("assignments", "leftovers"):
        assert library.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0  # noqa: S608
    put_examples(library)
    assert stored.judgments(library) == before
    assert stored.edits(library) == [edit]
    assert {one.passage_id for one in before} == set(_passages(library))


def test_dropped_themes_are_remembered(library: Library) -> None:
    """A theme that was dropped shows only to who asks for it, and its passages count no more."""
    put_examples(library)
    with writing(library) as writer:
        stored.put_run(writer, _found(library))
        stored.put_theme(writer, Theme("aa11", "hemlöshet", origin=Origin.DISCOVERED, dropped=True))
    assert [one.id for one in stored.themes(library)] == ["bb22"]
    assert [one.id for one in stored.themes(library, dropped=True)] == ["aa11", "bb22"]
    assert {one.theme_id for one in stored.assignments(library)} == {"bb22"}
    assert len(stored.assignments(library, theme_id="aa11")) == 1


def test_later_passages(library: Library) -> None:
    """Passages that a run did not know are put to its themes afterwards."""
    put_examples(library)
    with writing(library) as writer:
        stored.put_run(writer, _found(library))
        *_known, fourth, fifth = _passages(library)
        stored.add_assignments(writer, [Assignment(fourth, "aa11", 0.25)], {fifth: "far"})
    assert Assignment(fourth, "aa11", 0.25) in stored.assignments(library)
    assert stored.leftovers(library)[fifth] == "far"


def test_a_theme_that_holds_others(library: Library) -> None:
    """A coarser theme has the passages of those that it holds, and is listed only for who asks for it."""
    put_examples(library)
    coarse = Theme("cc33", "allt", origin=Origin.DISCOVERED)
    with writing(library) as writer:
        stored.put_run(writer, _found(library)._replace(themes=(HOMES, MONEY, coarse)))
    assert stored.themes(library) == [HOMES, MONEY]
    assert stored.themes(library, coarser=True) == [HOMES, MONEY, coarse]
    assert [one.theme_id for one in stored.assignments(library, theme_id="cc33")] == ["bb22"]


def test_themes_by_name_or_beginning_of_id(library: Library) -> None:
    """A theme is found by its name, its id or what its id alone begins with; else the nearest name is told."""
    put_examples(library)
    with writing(library) as writer:
        stored.put_run(writer, _found(library))
    assert stored.theme(library, "Hemlöshet") == stored.theme(library, "aa11") == stored.theme(library, "a") == HOMES
    with pytest.raises(UnknownValue, match="'hemlöshet'"):
        stored.theme(library, "hemlösheten")
    with pytest.raises(UnknownValue, match="no theme ''"):
        stored.theme(library, "")
