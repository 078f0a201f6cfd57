"""Goals that a sign before them assesses: ``◆ Alla invånares inflytande ska öka.``, as the report's legend explains."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from minerva.records import BlockKind, Indicator
from minerva.understand.indicators.assessments import assessments_in
from minerva.understand.indicators.context import LABEL
from minerva.understand.indicators.figures import Figures, figures_in, levels_in, limit_in
from minerva.understand.indicators.legends import legend_in
from minerva.understand.indicators.status import SIGNS, Legend
from minerva.understand.indicators.values import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.understand.indicators.prose import Place

_ITEM = re.compile(rf"(?:[-•]\s+)?(?P<sign>[{SIGNS}—–])\s*(?P<text>\S.*)", re.DOTALL)
_COMMENT = re.compile(r"\bKommentar\b[:.]?\s*|^kommentar\b[:.]?\s*")
_TOLD_BELOW = re.compile(r"(?:^|\b)(?:Kommentar|Målnivå(?:er)?)\b\s*:?", re.IGNORECASE)
_LEVELS = re.compile(r"\bmålnivå(?:er)?\b\s*:?", re.IGNORECASE)
_NAME = re.compile(r".+?[^\W\d]{2}(?:\)|\.(?=\s|$))?(?:(?<=[.)])(?=\s+[A-ZÅÄÖ])|$)", re.DOTALL)
_AGENTS = re.compile(r"\s*\((?:[A-ZÅÄÖ]{2,5}\b|alla nämnder|samtliga)[^)]*\)\s*$")
_LONGEST_NAME = 300


class _Item(NamedTuple):
    """A goal with its sign: its name, all that is told of it up to the next, the label above and where it stands."""

    sign: str
    text: str
    told: str
    label: str
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
        What the signs mean, each with the head of its column: a sign may mean one thing before a goal
        and another before a commitment.
    """
    if not legends:
        return
    for item in _items(places):
        told = _figures(item, year)
        yield Indicator(
            report_id=report_id,
            goal=item.text,
            name=item.text,
            unit=told.unit,
            sex=None,
            values=dict(sorted(told.values.items())),
            target=told.target,
            outcome=told.values.get(year),
            status=_status(item, legends),
            start=item.start,
            end=item.end,
            page=item.place.block.page,
        )


def legends_of(places: Sequence[Place]) -> list[tuple[str, Legend]]:
    """Return the legends that stand in running text."""
    legends = (legend_in(place.text) for place in places if place.block.kind is not BlockKind.TABLE)
    return [("", legend) for legend in legends if any(legend.values())]


def _items(places: Sequence[Place]) -> Iterator[_Item]:
    for at, place in enumerate(places):
        below = _until_next(places[at + 1 :])
        if place.block.kind is BlockKind.TABLE:
            yield from _items_of_table(place, below)
        elif place.label and place.block.kind is not BlockKind.HEADING:
            item = _item(place, below, follows_label=at > 0 and places[at - 1].text.strip() == place.label)
            if item:
                yield item


def _item(place: Place, below: str, *, follows_label: bool) -> _Item | None:
    """Return the goal that a block is: one with a sign, or the first below the label if a comment follows."""
    found = _ITEM.match(place.text)
    text = folded(found["text"] if found else place.text).lstrip("-• ")
    if not found and not (follows_label and _is_goal(text) and _TOLD_BELOW.search(below)):
        return None
    return _Item(
        found["sign"] if found else "",
        _name(text),
        f"{text} {below}",
        place.label,
        place,
        place.block.start,
        place.block.end,
    )


def _items_of_table(place: Place, below: str) -> Iterator[_Item]:
    """Yield the goals that the rows of a table are, below the label in its first; a sign may have got lost."""
    lines = place.text.split("\n")
    label = lines[0].strip()
    if not LABEL.match(label):
        return
    start = place.block.start + len(lines[0]) + 1
    for at, line in enumerate(lines[1:], 1):
        found = _ITEM.match(line)
        text = folded(found["text"] if found else line)
        if found or (line.startswith("\t") and _is_goal(text)):
            rest = list(takewhile(lambda row: not _ITEM.match(row), lines[at + 1 :]))
            told = " ".join([text, *map(folded, rest), *([below] if at + len(rest) + 1 == len(lines) else [])])
            yield _Item(found["sign"] if found else "", _name(text), told, label, place, start, start + len(line))
        start += len(line) + 1


def _is_goal(text: str) -> bool:
    return bool(text) and not text[0].islower() and not _COMMENT.match(text)


def _name(said: str) -> str:
    """Return the first sentence of a goal, without the boards that it is for."""
    said = _LEVELS.split(_COMMENT.split(said)[0])[0].strip()
    found = _NAME.match(said)
    return _AGENTS.sub("", (found.group() if found else said)[:_LONGEST_NAME]).strip()


def _until_next(places: Sequence[Place]) -> str:
    """Return the text below a goal, up to the next one or the next heading but for *Kommentar* and the like."""
    below: list[str] = []
    for place in places:
        heading = place.block.kind is BlockKind.HEADING
        if place.block.kind is BlockKind.TABLE or _ITEM.match(place.text):
            break
        if heading and not _TOLD_BELOW.match(place.text) and place.text.strip() != place.label:
            break
        if place.text.strip() != place.label:
            below.append(folded(place.text))
    return " ".join(below)


def _figures(item: _Item, year: str) -> Figures:
    """Return target and outcomes: by the list of levels, the comment, or the goal's own words if they are of *year*."""
    said, *comments = _COMMENT.split(item.told, maxsplit=1)
    told = figures_in(" ".join(comments), year)
    levels = _LEVELS.split(said, maxsplit=1)
    if len(levels) > 1:
        told.target = levels_in(levels[1]).get(year) or told.target
    elif told.target is None and set(re.findall(r"\b20\d\d\b", said)) == {year}:
        told.target = limit_in(said)
    return told


def _status(item: _Item, legends: Sequence[tuple[str, Legend]]) -> str | None:
    if item.sign:
        return _legend(item.label, legends).get(item.sign)
    comment = " ".join(_COMMENT.split(item.told, maxsplit=1)[1:])
    first = next(assessments_in(comment), None)
    return first.status if first else None


def _legend(label: str, legends: Sequence[tuple[str, Legend]]) -> Legend:
    """Return the legend whose head speaks of what *label* names, else the first."""
    wanted = label.rsplit(maxsplit=1)[-1].strip(":").casefold()
    return next((legend for head, legend in legends if wanted in head.casefold()), legends[0][1])
