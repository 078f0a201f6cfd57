"""The rows of a manifest, checked so that a slip of the pen is told before anything is added."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.errors import ManifestError, UnknownValue, nearest, refusal
from minerva.messages import translate as _
from minerva.swedish.places import Municipality, find_municipality, municipalities
from minerva.understand.board_names import board_name
from minerva.understand.kind_words import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

COLUMNS = (
    "file",
    "municipality",
    "municipality_code",
    "board",
    "kind",
    "year",
    "title",
    "url",
    "county",
    "group",
    "period",
)
DELIMITERS = ",;\t"
FIRST_YEAR, LAST_YEAR = 1862, 2100
"""Municipal self-government began in 1863, and the year before was planned for."""

_CODE = re.compile(r"\d{3,4}")


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """
    What a manifest says of one file; ``None`` where its cell is empty.

    Attributes
    ----------
    line
        In the manifest, from 1.
    municipality, municipality_code, county, group
        One of Sweden's 290, completed by its table, or any other with the code that the row itself gives.
    """

    line: int
    file: str
    municipality: str | None = None
    municipality_code: str | None = None
    county: str | None = None
    group: str | None = None
    board: str | None = None
    kind: str | None = None
    year: int | None = None
    period: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class _Cells:
    """One line of the file while it is checked."""

    path: Path
    line: int
    values: Mapping[str, str]

    def get(self, column: str) -> str | None:
        return " ".join(self.values.get(column, "").split()) or None

    def error(self, column: str, value: str | None, remedy: str) -> ManifestError:
        """Return the error for what stands in *column*; *value* is ``None`` where *remedy* says it all."""
        message = (
            _("{path}, line {line}, column {column}: {remedy}")
            if value is None
            else _("{path}, line {line}, column {column}: {value!r} cannot be used. {remedy}")
        )
        return ManifestError(message.format(path=self.path, line=self.line, column=column, value=value, remedy=remedy))


def read_rows(path: Path) -> tuple[ManifestRow, ...]:
    """
    Read and check the rows in *path*.

    Raises
    ------
    ManifestError
        See :func:`minerva.understand.manifest.read_manifest`.
    """
    rows = tuple(_row(cells) for cells in _lines(path, _decode(path)))
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row.file, row.line)
        if first != row.line:
            raise _Cells(path, row.line, {}).error(
                "file", row.file, _("Line {first} names the same file; remove one.").format(first=first)
            )
    return rows


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ManifestError(_("{path} cannot be read: {error}.").format(path=path, error=refusal(error))) from error
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ManifestError(_("{path} is no text in UTF-8 or Windows-1252. Save it as CSV UTF-8.").format(path=path))


def _lines(path: Path, text: str) -> Iterable[_Cells]:
    header_line = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [name.strip().casefold() for name in next(reader, [])]
    _check_header(path, header)
    for values in reader:
        if not any(value.strip() for value in values):
            continue
        cells = _Cells(path, reader.line_num, dict(zip(header, values, strict=False)))
        extra = next((value.strip() for value in values[len(header) :] if value.strip()), None)
        if extra is not None:
            raise cells.error(
                str(len(header) + 1), extra, _("There are more cells than columns; put quotes around a comma.")
            )
        yield cells


def _check_header(path: Path, header: list[str]) -> None:
    where = _Cells(path, 1, {})
    for index, name in enumerate(header, 1):
        if name not in COLUMNS:
            raise where.error(str(index), name, nearest(name, COLUMNS))
        if header.count(name) > 1:
            raise where.error(str(index), name, _("The column occurs twice; remove one."))
    if "file" not in header:
        raise where.error("file", None, _("Add the column; it names each report's file."))


def _row(cells: _Cells) -> ManifestRow:
    file = cells.get("file")
    if file is None:
        raise cells.error("file", None, _("Give the file's path within its folder."))
    name, code, place = _place(cells)
    return ManifestRow(
        line=cells.line,
        file=unicodedata.normalize("NFC", file),
        municipality=place.name if place else name,
        municipality_code=place.code if place else code,
        county=cells.get("county") or (place.county if place else None),
        group=cells.get("group") or (place.group if place else None),
        board=board_name(cells.get("board") or "") or None,
        kind=_kind(cells),
        year=_year(cells),
        period=cells.get("period"),
        title=cells.get("title"),
        url=cells.get("url"),
    )


def _place(cells: _Cells) -> tuple[str | None, str | None, Municipality | None]:
    """Return name and code as given, and the municipality of the 290 that they mean, if it is one."""
    name, code = cells.get("municipality"), _code(cells)
    if name is None and code is None:
        return None, None, None
    try:
        place = find_municipality(name or code or "")
    except UnknownValue as error:
        of_code = next((one for one in municipalities() if one.code == code), None)
        if name and code and not of_code:
            return name, code, None
        if not of_code:
            raise cells.error("municipality" if name else "municipality_code", None, str(error)) from error
        remedy = _("{code} is the code of {name}.").format(code=code, name=of_code.name)
        raise cells.error("municipality", name, remedy) from error
    if code not in {None, place.code}:
        raise cells.error("municipality_code", code, _("{name} has {code}.").format(name=place.name, code=place.code))
    return name, code, place


def _code(cells: _Cells) -> str | None:
    code = cells.get("municipality_code")
    if code is not None and not _CODE.fullmatch(code):
        raise cells.error("municipality_code", code, _("Give four digits."))
    # A spreadsheet takes the code for a number and drops Stockholm's leading zero.
    return code.zfill(4) if code else None


def _kind(cells: _Cells) -> str | None:
    kind = cells.get("kind")
    if kind is not None and kind.casefold() not in KINDS:
        raise cells.error("kind", kind, nearest(kind, KINDS))
    return kind.casefold() if kind else None


def _year(cells: _Cells) -> int | None:
    year = cells.get("year")
    if year is None:
        return None
    if not year.isascii() or not year.isdigit() or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise cells.error("year", year, _("Give the year reported on with four digits."))
    return int(year)
