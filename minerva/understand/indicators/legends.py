"""What the signs of a report mean, as its own legend explains them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.understand.indicators.status import SIGNS, Legend, status_in_words
from minerva.understand.indicators.values import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.records import Cell, Table

_OPENING = re.compile(
    r"(?:färg|symbol|tecken|status)?(?:-? ?(?:och )?(?:tecken|symbol|färg) ?)?förklaring(?:ar)?\b[ :.]*", re.IGNORECASE
)
_COLOUR = "grön|gul|röd|orange|blå|grå|vit|svart|ljusgrön|mörkgrön"
_SIGN = (
    rf"[{SIGNS}]|[A-ZÅÄÖ](?=\s*[=:])|(?:{_COLOUR})t?(?=\s*(?:[=:–-]|betyder))|[-–—](?=\s*=)|(?:ej mätt|streck)(?=\s*=)"
)
_ENTRY = re.compile(
    rf"(?:^|(?<=[\s,;.·|]))(?P<sign>{_SIGN})\s*(?:[=:–-]|betyder)?\s*(?P<meaning>.+?)"
    rf"(?=\s*[·|;,.]?\s+(?:{_SIGN})|\s*·|$)",
    re.IGNORECASE,
)
_LONGEST_LEGEND = 1500
"""Characters; what is longer is an account."""


def legend_in(text: str) -> Legend:
    """Return what the signs, letters and colours mean that *text* explains; empty if it is no legend."""
    text = folded(text)
    if len(text) > _LONGEST_LEGEND:
        return {}
    opening = _OPENING.match(text)
    # Nearly every paragraph is none, and to look for signs all over it takes long.
    if not opening and not _ENTRY.match(text):
        return {}
    entries = list(_ENTRY.finditer(text, opening.end() if opening else 0))
    if not opening and len(entries) < 2:  # noqa: PLR2004 - one sign alone explains nothing
        return {}
    return {entry["sign"].casefold(): status_in_words(entry["meaning"]) for entry in entries}


def legends_of_table(table: Table) -> Iterator[tuple[str, Legend]]:
    """
    Yield the legends that *table* holds, each with the head of its column.

    Such a table has a sign in each row; a column may repeat it or leave it out: ``■ | Försenat | ■ Sämre än målet``.
    """
    heads, *rows = table.rows
    signed = [row for row in rows if _leading_sign(row)]
    if len(signed) < 2 or len(signed) < len(rows) or len(rows[0]) < 2:  # noqa: PLR2004 - as above
        return
    for at in range(1, max(map(len, rows))):
        legend = {}
        for row in rows:
            meaning = folded(row[at].text) if at < len(row) else ""
            sign = meaning[0] if meaning[:1] in SIGNS and meaning else _leading_sign(row)
            legend[sign] = _status(meaning.lstrip(SIGNS))
        if any(legend.values()):
            yield (folded(heads[at].text) if at < len(heads) else ""), legend


def _status(meaning: str) -> str | None:
    """Return what the first of alternatives such as ``Försenat/ Sämre resultat`` means that means something."""
    return next((status for part in meaning.split("/") for status in [status_in_words(part)] if status), None)


def _leading_sign(row: Sequence[Cell]) -> str:
    text = folded(row[0].text)
    return text if len(text) == 1 and (text in SIGNS or text in "-–—") else ""
