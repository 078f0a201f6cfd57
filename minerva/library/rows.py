"""Records as rows of the library's tables, and back."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from minerva.records import Block, BlockKind, Document, Evidence, Indicator, Passage, PassageKind, Report, Span, Value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_REPORT_FIELDS = tuple(field.name for field in dataclasses.fields(Report))
_PASSAGE_FIELDS = tuple(field.name for field in dataclasses.fields(Passage))
_INDICATOR_FIELDS = tuple(field.name for field in dataclasses.fields(Indicator))
_KINDS = tuple(BlockKind)
PIECE_CHARACTERS = 4096
"""Texts are stored in pieces of so many characters: to quote a passage, SQLite reads a whole value."""


def _quoted(names: Iterable[str], table: str = "") -> str:
    prefix = f"{table}." if table else ""
    return ", ".join(f'{prefix}"{name}"' for name in names)


REPORT_COLUMNS = _quoted(_REPORT_FIELDS, "reports")
PASSAGE_COLUMNS = _quoted(_PASSAGE_FIELDS, "passages")
INDICATOR_COLUMNS = _quoted(_INDICATOR_FIELDS, "indicators")
INSERT_REPORT = (
    f"INSERT INTO reports ({_quoted(_REPORT_FIELDS)}, manifest, generation) "  # noqa: S608 - names of our own columns
    f"VALUES ({', '.join('?' * (len(_REPORT_FIELDS) + 2))})"
)
UPDATE_REPORT = (
    f"UPDATE reports SET ({_quoted(_REPORT_FIELDS)}, manifest, generation) = "  # noqa: S608 - as above
    f"({', '.join('?' * (len(_REPORT_FIELDS) + 2))}) WHERE id = ?"
)
INSERT_DOCUMENT = "INSERT INTO documents (report_id, pages, blocks, quality, ocr_pages) VALUES (?, ?, ?, ?, ?)"
INSERT_PASSAGE = (
    f"INSERT INTO passages ({_quoted(_PASSAGE_FIELDS)}) "  # noqa: S608 - names of our own columns
    f"VALUES ({', '.join('?' * len(_PASSAGE_FIELDS))})"
)
INSERT_INDICATOR = (
    f"INSERT INTO indicators ({_quoted(_INDICATOR_FIELDS)}) "  # noqa: S608 - names of our own columns
    f"VALUES ({', '.join('?' * len(_INDICATOR_FIELDS))})"
)


def report_row(report: Report) -> tuple[Any, ...]:
    """Return the values of *report* in the order of :data:`REPORT_COLUMNS`."""
    values = {name: getattr(report, name) for name in _REPORT_FIELDS}
    values["warnings"] = _json(report.warnings)
    values["evidence"] = _json([dataclasses.astuple(evidence) for evidence in report.evidence])
    return tuple(values.values())


def report_from(row: sqlite3.Row) -> Report:
    """Return the report whose columns *row* holds, perhaps among others."""
    values = {name: row[name] for name in _REPORT_FIELDS}
    values["warnings"] = tuple(json.loads(values["warnings"]))
    values["evidence"] = tuple(Evidence(*evidence) for evidence in json.loads(values["evidence"]))
    return Report(**values)


def passage_row(passage: Passage) -> tuple[Any, ...]:
    """Return the values of *passage* in the order of :data:`PASSAGE_COLUMNS`."""
    values = {name: getattr(passage, name) for name in _PASSAGE_FIELDS}
    values["section"] = _json(passage.section)
    values["kind"] = passage.kind.value
    return tuple(values.values())


def passage_from(row: sqlite3.Row) -> Passage:
    """Return the passage whose columns *row* holds, perhaps among others."""
    values = {name: row[name] for name in _PASSAGE_FIELDS}
    values["section"] = tuple(json.loads(values["section"]))
    values["kind"] = PassageKind(values["kind"])
    values["ocr"] = bool(values["ocr"])
    return Passage(**values)


def indicator_row(indicator: Indicator) -> tuple[Any, ...]:
    """Return the values of *indicator* in the order of :data:`INDICATOR_COLUMNS`."""
    values = {name: getattr(indicator, name) for name in _INDICATOR_FIELDS}
    values["values"] = _json({year: _plain(value) for year, value in indicator.values.items()})
    values["target"] = _json(_plain(indicator.target))
    values["outcome"] = _json(_plain(indicator.outcome))
    return tuple(values.values())


def indicator_from(row: sqlite3.Row) -> Indicator:
    """Return the indicator whose columns *row* holds, perhaps among others."""
    values = {name: row[name] for name in _INDICATOR_FIELDS}
    values["values"] = {year: _value(told) for year, told in json.loads(values["values"]).items()}
    values["target"] = _value(json.loads(values["target"]))
    values["outcome"] = _value(json.loads(values["outcome"]))
    return Indicator(**values)


def text_rows(report_id: str, text: str) -> list[tuple[str, int, str]]:
    """Return the pieces in which the *text* of a report is stored."""
    starts = range(0, len(text), PIECE_CHARACTERS)
    return [(report_id, piece, text[start : start + PIECE_CHARACTERS]) for piece, start in enumerate(starts)]


def document_row(report_id: str, document: Document) -> tuple[str, ...]:
    """Return the values of *document*, but for its text, in the order of the table's columns."""
    blocks = [(_KINDS.index(block.kind), block.start, block.end, block.level, block.page) for block in document.blocks]
    return report_id, _json(document.pages), _json(blocks), _json(document.quality), _json(document.ocr_pages)


def document_from(row: sqlite3.Row, text: str) -> Document:
    """Return the document of this *text* whose other columns *row* holds."""
    blocks = tuple(
        Block(_KINDS[kind], start, end, level, page) for kind, start, end, level, page in json.loads(row["blocks"])
    )
    pages = tuple(Span(*span) for span in json.loads(row["pages"]))
    quality, ocr_pages = tuple(json.loads(row["quality"])), tuple(json.loads(row["ocr_pages"]))
    return Document(text, pages, blocks, ocr_pages=ocr_pages, quality=quality)


def _plain(value: Value | None) -> tuple[Any, ...] | None:
    return None if value is None else dataclasses.astuple(value)


def _value(told: list[Any] | None) -> Value | None:
    return None if told is None else Value(*told)


def _json(value: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
