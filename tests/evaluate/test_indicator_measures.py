from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from minerva.evaluate.indicators import Expected, compare, corpus_rows, counted_rows
from minerva.records import Indicator, Value

if TYPE_CHECKING:
    from pathlib import Path

EIGHT = Value(8.0, None, "%", "8 %")
FOUND = Indicator(
    "x", "Alla har ett hem", "Andel hemlösa", "%", None, {"2022": None, "2023": EIGHT}, replace(EIGHT, number=7.0),
    EIGHT, "delvis", 0, 5, None,
)  # fmt: skip
EXPECTED = Expected(
    "a-2023", "Alla hem", "hemlösa", None, {"2022": None, "2023": {"number": 8}}, {"number": 7}, "delvis", unit="%"
)


def test_right_in_all() -> None:
    """A row is right where goal, name, sex, values, target and status are."""
    agreement, missing, extra = compare([EXPECTED], [FOUND])
    assert (agreement.f1, missing, extra) == (1.0, [], [])


@pytest.mark.parametrize(
    "wrong",
    [
        replace(FOUND, goal="Trygga barn"),
        replace(FOUND, name="Andel trygga"),
        replace(FOUND, sex="kvinnor"),
        replace(FOUND, values={"2023": EIGHT}),
        replace(FOUND, values={"2022": None, "2023": replace(EIGHT, number=9.0)}),
        replace(FOUND, values={"2022": None, "2023": replace(EIGHT, unit="kr")}),
        replace(FOUND, target=replace(EIGHT, number=7.0, comparator="minst")),
        replace(FOUND, status=None),
    ],
)
def test_wrong_in_one(wrong: Indicator) -> None:
    """A row that is wrong in one of them is missing, and one too much."""
    agreement, missing, extra = compare([EXPECTED], [wrong])
    assert (agreement.f1, missing, extra) == (0.0, [EXPECTED], [wrong])


def test_each_counts_once() -> None:
    """The same row found twice is right once."""
    agreement, _missing, extra = compare([EXPECTED], [FOUND, FOUND])
    assert (agreement.same, len(extra)) == (1, 1)


def test_truth_files(tmp_path: Path) -> None:
    """Both kinds of truth are read: whole names of the corpus, identifying words of what was counted by hand."""
    row = {"goal": None, "indicator": "i familjehem", "part_of": "Placerade", "sex": None, "values": {}, "target": None,
           "status": None}  # fmt: skip
    (tmp_path / "a-2023.json").write_text(json.dumps({"indicators": [row]}), encoding="utf-8")
    (expected,) = corpus_rows(tmp_path / "a-2023.json")
    assert (expected.name, expected.exact) == ("Placerade, i familjehem", True)
    counted = {"report": "a", "goal": None, "name": "x", "sex": None, "values": {}, "target": None, "status": None,
               "unit": "%"}  # fmt: skip
    (tmp_path / "counted.json").write_text(json.dumps([counted]), encoding="utf-8")
    assert [(one.report, one.unit, one.exact) for one in counted_rows(tmp_path / "counted.json")] == [("a", "%", False)]
