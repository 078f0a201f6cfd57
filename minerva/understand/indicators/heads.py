"""What the columns of a table hold, read from its head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from minerva.understand.indicators.status import status_in_words
from minerva.understand.indicators.units import unit_told_by
from minerva.understand.indicators.values import folded, is_missing

if TYPE_CHECKING:
    from collections.abc import Sequence

TOTAL = "totalt"
_SEXES = {
    "kvinnor": "kvinnor", "kvinna": "kvinnor", "kv": "kvinnor", "k": "kvinnor",
    "män": "män", "man": "män", "m": "män",
    "flickor": "flickor", "flicka": "flickor", "f": "flickor",
    "pojkar": "pojkar", "pojke": "pojkar", "p": "pojkar",
    "totalt": TOTAL, "total": TOTAL, "tot": TOTAL, "t": TOTAL, "alla": TOTAL, "samtliga": TOTAL, "båda": TOTAL,
}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:0[1-9]|1[0-2])?(?!\d)|(?<=\s)['’-](\d\d)(?!\d)")
_DATE = re.compile(
    r"(?<!\w)[-./]\d\d(?:[-./]\d\d)?(?!\d)|\b\d{1,2} (?=jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)"
)
_STATUS = re.compile(
    r"status|(?:slut)?bedömning|färg|måluppfyll\w+|målbedömning|uppnå\w+|uppfyll\w+|når vi (?:dit|målet|fram)|"
    r"mål(?:et)? (?:uppnå\w+|nått|uppfyll\w+)|resultatbedömning|delvis|(?:ej|inte) (?:upp)?(?:nå\w+|fyll\w+)",
    re.IGNORECASE,
)
_IGNORED = re.compile(
    r"riktning|trend\w*|utveckling|förändring|jämförelse|källa|kommentar|ansvarig|mätmetod|period(?!en)", re.IGNORECASE
)
_FORECAST = re.compile(r"(?:helårs)?prognos", re.IGNORECASE)
_MONEY = re.compile(
    r"(?:\w*budget\w*|avvik\w*|avv|budgeterad\w*|differens|intäkt\w*|kostnad\w*|kommunbidrag|vakan\w+|tillsatt\w*)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"(?:(?:års|helårs|nämnd)?mål(?:värde|nivå|sättning|tal|et)?|nivå|ambitionsnivå|önskat värde)"
    r"(?: (?:helår|för|till|år|per|senast))*(?: |$)",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"(?:(?:årets|periodens|ackumulerat|senaste|föregående|faktiskt) )?"
    r"(?:(?:års)?utfall|utf|(?:års)?resultat|bokslut|mät(?:ning|värde|resultat)|utgångsvärde|nuläge|(?:start|bas|ingångs)?värde|delår\w*|tertial|"
    r"kvartal|helår|(?:\d{1,2} )?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"(?:\w*utfall|\w*resultat|bokslut|mät\w+|\w*värde|nuläge)\b", re.IGNORECASE)
_GOAL = re.compile(r"(?:[\w:]+[ -]){0,3}(?:\w*mål(?:en|et|område\w*)?|perspektiv)$", re.IGNORECASE)
_NAME = re.compile(
    r"(?:.*\b)?(?:\w*indikator\w*|\w*nyckeltal\w*|\w*mått\w*|mätetal\w*|mätvärden?|titel|tjänstegaranti\w*|servicelöfte\w*|"
    r"servicegaranti\w*|kvalitetsdeklaration\w*)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:mått)?enhet|sort", re.IGNORECASE)
_SEX_COLUMN = re.compile(r"kön", re.IGNORECASE)


@dataclass(slots=True)
class Columns:
    """
    What each column holds, by its place from 0.

    Attributes
    ----------
    values, targets
        Places by sex and year, by year; the year is ``""`` where the head names none.
    marks
        Places by status where each status has a column of its own, to be ticked.
    told_unit
        The unit that the head of a column of figures tells.
    width
        How many columns the head has.
    telling
        Whether the head itself says that its rows are indicators: by that word, by a target or by ``Utfall``.
    """

    head: str
    name: int = 0
    goal: int | None = None
    sex: int | None = None
    unit: int | None = None
    status: int | None = None
    marks: dict[str, int] = field(default_factory=dict)
    told_unit: str | None = None
    targets: dict[str, int] = field(default_factory=dict)
    values: dict[tuple[str | None, str], int] = field(default_factory=dict)
    width: int = 0
    telling: bool = False
    money: bool = False

    @property
    def sexes(self) -> list[str | None]:
        """The sexes that columns are split by, in their order."""
        return list(dict.fromkeys(sex for sex, _year in self.values)) or [None]

    @property
    def name_is_goal_too(self) -> bool:
        """Whether goals stand in rows of their own in the column of names."""
        return bool(re.search(r"\bmål\b", self.head, re.IGNORECASE))


class _Head(NamedTuple):
    """What a column holds: ``value``, ``target``, ``status``, ``unit``, ``sex``, ``money``, or nothing of these."""

    kind: str
    year: str = ""
    sex: str | None = None


_OTHER, _FIGURE = _Head("other"), _Head("figure")
_OF_ROWS = {_Head(""), _Head("sex"), _Head("unit")}


def sex_of(text: str) -> str | None:
    """Return the sex that a cell names; ``None`` if it names none."""
    return _SEXES.get(folded(text).casefold().strip(" .:-"))


def year_in(text: str) -> str:
    """Return the last year that *text* names, ``""`` if none."""
    found = _YEAR.findall(text)
    return (found[-1][0] or "20" + found[-1][1]) if found else ""


def columns_of(cells: Sequence[str], place: str = "") -> Columns | None:
    """
    Return what the columns hold if *cells* are the head of a table of figures.

    A row is a head when it names at least one column of outcomes or targets and nothing in it is a figure. A column
    that is headed otherwise, such as *Riket*, is passed over.

    Parameters
    ----------
    place
        The municipality of the report: under its name stand outcomes.
    """
    cells = [folded(cell) for cell in cells]
    heads = [_head(cell, place) for cell in cells]
    named = max((at for at, cell in enumerate(cells) if _NAME.fullmatch(cell)), default=0)
    first = next((at for at, head in enumerate(heads) if at > named and head not in _OF_ROWS and head != _OTHER), None)
    if first is None:
        return None
    columns = Columns(head=" ".join(filter(None, cells[:first])), width=len(cells))
    _set_names(columns, cells[:first])
    for at, head in enumerate(heads[first:], first):
        if head == _FIGURE:
            return None
        _set_column(columns, at, head, cells[at])
    columns.telling = columns.telling or bool(columns.targets)
    lone_sex = len(columns.values) == 1 and not columns.targets and next(iter(columns.values))[0] is not None
    figures = sorted([*columns.values.values(), *columns.targets.values()])
    columns.told_unit = unit_told_by(*(cells[at] for at in figures), columns.head)
    assessed = columns.telling and (columns.status is not None or len(columns.marks) > 1)
    return columns if (columns.values and not lone_sex) or (assessed and not columns.targets) else None


def _head(cell: str, place: str) -> _Head:
    """Return what a column with the head *cell* holds."""
    year = year_in(cell)
    rest = _DATE.sub(" ", _YEAR.sub(" ", cell))
    rest = folded(rest).strip(" .,:;*()–-")
    kinds = ((_SEX_COLUMN, "sex"), (_UNIT, "unit"), (_MONEY, "money"), (_STATUS, "status"), (_TARGET, "target"))
    if not cell:
        return _Head("")
    if is_missing(cell):
        return _FIGURE
    for pattern, kind in kinds:
        if pattern.fullmatch(rest) if pattern in {_SEX_COLUMN, _UNIT} else pattern.match(rest):
            return _Head(kind, year)
    if _FORECAST.match(rest) or _IGNORED.match(rest):
        return _OTHER
    sex = _sex_in(rest)
    if sex or (year and rest.casefold() in {"", "år", place.casefold()}) or _OUTCOME.match(rest):
        return _Head("value", year, sex)
    return _FIGURE if re.search(r"\d", rest) else _OTHER


def _sex_in(head: str) -> str | None:
    """Return the sex whose outcomes a column holds, such as ``Utfall kvinnor``."""
    words = head.split()
    sex = next((found for word in words for found in [_SEXES.get(word.casefold().strip(",.:"))] if found), None)
    told = len(words) == 1 or _OUTCOME.match(head) or _OUTCOME.match(" ".join(words[1:]))
    return sex if told else None


def _set_names(columns: Columns, cells: Sequence[str]) -> None:
    """Say which of the columns before the figures holds the goal, the name, the sex and the unit."""
    named = [at for at, cell in enumerate(cells) if cell] or [0]
    for at in named[1:]:
        if _SEX_COLUMN.fullmatch(cells[at]):
            columns.sex = at
        elif _UNIT.fullmatch(cells[at]):
            columns.unit = at
    texts = [at for at in named if at not in {columns.sex, columns.unit}] or [0]
    goals = [at for at in texts[:-1] if _GOAL.fullmatch(cells[at])]
    names = [at for at in texts if _NAME.match(cells[at])]
    columns.goal = goals[-1] if goals else None
    after = texts[texts.index(goals[-1]) + 1] if goals else texts[0]
    columns.name = next((at for at in names if at != columns.goal), after)
    columns.telling = any(_NAME.match(cells[at]) or _GOAL.fullmatch(cells[at]) for at in texts)


def _set_column(columns: Columns, at: int, head: _Head, cell: str) -> None:
    if head.kind == "money":
        columns.money = True
    elif head.kind == "status":
        columns.status = at
        if meaning := status_in_words(cell):
            columns.marks[meaning] = at
    elif head.kind == "target":
        columns.targets.setdefault(head.year, at)
    elif head.kind == "unit":
        columns.unit = at
    elif head.kind == "sex":
        columns.sex = at
    elif head.kind == "value":
        columns.values.setdefault((head.sex, head.year), at)
        columns.telling = columns.telling or bool(_TELLING.search(cell) and head.year and columns.head)
