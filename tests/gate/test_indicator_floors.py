"""Floors of how well indicators are read; they may rise, and fall only with a reason in the changelog."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from minerva.evaluate.indicators import compare, corpus_rows, counted_rows
from minerva.evaluate.tables import Agreement
from minerva.read.files import read_file
from minerva.read.text import read_pages
from minerva.settings import Settings
from minerva.understand.identity import identify
from minerva.understand.indicators import indicators_of

if TYPE_CHECKING:
    from minerva.records import Indicator

pytestmark = pytest.mark.gate

CORPUS = Path(__file__).parents[2] / "corpus"
COUNTED = Path(__file__).parents[1] / "data" / "real_indicators.json"
TRUTHS = sorted(CORPUS.glob("truth/*-20*.json"))
SOURCES_F1, BUILT_F1, REAL_F1 = 0.99, 0.97, 0.97
WORST_BUILT_F1, WORST_REAL_F1 = 0.95, 0.95
ASSESSED_IN_WORDS = {"ej uppnått": 3, "delvis": 7, "uppnått": 2}
"""What the two reports of Almvik say of their six goals in words, which the truth of their tables does not list."""
_MARKS = re.compile(r"\A---\n.*?\n---\n|<!--.*?-->\n?", re.DOTALL)


def _measured(truth: Path, found: list[Indicator]) -> Agreement:
    """Compare what a report's tables tell; goals that are assessed in words are not in the truth of the tables."""
    return compare(corpus_rows(truth), [one for one in found if one.values])[0]


def _year(truth: Path) -> int:
    return int(json.loads(truth.read_text(encoding="utf-8"))["identity"]["year"])


@pytest.fixture(scope="module")
def built() -> dict[str, list[Indicator]]:
    """Read the indicators of all built reports: PDF, DOCX, HTML, Markdown and text."""
    files = {path.stem: path for path in (CORPUS / "reports").iterdir()}
    return {
        truth.stem: indicators_of(read_file(files[truth.stem], Settings().read), truth.stem, _year(truth))
        for truth in TRUTHS
    }


def test_sources() -> None:
    """Where the tables are read exactly, as from the sources, the indicators are right."""
    total = Agreement()
    for truth in TRUTHS:
        source = (CORPUS / "source" / f"{truth.stem}.md").read_text(encoding="utf-8")
        total += _measured(truth, indicators_of(read_pages([_MARKS.sub("", source)], []), truth.stem, _year(truth)))
    assert total.f1 >= SOURCES_F1


def test_built_reports(built: dict[str, list[Indicator]]) -> None:
    """The indicators of the built reports are right, in all together and in each."""
    measured = {truth.stem: _measured(truth, built[truth.stem]) for truth in TRUTHS}
    assert sum(measured.values(), Agreement()).f1 >= BUILT_F1, measured
    assert min(agreement.f1 for agreement in measured.values()) >= WORST_BUILT_F1, measured


def test_goals_assessed_in_words(built: dict[str, list[Indicator]]) -> None:
    """Goals that a report assesses in words are found, each once, and nothing else is taken for one."""
    rows = [one for found in built.values() for one in found if not one.values]
    assert Counter(one.status for one in rows) == ASSESSED_IN_WORDS
    assert len({(one.report_id, one.goal) for one in rows}) == len(rows)


def test_real_reports(shared: Path) -> None:
    """The rows that a person counted in the five real reports are found, and no others."""
    expected = counted_rows(COUNTED)
    measured = {}
    for report in sorted({row.report for row in expected}):
        document = read_file(shared / "reports" / f"{report}.txt", Settings().read)
        identity = identify(document, "bericht.txt")
        found = indicators_of(document, report, identity.year, identity.municipality)
        measured[report], _missing, _extra = compare([row for row in expected if row.report == report], found)
    assert sum(measured.values(), Agreement()).f1 >= REAL_F1, measured
    assert min(agreement.f1 for agreement in measured.values()) >= WORST_REAL_F1, measured
