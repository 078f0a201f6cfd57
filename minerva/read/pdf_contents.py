"""The lines of a table of contents in a PDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.read.marks import CONTENTS_TITLE, DOT_LEADER, ENDS_IN_PAGE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_MISSES = 3
"""An entry over several lines shows its page number on the last."""
_SURE = 4
_LAST_NUMBER = re.compile(r"(\d{1,3})\.?$")
_LED_NUMBER = re.compile(rf"(?:{DOT_LEADER.pattern})\s*\d{{1,3}}\.?$")
_COLUMN_TITLE = re.compile(r"^(?:sida|sid\.?|sidan|sidnr|sidnummer)$", re.IGNORECASE)


def find_contents(texts: Sequence[str]) -> set[int]:
    """
    Return which of the lines of a document belong to a table of contents, its title among them.

    After the title, page numbers never fall; elsewhere, only a line with a dot leader before its page number counts.
    """
    found = {index for index, text in enumerate(texts) if _LED_NUMBER.search(text)}
    for index, text in enumerate(texts):
        if CONTENTS_TITLE.match(text):
            found |= _entries(texts, index)
    return found


def _entries(texts: Sequence[str], title: int) -> set[int]:
    last = title
    page = 0
    led = plain = 0
    for index in range(title + 1, len(texts)):
        text = texts[index]
        number = _page_number(text)
        leads = bool(DOT_LEADER.search(text))
        # Where all entries so far have a leader, a sentence that happens to end in a number is none.
        counts = number is not None and number >= page and (plain or led < _SURE)
        if leads or counts or _COLUMN_TITLE.match(text):
            led += leads
            plain += not leads and number is not None
            page = number if number is not None else page
            last = index
        elif index - last > _MAX_MISSES:
            break
    return set(range(title, last + 1)) if last > title else set()


def _page_number(text: str) -> int | None:
    match = _LAST_NUMBER.search(text) if ENDS_IN_PAGE_NUMBER.search(text) else None
    return int(match[1]) if match else None
