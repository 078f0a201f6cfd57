"""What kind of report it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.understand.confidence import GUESSED, LIKELY, SURE
from minerva.understand.front import Found, Parts
from minerva.understand.kind_words import (
    KINDS,
    PLAN_FIRST,
    UNBROKEN_KINDS,
    is_title,
    kind_in,
    kind_in_file_name,
    loose_kind_in,
)
from minerva.understand.labels import labelled
from minerva.understand.structure import find_kind_by_structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from minerva.records import Block

__all__ = ["KINDS", "find_kind"]

_LETTER = re.compile(
    r"tjänste(?:utlåtande|skrivelse)|skrivelse|missiv|bilaga|underlag|kallelse|föredragningslista|remiss|yttrande",
    re.IGNORECASE,
)
"""Opens a block of what comes with a report, and may be filed under its title."""

_SELF = re.compile(r"\b(?:denna|detta|föreliggande)\s+([\w-]+)", re.IGNORECASE)


def find_kind(parts: Parts, file: str) -> Found[str] | None:
    """Return the kind of the report: by titles, labels, properties, body, structure or file name; else none."""
    return (
        _in_titles(parts)
        or next(_labelled(parts), None)
        or next(_kinds_of(parts, parts.running_lines(), kind_in), None)
        or next(_kinds_of(parts, parts.front, loose_kind_in), None)
        or _outside(kind_in(parts.document.title or ""), "properties", LIKELY)
        or _named_by_itself(parts)
        or find_kind_by_structure(parts)
        or _outside(kind_in_file_name(file), "file name", GUESSED)
    )


def _in_titles(parts: Parts) -> Found[str] | None:
    """Return the kind that the topmost title names; less sure where others of the front name another, or a letter."""
    kinds = list(_kinds_of(parts, parts.front, kind_in))
    if not kinds:
        return None
    front = [parts.document.block_text(block) for block in parts.front]
    title = parts.document.text[kinds[0].start : kinds[0].end]
    doubtful = (
        len({found.value for found in kinds}) > 1
        or any(_LETTER.match(text) for text in front)
        or (kinds[0].value == "strategi" and not PLAN_FIRST.match(title))
    )
    return kinds[0].rated(LIKELY if doubtful else SURE)


def _labelled(parts: Parts) -> Iterator[Found[str]]:
    for one in labelled(parts, "kind"):
        kind = kind_in(one.value) or loose_kind_in(one.value)
        if kind:
            yield Found(kind, "text", one.start, one.end, LIKELY)


def _kinds_of(parts: Parts, blocks: Iterable[Block], name_kind: Callable[[str], str | None]) -> Iterator[Found[str]]:
    for block in blocks:
        text = parts.document.block_text(block)
        kind = name_kind(text) if is_title(text) else None
        if kind:
            yield Found(kind, "text", block.start, block.end)


def _outside(kind: str | None, source: str, confidence: float) -> Found[str] | None:
    return Found(kind, source, confidence=confidence) if kind else None


def _named_by_itself(parts: Parts) -> Found[str] | None:
    """Return the kind that the body gives the report, as in "denna årsredovisning"; "denna plan" is too vague."""
    for match in _SELF.finditer(parts.document.text):
        kind = kind_in(match[1])
        if kind in UNBROKEN_KINDS:
            return Found(kind, "text", *match.span())
    return None
