"""Which board's report it is."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from minerva.understand.front import Found, Parts, Place
from minerva.understand.names import ascii_fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PLACE_WEIGHT = {
    Place.FRONT: 12.0,
    Place.HEADING: 3.0,
    Place.FURNITURE: 3.0,
    Place.BODY: 1.0,
    Place.TABLE: 0.5,
    Place.CONTENTS: 0.5,
}
ALONE_WEIGHT = 24.0
"""A block of the front that holds nothing but the board, as under a title."""
BODY_CEILING = 12.0
"""All that the body says of boards weighs no more than one mention on the front."""
LEADING = frozenset({"kommunstyrelsen", "kommunfullmäktige"})
LEADING_FACTOR = 0.2
"""Every board's report speaks of these two."""
INDEFINITE_FACTOR = 0.5
FILE_NAME_WEIGHT = 2.0
MIN_SCORE = 3.0
MIN_LEAD = 1.5

_STEM = r"[^\W\d_]+"
_FIELDS = (
    r"(?:arbetsmarknads?|barn|bildnings?|bygg|familje?|fritids?|funktionsstöds?|förskole?|gymnasie|hälso?|hälsa|"
    r"individ|integrations?|kultur|mark|miljö|natur|omsorgs?|plan|samhällsbyggnads?|service|skol|social|stadsbyggnads?|"
    r"teknik|trafik|turism|ungdoms?|utbildnings?|vuxen(?:utbildnings)?|vård|äldre)"
)
_CAPITAL = r"(?-i:(?=[A-ZÅÄÖ]))"
_BOARD = re.compile(
    rf"(?<![\w-])(?:"
    rf"(?P<town>{_CAPITAL}[^\W\d_]+(?:-[^\W\d_]+)*(?:s\sstadsdels|\sstads\s)nämnd)s?|"
    rf"(?P<adjective>tekniska|sociala|gemensamma)\snämndens?|"
    rf"(?P<council>kommunstyrelsen|kommunfullmäktige)s?|"
    rf"(?P<fields>(?:{_STEM}-,\s){{0,4}}(?:{_STEM}[-–]|{_CAPITAL}{_FIELDS}\s?[-–]?)\s(?:och|&|samt)\s)?"
    rf"(?P<last>{_STEM}?)nämnd(?P<definite>en)?s?"
    rf")(?![\w-])",
    re.IGNORECASE,
)
_NOT_MUNICIPAL = frozenset(
    "hyres arrende överklagande reklamations ansvars alkoholgransknings patient patientskade etikprövnings "
    "be för först förut ny nyss ovan sist ut "  # "nämnd" is "mentioned", too
    "diskriminerings presstöds utlännings resegaranti region hälsovårds läns skatte brottsskade trafikskade".split()
)
_SPEAKS_OF_ONE = re.compile("nämnd|kommunstyrelse|kommunfullmäktige", re.IGNORECASE)
"""Sifts the blocks before the dear pattern above: it halves the time."""
_NAMED_FOR = re.compile(r"nämnden för [a-zåäö][\w,\s-]+", re.IGNORECASE)
_FOR_ANOTHER = re.compile(r"(?:beställare|mottagare|till|kopia|delges)[:\s]+$", re.IGNORECASE)
_USUAL = (
    "arbetsmarknadsnämnden",
    "arbetsmarknads- och socialnämnden",
    "barn- och skolnämnden",
    "barn- och ungdomsnämnden",
    "barn- och utbildningsnämnden",
    "bildningsnämnden",
    "byggnadsnämnden",
    "familjenämnden",
    "fritidsnämnden",
    "individ- och familjenämnden",
    "kommunfullmäktige",
    "kommunstyrelsen",
    "kultur- och fritidsnämnden",
    "kultur- och utbildningsnämnden",
    "kulturnämnden",
    "miljö- och byggnadsnämnden",
    "miljönämnden",
    "omsorgsnämnden",
    "samhällsbyggnadsnämnden",
    "social- och arbetsmarknadsnämnden",
    "social- och omsorgsnämnden",
    "socialnämnden",
    "tekniska nämnden",
    "utbildningsnämnden",
    "vård- och omsorgsnämnden",
    "äldrenämnden",
    "överförmyndarnämnden",
)
"""What a file name without å, ä and ö can be read back to when the text names no board."""


def board_name(text: str) -> str:
    """
    Return the board that *text* names, as boards are stored: definite, in lower case, proper names capitalised.

    A text that names no board comes back unchanged but for its white space.
    """
    words = " ".join(text.split())
    match = _BOARD.fullmatch(words)
    return (_normal(match) if match else None) or words


def is_board(text: str) -> bool:
    """Say whether *text* is the name of a board and nothing else."""
    match = _BOARD.fullmatch(" ".join(text.split()))
    return match is not None and _normal(match) is not None


def find_board(parts: Parts, file: str) -> Found[str] | None:
    """Return the board whose report it is, or ``None`` where none stands out."""
    if parts.is_national():
        return None
    front: defaultdict[str, float] = defaultdict(float)
    body: defaultdict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, Found[str]]] = {}
    for weight, found in _mentions(parts):
        (front if weight >= _PLACE_WEIGHT[Place.FRONT] else body)[found.value] += weight
        if found.value not in best or weight > best[found.value][0]:
            best[found.value] = weight, found
    share = min(1.0, BODY_CEILING / (sum(body.values()) or 1.0))
    scores = {board: front[board] + share * body[board] for board in best}
    for board in filter(scores.__contains__, _boards_in_file_name(file, (*_USUAL, *scores))):
        scores[board] += FILE_NAME_WEIGHT
    ranked = sorted(scores, key=lambda board: (-scores[board], board))
    if not ranked or scores[ranked[0]] < MIN_SCORE:
        return next((Found(board, "file name") for board in _boards_in_file_name(file, (*scores, *_USUAL))), None)
    if len(ranked) > 1 and scores[ranked[0]] < MIN_LEAD * scores[ranked[1]]:
        return None
    return best[ranked[0]][1]


def _mentions(parts: Parts) -> Iterator[tuple[float, Found[str]]]:
    """Yield every board that the text names, with what the mention weighs."""
    running = {block.start for block in parts.running_lines()}
    for block in parts.document.blocks:
        text, place = parts.document.block_text(block), parts.place(block)
        if place is Place.FURNITURE and block.start not in running:
            continue
        if place is Place.FRONT and _NAMED_FOR.fullmatch(text.strip()):
            yield ALONE_WEIGHT, Found(text.strip().casefold(), "text", block.start, block.end)
        for match in _BOARD.finditer(text) if _SPEAKS_OF_ONE.search(text) else ():
            board = _normal(match)
            if board:
                found = Found(board, "text", block.start + match.start(), block.start + match.end())
                yield _weigh(text, match, board, place), found


def _weigh(text: str, match: re.Match[str], board: str, place: Place) -> float:
    if place is Place.FRONT and match[0] == text.strip():
        return ALONE_WEIGHT
    weight = _PLACE_WEIGHT[place]
    if board in LEADING or _FOR_ANOTHER.search(text, 0, match.start()):
        weight *= LEADING_FACTOR
    return weight * (INDEFINITE_FACTOR if match["last"] and not match["definite"] else 1.0)


def _normal(match: re.Match[str]) -> str | None:
    if match["town"]:
        return match["town"]
    if match["adjective"]:
        return f"{match['adjective'].casefold()} nämnden"
    if match["council"]:
        return match["council"].casefold()
    last = match["last"].casefold()
    if not last or last in _NOT_MUNICIPAL:
        return None
    fields = re.sub(r"\s?[-–]?\s(?:och|&|samt)\s$", "- och ", (match["fields"] or "").casefold())
    return f"{fields}{last}nämnden"


def _boards_in_file_name(file: str, boards: Iterable[str]) -> Iterator[str]:
    """Yield those of *boards* that the file's path names, the longest name first."""
    path = re.sub(r"[\W_]+", "-", ascii_fold(file))
    for board in sorted(set(boards), key=lambda board: (-len(board), board)):
        folded = re.sub(r"\W+", "-", ascii_fold(board))
        if re.search(rf"(?<![a-z]){re.escape(folded)}(?![a-z])", path):
            yield board
