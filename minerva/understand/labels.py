"""Facts that a front states beside a label: "Nämnd: Socialnämnden", or a table with the label in its first cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.records import Block
    from minerva.understand.front import Parts

_LABELS = {
    "municipality": r"kommun|kommunens namn|huvudman",
    "board": r"nämnd|ansvarig nämnd|nämnd/styrelse|styrelse/nämnd|nämnd/bolag|nämnd eller styrelse",
    "kind": r"dokumenttyp|typ av dokument|typ av styrdokument|styrdokument|rapporttyp|dokumentinfo",
    "year": r"år|verksamhetsår|redovisningsår|räkenskapsår|budgetår|avser år|rapportår|uppföljningsår",
    "validity": r"gäller|gäller för|gäller från|gäller åren|giltighetstid|giltig|giltighet",
    "period": r"period|avser period|rapportperiod|redovisningsperiod|uppföljningsperiod|avser",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{field}>{labels})" for field, labels in _LABELS.items()) + r"|(?P<other>[^\W\d][\w/ -]{2,30})",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?:^|(?<=[\n\t|]))[ ]*(?P<label>[^\W\d][\w/ -]{1,30}?)[ ]*(?::[ \t]*|\t)(?P<value>[^\n\t|]+)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands beside a label of a front, and where."""

    field: str
    value: str
    start: int
    end: int


def labelled(parts: Parts, field: str) -> Iterator[Labelled]:
    """Yield what the front, or a table on the first page, states as *field*: a key of the table of labels above."""
    for block in parts.colophon():
        text = parts.document.block_text(block)
        for match in _PAIR.finditer(text):
            label = _LABEL.fullmatch(match["label"].strip())
            if label and label.lastgroup == field and (":" in match[0] or _in_pairs(text, match, block)):
                start = block.start + match.start("value")
                value = match["value"].rstrip()
                yield Labelled(field, value.strip(), start, start + len(value))


def _in_pairs(text: str, match: re.Match[str], block: Block) -> bool:
    """Say whether the row of a table holds labels and values in turn, and not a label with a series of figures."""
    row = text[text.rfind("\n", 0, match.start("label")) + 1 :].partition("\n")[0]
    return block.kind is BlockKind.TABLE and row.count("\t") % 2 == 1
