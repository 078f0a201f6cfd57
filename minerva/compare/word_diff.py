"""Which words of a text are new, and which are gone."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\s*\S+")
_MOST_TOKENS = 3000
"""Of longer texts, such as tables over many pages, only beginning and end are compared."""


class Kept(StrEnum):
    """What happened to some words."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


class Segment(NamedTuple):
    """Some words in a row, and what happened to them."""

    kept: Kept
    text: str


def word_diff(earlier: str, later: str) -> tuple[Segment, ...]:
    """Return the words of both texts: those that are equal or added make up *later*, equal or removed *earlier*."""
    before, after = _TOKEN.findall(earlier), _TOKEN.findall(later)
    if max(len(before), len(after)) > _MOST_TOKENS:
        return tuple(_ends_compared(before, after))
    return tuple(_compared(before, after))


def _compared(before: list[str], after: list[str]) -> Iterator[Segment]:
    # White space before a word says nothing of the word.
    matcher = SequenceMatcher(None, [one.strip() for one in before], [one.strip() for one in after], autojunk=False)
    for _kind, start, end, later_start, later_end in matcher.get_opcodes():
        if before[start:end] and _kind != "equal":
            yield Segment(Kept.REMOVED, "".join(before[start:end]).strip())
        if after[later_start:later_end]:
            kept = Kept.EQUAL if _kind == "equal" else Kept.ADDED
            yield Segment(kept, "".join(after[later_start:later_end]).strip())


def _ends_compared(before: list[str], after: list[str]) -> Iterator[Segment]:
    shortest = min(len(before), len(after))
    head = next((n for n in range(shortest) if before[n].strip() != after[n].strip()), shortest)
    tail = next((n for n in range(shortest - head) if before[-1 - n].strip() != after[-1 - n].strip()), shortest - head)
    pieces = (
        (Kept.EQUAL, after[:head]),
        (Kept.REMOVED, before[head : len(before) - tail]),
        (Kept.ADDED, after[head : len(after) - tail]),
        (Kept.EQUAL, after[len(after) - tail :]),
    )
    yield from (Segment(kept, "".join(some).strip()) for kept, some in pieces if some)
