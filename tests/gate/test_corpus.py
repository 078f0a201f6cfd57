"""Floors of what is measured on the example corpus."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from minerva import add, open_library, verify
from minerva.evaluate import evaluate, read_judged, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva import Library

pytestmark = pytest.mark.gate

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
FLOORS = {"hybrid": (0.81, 0.92), "words": (0.68, 0.87), "meaning": (0.72, 0.89)}
"""Recall@10 and mean reciprocal rank of the judged queries, by how passages are looked for."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Give a library of the example corpus."""
    with open_library(tmp_path_factory.mktemp("corpus") / "index", create=True) as library:
        outcome = add(library, [CORPUS])
        assert not outcome.skipped
        yield library


def test_only_the_reports_are_read(corpus: Library) -> None:
    """Every built report is read, and nothing else."""
    built = {file.relative_to(CORPUS).as_posix() for file in (CORPUS / "reports").iterdir()}
    assert {report.file for report in corpus.reports()} == built


def test_identity_is_the_manifest(corpus: Library) -> None:
    """Each report is what the manifest says."""
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    for report in corpus.reports():
        row = rows[report.file]
        assert (report.municipality, report.municipality_code, report.county) == (
            row["municipality"], row["municipality_code"], row["county"],
        )  # fmt: skip
        assert (report.board, report.kind, str(report.year)) == (row["board"], row["kind"], row["year"])


def test_every_promise_holds(corpus: Library) -> None:
    """Every passage is a slice of its report, and whatever else is promised."""
    assert verify(corpus) == []


@pytest.mark.parametrize("mode", FLOORS)
def test_search(corpus: Library, mode: str) -> None:
    """The judged queries are answered at least as well as before."""
    measured = summary(evaluate(corpus, read_judged(CORPUS / "truth" / "queries.jsonl"), mode=mode))
    recall, mrr = FLOORS[mode]
    assert measured["recall@10"] >= recall
    assert measured["mrr"] >= mrr
