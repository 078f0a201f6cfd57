"""Indicators out of tables: one for each row and sex."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.records import Indicator, Value
from minerva.understand.indicators.assessments import status_in_note
from minerva.understand.indicators.heads import TOTAL, Columns, sex_of, year_in
from minerva.understand.indicators.lines import Line, Segment, joined
from minerva.understand.indicators.status import Legend, status_of
from minerva.understand.indicators.units import unit_told_by
from minerva.understand.indicators.values import is_missing, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.understand.indicators.context import Context

_MONEY_OR_STAFF = re.compile(
    r"\b(?:mnkr|mkr|tkr|kkr|mdkr|miljoner kronor|kronor|nettokostnad\w*|resultaträkning|balansräkning|driftredovisning|"
    r"investering\w*|bokslut|årsarbetare|anställningsförhållanden|personalstruktur|bemanning|budget)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(r"\b(?:\w*anställ\w+|medarbetare|\w*personal\w*|årsarbetare|tjänster)\b", re.IGNORECASE)
_MEASURES = re.compile(r"\w*(?:indikator|nyckeltal|mått|mätetal|styrtal)\w*", re.IGNORECASE)
_ABOUT_GOALS = re.compile(r"\bmål\b|målupp", re.IGNORECASE)
_DESCRIBING = re.compile(r"\w*(?:indikator|nyckeltal|mått|mål|resultat|utfall)\w*", re.IGNORECASE)
_PART = re.compile(r"(?:[-–•] ?)?(?:därav|varav)\b ?(?P<who>.*)", re.IGNORECASE)
_BULLET = re.compile(r"^[-–•●◦▪] ?(?=\w)")
_GOAL_ROW = re.compile(r"(?:\w*mål|målområde)\b", re.IGNORECASE)
_CAPTION = re.compile(r"(?:tabell|diagram|figur)\s*\d*\s*[.:]\s*", re.IGNORECASE)


@dataclass(slots=True)
class Reported:
    """What holds for all rows of a table: the report, its year, the goal above and the signs."""

    report_id: str
    year: str
    goal: str | None
    legend: Legend


@dataclass(slots=True)
class _Named:
    """What the rows so far say that goes on in those below: goal, group of rows, whole that rows are part of."""

    goal: str | None
    group: str = ""
    name: str = ""
    whole: str = ""
    sex: str | None = None


def is_about_indicators(segment: Segment, heading: str) -> bool:
    """
    Tell whether a table holds indicators rather than money, staff or cases.

    It does when its head says so (a word such as *indikator* or *nyckeltal*, a target, dated outcomes), when its
    heading or caption does, or when it splits the outcomes of a year by sex.
    """
    columns, caption = segment.columns, segment.caption
    if columns.money:
        return False
    if not columns.targets and _MONEY_OR_STAFF.search(f"{columns.head} {caption}"):
        return False
    if columns.telling or _MEASURES.search(f"{caption} {heading}"):
        return True
    if not columns.values:
        return False
    split = {"kvinnor", "män"} <= set(columns.sexes) or {"flickor", "pojkar"} <= set(columns.sexes)
    return split and bool(year_in(caption)) and not _STAFF.search(f"{columns.head} {caption}")


def goal_above(segment: Segment, context: Context) -> str | None:
    """Return the goal that stands above a table: in a label or heading, or in its caption where it is assessed."""
    if context.goal or segment.columns.goal is not None:
        return context.goal
    if segment.columns.status is None or not segment.columns.targets:
        return None
    caption = _CAPTION.sub("", segment.caption).partition(",")[0]
    about = [at for at, (_level, text) in enumerate(context.headings) if _ABOUT_GOALS.search(text)]
    below = about and about[0] < len(context.headings) - 1
    candidates = [context.heading] if below else [caption] if about else []
    return next((text for text in candidates if text and not _DESCRIBING.search(text)), None)


def indicators_in(segment: Segment, reported: Reported) -> Iterator[Indicator]:
    """Yield the indicators of *segment*, row by row."""
    columns = segment.columns
    lines = list(joined(segment.lines, columns))
    if _title(segment) and lines and all(line.texts[0] and year_in(line.texts[0]) == line.texts[0] for line in lines):
        yield from _turned(lines, segment, reported)
        return
    named = _Named(reported.goal)
    for line in lines:
        if len(line.filled) == 1 and line.filled[0] in {0, columns.name}:
            _enter(named, line.texts[line.filled[0]], columns)
            continue
        _name(named, line, columns)
        named.name = named.name or _title(segment)
        if named.name:
            yield from _rows_of(line, named, segment, reported)


def _title(segment: Segment) -> str:
    """Return what a table tells of as a whole, for rows that name no more than a sex."""
    head = segment.columns.head
    caption = _CAPTION.sub("", segment.caption)
    return caption if not head or _MEASURES.search(head) or segment.columns.name_is_goal_too else head


def _enter(named: _Named, text: str, columns: Columns) -> None:
    """Take a row that stands alone across the table: a goal where the table names goals so, else a group of rows."""
    if columns.name_is_goal_too or columns.goal is not None or _GOAL_ROW.match(text):
        named.goal, named.group = text, ""
    else:
        named.group = text


def _name(named: _Named, line: Line, columns: Columns) -> None:
    """Take goal, name and sex from *line*; what it leaves empty stands in the rows above."""
    if columns.goal is not None and line.texts[columns.goal]:
        named.goal = line.texts[columns.goal]
    own = line.texts[columns.name]
    part = _PART.match(own)
    split = any(sex not in {None, TOTAL} for sex in columns.sexes)
    who = None if split else sex_of(part["who"] if part else own)
    if who == TOTAL and named.sex is None:
        who = None
    in_column = sex_of(line.texts[columns.sex]) if columns.sex is not None else None
    named.sex = who or in_column
    if who or not own:
        named.name = named.whole or named.name
    elif part:
        named.name = f"{named.whole}, {_BULLET.sub('', own)}" if named.whole else own
    else:
        own = _BULLET.sub("", own)
        named.name = named.whole = f"{named.group}: {own}" if named.group else own


def _rows_of(line: Line, named: _Named, segment: Segment, reported: Reported) -> Iterator[Indicator]:
    """Yield a row for each sex whose outcomes *line* tells."""
    columns = segment.columns
    unit = (
        (line.texts[columns.unit] if columns.unit is not None else "")
        or unit_told_by(named.name.removeprefix(named.group + ": "), named.group)
        or columns.told_unit
        or unit_told_by(segment.caption)
    )
    several = [sex for sex in columns.sexes if sex not in {None, TOTAL}]
    for column_sex in columns.sexes:
        sex = column_sex or named.sex or (TOTAL if several else None)
        values = {
            year or reported.year: value_of(line.texts[at], unit)
            for (who, year), at in columns.values.items()
            if who == column_sex
        }
        told = [value for value in values.values() if value]
        status = _status(line, columns, reported.legend)
        if not told and (sex not in {None, TOTAL} or not (columns.values or status)):
            continue
        whole = sex in {None, TOTAL} or columns.sex is not None or not {None, TOTAL} & set(columns.sexes)
        yield Indicator(
            report_id=reported.report_id,
            goal=named.goal or (None if columns.values else named.name),
            name=named.name,
            unit=next((value.unit for value in reversed(told) if value.unit), unit),
            sex=sex,
            values=dict(sorted(values.items())),
            target=_target(line, columns, reported.year, unit) if whole else None,
            outcome=values.get(reported.year),
            status=status if whole else None,
            start=line.start,
            end=line.end,
            page=line.page,
        )


def _target(line: Line, columns: Columns, year: str, unit: str | None) -> Value | None:
    at = columns.targets.get(year, columns.targets.get(""))
    return value_of(line.texts[at], unit) if at is not None else None


def _status(line: Line, columns: Columns, legend: Legend) -> str | None:
    if len(columns.marks) > 1:
        return next((status for status, at in columns.marks.items() if not is_missing(line.texts[at])), None)
    name = line.texts[columns.name]
    shown = status_of(line.texts[columns.status], legend) if columns.status is not None else legend.get(name[:1])
    return shown or (status_in_note(line.note) if line.note else None)


def _turned(lines: list[Line], segment: Segment, reported: Reported) -> Iterator[Indicator]:
    """Yield the rows of a table that has years for rows: one indicator, which its caption names, for each column."""
    columns = segment.columns
    caption = _CAPTION.sub("", segment.caption) or _title(segment)
    unit = unit_told_by(caption)
    name = caption.rpartition(", ")[0] if unit and "," in caption else caption
    last = next((line for line in lines if line.texts[0] == reported.year), lines[-1])
    for (sex, _year), at in columns.values.items():
        values = {line.texts[0]: value_of(line.texts[at], unit) for line in lines}
        whole = sex in {None, TOTAL}
        yield Indicator(
            report_id=reported.report_id,
            goal=reported.goal,
            name=name,
            unit=unit,
            sex=sex,
            values=dict(sorted(values.items())),
            target=_target(last, columns, reported.year, unit) if whole else None,
            outcome=values.get(reported.year),
            status=None,
            start=lines[0].start,
            end=lines[-1].end,
            page=lines[0].page,
        )
