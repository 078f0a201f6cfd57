"""What was judged about the reports: queries with what answers them, passages, functions a second time."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from forms.source import Source, blocks
from forms.truth import paragraph_texts

TRUTH = Path(__file__).parent.parent / "truth"
KINDS = frozenset("theme practice acronym compound figure everyday negative".split())
SNIPPET_WORDS = range(4, 11)
WHYS = frozenset("reference list table heading other".split())
PARTS = Counter(develop=60, test=60)


def read_lines(name: str) -> list[dict[str, Any]]:
    """Read what was judged, ``truth/NAME.jsonl``: one judgment a line."""
    lines = (TRUTH / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def count_ids(queries: list[dict[str, Any]]) -> Counter[str]:
    """Count how often each id is given."""
    return Counter(query["id"] for query in queries)


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
    if len({(it["report"], it["snippet"]) for it in relevant}) < len(relevant):
        yield f"{query['id']}: a judgment stands twice"


def completeness_faults(judged: list[dict[str, Any]], sources: dict[str, Source]) -> Iterator[str]:
    """Name judged passages of unknown reports or reasons, whose words stand nowhere, and parts of the wrong size."""
    for told in judged:
        name = f"completeness: '{told['start_words']}'"
        if told["report"] not in sources:
            yield f"{name}: no source '{told['report']}'"
            continue
        text = letters(" ".join(block.text for block in blocks(sources[told["report"]])))
        start = text.find(letters(told["start_words"]))
        if start < 0 or text.find(letters(told["end_words"]), start) < 0:
            yield f"{name} to '{told['end_words']}' does not occur in {told['report']}"
        if told["why"] not in ({None} if told["complete"] else WHYS):
            yield f"{name}: complete is {told['complete']} with why '{told['why']}'"
    if (parts := Counter(told["part"] for told in judged)) != PARTS:
        yield f"completeness: parts {dict(parts)}, not {dict(PARTS)}"
    if len({(told["report"], told["start_words"], told["end_words"]) for told in judged}) < len(judged):
        yield "completeness: a passage is judged twice"


def repeated_faults(judged: list[dict[str, Any]], sources: dict[str, Source]) -> Iterator[str]:
    """Name paragraphs whose functions were judged a second time and that no report has, or one has twice."""
    for told in judged:
        texts = paragraph_texts(sources[told["report"]]) if told["report"] in sources else ()
        if (count := sum(text.startswith(told["start_words"]) for text in texts)) != 1:
            yield f"functions-again: '{told['start_words']}' begins {count} paragraphs of {told['report']}"


def cells(source: Source) -> Iterator[str]:
    """Every paragraph, list item and table cell of a source: a snippet lies within one of them."""
    return (cell for block in blocks(source) for row in block.rows for cell in row)


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return " ".join(text.split())


def letters(text: str) -> str:
    """Letters and digits alone: a passage has bullets, and signs of notes, that the source does not."""
    return "".join(letter for letter in text.casefold() if letter.isalpha() or letter.isdecimal())
