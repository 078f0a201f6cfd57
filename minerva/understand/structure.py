"""What kind a report is by its structure, where no title says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.records import Block, BlockKind
from minerva.understand.confidence import GUESSED, LIKELY
from minerva.understand.front import Found, Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MIN_ITEMS = 3
"""Numbered items ("§ 12 …") of minutes; a statute is quoted by fewer at the beginning of a block."""
MIN_GOAL_TABLES = 2
MIN_BUDGET_TABLES = 1
OPENING_CHARS = 4000

_ITEM = re.compile(r"§{1,2}\s?\d+")
_PRESENT = re.compile(
    r"^\W{0,3}(?:beslutande|närvarande|ledamöter|justera(?:re|s)|utses att justera|övriga deltagare)\b",
    re.IGNORECASE | re.MULTILINE,
)
_GOAL_HEAD = re.compile(r"\b(?:mål|indikator|nyckeltal|mått)", re.IGNORECASE)
_RESULT_HEAD = re.compile(r"\b(?:utfall|resultat|måluppfyllelse|status|bedömning|måltal|målvärde)", re.IGNORECASE)
_FORECAST_HEAD = re.compile(r"\bprognos\b.*\b(?:avvikelse|avv|diff)|\b(?:ack|period)\w*\.? utfall", re.IGNORECASE)


def find_kind_by_structure(parts: Parts) -> Found[str] | None:
    """Return minutes by their numbered items and list of those present; reports by what heads their tables."""
    items = [block for block in parts.document.blocks if _ITEM.match(parts.document.block_text(block))]
    present = _PRESENT.search(parts.document.text, 0, OPENING_CHARS)
    if present and len(items) >= MIN_ITEMS:
        return Found("protokoll", "text", *present.span(), confidence=LIKELY)
    goals = list(_tables(parts, lambda head: bool(_GOAL_HEAD.search(head) and _RESULT_HEAD.search(head))))
    budgets = list(_tables(parts, lambda head: bool(_FORECAST_HEAD.search(head))))
    if len(goals) >= MIN_GOAL_TABLES and len(goals) > len(budgets):
        return Found("måluppföljning", "text", *goals[0], confidence=GUESSED)
    if len(budgets) >= MIN_BUDGET_TABLES and not goals:
        return Found("månadsuppföljning", "text", *budgets[0], confidence=GUESSED)
    return None


def _tables(parts: Parts, is_meant: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the head of each table that *is_meant* accepts."""
    for block in parts.document.blocks:
        head = _head(parts, block)
        if head and is_meant(head):
            yield block.start, block.start + len(head)


def _head(parts: Parts, block: Block) -> str:
    return parts.document.block_text(block).partition("\n")[0] if block.kind is BlockKind.TABLE else ""
