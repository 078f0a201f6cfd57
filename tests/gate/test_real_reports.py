"""Floors of what is measured on the real reports; they may rise, and fall only with a reason in the changelog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva import add, open_library, verify
from minerva.evaluate import evaluate, read_judged, summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from minerva import Library

pytestmark = pytest.mark.gate

IDENTITIES = {
    "botkyrka-2018": ("Botkyrka", "0127", "Stockholms län", "socialnämnden", "årsredovisning", 2018, None),
    "eskilstuna-2016": ("Eskilstuna", "0484", "Södermanlands län", "socialnämnden", "delårsrapport", 2016, "delår 2"),
    "helsingborg-2017": ("Helsingborg", "1283", "Skåne län", "socialnämnden", "årsbokslut", 2017, None),
    "linkoping-2018": ("Linköping", "0580", "Östergötlands län", "socialnämnden", "måluppföljning", 2018, "augusti"),
    "molndal-2017": (
        "Mölndal", "1481", "Västra Götalands län", "social- och arbetsmarknadsnämnden", "verksamhetsberättelse", 2017,
        None,
    ),
}  # fmt: skip
FLOORS = {"hybrid": (0.89, 0.89), "words": (0.74, 0.79), "meaning": (0.75, 0.79)}
"""Recall@10 and mean reciprocal rank of the judged queries, by how passages are looked for."""


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Give a library of the five real reports, their files named so that the names give nothing away."""
    folder = tmp_path_factory.mktemp("real")
    with open_library(folder / "index", create=True) as library:
        outcome = add(library, [shared / "reports"])
        assert not outcome.skipped
        yield library


def test_identity(real: Library) -> None:
    """Municipality, code, county, board, kind, year and period of all five are right."""
    found = {
        one.file.removesuffix(".txt"): (
            one.municipality, one.municipality_code, one.county, one.board, one.kind, one.year, one.period,
        )
        for one in real.reports()
    }  # fmt: skip
    assert found == IDENTITIES


def test_every_promise_holds(real: Library) -> None:
    """Every passage is a slice of its report, and whatever else is promised."""
    assert verify(real) == []


def test_lengths(real: Library) -> None:
    """No passage is over 220 words, and at most one in ten of running text under 40."""
    passages = [passage for report in real.reports() for passage in real.passages(report.id)]
    running = [passage for passage in passages if passage.kind.value in {"text", "lista"}]
    assert max(passage.words for passage in passages) <= 220
    assert sum(passage.words < 40 for passage in running) <= 0.1 * len(running)


@pytest.mark.parametrize("mode", FLOORS)
def test_search(real: Library, shared: Path, mode: str) -> None:
    """The judged queries are answered at least as well as before."""
    measured = summary(evaluate(real, read_judged(shared / "eval" / "reports_dev.jsonl"), mode=mode))
    recall, mrr = FLOORS[mode]
    assert measured["recall@10"] >= recall
    assert measured["mrr"] >= mrr
