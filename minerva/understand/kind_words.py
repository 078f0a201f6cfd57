"""What the kinds of reports are, and the words by which titles and file names name them."""

from __future__ import annotations

import re

from minerva.understand.names import ascii_fold

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

_PARTLY = r"\w* (?:per )?(?:den )?(?:\d\d? )?(?:T[12]\b|tertial|mars|april|juni|aug)"
"""What makes the accounts after it those of a part of the year."""
_WORDS = {
    "verksamhetsberättelse": r"(?:verksamhets|nämnd|års)berättelse",
    "årsredovisning": r"årsredovisning|årsrapport|helårsrapport|årsanalys",
    "årsbokslut": rf"(?:hel)?årsbokslut|\bbokslut(?!{_PARTLY})",
    "delårsrapport": (
        r"delår(?:s(?:rapport|bokslut|uppföljning|redovisning))?|"
        r"(?:tertial|kvartals?|halvårs)(?:rapport|bokslut|uppföljning|redovisning)|"
        rf"(?:rapport|bokslut|uppföljning) (?:tertial|kvartal)|\bbokslut(?={_PARTLY})"
    ),
    "måluppföljning": (
        r"måluppföljning|målrapport|uppföljning (?:[\w-]+ ){0,4}(?:mål(?:en)?|inriktning(?:ar)?|åtaganden)\b|"
        r"(?:uppföljning|utvärdering) (?:av )?(?:[\w-]+ ){0,4}[\w-]*(?:plan|strategi|program|policy|riktlinje)\w{0,3}\b"
    ),
    "verksamhetsplan": r"verksamhetsplan(?!er)|nämndplan|nämndsplan|verksamhets- och internkontrollplan|årsplan|"
    r"[\w-]*budget(?:en)?(?= (?:20\d\d )?(?:och|med) [\w-]*plan\b)|[\w-]*plan och [\w-]*budget",
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
        r"(?:uppföljning|redovisning|rapport) per (?:den )?(?:3[01]:?\w* )?(?:april|juni|aug)\w*|\bT[12]\b|"
        r"\b(?:tertial|kvartal) ?(?:\d|I{1,3}\b)"
    ),
    "månadsuppföljning": (
        rf"(?:ekonomi\w*|budget) ?(?:uppföljning|rapport|utfall|prognos)|utfall per månad|"
        rf"(?:uppföljning|prognos|utfall)\w*,? (?:per )?(?:den )?(?:\d\d? )?{_MONTH}\b"
    ),
    "kvalitetsberättelse": r"systematiskt? kvalitetsarbete|kvalitetsuppföljning",
    "årsredovisning": r"annual report|årsuppföljning",
    "verksamhetsberättelse": (
        r"verksamhets(?:uppföljning|rapport)(?!.*\b(?:T[12]|tertial|kvartal|per)\b)|nämnds?rapport|resultatrapport|"
        r"uppföljning helår"
    ),
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
UNBROKEN_KINDS = frozenset(_UNBROKEN)
"""Kinds whose words are long enough to be read also where spaces break them apart."""
_UNBROKEN_KIND = re.compile("|".join(f"(?P<k{index}>{words})" for index, words in enumerate(_UNBROKEN.values())))
MAX_TITLE_CHARS = 160
_ABOUT = re.compile(
    r"(?:\W|\d)*(?:(?:[\w-]+ )?(?:granskning|revisionsrapport|revision|bedömning|yttrande|svar|remiss|synpunkter|mall|"
    r"tidplan|tidsplan)(?:en|et)?) (?:av|avseende|till|över|på|för|om|gällande)\b|revisionsrapport|granskningsrapport",
    re.IGNORECASE,
)
PLAN_FIRST = re.compile(rf"\W*(?:[\w-]+ ){{0,1}}(?:{_WORDS['strategi']})", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:beslut\w*|typ av|dokument\w*|diarie\w*|dnr|datum|gäller|giltig\w*|ansvarig|beställare|antagen|fastställd)\b|"
    r"^(?:[a-zåäö]+år|avser år|[a-zåäö]*period)\s*:",
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


def loose_kind_in(text: str) -> str | None:
    """Return the kind that a looser title names."""
    return _first(_LOOSE_KIND, tuple(_LOOSE_WORDS), text)


def is_title(text: str) -> bool:
    """Say whether a block reads as a title: short, no sentence, and no "Datum för beslut: …"."""
    return len(text) <= MAX_TITLE_CHARS and not text.rstrip().endswith((".", ":", ";")) and not _LABEL.match(text)


def _first(pattern: re.Pattern[str], kinds: tuple[str, ...], text: str) -> str | None:
    match = pattern.search(text)
    return kinds[int(match.lastgroup[1:])] if match and match.lastgroup else None
