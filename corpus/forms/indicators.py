"""Rows of goals and indicators, read from the tables that a source marks as such."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from forms.source import CAPTION, Block, Source, SourceError, blocks

Row = dict[str, Any]
_GOAL_HEADS = frozenset({"Nämndens mål", "Nämndmål", "Delmål", "Mål"})
_STATUS_HEADS = frozenset({"Status", "Bedömning", "Färg", "Måluppfyllelse", "Når vi dit?"})
_VALUE_HEAD = re.compile(
    r"(?P<who>Kvinnor|Män|Alla|Totalt)?(?:Utfall|Resultat|Delår 2)? ?(?P<year>20\d\d)?(?:08)?$", re.IGNORECASE
)
_TARGET_HEAD = re.compile(r"(?:Mål(?:värde)?|Nivå)(?: helår)?(?: (?P<year>20\d\d))?$")
_EVERYBODY = frozenset({"alla", "totalt"})
_MISSING = frozenset({"", "-", "ej mätt"})
_VALUE = re.compile(
    r"(?:(?P<comparator>minst|högst|ca) )?(?P<before>index )?(?P<number>[−-]?\d[\d ]*(?:,\d+)?)(?: (?P<unit>\D+))?$"
)
_UNIT_AT_END = re.compile(
    r"(?:, | i )(?:antal )?(antal|dagar|veckor|månader|index|mnkr|tkr|kr|procent|personer|gram per portion)\b"
)
_PART = re.compile(r"(?:- )?därav (?P<who>kvinnor|män)?")
_SECTION_NUMBER = re.compile(r"\d+(?:\.\d+)* ")
_YEAR = re.compile(r"20\d\d$")
# What the signs and words of each legend mean. Of a colour that a legend explains as "not reached, but better" the row
# is not reached; "at most ten per cent from the target" is partly.
_STATUS = {
    "●": "uppnått", "◐": "delvis", "○": "ej uppnått", "▲": "uppnått", "▼": "ej uppnått",
    "U": "uppnått", "D": "delvis", "E": "ej uppnått",
    "uppnått": "uppnått", "delvis": "delvis", "ej uppnått": "ej uppnått",
    "grön": "uppnått", "röd": "ej uppnått", "ja": "uppnått", "nej": "ej uppnått", "osäkert": None, "-": None, "": None,
    "Målet bedöms som uppnått": "uppnått", "Målet bedöms som delvis uppnått": "delvis",
    "Målet bedöms som inte uppnått": "ej uppnått", "Ingen bedömning": None,
}  # fmt: skip
_NOT_REACHED_BUT_BETTER = {"●": re.compile("● målvärdet är inte uppnått"), "gul": re.compile("Gul = [^.]*inte nått")}


@dataclass(slots=True)
class _Columns:
    """What each column of a table holds, by its number; ``values`` by sex and year."""

    name: int
    goal: int | None = None
    sex: int | None = None
    unit: int | None = None
    status: int | None = None
    forecast: int | None = None
    targets: dict[str, int] = field(default_factory=dict)
    values: dict[tuple[str | None, str], int] = field(default_factory=dict)


def indicator_rows(source: Source) -> Iterator[Row]:
    """Yield the rows of all indicator tables, in the shape that ``corpus/README.md`` describes."""
    headings: dict[int, str] = {}
    caption, legend = "", ""
    for block in blocks(source):
        if block.kind == "heading":
            headings = {level: text for level, text in headings.items() if level < block.level}
            headings[block.level] = _SECTION_NUMBER.sub("", block.text, count=1)
        elif block.kind == "table" and block.marks.get("tabell") == "indikatorer":
            goal = _told_goal(block, headings)
            for row in _table_rows(source, block, caption):
                told = {"table": caption} | row | ({"goal": goal} if goal else {})
                yield told | {"status": _status(told["status"], legend)}
        elif block.kind == "paragraph":
            caption = block.text if CAPTION.match(block.text) else caption
            legend = block.text if block.text.startswith("Teckenförklaring") else legend


def _told_goal(block: Block, headings: dict[int, str]) -> str | None:
    told = block.marks.get("rad", "").removeprefix("mål=")
    return headings[int(told[-1])] if re.match(r"rubrik \d$", told) else told or None


def _table_rows(source: Source, block: Block, caption: str) -> Iterator[Row]:
    heads, *rows = block.rows
    year = source.meta["year"]
    if _YEAR.match(rows[0][0]):
        yield from _turned_rows(block.rows, caption, year)
        return
    columns = _columns(heads, year, source.stem)
    goal = name = ""
    for row in rows:
        if not any(row[1:]):
            goal = row[0]
            continue
        goal = (columns.goal is not None and row[columns.goal]) or goal
        part = _PART.match(row[columns.name])
        name = name if part else row[columns.name] or name
        yield from _sexes(row, columns, year, {"goal": goal or None, "indicator": name}, caption)


def _sexes(row: tuple[str, ...], columns: _Columns, year: str, named: Row, caption: str) -> Iterator[Row]:
    """Yield a row for all and one each for women and men, of those that the table tells."""
    part = _PART.match(row[columns.name])
    if part and not part["who"]:
        named = named | {"indicator": row[columns.name].removeprefix("- "), "part_of": named["indicator"]}
    unit = row[columns.unit] if columns.unit is not None else _unit(named["indicator"], caption)
    for column_sex in dict.fromkeys(sex for sex, _ in columns.values):
        sex = (columns.sex is not None and row[columns.sex].lower()) or (part and part["who"]) or column_sex
        sex = None if sex in _EVERYBODY else sex
        values = {
            when: value(row[at], unit)
            for (who, when), at in sorted(columns.values.items(), key=str)
            if who == column_sex
        }
        units = [found["unit"] for found in values.values() if found]
        if sex and not units:
            continue
        told = {"unit": units[-1] if units else unit, "sex": sex, "values": values, "outcome": values.get(year)}
        yield named | told | (_aims(row, columns, year, unit) if sex is None else _NO_AIMS)


_NO_AIMS: Row = {"target": None, "status": ""}


def _aims(row: tuple[str, ...], columns: _Columns, year: str, unit: str | None) -> Row:
    aims: Row = dict(_NO_AIMS)
    for when, at in columns.targets.items():
        aims["target" if when == year else "next_target"] = value(row[at], unit)
    if columns.forecast is not None:
        aims["forecast"] = value(row[columns.forecast], unit)
    return aims | ({"status": row[columns.status]} if columns.status is not None else {})


def _turned_rows(rows: tuple[tuple[str, ...], ...], caption: str, year: str) -> Iterator[Row]:
    """Yield the rows of a table that has years for rows and women, men, all and the target for columns."""
    heads, *lines = rows
    name, _, unit = CAPTION.sub("", caption).rpartition(", ")
    unit = "%" if unit == "procent" else unit
    for at, head in enumerate(heads):
        if head in {"Kvinnor", "Män", "Alla"}:
            values = {line[0]: value(line[at], unit) for line in lines}
            sex = None if head == "Alla" else head.lower()
            target = value(lines[-1][heads.index("Mål")], unit) if sex is None else None
            told = {"sex": sex, "values": values, "outcome": values[year], "target": target, "status": ""}
            yield {"goal": None, "indicator": name, "unit": unit} | told


def _columns(heads: tuple[str, ...], year: str, stem: str) -> _Columns:
    first = int(heads[0] in _GOAL_HEADS)
    columns = _Columns(name=first, goal=0 if first else None)
    for at, head in enumerate(heads[first + 1 :], first + 1):
        if head in _STATUS_HEADS:
            columns.status = at
        elif head == "Kön":
            columns.sex = at
        elif head == "Enhet":
            columns.unit = at
        elif head.startswith("Prognos "):
            columns.forecast = at
        elif found := _TARGET_HEAD.match(head):
            columns.targets[found["year"] or year] = at
        elif found := _VALUE_HEAD.match(head):
            who = (found["who"] or "").lower()
            columns.values[who if who in {"kvinnor", "män"} else None, found["year"] or year] = at
        elif head != "Riktning":
            raise SourceError(f"{stem}: nobody knows what a column '{head}' of an indicator table holds")
    return columns


def value(cell: str, unit: str | None) -> Row | None:
    """Read a cell: number, comparator, unit (its own or else *unit*) and text; ``None`` where it says nothing."""
    if cell in _MISSING:
        return None
    found = _VALUE.match(cell)
    if not found:
        return {"number": None, "comparator": None, "unit": None, "text": cell}
    digits = found["number"].replace(" ", "").replace("−", "-").replace(",", ".")
    own = (found["before"] or found["unit"] or "").strip()
    return {
        "number": float(digits) if "." in digits else int(digits),
        "comparator": found["comparator"],
        "unit": own or unit,
        "text": cell,
    }


def _unit(name: str, caption: str) -> str | None:
    """Find the unit that the name of an indicator or the caption of its table ends in."""
    if name.startswith("Antal "):
        return re.sub(r".*, antal (dagar|veckor)$|.*", r"\1", name) or "antal"
    found = _UNIT_AT_END.search(name) or _UNIT_AT_END.search(caption)
    return None if not found else "%" if found[1] == "procent" else found[1]


def _status(sign: str, legend: str) -> str | None:
    key = sign if sign in _STATUS else sign.lower()
    not_reached = _NOT_REACHED_BUT_BETTER.get(key)
    if not_reached and not_reached.search(legend):
        return "ej uppnått"
    return "delvis" if key == "gul" else _STATUS[key]
