"""Which board's report it is."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from minerva.understand.board_names import (
    BOARD,
    BOARD_FOR,
    COMMITTEE,
    board_name,
    is_board,
    stored_committee,
    stored_name,
    stored_name_for,
)
from minerva.understand.confidence import GUESSED, LIKELY, SURE
from minerva.understand.front import Found, Parts, Place
from minerva.understand.labels import labelled
from minerva.understand.local import city_district
from minerva.understand.names import ascii_fold, joined_if_spaced
from minerva.understand.senders import boards_of_administrations, find_company_or_federation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minerva.records import Block

_PLACE_WEIGHT = {
    Place.FRONT: 12.0,
    Place.COLOPHON: 6.0,
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
MIN_FRONT = 5.0
"""What weighs less stands in the body."""
LEADING = frozenset(
    "kommunstyrelsen kommunfullmäktige stadsfullmäktige regionstyrelsen regionfullmäktige landstingsstyrelsen "
    "landstingsfullmäktige kommunrevisionen stadsrevisionen".split()
)
LEADING_FACTOR = 0.2
"""Every board's report speaks of these."""
ADDRESSED_FACTOR = 0.5
LONGEST_LABEL = 20
"""Characters before a board in which "Beställare:" or "till" may stand."""
ON_FRONT_ONLY = frozenset({"patientnämnden"})
"""Boards of the regions, which municipal reports speak of, too."""
ADMINISTRATION_WEIGHT = 3.0
INDEFINITE_FACTOR = 0.5
FILE_NAME_WEIGHT = 2.0
MIN_SCORE = 3.0
MIN_LEAD, LEAD_LIKELY, LEAD_SURE = 1.5, 2.0, 1.8
FRONT_SURE = 12.0
"""Once on the front."""

_SPEAKS_OF_ONE = re.compile("nämnd|styrelse|fullmäktige|revision|SDN", re.IGNORECASE)
"""Sifts the blocks before the dear pattern above: it halves the time."""
_ORDERED_BY = re.compile(r"(?:beställare|mottagare|kopia|delges)[:\s]+$", re.IGNORECASE)
_ADDRESSED_TO = re.compile(r"till[:\s]+$", re.IGNORECASE)
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


def find_board(parts: Parts, file: str) -> Found[str] | None:
    """
    Return the board whose report it is, or ``None`` where none stands out.

    Where no board is named, the one that the administration works for is taken, or the company or federation on the
    front.
    """
    if parts.is_national():
        return None
    tally = _Tally(parts)
    for board in filter(tally.best.__contains__, _boards_in_file_name(file, (*_USUAL, *tally.best))):
        tally.from_file_name[board] = FILE_NAME_WEIGHT
    named = next((Found(one, "file name") for one in _boards_in_file_name(file, (*tally.best, *_USUAL))), None)
    sender = find_company_or_federation(parts)
    if sender and not tally.front:
        return sender
    if tally.is_silent():
        return named.rated(GUESSED) if named else sender or _of_administration(parts)
    return tally.winner()


class _Tally:
    """What speaks for each board."""

    def __init__(self, parts: Parts) -> None:
        self.front: defaultdict[str, float] = defaultdict(float)
        self.body: defaultdict[str, float] = defaultdict(float)
        self.from_file_name: dict[str, float] = {}
        self.best: dict[str, tuple[float, Found[str]]] = {}
        for weight, found in _mentions(parts):
            (self.front if weight >= MIN_FRONT else self.body)[found.value] += weight
            if found.value not in self.best or weight > self.best[found.value][0]:
                self.best[found.value] = weight, found
        for board, _start, _end in _front_administrations(parts):
            if board in self.best:
                self.body[board] += ADMINISTRATION_WEIGHT

    def scores(self) -> dict[str, float]:
        """Return what each board scores: the front, a limited share of the body, the file's name."""
        share = min(1.0, BODY_CEILING / (sum(self.body.values()) or 1.0))
        named = self.from_file_name
        return {board: self.front[board] + share * self.body[board] + named.get(board, 0.0) for board in self.best}

    def is_silent(self) -> bool:
        """Say whether the text names no board often enough."""
        return max(self.scores().values(), default=0.0) < MIN_SCORE

    def winner(self) -> Found[str] | None:
        """Return the board with enough lead."""
        scores = self.scores()
        ranked = sorted(scores, key=lambda board: (-scores[board], board))
        lead = scores[ranked[0]] / scores[ranked[1]] if len(ranked) > 1 else math.inf
        if lead < MIN_LEAD:
            return None
        found = self.best[ranked[0]][1]
        if ranked[0] in self.front:
            leads = all(self.front[ranked[0]] >= LEAD_SURE * self.front[other] for other in ranked[1:])
            return found.rated(SURE if leads and self.front[ranked[0]] >= FRONT_SURE else LIKELY)
        return found.rated(LIKELY if lead >= LEAD_LIKELY else GUESSED)


def _mentions(parts: Parts) -> Iterator[tuple[float, Found[str]]]:
    """Yield every board that the text names, with what the mention weighs."""
    running = {block.start for block in parts.running_lines()}
    for block in parts.document.blocks:
        text, place = parts.document.block_text(block), parts.place(block)
        if place is Place.FURNITURE and block.start not in running:
            continue
        yield from _presented(parts, block) if place is Place.FRONT else ()
        for match in BOARD.finditer(text) if _SPEAKS_OF_ONE.search(text) else ():
            board = stored_name(match)
            if board and (place is Place.FRONT or board not in ON_FRONT_ONLY):
                found = Found(board, "text", block.start + match.start(), block.start + match.end())
                yield _weigh(text, match, board, place), found
    for one in labelled(parts, "board"):
        if is_board(one.value):
            yield ALONE_WEIGHT, Found(board_name(one.value), "text", one.start, one.end)


def _presented(parts: Parts, block: Block) -> Iterator[tuple[float, Found[str]]]:
    """Yield the board of a block of the front in forms that are too loose for running text."""
    text = parts.document.block_text(block)
    for match in BOARD_FOR.finditer(text):
        alone = match[0].strip() == text.strip()
        found = Found(stored_name_for(match), "text", block.start + match.start(), block.start + match.end())
        yield ALONE_WEIGHT if alone else _PLACE_WEIGHT[Place.FRONT], found
    committee = COMMITTEE.fullmatch(text.strip())
    if committee:
        yield ALONE_WEIGHT, Found(stored_committee(committee), "text", block.start, block.end)
    district = city_district(text)
    if district:
        yield _PLACE_WEIGHT[Place.FRONT], Found(f"stadsdelsnämnden {district}", "text", block.start, block.end)
    joined = joined_if_spaced(text)
    if joined and is_board(joined):
        yield ALONE_WEIGHT, Found(board_name(joined), "text", block.start, block.end)


def _weigh(text: str, match: re.Match[str], board: str, place: Place) -> float:
    if place is Place.FRONT and match[0] == text.strip():
        return ALONE_WEIGHT
    weight, label = _PLACE_WEIGHT[place], max(0, match.start() - LONGEST_LABEL)
    if board in LEADING or _ORDERED_BY.search(text, label, match.start()):
        weight *= LEADING_FACTOR
    elif _ADDRESSED_TO.search(text, label, match.start()):
        weight *= ADDRESSED_FACTOR
    return weight * (INDEFINITE_FACTOR if match["last"] and not match["definite"] else 1.0)


def _front_administrations(parts: Parts) -> Iterator[tuple[str, int, int]]:
    for block in (*parts.front, *parts.running_lines()):
        for board, start, end in boards_of_administrations(parts.document.block_text(block)):
            yield board, block.start + start, block.start + end


def _of_administration(parts: Parts) -> Found[str] | None:
    """Return the board that an administration is named after: of the front, else the one that the body names most."""
    on_front = next(_front_administrations(parts), None)
    if on_front:
        return Found(on_front[0], "text", *on_front[1:], confidence=GUESSED)
    found = list(boards_of_administrations(parts.document.text))
    ranked = Counter(board for board, _start, _end in found).most_common(2)
    if not ranked or ranked[0][1] < MIN_SCORE or (len(ranked) > 1 and ranked[0][1] < MIN_LEAD * ranked[1][1]):
        return None
    _board, start, end = next(one for one in found if one[0] == ranked[0][0])
    return Found(ranked[0][0], "text", start, end, GUESSED)


def _boards_in_file_name(file: str, boards: Iterable[str]) -> Iterator[str]:
    """Yield those of *boards* that the file's path names, the longest name first."""
    path = re.sub(r"[\W_]+", "-", ascii_fold(file))
    for board in sorted(set(boards), key=lambda board: (-len(board), board)):
        folded = re.sub(r"\W+", "-", ascii_fold(board))
        if re.search(rf"(?<![a-z]){re.escape(folded)}(?![a-z])", path):
            yield board
