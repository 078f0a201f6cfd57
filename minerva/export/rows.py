"""Quotations as rows for other programs; every row tells where it comes from."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from minerva.citation import cite
from minerva.outward import tables
from minerva.retrieval.indicators_csv import indicator_columns, indicator_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from minerva.export.dossier import Dossier, Provenance, Quoted

_TYPES: dict[str, type] = {
    "place": int, "text": str, "source": str, "municipality": str, "municipality_code": str, "county": str,
    "board": str, "kind": str, "year": int, "period": str, "title": str, "reference": str, "page": int,
    "page_end": int, "section": list, "note": str, "tags": list, "found": str, "passage": str, "report": str,
    "sha256": str, "file": str, "url": str, "start": int, "end": int, "saved": str,
}  # fmt: skip
_ABOUT: dict[str, type] = {
    "export_of": str, "asked": str, "mode": str, "filters": str, "generation": int, "minerva": str, "encoder": str,
    "exported": str,
}  # fmt: skip
COLUMNS = (*_TYPES, *_ABOUT)


def rows_of(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Yield a row for each quotation, by :data:`COLUMNS`; ``found`` tells whether it stands where it is said to."""
    about = about_row(dossier.provenance)
    for place, one in enumerate(dossier.quoted, 1):
        yield _row(one, place) | about


def about_row(provenance: Provenance) -> dict[str, Any]:
    """Return where an export comes from, as columns."""
    return {
        "export_of": provenance.kind,
        "asked": provenance.asked,
        "mode": provenance.mode,
        "filters": json.dumps(provenance.filters, ensure_ascii=False) if provenance.filters else None,
        "generation": provenance.generation,
        "minerva": provenance.minerva,
        "encoder": provenance.encoder,
        "exported": provenance.exported,
    }


def write_csv(dossier: Dossier, path: Path) -> None:
    """Write the quotations, or without any the indicators, as Swedish Excel opens them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        tables.write_csv(*_table(dossier), file)


def write_jsonl(dossier: Dossier, path: Path) -> None:
    """Write the quotations, or without any the indicators, one JSON object a line."""
    rows, _columns = _table(dossier)
    with path.open("w", encoding="utf-8", newline="") as file:
        tables.write_jsonl(rows, file)


def write_parquet(dossier: Dossier, path: Path) -> None:
    """Write the quotations, or without any the indicators; where they come from stands in the metadata, too."""
    about = about_row(dossier.provenance)
    if dossier.quoted or dossier.indicators is None:
        tables.write_parquet(rows_of(dossier), path, types=_TYPES | _ABOUT, about=about)
    else:
        rows, columns = _table(dossier)
        tables.write_parquet(({name: _text(row[name]) for name in columns} for row in rows), path, about=about)


def write_xlsx(dossier: Dossier, path: Path) -> None:
    """Write a sheet of quotations, one of indicators, and one that tells where they come from."""
    sheets: dict[str, Any] = {}
    if dossier.quoted or dossier.indicators is None:
        sheets["Citat"] = COLUMNS, rows_of(dossier)
    if dossier.indicators is not None:
        sheets["Indikatorer"] = indicator_columns(dossier.indicators), indicator_rows(dossier.indicators)
    about = [{"name": name, "value": value} for name, value in about_row(dossier.provenance).items()]
    sheets["Om exporten"] = ("name", "value"), about
    tables.write_xlsx(sheets, path, when=datetime.fromisoformat(dossier.provenance.exported))


def _table(dossier: Dossier) -> tuple[Any, tuple[str, ...]]:
    if dossier.quoted or dossier.indicators is None:
        return rows_of(dossier), COLUMNS
    about = about_row(dossier.provenance)
    columns = (*indicator_columns(dossier.indicators), *about)
    return [row | about for row in indicator_rows(dossier.indicators)], columns


def _text(value: object) -> str | None:
    """Return a figure of an indicator as text: a column of them holds numbers and words."""
    return None if value is None else str(value)


def _row(one: Quoted, place: int) -> dict[str, Any]:
    quotation, source = one.quotation, one.source
    return {
        "place": place,
        "text": quotation.text,
        "source": cite(source, quotation),
        "municipality": source.municipality,
        "municipality_code": source.municipality_code,
        "county": source.county,
        "board": source.board,
        "kind": source.kind,
        "year": source.year,
        "period": source.period,
        "title": source.title,
        "reference": source.reference,
        "page": quotation.page,
        "page_end": quotation.page_end,
        "section": list(quotation.section),
        "note": one.item.note or None,
        "tags": list(one.item.tags),
        "found": str(one.fate),
        "passage": quotation.passage,
        "report": source.report_id,
        "sha256": source.sha256,
        "file": source.file,
        "url": source.url,
        "start": quotation.start,
        "end": quotation.end,
        "saved": one.item.saved,
    }
