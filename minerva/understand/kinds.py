"""What kind of report it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.understand.front import Found, Parts
from minerva.understand.names import ascii_fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minerva.records import Block

KINDS = (
    "verksamhetsberättelse",
    "årsredovisning",
    "årsbokslut",
    "delårsrapport",
    "måluppföljning",
    "verksamhetsplan",
    "kvalitetsberättelse",
    "månadsuppföljning",
    "strategi",
    "riktlinje",
    "protokoll",
    "övrigt",
)
"""The closed list that reports are filed and filtered under."""

OTHER = "övrigt"
PERIODIC = frozenset({"delårsrapport", "måluppföljning", "månadsuppföljning"})
"""Kinds that report on a part of the year."""
DATED = frozenset({"strategi", "riktlinje", "protokoll", OTHER})
"""Kinds that look back on no year, so that the day of the decision dates them."""

_WORDS = {
    "verksamhetsberättelse": r"(?:verksamhets|nämnd|års)berättelse",
    "årsredovisning": r"årsredovisning|årsrapport|helårsrapport|årsanalys",
    "årsbokslut": r"(?:hel)?årsbokslut|\bbokslut",
    "delårsrapport": (
        r"delår(?:s(?:rapport|bokslut|uppföljning|redovisning))?|(?:tertial|kvartals?)(?:rapport|bokslut|uppföljning)|"
        r"(?:rapport|bokslut|uppföljning) (?:tertial|kvartal)"
    ),
    "måluppföljning": (
        r"måluppföljning|målrapport|uppföljning (?:[\w-]+ ){0,4}(?:mål(?:en)?|inriktning(?:ar)?|åtaganden)\b"
    ),
    "verksamhetsplan": r"verksamhetsplan(?!er)|nämndplan|nämndsplan|verksamhets- och internkontrollplan|årsplan",
    "kvalitetsberättelse": (
        r"(?:kvalitets|patientsäkerhets)(?:-? och [\w-]+)?(?:berättelse|rapport|redovisning)|kvalitetsbokslut"
    ),
    "månadsuppföljning": r"månads(?:uppföljning|rapport|bokslut)",
    "strategi": r"[\w-]*(?:strategi|handlingsprogram|plan)(?:er|en)?\b|\bprogram(?:met)?\b",
    "riktlinje": r"[\w-]*riktlinjer?(?:na)?\b|\b(?:policy|rutin(?:er)?)\b",
    "protokoll": r"[\w-]*protokoll(?:et)?\b|protokollsutdrag",
}
_KIND = re.compile("|".join(f"(?P<k{index}>{words})" for index, words in enumerate(_WORDS.values())), re.IGNORECASE)
_FOLDED = re.compile(
    "|".join(f"(?P<k{index}>{ascii_fold(words)})" for index, words in enumerate(_WORDS.values())), re.IGNORECASE
)
_UNBROKEN = {
    "verksamhetsberättelse": "verksamhetsberättelse",
    "årsredovisning": "årsredovisning",
    "årsbokslut": "årsbokss?lut",
    "delårsrapport": "delårs(?:rapport|bokslut)",
    "måluppföljning": "måluppföljning",
    "månadsuppföljning": "månadsuppföljning",
    "kvalitetsberättelse": "kvalitetsberättelse",
    "verksamhetsplan": "verksamhetsplan(?!er)",
}
_UNBROKEN_KIND = re.compile("|".join(f"(?P<k{index}>{words})" for index, words in enumerate(_UNBROKEN.values())))
MAX_TITLE_CHARS = 160

_SELF = re.compile(r"\b(?:denna|detta|föreliggande)\s+([\w-]+)", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:beslut\w*|typ av|dokument\w*|diarie\w*|dnr|datum|gäller|giltig\w*|ansvarig|beställare|antagen|fastställd)\b",
    re.IGNORECASE,
)


def kind_in(text: str) -> str | None:
    """Return the kind that *text*, a title, names first; words broken apart by spaces are understood."""
    return _first(_KIND, tuple(_WORDS), text) or _first(
        _UNBROKEN_KIND, tuple(_UNBROKEN), "".join(filter(str.isalpha, text)).casefold()
    )


def end_of_kind(text: str) -> int:
    """Return the offset in *text* after the word that names its kind; 0 if none does."""
    match = _KIND.search(text)
    return match.end() if match else 0


def kind_in_file_name(file: str) -> str | None:
    """Return the kind that the name of *file* names, written with or without å, ä and ö."""
    name = re.sub(r"[\W_]+", " ", file.rpartition("/")[2].rsplit(".", 1)[0])
    return _first(_FOLDED, tuple(_WORDS), ascii_fold(name))


def find_kind(parts: Parts, file: str) -> Found[str] | None:
    """Return the kind of the report: by front, running header, properties, body or file name; else none."""
    in_text = next(_kinds_of(parts, [*parts.front, *parts.running_lines()]), None)
    if in_text:
        return in_text
    declared = kind_in(parts.document.title or "")
    if declared:
        return Found(declared, "properties")
    named = kind_in_file_name(file)
    return _named_by_itself(parts) or (Found(named, "file name") if named else None)


def is_title(text: str) -> bool:
    """Say whether a block reads as a title: short, no sentence, and no "Datum för beslut: …"."""
    return len(text) <= MAX_TITLE_CHARS and not text.rstrip().endswith((".", ":", ";")) and not _LABEL.match(text)


def _kinds_of(parts: Parts, blocks: Iterable[Block]) -> Iterator[Found[str]]:
    for block in blocks:
        text = parts.document.block_text(block)
        kind = kind_in(text) if is_title(text) else None
        if kind:
            yield Found(kind, "text", block.start, block.end)


def _named_by_itself(parts: Parts) -> Found[str] | None:
    """Return the kind that the body gives the report, as in "denna årsredovisning"; "denna plan" is too vague."""
    for match in _SELF.finditer(parts.document.text):
        kind = kind_in(match[1])
        if kind in _UNBROKEN:
            return Found(kind, "text", *match.span())
    return None


def _first(pattern: re.Pattern[str], kinds: tuple[str, ...], text: str) -> str | None:
    match = pattern.search(text)
    return kinds[int(match.lastgroup[1:])] if match and match.lastgroup else None
