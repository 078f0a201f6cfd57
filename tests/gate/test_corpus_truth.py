"""The example corpus and its truth: what it holds, and that its check finds nothing."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.function_agreement import agreement, labelled_twice
from minerva.swedish.places import county_names, municipalities

pytestmark = pytest.mark.gate

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
MOST_BYTES = 12_000_000
LEAST_KAPPA = 0.8


@pytest.fixture(scope="module")
def manifest() -> list[dict[str, str]]:
    """Give the rows of the manifest that stand for reports, without the scanned versions."""
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["file"].startswith("reports/")]


@pytest.fixture(scope="module")
def truths() -> list[dict[str, Any]]:
    """Give the truth of every report."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("truth/*-20*.json"))]


def test_check_finds_nothing() -> None:
    """Marks, sums, assessments, changes, snippets, manifest and built files all agree with the sources."""
    done = subprocess.run([sys.executable, "corpus/check.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_sixteen_reports_of_eight_municipalities(manifest: list[dict[str, str]]) -> None:
    """Eight municipalities have two years each, and every report lies there."""
    assert len(manifest) == 16
    years = Counter(row["municipality"] for row in manifest)
    assert sorted(years.values()) == [2] * 8
    assert all((CORPUS / row["file"]).is_file() for row in manifest)


def test_no_place_is_real(manifest: list[dict[str, str]]) -> None:
    """No municipality, code or county is one of Sweden's."""
    real = {place.name for place in municipalities()} | {place.code for place in municipalities()} | {*county_names()}
    assert not real & {row[key] for row in manifest for key in ("municipality", "municipality_code", "county")}


def test_groups_are_of_the_division(manifest: list[dict[str, str]]) -> None:
    """Each invented municipality belongs to a group that real ones belong to."""
    assert {row["group"] for row in manifest} <= {place.group for place in municipalities()}


def test_eighty_queries_of_seven_kinds() -> None:
    """There are eighty judged queries, eight of each kind at least."""
    lines = (CORPUS / "truth" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    kinds = Counter(json.loads(line)["kind"] for line in lines)
    assert kinds.total() >= 80
    assert len(kinds) == 7
    assert min(kinds.values()) >= 8


def test_each_report_has_its_truth(manifest: list[dict[str, str]], truths: list[dict[str, Any]]) -> None:
    """Every report has blocks, themes and indicators, and the later year says what changed."""
    assert [truth["files"][0] for truth in truths] == [row["file"] for row in manifest]
    assert all(
        truth["headings"] and truth["blocks"] and truth["paragraphs"] and truth["indicators"] for truth in truths
    )
    assert sum(bool(truth["earlier"]) for truth in truths) == 8


def test_each_paragraph_has_its_functions(truths: list[dict[str, Any]]) -> None:
    """Every paragraph says what it does, in all eight ways that there are; a few have none of them."""
    told = [paragraph["functions"] for truth in truths for paragraph in truth["paragraphs"]]
    assert {name for names in told for name in names} == set(
        "mål resultat nuläge analys åtgärd utmaning plan brukarröst".split()
    )
    assert 0 < sum(not names for names in told) < len(told) / 10


def test_functions_judged_twice_agree() -> None:
    """Sixty paragraphs were labelled a second time, and the labels agree far beyond chance."""
    labels = labelled_twice()
    assert len(labels) == 60
    assert min(agreement(labels)) >= LEAST_KAPPA


def test_corpus_stays_small() -> None:
    """The folder weighs less than 12 MB, caches that Git does not keep left out."""
    caches = ("__pycache__", ".mypy_cache", ".ruff_cache")
    kept = [path for path in CORPUS.rglob("*") if path.is_file() and not set(caches) & set(path.parts)]
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES
