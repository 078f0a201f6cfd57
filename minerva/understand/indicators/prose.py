"""Indicators out of running text: ``INDIKATOR 1: … KOMMENTAR: …`` and sentences that say whether a goal is reached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from minerva.records import BlockKind, Indicator
from minerva.understand.indicators.assessments import Assessment, assessments_in, is_assessment, sentences_of
from minerva.understand.indicators.figures import figures_in
from minerva.understand.indicators.status import status_of
from minerva.understand.indicators.values import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.records import Block

_INDICATOR = re.compile(r"(?:\w+-)?\w*indikator\s*\d*\s*[:;.]\s*(?P<name>\S.*)", re.IGNORECASE)
_COMMENT = re.compile(r"(?:kommentar|resultat|utfall)\s*[:;]\s*", re.IGNORECASE)
_TOLD = re.compile(
    r"\s*\b(?:kommentar|resultat|utfall|mål|målet|målvärdet?|målnivå|nivå)\b(?:\s+(?:för\s+)?20\d\d)?\s*[:;]\s*",
    re.IGNORECASE,
)
_STATUS_LINE = re.compile(
    r"(?:status|måluppfyllelse|(?:samlad |sammanfattande |slut)?bedömning)(?: av måluppfyllelsen?)?\s*[:–-]\s*"
    r"(?P<status>[^.:\d]{2,40})\.?",
    re.IGNORECASE,
)
_ANALYSIS = re.compile(r"(?:analys|bedömning)\s*[:;]\s*", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:sammanfattande\s+|samlad\s+)?(?:målp?upp\w*|målbedömning|bedömning(?:\s+av\s+måluppfyllelse)?)"
    r"(?P<unit>\s+[^;:.!?]{1,60})?\s*[;:]\s*",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:bedömning|analys|kommentar|resultat|utfall|uppföljning|måluppf|indikator|nyckeltal|mått|sammanfattning|slutsats|"
    r"åtgärder|inför)\w*\b.*|(?:[\w:]+ )?\w*mål",
    re.IGNORECASE,
)


class Place(NamedTuple):
    """A block of a report with its text and what holds there."""

    block: Block
    text: str
    goal: str | None
    headings: tuple[str, ...]
    label: str


def labelled_indicators(places: Sequence[Place], report_id: str, year: str) -> Iterator[Indicator]:
    """Yield the indicators told as ``INDIKATOR 1: …`` with ``KOMMENTAR: …`` or ``Mål: … Utfall: …`` behind or below."""
    for at, place in enumerate(places):
        named = _INDICATOR.match(folded(place.text))
        if not named:
            continue
        name, *behind = _TOLD.split(named["name"], maxsplit=1)
        below = _below(places, at)
        comments = [one for one in below if _TOLD.match(folded(one.text))]
        if not comments and not behind:
            continue
        inline = named["name"][len(name) :]
        comment = " ".join([inline, *(_COMMENT.sub("", folded(one.text), count=1) for one in comments)])
        analysis = " ".join(folded(one.text) for one in below if _ANALYSIS.match(folded(one.text)))
        told = figures_in(comment.strip(), year)
        yield Indicator(
            report_id=report_id,
            goal=place.goal,
            name=name.strip(),
            unit=told.unit,
            sex=None,
            values=dict(sorted(told.values.items())),
            target=told.target,
            outcome=told.values.get(year),
            status=_labelled_status(below) or _first_status(comment, analysis),
            start=place.block.start,
            end=max(one.block.end for one in [place, *comments, *(one for one in below if _told_status(one.text))]),
            page=place.block.page,
        )


def _first_status(*texts: str) -> str | None:
    return next((assessment.status for text in texts for assessment in assessments_in(text)), None)


def _labelled_status(below: Sequence[Place]) -> str | None:
    """Return what a line such as ``Status: uppnått`` says."""
    return next((status for place in below for status in [_told_status(place.text)] if status), None)


def _told_status(text: str) -> str | None:
    """Return the status that a line gives that is no more than a label and a status."""
    told = _STATUS_LINE.fullmatch(folded(text))
    return status_of(told["status"], {}) if told else None


def _below(places: Sequence[Place], at: int) -> list[Place]:
    """Return the blocks below an indicator, to the next one or the next heading."""
    below: list[Place] = []
    for place in places[at + 1 :]:
        if place.block.kind in {BlockKind.HEADING, BlockKind.TABLE} or _INDICATOR.match(folded(place.text)):
            break
        below.append(place)
    return below


def assessed_goals(places: Sequence[Place], report_id: str) -> Iterator[Indicator]:
    """
    Yield the goals that are assessed in words.

    A sentence counts that does nothing else, and any clause below a label such as *Måluppföljning IFO;*, up to the
    next heading.
    """
    unit: str | None = None
    for place in places:
        label = _LABEL.match(place.text)
        if label:
            unit = folded(label["unit"] or "")
        elif place.block.kind is BlockKind.HEADING:
            unit = None
        if place.block.kind is BlockKind.TABLE or (place.block.kind is BlockKind.HEADING and not label):
            continue
        if _COMMENT.match(place.text) or (_ANALYSIS.match(place.text) and not label):
            continue
        goal = place.goal or _goal_above(place)
        if goal:
            yield from _assessed(place, goal, unit, report_id)


def _goal_above(place: Place) -> str | None:
    """Return the innermost heading that is more than a name for any part of a report."""
    return next((text for text in reversed(place.headings) if not _GENERIC.fullmatch(text)), None)


def _assessed(place: Place, goal: str, unit: str | None, report_id: str) -> Iterator[Indicator]:
    told = _told_status(place.text)
    if told and not next(assessments_in(place.text), None):
        yield _row(place, goal, unit, report_id, Assessment(told, 0, len(place.text)))
    for start, end in sentences_of(place.text):
        sentence = place.text[start:end]
        if unit is None and not is_assessment(sentence):
            continue
        for assessment in assessments_in(sentence):
            yield _row(place, goal, unit, report_id, Assessment(assessment.status, start, end))


def _row(place: Place, goal: str, unit: str | None, report_id: str, assessment: Assessment) -> Indicator:
    return Indicator(
        report_id=report_id,
        goal=goal,
        name=f"{goal} – {unit}" if unit else goal,
        unit=None,
        sex=None,
        values={},
        target=None,
        outcome=None,
        status=assessment.status,
        start=place.block.start + assessment.start,
        end=place.block.start + assessment.end,
        page=place.block.page,
    )
