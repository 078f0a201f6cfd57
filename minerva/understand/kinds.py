"""What kind of report it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.understand.confidence import GUESSED, LIKELY, SURE
from minerva.understand.front import Found, Parts
from minerva.understand.labels import labelled
from minerva.understand.names import ascii_fold
from minerva.understand.structure import find_kind_by_structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
        r"delår(?:s(?:rapport|bokslut|uppföljning|redovisning))?|"
        r"(?:tertial|kvartals?|halvårs)(?:rapport|bokslut|uppföljning|redovisning)|"
        r"(?:rapport|bokslut|uppföljning) (?:tertial|kvartal)"
    ),
    "måluppföljning": (
        r"måluppföljning|målrapport|uppföljning (?:[\w-]+ ){0,4}(?:mål(?:en)?|inriktning(?:ar)?|åtaganden)\b|"
        r"(?:uppföljning|utvärdering) av (?:[\w-]+ ){0,4}[\w-]*(?:plan|strategi|program|policy|riktlinje)\w{0,3}\b"
    ),
    "verksamhetsplan": r"verksamhetsplan(?!er)|nämndplan|nämndsplan|verksamhets- och internkontrollplan|årsplan",
    "kvalitetsberättelse": (
        r"(?:kvalitets|patientsäkerhets)(?:-? och [\w-]+)?(?:berättelse|rapport|redovisning)|kvalitetsbokslut"
    ),
    "månadsuppföljning": r"månads(?:uppföljning|rapport|bokslut|prognos)",
    "strategi": r"[\w-]*(?:strategi|handlingsprogram|plan)(?:er|en)?\b|\bprogram(?:met)?\b",
    "riktlinje": r"[\w-]*riktlinjer?(?:na)?\b|\b(?:policy|rutin(?:er)?)\b",
    "protokoll": r"[\w-]*protokoll(?:et)?\b|protokollsutdrag",
}
_MONTH = r"(?:jan|feb|mars|apr|maj|juni|juli|aug|sept|okt|nov|dec)\w*"
_LOOSE_WORDS = {
    "delårsrapport": (
        r"halvårs?\b|uppföljning(?:srapport)? (?:\d{4} )?(?:T\d|[123])\b|interim report|quarterly report|"
        r"(?:uppföljning|redovisning|rapport) per (?:den )?(?:3[01]:?\w* )?(?:april|juni|aug)\w*|\bT[123]\b"
    ),
    "månadsuppföljning": (
        rf"(?:ekonomi\w*|budget)(?: uppföljning|uppföljning|rapport|utfall|prognos| prognos| utfall)|utfall per månad|"
        rf"(?:uppföljning|prognos|utfall)\w* (?:per )?(?:den )?(?:\d\d? )?{_MONTH}\b"
    ),
    "kvalitetsberättelse": r"systematiskt? kvalitetsarbete|kvalitetsuppföljning",
    "årsredovisning": r"annual report|årsuppföljning",
    "verksamhetsberättelse": r"verksamhets(?:uppföljning|rapport)|nämnds?rapport|resultatrapport|uppföljning helår",
    "verksamhetsplan": r"[\w-]*budget(?:en)?\b(?! ?(?:uppföljning|avvikelse))|affärsplan|uppdragsplan|resursplan",
    "riktlinje": r"\b(?:reglemente|anvisning(?:ar)?|instruktion|vägledning|handbok|delegationsordning|guidelines?)\b",
    "protokoll": r"\bminutes\b",
}
"""Looser names, taken where no title has one of the above."""

_KIND = re.compile("|".join(f"(?P<k{index}>{words})" for index, words in enumerate(_WORDS.values())), re.IGNORECASE)
_FOLDED = re.compile(
    "|".join(f"(?P<k{index}>{ascii_fold(words)})" for index, words in enumerate(_WORDS.values())), re.IGNORECASE
)
_LOOSE_KIND = re.compile(
    "|".join(f"(?P<k{index}>{words})" for index, words in enumerate(_LOOSE_WORDS.values())), re.IGNORECASE
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
_ABOUT = re.compile(
    r"(?:\W|\d)*(?:(?:[\w-]+ )?(?:granskning|revisionsrapport|revision|bedömning|yttrande|svar|remiss|synpunkter|mall|"
    r"tidplan|tidsplan)(?:en|et)?) (?:av|avseende|till|över|på|för|om|gällande)\b|revisionsrapport|granskningsrapport",
    re.IGNORECASE,
)
_PLAN_FIRST = re.compile(rf"\W*(?:[\w-]+ ){{0,1}}(?:{_WORDS['strategi']})", re.IGNORECASE)
_LETTER = re.compile(
    r"tjänste(?:utlåtande|skrivelse)|skrivelse|missiv|bilaga|underlag|kallelse|föredragningslista|remiss|yttrande",
    re.IGNORECASE,
)
"""Opens a block of what comes with a report, and may be filed under its title."""

_SELF = re.compile(r"\b(?:denna|detta|föreliggande)\s+([\w-]+)", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:beslut\w*|typ av|dokument\w*|diarie\w*|dnr|datum|gäller|giltig\w*|ansvarig|beställare|antagen|fastställd)\b",
    re.IGNORECASE,
)


def kind_in(text: str) -> str | None:
    """
    Return the kind that *text*, a title, names first; words broken apart by spaces are understood.

    An audit of an annual report, an answer to a plan and the like are of another kind than what they are about.
    """
    kind = _first(_KIND, tuple(_WORDS), text) or _first(
        _UNBROKEN_KIND, tuple(_UNBROKEN), "".join(filter(str.isalpha, text)).casefold()
    )
    return OTHER if kind and _ABOUT.match(text) else kind


def end_of_kind(text: str) -> int:
    """Return the offset in *text* after the word that names its kind; 0 if none does."""
    match = _KIND.search(text)
    return match.end() if match else 0


def kind_in_file_name(file: str) -> str | None:
    """Return the kind that the name of *file* names, written with or without å, ä and ö."""
    name = re.sub(r"[\W_]+", " ", file.rpartition("/")[2].rsplit(".", 1)[0])
    return _first(_FOLDED, tuple(_WORDS), ascii_fold(name))


def find_kind(parts: Parts, file: str) -> Found[str] | None:
    """Return the kind of the report: by titles, labels, properties, body, structure or file name; else none."""
    return (
        _in_titles(parts)
        or next(_labelled(parts), None)
        or next(_kinds_of(parts, parts.running_lines(), kind_in), None)
        or next(_kinds_of(parts, parts.front, _loose_kind_in), None)
        or _outside(kind_in(parts.document.title or ""), "properties", LIKELY)
        or _named_by_itself(parts)
        or find_kind_by_structure(parts)
        or _outside(kind_in_file_name(file), "file name", GUESSED)
    )


def is_title(text: str) -> bool:
    """Say whether a block reads as a title: short, no sentence, and no "Datum för beslut: …"."""
    return len(text) <= MAX_TITLE_CHARS and not text.rstrip().endswith((".", ":", ";")) and not _LABEL.match(text)


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
        or (kinds[0].value == "strategi" and not _PLAN_FIRST.match(title))
    )
    return kinds[0].rated(LIKELY if doubtful else SURE)


def _labelled(parts: Parts) -> Iterator[Found[str]]:
    for one in labelled(parts, "kind"):
        kind = kind_in(one.value) or _loose_kind_in(one.value)
        if kind:
            yield Found(kind, "text", one.start, one.end, LIKELY)


def _kinds_of(parts: Parts, blocks: Iterable[Block], name_kind: Callable[[str], str | None]) -> Iterator[Found[str]]:
    for block in blocks:
        text = parts.document.block_text(block)
        kind = name_kind(text) if is_title(text) else None
        if kind:
            yield Found(kind, "text", block.start, block.end)


def _loose_kind_in(text: str) -> str | None:
    return _first(_LOOSE_KIND, tuple(_LOOSE_WORDS), text)


def _outside(kind: str | None, source: str, confidence: float) -> Found[str] | None:
    return Found(kind, source, confidence=confidence) if kind else None


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
