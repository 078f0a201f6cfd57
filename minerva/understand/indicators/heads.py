"""What the columns of a table hold, read from its head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minerva.understand.indicators.values import folded

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
_STATUS = re.compile(
    r"status|(?:slut)?bedömning|färg|måluppfyll\w+|målbedömning|uppnå\w+|uppfyll\w+|når vi (?:dit|målet|fram)|"
    r"mål(?:et)? (?:uppnå\w+|nått|uppfyll\w+)|resultatbedömning",
    re.IGNORECASE,
)
_IGNORED = re.compile(
    r"riktning|trend\w*|utveckling|förändring|jämförelse|källa|kommentar|ansvarig|mätmetod|period", re.I
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
    r"(?:(?:års)?utfall|(?:års)?resultat|bokslut|mät(?:ning|värde|resultat)|utgångsvärde|nuläge|värde|delår\w*|tertial|"
    r"kvartal|helår|(?:\d{1,2} )?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"(?:\w*utfall|\w*resultat|bokslut|mät\w+|\w*värde|nuläge)\b", re.IGNORECASE)
_GOAL = re.compile(r"(?:\w*mål(?:en|et|område)?|nämnd\w* mål\w*|\w+ (?:mål|delmål)|perspektiv)$", re.IGNORECASE)
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
    targets: dict[str, int] = field(default_factory=dict)
    values: dict[tuple[str | None, str], int] = field(default_factory=dict)
    width: int = 0
    telling: bool = False
    money: bool = False

    @property
    def sexes(self) -> list[str | None]:
        """The sexes that columns are split by, in their order."""
        return list(dict.fromkeys(sex for sex, _year in self.values))

    @property
    def name_is_goal_too(self) -> bool:
        """Whether goals stand in rows of their own in the column of names."""
        return bool(re.search(r"\bmål\b", self.head, re.IGNORECASE))


def sex_of(text: str) -> str | None:
    """Return the sex that a cell names; ``None`` if it names none."""
    return _SEXES.get(folded(text).casefold().strip(" .:-"))


def year_in(text: str) -> str:
    """Return the last year that *text* names, ``""`` if none."""
    found = _YEAR.findall(text)
    return (found[-1][0] or "20" + found[-1][1]) if found else ""


def columns_of(cells: Sequence[str]) -> Columns | None:
    """
    Return what the columns hold if *cells* are the head of a table of figures.

    A row is a head when it names at least one column of outcomes or targets and nothing in it is a figure.
    """
    cells = [folded(cell) for cell in cells]
    first = _first_figures(cells)
    if first is None:
        return None
    columns = Columns(head=" ".join(cells[:first]), width=len(cells))
    _set_names(columns, cells[:first])
    for at, cell in enumerate(cells[first:], first):
        if cell and not _set_column(columns, at, cell):
            return None
    if not columns.values:
        return None
    columns.telling = columns.telling or bool(columns.targets)
    return columns


def _first_figures(cells: Sequence[str]) -> int | None:
    """Return where the columns of figures begin: the first head that speaks of outcomes, targets, years or sexes."""
    named = max((at for at, cell in enumerate(cells) if _NAME.fullmatch(cell)), default=0)
    for at, cell in enumerate(cells[named + 1 :], named + 1):
        if _SEX_COLUMN.fullmatch(cell) or not cell:
            continue
        if _MONEY.match(cell) or _TARGET.match(cell) or _FORECAST.match(cell) or _value_column(cell):
            return at
    return None


def _set_names(columns: Columns, cells: Sequence[str]) -> None:
    """Say which of the columns before the figures holds the goal, the name, the sex and the unit."""
    named = [at for at, cell in enumerate(cells) if cell] or [0]
    for at in named[1:]:
        if _SEX_COLUMN.fullmatch(cells[at]):
            columns.sex = at
        elif _UNIT.fullmatch(cells[at]):
            columns.unit = at
    texts = [at for at in named if at not in {columns.sex, columns.unit}] or [0]
    if len(texts) > 1 and _GOAL.fullmatch(cells[texts[0]]):
        columns.goal, columns.name = texts[0], texts[1]
    else:
        columns.name = texts[-1] if len(texts) > 1 and _NAME.match(cells[texts[-1]]) else texts[0]
    columns.telling = any(_NAME.match(cells[at]) or _GOAL.fullmatch(cells[at]) for at in texts)


def _set_column(columns: Columns, at: int, cell: str) -> bool:
    """Say what the column *at* holds; ``False`` where *cell* is no head."""
    if _MONEY.match(cell):
        columns.money = True
    elif _STATUS.match(cell):
        columns.status = at
    elif _TARGET.match(cell):
        columns.targets.setdefault(year_in(cell), at)
    elif _UNIT.fullmatch(cell):
        columns.unit = at
    elif _SEX_COLUMN.fullmatch(cell):
        columns.sex = at
    elif _FORECAST.match(cell) or _IGNORED.match(cell):
        pass
    elif value := _value_column(cell):
        columns.values.setdefault(value, at)
        columns.telling = columns.telling or bool(_TELLING.match(cell) and year_in(cell) and columns.head)
    else:
        return False
    return True


def _value_column(cell: str) -> tuple[str | None, str] | None:
    """Return the sex and year whose outcomes a column holds."""
    year = year_in(cell)
    rest = folded(_YEAR.sub(" ", cell)).strip(" .,:*()")
    words = rest.split()
    sex = next((found for word in words for found in [_SEXES.get(word.casefold().strip(",.:"))] if found), None)
    if sex and (len(words) == 1 or _OUTCOME.match(rest) or _OUTCOME.match(" ".join(words[1:]))):
        return sex, year
    if (year and not rest) or _OUTCOME.match(rest):
        return None, year
    return None
