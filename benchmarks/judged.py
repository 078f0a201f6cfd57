"""Judged queries and the libraries that they are asked of."""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.places import ROOT, SHARED
from minerva import Library, add, open_library
from minerva.evaluate import JudgedQuery, Judgment, evaluate, read_judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.evaluate import Outcome
    from minerva.settings import SearchSettings

_WHOLE_WORDS = 1_000_000


class JudgedSet(NamedTuple):
    """Queries with what answers them in a library."""

    name: str
    library: Library
    queries: list[JudgedQuery]

    def outcomes(self, settings: SearchSettings) -> list[Outcome]:
        """Ask all queries with other weights; leave out those that nothing answers."""
        self.library.settings = replace(self.library.settings, search=settings)
        return [one for one in evaluate(self.library, self.queries, mode="words") if one.measures is not None]


@contextmanager
def judged_sets() -> Iterator[list[JudgedSet]]:
    """Read the example reports, and the real reports and the questions to authorities where they are at hand."""
    with ExitStack() as stack:
        sets = [_set(stack, "corpus", ROOT / "corpus", read_judged(ROOT / "corpus" / "truth" / "queries.jsonl"))]
        if SHARED.is_dir():
            queries = read_judged(SHARED / "eval" / "reports_dev.jsonl")
            sets.append(_set(stack, "reports", SHARED / "reports", queries))
            folder = Path(stack.enter_context(TemporaryDirectory()))
            sets.append(_set(stack, "questions", folder, _questions(folder), whole=True))
        yield sets


def _set(stack: ExitStack, name: str, folder: Path, queries: list[JudgedQuery], *, whole: bool = False) -> JudgedSet:
    index = Path(stack.enter_context(TemporaryDirectory()))
    if whole:
        limits = f"min_words = 1\ntarget_words = {_WHOLE_WORDS}\nmax_words = {_WHOLE_WORDS}\n"
        (index / "minerva.toml").write_text(f"[passages]\n{limits}", encoding="utf-8")
    library = stack.enter_context(open_library(index, create=True))
    add(library, [folder])
    return JudgedSet(name, library, queries)


def _questions(folder: Path) -> list[JudgedQuery]:
    """Write each answer to a file of its own; return the questions, each answered by one of them."""
    judged = json.loads((SHARED / "eval" / "swefaq_dev.json").read_text(encoding="utf-8"))
    for number, text in enumerate(judged["docs"]):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return [
        JudgedQuery(str(number), "question", one["question"], (Judgment(str(one["answer"]), ""),))
        for number, one in enumerate(judged["queries"])
    ]
