"""The registry number (diarienummer) that a report bears, where it stands plainly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.records import BlockKind

if TYPE_CHECKING:
    from minerva.records import Document

_FIRST = 4000
"""Characters of a report within which its own number stands; further on it names those of other matters."""
_NUMBER = (
    r"[A-ZÅÄÖ]{1,6}[ \-]?(?:19|20)\d\d[-/:.]\d{1,6}"
    r"|(?:19|20)\d\d[-/:.]\d{2,6}(?:[-.]\d{1,4})?"
    r"|[A-ZÅÄÖ]{2,6} \d{2,4}[-/:]\d{1,6}"
)
"""Such as SN 2022/031, SOC-2023/58, 2021-00187 and KS 21/114."""
_LABELLED = re.compile(
    rf"\b(?:dnr|diarienummer|diarienr|ärendenr|ärendenummer)\b[.:]?\s{{0,3}}((?-i:{_NUMBER}))(?![\w/])", re.IGNORECASE
)
_ALONE = re.compile(r"(?<![\w/])([A-ZÅÄÖ]{2,6}[ \-](?:19|20)\d\d[-/:]\d{1,6})(?![\w/])")


def registry_number(document: Document) -> str | None:
    """
    Return the registry number that a report bears; None where none stands plainly.

    One on the first pages after "Dnr", "Diarienummer" or "Ärendenr", else one in a running header or footer.
    """
    labelled = _LABELLED.search(document.text, 0, _FIRST)
    if labelled:
        return " ".join(labelled[1].split())
    for block in document.blocks:
        found = _ALONE.search(document.block_text(block)) if block.kind is BlockKind.FURNITURE else None
        if found:
            return " ".join(found[1].split())
    return None
