"""Target, outcome and earlier values out of the sentences of a comment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minerva.records import Value
from minerva.understand.indicators.values import COMPARATOR, NUMBER, comparator_of, number_of, unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNIT = (
    r"%|procent(?:enheter)?(?=s?\b)|mnkr|mkr|tkr|kronor|kr\b|dagar|veckor|månader|timmar|dygn|personer|stycken|st\b|"
    r"(?:års|helårs)\w+"
)
_YEAR = r"(?:19|20)\d\d"
_NO_YEAR = rf"(?!{_YEAR}(?![\d,]|\s*(?:{_UNIT})))"
_FIGURE = (
    rf"(?:(?P<comparator>{COMPARATOR})\s+)?(?:(?P<before>index|NKI|HME)\s+)?{_NO_YEAR}(?P<number>{NUMBER})"
    rf"(?:\s*(?P<unit>{_UNIT}))?"
)
_BETWEEN = r"[^.;=\d]"
_TARGETS = (
    (
        rf"\b(?:indikator\w*|mål\w*|nivån?)\b{_BETWEEN}{{0,40}}?(?:(?P<year>{_YEAR}){_BETWEEN}{{0,20}}?)?"
        r"\b(?:satt|satts|fastställ\w+|bestäm\w+)\s+till\s+"
    ),
    rf"\bmål(?:et|värdet)?\s+(?:(?:för|till|år)\s+(?P<year>{_YEAR})\s+)?(?:är|var)\s+",
    rf"\b(?:mål|målet|målvärdet?|målnivå|nivå)\s*(?:(?:för\s+)?(?P<year>{_YEAR}))?\s*:\s*",
    rf"\bmål(?:et|värdet?)?\s+(?:(?:för|till|år)\s+(?P<year>{_YEAR})\s+)?(?:om|på)\s+(?:att\s+)?",
    r"\bindikatorn\s+som\s+(?:vi|nämnden)\s+ska\s+nå\s+är\s+",
    rf"\bmålet\s+för\s+(?P<year>{_YEAR})\s+som\s+ska\s+vara\s+",
)
_OUTCOMES = (
    (
        rf"\b(?:resultat\w*|utfall\w*|värdet?)\b{_BETWEEN}{{0,25}}?(?P<year>{_YEAR})?\s*"
        r"(?::|\b(?:på|är|var|blev|till|uppgår till))?\s+"
    ),
    rf"\bnår\b(?!\s+målet){_BETWEEN}{{0,15}}?\btill\s+",
    r"\bvilket\s+ger\s+",
    r"\bnår\s+målet\s+med\s+",
    (
        rf"(?:^|(?<=[.:]\s))[A-ZÅÄÖ]{_BETWEEN}{{2,60}}?\b(?:för\s+)?(?P<year>{_YEAR})\s+"
        r"(?:är|var|blev|uppgår till|uppgick till)\s+"
    ),
    r"\bavrundat\s+till\s+",
)
_DATED = (
    rf"\b(?P<year>{_YEAR})\s*=\s*",
    rf"\b(?:resultat\w*|utfall\w*)\s+(?:för\s+)?(?P<year>{_YEAR})\b[^.=]{{0,160}}?\b(?:till|på|var)\s+",
    rf"\b(?P<year>{_YEAR})\s+års\s+(?:utfall|resultat)\s+(?:på|var)\s+",
    rf"\bunder\s+(?P<year>{_YEAR})\s+(?:har|hade|var)\s+",
)
_LEVEL = re.compile(rf"\b(?P<year>{_YEAR}):?\s+{_FIGURE}", re.IGNORECASE)


@dataclass(slots=True)
class Figures:
    """What a comment tells: the target, and outcomes by year."""

    target: Value | None = None
    values: dict[str, Value] = field(default_factory=dict)

    @property
    def unit(self) -> str | None:
        """The first unit that a figure has."""
        told = [*self.values.values(), self.target]
        return next((value.unit for value in told if value and value.unit), None)


def figures_in(comment: str, year: str) -> Figures:
    """
    Return the target and the outcomes that *comment* tells.

    A figure without a year is of *year*, the year that the report is about. Of several targets the last counts.
    """
    told = Figures()
    taken: set[int] = set()
    for when, value, at in _found(_TARGETS, comment):
        taken.add(at)
        if when in {"", year}:
            told.target = value
    for when, value, at in _found(_DATED, comment):
        if at not in taken:
            taken.add(at)
            told.values.setdefault(when, value)
    for when, value, at in _found(_OUTCOMES, comment):
        if at not in taken:
            taken.add(at)
            told.values.setdefault(when or year, value)
    return told


def levels_in(text: str) -> dict[str, Value]:
    """Return what a list such as ``2016 77 %, 2017 78 %`` says of each year."""
    levels: dict[str, Value] = {}
    for found in _LEVEL.finditer(text):
        levels.setdefault(found["year"], _value(found))
    return levels


def limit_in(text: str) -> Value | None:
    """Return the first figure of *text* with a comparator, such as ``minst 91 procent``."""
    return next(
        (value for found in re.finditer(_FIGURE, text, re.IGNORECASE) for value in [_value(found)] if value.comparator),
        None,
    )


def _found(patterns: tuple[str, ...], text: str) -> Iterator[tuple[str, Value, int]]:
    """Yield year, value and place of the number for each figure that follows one of *patterns*."""
    for pattern in patterns:
        for found in re.finditer(f"(?:{pattern}){_FIGURE}", text, re.IGNORECASE):
            year = found.groupdict().get("year") or ""
            yield year, _value(found), found.start("number")


def _value(found: re.Match[str]) -> Value:
    unit = unit_name(found["before"] or found["unit"] or "")
    text = " ".join(filter(None, [found["comparator"], found["before"], found["number"], found["unit"]]))
    return Value(number_of(found["number"]), comparator_of(found["comparator"]), unit, " ".join(text.split()))
