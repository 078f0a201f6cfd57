"""How well words that were broken over line ends were mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.evaluate.structure import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BROKEN = re.compile(r"(?:(\S+)\s+)?(\S*\w)[-\u00ad\u2010\u2011\u0002\ufffe]$")


def measure_hyphens(read: str, truth: str, printed: Iterable[str]) -> Share:
    """
    Compare how each word that a printed line breaks off stands in the text as read and as written.

    Parameters
    ----------
    read, truth
        The whole text of both.
    printed
        The lines as printed.

    Returns
    -------
    Share
        Of words made one: how many rightly, how many at all, how many should have been.
    """
    right = found = expected = 0
    for before, start in _broken(printed):
        written, mended = _forms(truth, before, start), _forms(read, before, start)
        if not written:
            continue
        whole = {form for form in written if "-" not in form}
        joined = {form for form in mended if "-" not in form}
        right += bool(whole & joined)
        found += bool(joined)
        expected += bool(whole)
    return Share(right, found, expected)


def _broken(printed: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in printed:
        match = _BROKEN.search(line.rstrip())
        if match:
            yield match[1] or "", match[2]


def _forms(text: str, before: str, start: str) -> set[str]:
    """Return how the word that begins with *start*, after *before*, goes on: ``invånare``, ``HVB-hem``, ``barn- ``."""
    lead = rf"(?<!\S){re.escape(before)}\s+" if before else r"(?<![\w-])"
    return set(re.findall(rf"{lead}({re.escape(start)}(?:-\s|-)?\w+)", text))
