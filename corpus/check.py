#!/usr/bin/env python3
"""
Check the truth against the sources: ``python corpus/check.py``.

Exit 1 with one line for each thing that does not hold: marks that are missing or unknown, paragraphs whose change
since the year before is not what their mark says, snippets that occur nowhere.
"""

import json
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any

from forms.source import CAPTION, LEGEND, Block, Source, blocks, read_source

CORPUS = Path(__file__).parent
THEMES = frozenset(
    "hemlöshet, våld i nära relation, ensamkommande, missbruk och beroende, spelberoende, ekonomiskt bistånd, "
    "placerade barns skolgång, familjehem, orosanmälningar, kompetensförsörjning, sjukfrånvaro, "
    "digitalisering och e-tjänster, brukarinflytande, budget- och skuldrådgivning, hedersrelaterat våld, "
    "serveringstillstånd, matsvinn och miljö".split(", ")
)
KINDS = frozenset("theme practice acronym compound figure everyday negative".split())
TABLES = frozenset({"indikatorer", "budget"})
SNIPPET_WORDS = range(4, 11)
# From this likeness up, paragraphs of two years are one that was changed. Measured on the first four reports: of those
# written as changes the least alike has .64, of those written anew the most alike has .52 (a summary full of figures).
CHANGED = 0.58


def main() -> int:
    """Print what does not hold; 1 if there is anything."""
    sources = {path.stem: read_source(path) for path in sorted(CORPUS.glob("source/*.md"))}
    faults = [fault for source in sources.values() for fault in mark_faults(source)]
    for earlier, later in pairwise(sorted(sources.values(), key=lambda it: (it.meta["municipality"], it.meta["year"]))):
        if earlier.meta["municipality"] == later.meta["municipality"]:
            faults += change_faults(earlier, later)
    queries = (CORPUS / "truth" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    faults += [fault for line in queries for fault in query_faults(json.loads(line), sources)]
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    sys.stdout.write(f"{len(sources)} sources, {len(queries)} queries, {len(faults)} faults\n")
    return int(bool(faults))


def told(source: Source) -> list[Block]:
    """Paragraphs and lists that carry themes: all but captions and legends."""
    return [
        block
        for block in blocks(source)
        if block.kind in {"paragraph", "list"} and not CAPTION.match(block.text) and not block.text.startswith(LEGEND)
    ]


def mark_faults(source: Source) -> Iterator[str]:
    """Paragraphs without themes, themes that nobody knows, tables of no kind."""
    for block in told(source):
        if "tema" not in block.marks:
            yield f"{source.stem}: no <!-- tema: --> before '{block.text[:50]}'"
        for theme in set(block.themes) - THEMES:
            yield f"{source.stem}: unknown theme '{theme}'; one of {', '.join(sorted(THEMES))}"
    for block in blocks(source):
        if block.kind == "table" and block.marks.get("tabell") not in TABLES:
            yield f"{source.stem}: no <!-- tabell: --> of {', '.join(sorted(TABLES))} before '{block.text[:50]}'"


def change_faults(earlier: Source, later: Source) -> Iterator[str]:
    """Paragraphs of *later* whose mark ``år`` does not say how they differ from *earlier*."""
    before = [block.text for block in told(earlier)]
    for block in told(later):
        likeness = max(SequenceMatcher(None, text, block.text, autojunk=False).ratio() for text in before)
        change = "oförändrat" if block.text in before else "ändrat" if likeness >= CHANGED else "nytt"
        if block.marks.get("år") != change:
            yield f"{later.stem}: år '{block.marks.get('år')}' but {change} ({likeness:.2f}): '{block.text[:50]}'"


def query_faults(query: dict[str, Any], sources: dict[str, Source]) -> Iterator[str]:
    """Name queries of an unknown kind, judgments of unknown reports, snippets of the wrong length or found nowhere."""
    relevant = query["relevant"]
    if query["kind"] not in KINDS or bool(relevant) == (query["kind"] == "negative"):
        yield f"{query['id']}: kind '{query['kind']}' with {len(relevant)} judgments"
    for judgment in relevant:
        report, snippet = judgment["report"], judgment["snippet"]
        if report not in sources:
            yield f"{query['id']}: no source '{report}'"
        elif len(snippet.split()) not in SNIPPET_WORDS:
            yield f"{query['id']}: '{snippet}' has {len(snippet.split())} words; take 4 to 10"
        elif not any(fold(snippet) in fold(cell) for cell in cells(sources[report])):
            yield f"{query['id']}: '{snippet}' does not occur in {report}"


def cells(source: Source) -> Iterator[str]:
    """Every paragraph, list item and table cell of a source: a snippet lies within one of them."""
    return (cell for block in blocks(source) for row in block.rows for cell in row)


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
