"""A report as bibliographies hold it: CSL-JSON, from which the other forms follow."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from minerva.outward.text import one_line
from minerva.swedish.places import authority_name

if TYPE_CHECKING:
    from minerva.records import Source

_NO_KEY = re.compile(r"[^a-z0-9]+")


def author_of(source: Source) -> str | None:
    """Return who speaks: the municipality as an authority, and its board."""
    municipality = authority_name(source.municipality) if source.municipality else None
    return ", ".join(filter(None, (municipality, source.board))) or None


def csl_item(source: Source) -> dict[str, Any]:
    """
    Return a report as an item of CSL-JSON; what is not known is left out.

    Notes
    -----
    https://docs.citationstyles.org/en/stable/specification.html, appendix IV; ``archive`` names the file where no
    address is known.
    """
    author = author_of(source)
    known = {
        "id": key_of(source),
        "type": "report",
        "language": "sv-SE",
        "title": _clean(source.title),
        "author": [{"literal": _clean(author)}] if author else None,
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "number": _clean(source.reference),
        "genre": _clean(source.kind),
        "URL": _clean(source.url),
        "archive": None if source.url else _clean(source.file.rsplit("/", 1)[-1]),
    }
    return {name: value for name, value in known.items() if value is not None}


def key_of(source: Source) -> str:
    """Return a key that a person recognises and that two reports do not share: ``granfors2021-5d0c7b12``."""
    folded = unicodedata.normalize("NFKD", (source.municipality or source.title).casefold())
    letters = _NO_KEY.sub("", folded.encode("ascii", "ignore").decode())[:20] or "rapport"
    return f"{letters}{source.year or ''}-{source.report_id[:8]}"


def _clean(text: str | None) -> str | None:
    return one_line(text) if text else None
