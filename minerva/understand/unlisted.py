"""Municipalities that are none of Sweden's 290: merged long ago, across a border, or invented."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from minerva.understand.confidence import GUESSED, LIKELY
from minerva.understand.front import PRESENTING, Found, Parts
from minerva.understand.names import joined_if_spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

PRESENTED = 3
"""A name counts thrice where the report presents itself, and must count as much in all."""
MIN_LEAD = 1.5

_CALLED = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÅÄÖ][a-zåäö]{2,}(?:[- ][A-ZÅÄÖ][a-zåäö]+)?|[A-ZÅÄÖ]{3,}) (?:kommun|Kommun|KOMMUN)s?(?!\w)"
)
_LETTERED = re.compile(r"(?P<name>\w{3,})kommun")
_ENDS_IN_S = re.compile(r"(?:fors|[åäö]s|hus|[ao]s)$")
_NO_NAMES = frozenset(
    "alla annan andra attraktiv bästa den denna din egen en er framtidens företagsvänlig grön hela hållbar hälsosam "
    "ingen jämställd levande liten län motsvarande må någon nästa region samma sin stor sveriges trygg vacker vad "
    "varje viss vår världens välkommen öppen".split()
)


def unlisted_owner(parts: Parts) -> Found[str] | None:
    """Return the name that the report presents itself by as a municipality, or ``None``."""
    if parts.is_regional():
        return None
    counts: Counter[str] = Counter()
    first: dict[str, Found[str]] = {}
    for printed, start, end in _called(parts):
        name = _without_genitive(printed, parts.document.text)
        counts[name] += PRESENTED if parts.place(parts.block_at(start)) in PRESENTING else 1
        first.setdefault(name, Found(name, "text", start, end))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < PRESENTED or (len(ranked) > 1 and ranked[0][1] < MIN_LEAD * ranked[1][1]):
        return None
    name = ranked[0][0]
    return first[name].rated(LIKELY if _is_a_place(name, parts.document.text) else GUESSED)


def _called(parts: Parts) -> Iterator[tuple[str, int, int]]:
    """Yield each name that stands before "kommun", with its offsets."""
    for match in _CALLED.finditer(parts.document.text):
        name = match["name"].title() if match["name"].isupper() else match["name"]
        if name.casefold() not in _NO_NAMES:
            yield name, *match.span()
    for block in parts.front:
        lettered = _LETTERED.fullmatch(joined_if_spaced(parts.document.block_text(block)) or "")
        if lettered:
            yield lettered["name"].title(), block.start, block.end


def _without_genitive(name: str, text: str) -> str:
    """Drop the s of a genitive, unless the name goes on with it elsewhere or such names end in s."""
    plain = name.removesuffix("s")
    if plain == name or re.search(rf"\b{re.escape(plain)}\b", text):
        return plain
    return name if _is_a_place(name, text) or _ENDS_IN_S.search(name) else plain


def _is_a_place(name: str, text: str) -> bool:
    return re.search(rf"\b(?:[Ii]|[Ff]rån|[Tt]ill) {re.escape(name)}\b", text) is not None
