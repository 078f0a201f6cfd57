"""The truth about each report as JSON: identity, headings, blocks, paragraphs with themes and changes, indicators."""

import hashlib
import json
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from forms.indicators import indicator_rows
from forms.source import CAPTION, LEGEND, Block, Source, blocks

LAYOUTS = Path(__file__).parent.parent / "layouts"
_IDENTITY = (
    "municipality", "municipality_code", "county", "group", "board", "kind", "year", "period", "title", "dated",
    "reference",
)  # fmt: skip


def truths(sources: Iterable[Source]) -> dict[str, str]:
    """Write the truth of all reports, JSON by the name of the source; the later year points at the earlier one."""
    told: dict[str, str] = {}
    in_order = sorted(sources, key=lambda it: (it.meta["municipality"], it.meta["year"]))
    for _, years in groupby(in_order, key=lambda it: it.meta["municipality"]):
        earlier: Source | None = None
        for source in years:
            told[source.stem] = _json(_truth(source, earlier))
            earlier = source
    return told


def carries_themes(block: Block) -> bool:
    """Tell whether a block is a paragraph or list of the running text: no caption, no legend."""
    return block.kind in {"paragraph", "list"} and not CAPTION.match(block.text) and not block.text.startswith(LEGEND)


def paragraph_texts(source: Source) -> tuple[str, ...]:
    """Give the texts of all paragraphs and lists that carry themes, in their order."""
    return tuple(block.text for block in blocks(source) if carries_themes(block))


@cache
def most_alike(text: str, texts: tuple[str, ...]) -> tuple[float, int]:
    """Find which of *texts* is most like *text*: the likeness, 0 to 1, and its index."""
    best = (-1.0, -1)
    matcher = SequenceMatcher(None, b=text, autojunk=False)
    for index, other in enumerate(texts):
        if other == text:
            return 1.0, index
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() > best[0] and matcher.quick_ratio() > best[0]:
            best = max(best, (matcher.ratio(), index))
    return best


def made_from(source: Source, text: str) -> str:
    """Fingerprint what a report is built from: its source, and what its layout consists of."""
    digest = hashlib.sha256(text.encode())
    code, layout = source.meta["municipality_code"], source.meta["layout"]
    used = {"pdf": (f"{layout}.css", f"{code}.svg", f"{code}-omslag.svg"), "html": (f"{layout}.html",)}
    for name in used.get(source.meta["form"], ()):
        path = LAYOUTS / name
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def _json(truth: dict[str, Any]) -> str:
    """Write one line for each heading, block, paragraph and row, so that a change shows as one line."""
    parts = []
    for key, told in truth.items():
        if isinstance(told, list) and told and isinstance(told[0], dict):
            lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in told)
            parts.append(f' "{key}": [\n{lines}\n ]')
        else:
            parts.append(f' "{key}": {json.dumps(told, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _truth(source: Source, earlier: Source | None) -> dict[str, Any]:
    written = list(blocks(source))
    before = paragraph_texts(earlier) if earlier else ()
    pieces: list[dict[str, str]] = []
    paragraphs: list[dict[str, Any]] = []
    for block in written:
        first = len(pieces)
        pieces += _pieces(block)
        if carries_themes(block):
            at = [index for index in range(first, len(pieces)) if pieces[index]["kind"] != "footnote"]
            told = {"blocks": at, "themes": list(block.themes), "functions": list(block.functions)}
            paragraphs.append(told | _change(block, before))
    return {
        "report": source.stem,
        "files": list(source.files),
        "identity": {key: source.meta[key] or None for key in _IDENTITY} | {"year": int(source.meta["year"])},
        "headings": [{"level": block.level, "text": block.text} for block in written if block.kind == "heading"],
        "blocks": pieces,
        "earlier": earlier.stem if earlier else None,
        "paragraphs": paragraphs,
        "indicators": list(indicator_rows(source)),
    }


def _pieces(block: Block) -> list[dict[str, str]]:
    if block.kind == "table":
        pieces = [{"kind": "table", "text": "\n".join("\t".join(row) for row in block.rows)}]
    elif block.kind == "list":
        pieces = [{"kind": "list item", "text": row[0]} for row in block.rows]
    else:
        kind = "caption" if block.kind == "paragraph" and CAPTION.match(block.text) else block.kind
        pieces = [{"kind": kind, "text": block.text}]
    return pieces + [{"kind": "footnote", "text": note} for note in block.notes]


def _change(block: Block, before: tuple[str, ...]) -> dict[str, Any]:
    if not before:
        return {}
    change = block.marks["år"]
    return {"change": change, "earlier": None if change == "nytt" else most_alike(block.text, before)[1]}
