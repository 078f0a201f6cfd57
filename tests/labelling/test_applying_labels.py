"""Labels for all other passages."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from minerva.errors import ExportError, LabellingError
from minerva.labelling.applying import apply_labels, columns_of, labelled_rows, write_labelled
from minerva.labelling.asking import next_passages
from minerva.labelling.marking import mark_passages
from minerva.labelling.projects import create_project
from minerva.records import Label
from tests.labelled import NAMES, WHEN, mark_truly, truth_of

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library
    from minerva.records import LabelProject


def _teach(library: Library, project: LabelProject, count: int) -> set[str]:
    ids = [hit.passage.id for hit in next_passages(library, project, count=count)]
    mark_truly(library, project, ids)
    return set(ids)


def test_what_is_told_is_right(themed: Library, project: LabelProject) -> None:
    """From a dozen marks nearly all other passages get the right label, the surest first, the same every time."""
    marked = _teach(themed, project, 12)
    labelled, truth = apply_labels(themed, project), truth_of(themed)
    told = {one.passage_id: one for one in labelled.passages}
    assert set(told) == set(truth) - marked
    assert sum(one.labels == (truth[passage],) for passage, one in told.items()) >= 0.9 * len(told)
    surest = [max(one.chances.values()) for one in labelled.passages]
    assert surest == sorted(surest, reverse=True)
    assert all(abs(sum(one.chances.values()) - 1) < 0.001 for one in labelled.passages)
    assert labelled == apply_labels(themed, project)


def test_several_labels(themed: Library) -> None:
    """Where passages may have several labels, some have none; what nobody used is told of nothing."""
    project = create_project(themed, "x", [Label("bo"), Label("pengar"), Label("oanvänd")], several=True, when=WHEN)
    truth = truth_of(themed)
    given = {"hemlöshet": ["bo"], "ekonomi": ["pengar"], "våld": [], "missbruk": []}
    for hit in next_passages(themed, project, count=24):
        labels = given[truth[hit.passage.id]]
        mark_passages(themed, project, [hit.passage.id], labels, annotator="anna", when=WHEN)
    told = apply_labels(themed, project).passages
    right = sum(list(one.labels) == given[truth[one.passage_id]] for one in told)
    assert right >= 0.8 * len(told)
    assert not any("oanvänd" in one.labels for one in told)


def test_too_little_is_marked(themed: Library, project: LabelProject) -> None:
    """Without marks of two labels there is nothing to tell, and it says what to do."""
    with pytest.raises(LabellingError, match="minerva label go teman"):
        apply_labels(themed, project)


def test_rows(themed: Library, project: LabelProject) -> None:
    """A row has what was told, the words of the passage, and where they stand, letter by letter."""
    _teach(themed, project, 12)
    labelled = apply_labels(themed, project)
    rows = labelled_rows(themed, labelled, limit=3, label="våld")
    assert len(rows) == 3
    for row in rows:
        assert row["labels"] == ["våld"]
        assert row["chance"] == row["p(våld)"]
        assert themed.text(row["report"])[row["start"] : row["end"]] == row["text"]
        assert list(row) == columns_of(project)


def test_files(themed: Library, project: LabelProject, tmp_path: Path) -> None:
    """All that was told is written as a table and as lines, and a place that cannot be written to is refused."""
    _teach(themed, project, 12)
    labelled = apply_labels(themed, project)
    table, lines = tmp_path / "a.csv", tmp_path / "a.jsonl"
    write_labelled(themed, labelled, table, as_csv=True)
    write_labelled(themed, labelled, lines, as_csv=False)
    told = [json.loads(line) for line in lines.read_text("utf-8").split("\n") if line]
    assert [one["passage"] for one in told] == [one.passage_id for one in labelled.passages]
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [row["labels"] for row in rows] == ["; ".join(one.labels) for one in labelled.passages]
    assert {f"p({name})" for name in NAMES} <= set(rows[0])
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError):
        write_labelled(themed, labelled, tmp_path / "file" / "a.csv", as_csv=True)
