"""
How rightly passages are said to be understood alone.

``python -m benchmarks completeness`` compares what is said of the judged passages with the judgments: of those that the
rules were written on, and of those that they were not.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.places import ROOT
from minerva.evaluate.structure import Share
from minerva.examples.completeness import wanting
from minerva.examples.neighbourhoods import Neighbourhood
from minerva.read.files import read_file
from minerva.settings import Settings
from minerva.understand.passages import cut_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.records import Document, Passage

CORPUS = ROOT / "corpus"
LEAST_PRECISION = 0.9


def measure() -> Iterator[Figure]:
    """Measure both parts of the judged passages."""
    for part, least in (("develop", None), ("test", LEAST_PRECISION)):
        share = measure_part(part)
        beside = f"{share.right} right of {share.found} told, {share.expected} there"
        yield Figure(f"complete passages ({part}), precision", share.precision, "", least, beside=beside)
        yield Figure(f"complete passages ({part}), recall", share.recall, "")


def measure_part(part: str) -> Share:
    """Return how many passages of a part are said, and judged, to be complete; those cut otherwise since are none."""
    total = Share()
    with (CORPUS / "truth" / "completeness.jsonl").open(encoding="utf-8") as lines:
        judged = [json.loads(line) for line in lines]
    for one in judged:
        found = _told(one["report"]).get((one["start_words"], one["end_words"]))
        if one["part"] == part and found is not None:
            total += Share(found and one["complete"], found, one["complete"])
    return total


@lru_cache
def _told(name: str) -> dict[tuple[str, str], bool]:
    """Return whether each passage of a report is said to be complete, by its first ten and last five words."""
    file = next((CORPUS / "reports").glob(f"{name}.*"))
    document = read_file(file, Settings().read)
    neighbourhood = Neighbourhood(document)
    return {_ends(document, one): not _lacks(document, neighbourhood, one) for one in _passages(document)}


def _passages(document: Document) -> list[Passage]:
    return list(cut_passages(document, "", Settings().passages))


def _ends(document: Document, passage: Passage) -> tuple[str, str]:
    words = document.text[passage.start : passage.end].split()
    return " ".join(words[:10]), " ".join(words[-5:])


def _lacks(document: Document, neighbourhood: Neighbourhood, passage: Passage) -> bool:
    text = document.text[passage.start : passage.end]
    return bool(wanting(text, passage.kind, neighbourhood.around(passage)))
