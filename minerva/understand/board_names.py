"""What boards are called, and the one form in which their names are stored."""

from __future__ import annotations

import re

_STEM = r"[^\W\d_]+"
_FIELDS = (
    r"(?:arbetsmarknads?|barn|bildnings?|bygg|familje?|fritids?|funktionsstöds?|förskole?|gymnasie|hälso?|hälsa|"
    r"individ|integrations?|kultur|mark|miljö|natur|omsorgs?|plan|samhällsbyggnads?|service|skol|social|stadsbyggnads?|"
    r"teknik|trafik|turism|ungdoms?|utbildnings?|vuxen(?:utbildnings)?|vård|äldre)"
)
_CAPITAL = r"(?-i:(?=[A-ZÅÄÖ]))"
_PROPER = rf"{_CAPITAL}{_STEM}(?:-{_STEM})*"
_LOCAL = r"stadsdelsnämnd|kommundelsnämnd|områdesnämnd|distriktsnämnd"
_COUNCILS = (
    "kommunstyrelsen|kommunfullmäktige|stadsfullmäktige|regionstyrelsen|regionfullmäktige|landstingsstyrelsen|"
    "landstingsfullmäktige|kommunrevisionen|stadsrevisionen"
)
SEVERAL_FIELDS = rf"(?:{_STEM}-,\s){{0,4}}(?:{_STEM}[-–]\s?|{_CAPITAL}{_FIELDS}\s?[-–]?\s)(?:och|&|samt)\s"
"""Fields before the last, as in "Barn-, utbildnings- och kulturnämnden"; also with the hyphen left out."""

BOARD = re.compile(
    rf"(?<![\w-])(?:"
    rf"(?!(?:av|för|till)\s)(?P<town>{_PROPER}(?:\s{_PROPER})?\s(?:{_LOCAL}|stads\snämnd))s?|"
    rf"(?P<local>{_LOCAL}|lokala?\snämnd)(?:en)?\s(?:i\s)?(?P<place>{_PROPER}(?:\s{_PROPER})?)|"
    rf"(?-i:SDN)\s(?P<short>{_PROPER}(?:\s{_PROPER})?)|"
    rf"(?P<adjective>tekniska?|sociala?|gemensam(?:ma)?|norra|södra|östra|västra|lokala?)\s"
    rf"(?P<of>(?:{SEVERAL_FIELDS})?(?:{_STEM})??)nämnd(?:en)?s?(?!\sför\s)|"
    rf"(?P<council>{_COUNCILS})s?|"
    rf"(?P<fields>{SEVERAL_FIELDS})?(?P<last>{_STEM}?)nämnd(?P<definite>en)?s?"
    rf")(?![\w-])",
    re.IGNORECASE,
)
BOARD_FOR = re.compile(
    rf"(?<![\w-])(?P<joint>(?:den\s)?gemensam(?:ma)?\s)?(?P<stem>(?:{_STEM})??)nämnd(?:en)?\sför\s"
    rf"(?P<field>(?:{_STEM}[-,]?\s(?:och\s|samt\s|i\s)?)*?{_STEM})(?=\s*$|\s*[\n\d(|]|\s[–-]\s|\s{_CAPITAL})",
    re.IGNORECASE,
)
"""A board named for its field, up to the end of the line, a figure or a proper name."""
COMMITTEE = re.compile(
    rf"(?<![\w-])(?P<name>(?:(?:kommunstyrelsens|{_STEM}nämndens|sociala|tekniska)\s)?(?:{_STEM}-\soch\s)?{_STEM}utskott)"
    rf"(?:et)?s?(?![\w-])",
    re.IGNORECASE,
)

_NOT_MUNICIPAL = frozenset(
    "hyres arrende överklagande reklamations ansvars alkoholgransknings patientskade etikprövnings "
    "be för först förut ny nyss ovan sist ut "  # "nämnd" is "mentioned", too
    "region hälsovårds läns "
    # Of the state:
    "besvärs bokförings bostadskredit brottsskade bränsle diskriminerings domar exportkredit fideikommiss försöksdjurs "
    "genteknik gransknings insättningsgaranti koncessions konstnärs kriminalvårds kärnbränsle legitimations lotteri "
    "läkemedels närradio partibidrags presstöds radio resegaranti rättshjälps skadereglerings skatte skatterätts "
    "skilje statsrådsarvodes studiestöds taltidnings tjänsteförslags tjänstepensions trafikskade utlännings "
    "valprövnings vapenfri värnplikts växtsort".split()
)
_BOARDS_BY_THEMSELVES = frozenset({"tekniska", "sociala"})
"""Of the others, "den gemensamma nämnden" says which only with a field."""
_DEFINITE = {"teknisk": "tekniska", "social": "sociala", "gemensam": "gemensamma", "lokal": "lokala"}


def board_name(text: str) -> str:
    """
    Return the board that *text* names, as boards are stored: definite, in lower case, proper names capitalised.

    A text that names no board comes back unchanged but for its white space.
    """
    words = " ".join(text.split())
    return _named(words) or words


def is_board(text: str) -> bool:
    """Say whether *text* is the name of a board and nothing else."""
    return _named(" ".join(text.split())) is not None


def stored_name(match: re.Match[str]) -> str | None:
    """Return the board of a match of :data:`BOARD` as it is stored; ``None`` where the word means something else."""
    if match["town"]:
        return " ".join(match["town"].split())
    if match["short"] or match["place"]:
        local = " ".join((match["local"] or "stadsdelsnämnd").casefold().split())
        return f"lokala nämnden i {match['place']}" if " " in local else f"{local}en {match['short'] or match['place']}"
    if match["council"]:
        return match["council"].casefold()
    if match["adjective"]:
        adjective = _DEFINITE.get(match["adjective"].casefold(), match["adjective"].casefold())
        known = match["of"] or adjective in _BOARDS_BY_THEMSELVES
        return f"{adjective} {_fields(match['of'])}nämnden" if known else None
    last = match["last"].casefold()
    return None if not last or last in _NOT_MUNICIPAL else f"{_fields(match['fields'] or '')}{last}nämnden"


def stored_name_for(match: re.Match[str]) -> str:
    """Return the board of a match of :data:`BOARD_FOR` as it is stored."""
    joint = "gemensamma " if match["joint"] else ""
    return f"{joint}{match['stem']}nämnden för {' '.join(match['field'].split())}".casefold()


def stored_committee(match: re.Match[str]) -> str:
    """Return the committee of a match of :data:`COMMITTEE` as it is stored."""
    name = " ".join(match["name"].casefold().split())
    return name if re.match(r"\S+s \S+$", name) else f"{name}et"


def _named(words: str) -> str | None:
    named_for = BOARD_FOR.fullmatch(words)
    if named_for:
        return stored_name_for(named_for)
    match = BOARD.fullmatch(words)
    return stored_name(match) if match else None


def _fields(printed: str) -> str:
    return re.sub(r"\s?[-–]?\s?(?<!\w)(?:och|&|samt)\s", "- och ", printed.casefold())
