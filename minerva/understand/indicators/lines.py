"""The lines of a table of indicators: its rows, those that are printed over several lines put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from minerva.understand.indicators.heads import Columns, columns_of, sex_of, year_in
from minerva.understand.indicators.values import folded, is_unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.records import Cell, Table

_NOTE = re.compile(r"(?:analys|kommentar|kommentarer|anmärkning)\b[ :.]*", re.IGNORECASE)
_PART = re.compile(r"(?:[-–•] ?)?(?:därav|varav)\b", re.IGNORECASE)
_LEADING_ON = frozenset(
    "för i på med av och till om vid från eller samt som att hos inom under mot utan enligt enl. per efter".split()
)
"""Words after which a name cannot end."""
_LONG = 60
"""Characters from which the text of a cell is prose: the longest indicator names stand in the column of names."""


@dataclass(slots=True)
class Line:
    """
    A row of a table.

    Attributes
    ----------
    texts
        What its cells say, one for each column, white space folded.
    note
        What rows of prose below it say, such as an analysis.
    """

    texts: list[str]
    start: int
    end: int
    page: int | None
    note: str = ""

    @property
    def filled(self) -> list[int]:
        """The columns in which something stands."""
        return [at for at, text in enumerate(self.texts) if text]


@dataclass(slots=True)
class Segment:
    """
    A table, or the part of one that has a head of its own.

    Attributes
    ----------
    caption
        What stands in a row of its own above the head, or as the caption above the table.
    """

    columns: Columns
    caption: str
    lines: list[Line]


def segments_of(table: Table, caption: str, previous: Segment | None, place: str) -> Iterator[Segment]:
    """
    Yield the parts of *table* under their heads.

    *previous* is the segment that ended right above, over a page break perhaps: a table without a head, or with the
    same one, goes on with it and its lines are added there. *place* is the municipality of the report.
    """
    segment, alone = previous, ""
    rows = list(table.rows)
    while rows:
        columns, taken = _head(rows, place)
        if columns:
            if segment is None or segment.columns != columns:
                segment = Segment(columns, alone or caption, [])
                yield segment
            alone = ""
        elif _stands_alone(rows[0]) and _head(rows[1:], place)[0]:
            alone = folded(rows[0][0].text)
        elif segment is not None:
            segment.lines.append(_line(rows[0], segment.columns.width, table.page))
        rows = rows[taken:]


def _stands_alone(row: Sequence[Cell]) -> bool:
    return bool(row[0].text.strip()) and not any(cell.text.strip() for cell in row[1:])


def _head(rows: Sequence[Sequence[Cell]], place: str) -> tuple[Columns | None, int]:
    """Return the columns if *rows* begin with a head, of one row or of two, and how many rows that takes."""
    if not rows:
        return None, 0
    texts = [folded(cell.text) for cell in rows[0]]
    below = [folded(cell.text) for cell in rows[1]] if len(rows) > 1 else []
    if "" in texts and any(below[1:]) and all(map(_is_below_a_head, below[1:])) and not (texts[0] and below[0]):
        columns = columns_of(_filled_right(texts, below), place)
        if columns:
            return columns, 2
    return columns_of(texts, place), 1


def _is_below_a_head(text: str) -> bool:
    return not text or sex_of(text) is not None or (bool(text) and year_in(text) == text)


def _filled_right(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Return the heads of columns whose year stands above several of them and whose sex below."""
    heads: list[str] = []
    last = ""
    for at in range(max(len(above), len(below))):
        if at == 0:
            heads.append(above[0] or below[0])
            continue
        last = above[at] if at < len(above) and above[at] else last
        heads.append(f"{below[at]} {last}".strip() if at < len(below) and below[at] else last)
    return heads


def _line(row: Sequence[Cell], width: int, page: int | None) -> Line:
    texts = [folded(cell.text) for cell in row]
    return Line(texts + [""] * (width - len(texts)), row[0].start, row[-1].end, page)


def joined(lines: Sequence[Line], columns: Columns) -> Iterator[Line]:
    """Yield whole rows: what is printed over several lines as one, prose below a row as its note."""
    last: Line | None = None
    for line in _with_strays([line for line in lines if line.filled], columns):
        if last is not None and _is_note(line, columns, in_note=bool(last.note)):
            last.note += " ".join(filter(None, line.texts)) + " "
        elif last is not None and not last.note and _goes_on(line, last, columns):
            last.texts = [" ".join(filter(None, pair)) for pair in zip_longest(last.texts, line.texts, fillvalue="")]
            last.end = line.end if line.page == last.page and line.start == last.end + 1 else last.end
        else:
            if last is not None:
                yield last
            last = replace(line)
    if last is not None:
        yield last


def _with_strays(lines: Sequence[Line], columns: Columns) -> Iterator[Line]:
    """Yield *lines*; figures that stand alone on one, though the row above has its own, go to the row below."""
    labels = {columns.name, columns.goal, columns.sex}
    above: set[int] = set()
    stray: Line | None = None
    for line in lines:
        filled = set(line.filled)
        whole = line
        if stray is not None and filled.isdisjoint(stray.filled):
            whole = replace(line, texts=[own or its for own, its in zip(line.texts, stray.texts, strict=False)])
        elif stray is not None:
            yield stray
        stray = line if columns.sex is not None and labels.isdisjoint(filled) and filled <= above else None
        if stray is None:
            yield whole
            above = filled
    if stray is not None:
        yield stray


def _is_note(line: Line, columns: Columns, *, in_note: bool) -> bool:
    """Tell whether *line* is prose about the row above; *in_note* tells whether the line before is."""
    first, rest = line.texts[columns.name], [text for at, text in enumerate(line.texts) if text and at != columns.name]
    if _NOTE.match(first or line.texts[0]):
        return True
    if not first and len(rest) == 1 and len(rest[0]) > _LONG:
        return True
    alone = not rest
    return in_note and alone and (first[:1].islower() or len(first) > _LONG)


def _goes_on(line: Line, last: Line, columns: Columns) -> bool:
    """Tell whether *line* is the rest of the row *last* rather than a row of its own."""
    if columns.sex is not None and columns.sex < len(line.texts) and line.texts[columns.sex]:
        return False
    labels = {columns.name, columns.goal, columns.status} - {None}
    if any(at not in labels and not _continues_figure(line, last, at) for at in line.filled):
        return False
    return all(_continues_words(line.texts[at], last.texts[at]) for at in line.filled if at in labels)


def _continues_figure(line: Line, last: Line, at: int) -> bool:
    text, above = line.texts[at], last.texts[at] if at < len(last.texts) else ""
    return is_unfinished(above) or (bool(re.search(r"\d", above)) and text[0].islower() and not re.search(r"\d", text))


def _continues_words(text: str, above: str) -> bool:
    if _PART.match(text) or sex_of(text) or not above:
        return False
    words = above.casefold().split()
    return text[0].islower() or above[-1] in ",-–(/" or words[-1] in _LEADING_ON
