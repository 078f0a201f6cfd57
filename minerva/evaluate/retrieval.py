"""How good a search is, measured on judged queries."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from statistics import fmean
from typing import TYPE_CHECKING, Any

from minerva.errors import MinervaError, refusal
from minerva.messages import translate as _
from minerva.read.markup import strip_markup
from minerva.retrieval.search import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from minerva.library.store import Library
    from minerva.records import Hit
    from minerva.retrieval.rankings import Mode

DEPTH = 10
_LOOKED_AT = 100
"""How far down the first answer is looked for, for the reciprocal rank."""
MEASURES = ("recall@10", "mrr", "ndcg@10", "success@1")


@dataclass(frozen=True, slots=True)
class Judgment:
    """A piece of text of one report (its file's name without ending) that answers a query."""

    report: str
    snippet: str


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with all that answers it; nothing does where *relevant* is empty."""

    id: str
    kind: str
    query: str
    relevant: tuple[Judgment, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The measures of one judged query, 0 to 1; all ``None`` where nothing answers it."""

    query: JudgedQuery
    measures: dict[str, float] | None
    missed: tuple[Judgment, ...] = ()


def read_judged(path: Path) -> list[JudgedQuery]:
    """
    Read judged queries, one JSON object a line.

    Raises
    ------
    MinervaError
        If the file is missing, or a line is no judged query.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise MinervaError(_("{path} cannot be read: {error}.").format(path=path, error=refusal(error))) from error
    queries = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            relevant = tuple(Judgment(one["report"], one["snippet"]) for one in entry["relevant"])
            queries.append(JudgedQuery(str(entry["id"]), str(entry["kind"]), str(entry["query"]), relevant))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise MinervaError(
                _("{path}, line {number}: this is no judged query. It needs id, kind, query and relevant.").format(
                    path=path, number=number
                )
            ) from error
    return queries


def evaluate(
    library: Library,
    queries: Iterable[JudgedQuery],
    *,
    mode: Mode | str | None = None,
    on_progress: Callable[[JudgedQuery], None] | None = None,
) -> list[Outcome]:
    """
    Ask every query and measure its hits.

    A hit answers a judgment when it is of that report and contains the snippet, white space folded and markup removed.
    Each judgment counts once.

    Parameters
    ----------
    mode
        As in :func:`~minerva.retrieval.search.search`.
    """
    outcomes = []
    for query in queries:
        hits = search(library, query.query, limit=_LOOKED_AT, mode=mode).hits
        outcomes.append(measured(query, hits))
        if on_progress:
            on_progress(query)
    return outcomes


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the means over all queries, and over each kind; those that nothing answers are only counted."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.query.kind].append(outcome)
    return _means(outcomes) | {"by_kind": {kind: _means(of_kind) for kind, of_kind in sorted(by_kind.items())}}


def _means(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    outcomes = list(outcomes)
    asked = [outcome.measures for outcome in outcomes if outcome.measures is not None]
    means = {name: round(fmean(one[name] for one in asked), 4) if asked else None for name in MEASURES}
    return {"queries": len(outcomes), **means}


def measured(query: JudgedQuery, hits: Sequence[Hit]) -> Outcome:
    """Return how well *hits*, best first, answer a judged query."""
    if not query.relevant:
        return Outcome(query, None)
    ranks = [_rank(judgment, hits) for judgment in query.relevant]
    missed = tuple(judgment for judgment, rank in zip(query.relevant, ranks, strict=True) if not 0 < rank <= DEPTH)
    return Outcome(query, measures_of(ranks), missed)


def measures_of(ranks: Sequence[int]) -> dict[str, float]:
    """Return the measures of a query whose judgments are answered at *ranks*, from 1; 0 for those that are not."""
    first = min((rank for rank in ranks if rank), default=0)
    return {
        "recall@10": _recall(ranks),
        "mrr": 1 / first if first else 0.0,
        "ndcg@10": _ndcg(ranks),
        "success@1": float(first == 1),
    }


def _recall(ranks: Sequence[int]) -> float:
    """
    Return the share of judgments answered among the first ten, of those that could be.

    Where more than ten answer, ten is all that can be found: Thakur et al., "BEIR", 2021, capped recall.
    """
    found = sum(0 < rank <= DEPTH for rank in ranks)
    return min(found, DEPTH) / min(len(ranks), DEPTH)


def _rank(judgment: Judgment, hits: Sequence[Hit]) -> int:
    """Return the place, from 1, of the first hit that answers *judgment*; 0 if none does."""
    return next((rank for rank, hit in enumerate(hits, 1) if answers(hit, judgment)), 0)


def _ndcg(ranks: Sequence[int]) -> float:
    """
    Return the normalised discounted cumulative gain at ten of judgments answered at *ranks*, 0 for those that are not.

    A hit that answers several judgments counts once, and so do they in the ideal order.
    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002.
    """
    answering = {rank for rank in ranks if rank}
    ideal = min(len(answering) + ranks.count(0), DEPTH)
    gained = sum(1 / math.log2(rank + 1) for rank in answering if rank <= DEPTH)
    return gained / sum(1 / math.log2(rank + 1) for rank in range(1, ideal + 1))


def answers(hit: Hit, judgment: Judgment) -> bool:
    """Tell whether *hit* is of the report of *judgment* and contains its snippet."""
    return PurePosixPath(hit.report.file).stem == judgment.report and _plain(judgment.snippet) in _plain(hit.text)


def _plain(text: str) -> str:
    return " ".join(strip_markup(text).split())
