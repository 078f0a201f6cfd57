from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from minerva.errors import MinervaError
from minerva.evaluate import JudgedQuery, Judgment, evaluate, read_judged, summary
from tests.making import FILLER, put_text

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library


def _measures(library: Library, query: str, *relevant: tuple[str, str]) -> dict[str, float] | None:
    judged = JudgedQuery("q", "theme", query, tuple(Judgment(*one) for one in relevant))
    return evaluate(library, [judged])[0].measures


@pytest.fixture
def ranked(library: Library) -> Library:
    """Give three reports, of which a holds the word most often and c least."""
    for name, times in (("a", 3), ("b", 2), ("c", 1)):
        put_text(library, f"{name}.txt", f"Svar {name} **här**: {'matsvinn ' * times}. {FILLER}")
    return library


def test_all_found(ranked: Library) -> None:
    """Answers at the top give 1 in every measure; markup and white space in a snippet do not matter."""
    assert _measures(ranked, "matsvinn", ("a", "Svar  a <b>här</b>"), ("b", "Svar b här")) == {
        "recall@10": 1.0, "mrr": 1.0, "ndcg@10": 1.0, "success@1": 1.0,
    }  # fmt: skip


def test_hand_counted(ranked: Library) -> None:
    """One answer at the second place and one not found give the figures counted by hand."""
    measures = _measures(ranked, "matsvinn", ("b", "Svar b"), ("b", "Svar a"))
    assert measures is not None
    assert (measures["recall@10"], measures["mrr"], measures["success@1"]) == (0.5, 0.5, 0.0)
    # (1 / log2 3) / (1 / log2 2 + 1 / log2 3)
    assert measures["ndcg@10"] == pytest.approx(0.38685, abs=1e-4)


def test_more_answers_than_places(library: Library) -> None:
    """Where more than ten passages answer, ten of them at the top are all that can be asked."""
    for number in range(12):
        put_text(library, f"{number:02}.txt", f"Svar {number:02}. Matsvinn. {FILLER}")
    measures = _measures(library, "matsvinn", *((f"{number:02}", "Svar") for number in range(12)))
    assert measures is not None
    assert measures["recall@10"] == 1.0


def test_nothing_answers(ranked: Library) -> None:
    """A query that nothing answers is counted and left out of the means."""
    outcomes = evaluate(
        ranked,
        [JudgedQuery("n", "negative", "rymdfart", ()), JudgedQuery("q", "theme", "matsvinn", (Judgment("a", "Svar"),))],
    )
    result = summary(outcomes)
    assert (result["queries"], result["recall@10"]) == (2, 1.0)
    assert result["by_kind"]["negative"] == {
        "queries": 1,
        "recall@10": None,
        "mrr": None,
        "ndcg@10": None,
        "success@1": None,
    }


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "kind": "a", "query": "b", "relevant": [{}]}'])
def test_bad_line(tmp_path: Path, line: str) -> None:
    """A line that is no judged query is named by its number."""
    good = {"id": "q", "kind": "theme", "query": "a", "relevant": []}
    file = tmp_path / "judged.jsonl"
    file.write_text(f"{json.dumps(good)}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(MinervaError, match="line 3"):
        read_judged(file)


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(MinervaError, match=r"nothing\.jsonl"):
        read_judged(tmp_path / "nothing.jsonl")
