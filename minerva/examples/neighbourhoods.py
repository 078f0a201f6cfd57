"""What stands around a passage in its report, as far as it must be known to understand the passage alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from minerva.records import BlockKind
from minerva.swedish.acronyms import explained, glossary

if TYPE_CHECKING:
    from minerva.records import Document, Passage


class Surroundings(NamedTuple):
    """
    What stands around a passage.

    Attributes
    ----------
    begins_within_list, ends_within_list
        Whether items of its first, or last, list stand outside it.
    lead
        The last words of the paragraph that leads in the list with which it begins; empty where none does.
    begins_within, ends_within
        Whether its first, or last, paragraph is cut.
    unexplained
        Acronyms in it that the report explains elsewhere and that the field does not know.
    """

    begins_within_list: bool = False
    ends_within_list: bool = False
    lead: str = ""
    begins_within: bool = False
    ends_within: bool = False
    unexplained: tuple[str, ...] = ()


class Neighbourhood:
    """What stands around passages of one report, which is looked through once."""

    def __init__(self, document: Document) -> None:
        unread = {BlockKind.FURNITURE, BlockKind.CONTENTS}
        self._document = document
        self._blocks = [block for block in document.blocks if block.kind not in unread]
        self._ends = [block.end for block in self._blocks]
        known = {one.acronym for one in glossary()}
        self._acronyms = tuple(
            dict.fromkeys(one.acronym for one in explained(document.text) if one.acronym not in known)
        )

    def around(self, passage: Passage) -> Surroundings:
        """Return what stands around *passage*."""
        first, last = bisect_right(self._ends, passage.start), bisect_left(self._ends, passage.end)
        if last >= len(self._blocks) or self._blocks[last].start >= passage.end:
            last -= 1
        if first > last:
            return Surroundings()
        before = self._blocks[first - 1] if first else None
        after = self._blocks[last + 1] if last + 1 < len(self._blocks) else None
        item = BlockKind.LIST_ITEM
        begins, ends = self._blocks[first].kind is item, self._blocks[last].kind is item
        lead = before and begins and before.kind is BlockKind.PARAGRAPH and self._document.block_text(before).rstrip()
        return Surroundings(
            begins_within_list=bool(before and begins and before.kind is item),
            ends_within_list=bool(after and ends and after.kind is item),
            lead=lead[-60:] if lead and lead.endswith(":") else "",
            begins_within=self._blocks[first].start < passage.start,
            ends_within=self._blocks[last].end > passage.end,
            unexplained=self._unexplained(self._document.text[passage.start : passage.end]),
        )

    def _unexplained(self, text: str) -> tuple[str, ...]:
        used = [one for one in self._acronyms if re.search(rf"\b{re.escape(one)}\b", text)]
        here = {one.acronym for one in explained(text)} if used else set()
        return tuple(one for one in used if one not in here)
