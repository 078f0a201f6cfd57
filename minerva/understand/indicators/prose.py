"""Indicators out of running text: ``INDIKATOR 1: … KOMMENTAR: …`` and sentences that say whether a goal is reached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from minerva.records import BlockKind, Indicator
from minerva.understand.indicators.assessments import assessments_in, is_assessment, sentences_of
from minerva.understand.indicators.figures import figures_in
from minerva.understand.indicators.values import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.records import Block

_INDICATOR = re.compile(r"(?:\w+-)?indikator\s*\d*\s*[:;.]\s*(?P<name>\S.*)", re.IGNORECASE)
_COMMENT = re.compile(r"(?:kommentar|resultat|utfall)\s*[:;]\s*", re.IGNORECASE)
_ANALYSIS = re.compile(r"(?:analys|bedömning)\s*[:;]\s*", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:sammanfattande\s+|samlad\s+)?(?:målp?upp\w*|målbedömning|bedömning(?:\s+av\s+måluppfyllelse)?)"
    r"(?P<unit>\s+[^;:.!?]{1,60})?\s*[;:]\s*",
    re.IGNORECASE,
)
_DESCRIBING = re.compile(r"\w*(?:indikator|nyckeltal|mått|mål|resultat|utfall|analys|kommentar)\w*", re.IGNORECASE)


class Place(NamedTuple):
    """A block of a report with its text and what holds there."""

    block: Block
    text: str
    goal: str | None
    headings: tuple[str, ...]
    label: str


def labelled_indicators(places: Sequence[Place], report_id: str, year: str) -> Iterator[Indicator]:
    """Yield the indicators that are told as ``INDIKATOR 1: …`` with a ``KOMMENTAR: …`` below."""
    for at, place in enumerate(places):
        named = _INDICATOR.match(folded(place.text))
        if not named:
            continue
        below = _below(places, at)
        comments = [one for one in below if _COMMENT.match(folded(one.text))]
        if not comments:
            continue
        comment = _COMMENT.sub("", folded(comments[0].text), count=1)
        analysis = " ".join(folded(one.text) for one in below if _ANALYSIS.match(folded(one.text)))
        told = figures_in(comment, year)
        assessed = [*assessments_in(comment), *assessments_in(analysis)]
        yield Indicator(
            report_id=report_id,
            goal=place.goal,
            name=named["name"],
            unit=next((value.unit for value in [*told.values.values(), told.target] if value and value.unit), None),
            sex=None,
            values=dict(sorted(told.values.items())),
            target=told.target,
            outcome=told.values.get(year),
            status=assessed[0].status if assessed else None,
            start=place.block.start,
            end=comments[0].block.end,
            page=place.block.page,
        )


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
        if _COMMENT.match(place.text) or _ANALYSIS.match(place.text):
            continue
        goal = place.goal or _goal_above(place)
        if goal:
            yield from _assessed(place, goal, unit, report_id)


def _goal_above(place: Place) -> str | None:
    """Return the innermost heading that is more than a name for any part of a report."""
    return next((text for text in reversed(place.headings) if not _DESCRIBING.fullmatch(text)), None)


def _assessed(place: Place, goal: str, unit: str | None, report_id: str) -> Iterator[Indicator]:
    for start, end in sentences_of(place.text):
        sentence = place.text[start:end]
        if unit is None and not is_assessment(sentence):
            continue
        for assessment in assessments_in(sentence):
            yield Indicator(
                report_id=report_id,
                goal=goal,
                name=f"{goal} – {unit}" if unit else goal,
                unit=None,
                sex=None,
                values={},
                target=None,
                outcome=None,
                status=assessment.status,
                start=place.block.start + start,
                end=place.block.start + end,
                page=place.block.page,
            )
