"""What a report is: whose, which kind, which year; and where it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minerva.swedish.places import known_municipality
from minerva.understand.boards import find_board
from minerva.understand.confidence import GUESSED, SURE
from minerva.understand.front import parts_of
from minerva.understand.kind_words import OTHER
from minerva.understand.kinds import find_kind
from minerva.understand.municipality import find_owner
from minerva.understand.periods import find_period
from minerva.understand.titles import find_title
from minerva.understand.years import find_year

if TYPE_CHECKING:
    from minerva.records import Document, Evidence
    from minerva.understand.front import Found


@dataclass(frozen=True, slots=True)
class Identity:
    """
    What a report is; what is not known is ``None``.

    Attributes
    ----------
    municipality
        The plain name, ``"Mölndal"``.
    county, group
        Follow from the municipality, so they have evidence of their own only where a manifest gives them.
    board
        Definite, in lower case but for proper names: ``"social- och arbetsmarknadsnämnden"``.
    kind
        One of :data:`minerva.understand.kind_words.KINDS`.
    year
        The year that is reported on.
    period
        Part of that year, ``"delår 2"`` or ``"januari–augusti"``; ``None`` for all of it.
    url
        Where the report was published; only a manifest knows.
    evidence
        At most one a field.
    """

    title: str
    municipality: str | None = None
    municipality_code: str | None = None
    county: str | None = None
    group: str | None = None
    board: str | None = None
    kind: str | None = None
    year: int | None = None
    period: str | None = None
    url: str | None = None
    evidence: tuple[Evidence, ...] = ()


def identify(document: Document, file: str) -> Identity:
    """
    Find out what report *document* is.

    Parameters
    ----------
    file
        Its path within the folder that was added. Names of files are weak evidence, used where the text is silent.
    """
    parts = parts_of(document)
    title, owner, board = find_title(parts, file), find_owner(parts, file), find_board(parts, file)
    if board and not owner and board.confidence < SURE:
        # Laws and the state's reports speak of boards, too.
        board = board.rated(GUESSED)
    found = find_kind(parts, file)
    kind = found.value if found else OTHER
    year, period = find_year(parts, kind, file), find_period(parts, kind, title.value, file)
    place = known_municipality(owner.value) if owner else None
    return Identity(
        title=title.value,
        municipality=owner.value if owner else None,
        municipality_code=place.code if place else None,
        county=place.county if place else None,
        group=place.group if place else None,
        board=board.value if board else None,
        kind=kind,
        year=year.value if year else None,
        period=period.value if period else None,
        evidence=_evidence(title=title, municipality=owner, board=board, kind=found, year=year, period=period),
    )


def _evidence(**found: Found[Any] | None) -> tuple[Evidence, ...]:
    return tuple(one.evidence(field) for field, one in found.items() if one)
