"""Goals that a sign before them assesses: ``◆ Alla invånares inflytande ska öka.``, as the report's legend explains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from minerva.records import BlockKind, Indicator
from minerva.understand.indicators.assessments import assessments_in
from minerva.understand.indicators.figures import Figures, figures_in, levels_in, limit_in
from minerva.understand.indicators.heads import year_in
from minerva.understand.indicators.status import SIGNS, Legend
from minerva.understand.indicators.values import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.understand.indicators.prose import Place

_ITEM = re.compile(rf"(?:[-•]\s+)?(?P<sign>[{SIGNS}—–])\s*(?P<text>\S.*)", re.DOTALL)
_COMMENT = re.compile(r"\bKommentar\b[:.]?\s*|^kommentar\b[:.]?\s*")
_LEVELS = re.compile(r"\bmålnivå(?:er)?\b\s*:?", re.IGNORECASE)
_NAME = re.compile(r".+?[^\W\d]{2}(?:\)|\.(?=\s|$))?(?:(?<=[.)])(?=\s+[A-ZÅÄÖ])|$)", re.DOTALL)
_AGENTS = re.compile(r"\s*\((?:[A-ZÅÄÖ]{2,5}\b|alla nämnder|samtliga)[^)]*\)\s*$")
_LONGEST_NAME = 300


class _Item(NamedTuple):
    """A goal with its sign: where it stands, what it says, and what stands below it up to the next."""

    sign: str
    text: str
    below: str
    place: Place
    start: int
    end: int


def signed_goals(
    places: Sequence[Place], legends: Sequence[tuple[str, Legend]], report_id: str, year: str
) -> Iterator[Indicator]:
    """
    Yield the goals with a sign before them that stand under a label such as *Processmål* or *Nämndens åtagande*.

    Parameters
    ----------
    legends
        What the signs mean, each with the head of its column: a sign may mean one thing before a goal and another before
        a commitment.
    """
    if not legends:
        return
    for item in _items(places):
        told = _figures(item, year)
        yield Indicator(
            report_id=report_id,
            goal=item.text,
            name=item.text,
            unit=next((value.unit for value in [*told.values.values(), told.target] if value and value.unit), None),
            sex=None,
            values=dict(sorted(told.values.items())),
            target=told.target,
            outcome=told.values.get(year),
            status=_status(item, legends),
            start=item.start,
            end=item.end,
            page=item.place.block.page,
        )


def _items(places: Sequence[Place]) -> Iterator[_Item]:
    for at, place in enumerate(places):
        if not place.label or place.block.kind is BlockKind.HEADING:
            continue
        for sign, start, end, text in _parts(place):
            said, _comment, below = _split(text)
            if at + 1 < len(places) and end == place.block.end:
                below = f"{below} {_until_next(places[at + 1 :])}"
            yield _Item(sign, _name(said), f"{said} {below}", place, start, end)


def _parts(place: Place) -> Iterator[tuple[str, int, int, str]]:
    """Yield sign, place and text of the goals that a block holds: itself, or the rows of a table."""
    if place.block.kind is not BlockKind.TABLE:
        found = _ITEM.match(place.text)
        if found:
            yield found["sign"], place.block.start, place.block.end, folded(found["text"])
        return
    start = place.block.start
    for line in place.text.split("\n"):
        sign, _tab, rest = line.partition("\t")
        found = _ITEM.match(line)
        text = folded(found["text"] if found else rest)
        if (found or (not sign.strip() and len(text) > _LONG_ROW)) and text:
            yield (found["sign"] if found else ""), start, start + len(line), text
        start += len(line) + 1


_LONG_ROW = 40
"""Characters from which a row of a list of goals is a goal though its sign got lost."""


def _split(text: str) -> tuple[str, str, str]:
    found = _COMMENT.search(text)
    return (text[: found.start()], found.group(), text[found.end() :]) if found else (text, "", "")


def _name(said: str) -> str:
    """Return the first sentence of a goal, without the boards that it is for."""
    said = _LEVELS.split(said)[0].strip()
    found = _NAME.match(said)
    return _AGENTS.sub("", (found.group() if found else said)[:_LONGEST_NAME]).strip()


def _until_next(places: Sequence[Place]) -> str:
    """Return the text below a goal, up to the next one."""
    below: list[str] = []
    for place in places:
        if place.block.kind is BlockKind.TABLE or _ITEM.match(place.text):
            break
        if not (place.block.kind is BlockKind.HEADING and place.text.strip() == place.label):
            below.append(folded(place.text))
        if place.block.kind is BlockKind.HEADING and not place.label:
            break
    return " ".join(below)


def _figures(item: _Item, year: str) -> Figures:
    """Return target and outcomes: by the list of levels, the goal's own words if they are of *year*, or the comment."""
    said, _label, comment = _split(item.below)
    told = figures_in(comment, year)
    levels = _LEVELS.split(item.below, maxsplit=1)
    if len(levels) > 1:
        told.target = levels_in(levels[1]).get(year) or told.target
    elif told.target is None and set(re.findall(r"\b20\d\d\b", said)) == {year} and year_in(said) == year:
        told.target = limit_in(said)
    return told


def _status(item: _Item, legends: Sequence[tuple[str, Legend]]) -> str | None:
    if item.sign:
        return _legend(item.place.label, legends).get(item.sign)
    first = next(assessments_in(item.below), None)
    return first.status if first else None


def _legend(label: str, legends: Sequence[tuple[str, Legend]]) -> Legend:
    """Return the legend whose head speaks of what *label* names, else the first."""
    wanted = label.split()[-1].strip(":").casefold()
    return next((legend for head, legend in legends if wanted in head.casefold()), legends[0][1])
