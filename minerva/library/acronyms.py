"""The acronyms that the reports of a library explain, beside those of the field."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from minerva.swedish.acronyms import GLOSSARY_FILE, Meaning, explained, glossary, key, read_glossary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from minerva.library.store import Library

INSERT_ACRONYM = "INSERT OR IGNORE INTO acronyms VALUES (?, ?, ?, ?, ?)"


def acronym_rows(report_id: str, text: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield a row for each acronym that the *text* of a report explains."""
    for acronym, meaning in explained(text):
        stems = key(meaning)
        if stems:
            yield report_id, acronym, meaning, acronym.casefold(), stems


def find_acronyms_anew(library: Library) -> None:
    """Look again for what all reports explain; needs the writer's lock."""
    connection = library.connection
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM acronyms")
        for report in library.reports():
            connection.executemany(INSERT_ACRONYM, acronym_rows(report.id, library.text(report.id)))


def meanings(library: Library, acronyms: Iterable[str]) -> list[Meaning]:
    """Return all that *acronyms*, in small letters, stand for, in reports, the library's glossary and the field's."""
    return _looked_up(library, "folded", acronyms)


def acronyms_for(library: Library, stems: Iterable[str]) -> list[Meaning]:
    """Return the acronyms for meanings, each given by its *stems* with a blank between."""
    return _looked_up(library, "stems", stems)


def _looked_up(library: Library, by: Literal["folded", "stems"], wanted: Iterable[str]) -> list[Meaning]:
    """Return what reports and glossaries have *by* one of *wanted*, what most reports explain first."""
    asked = sorted(frozenset(wanted))
    rows = library.connection.execute(
        f"SELECT acronym, min(meaning) FROM acronyms WHERE {by} IN (SELECT value FROM json_each(?))"  # noqa: S608 - ours
        f" GROUP BY folded, stems ORDER BY {by}, count(*) DESC, folded, stems",
        (json.dumps(asked),),
    )
    glossaries = _glossaries(library)[by]
    known = [one for term in asked for one in glossaries.get(term, ())]
    return _distinct([*(Meaning(*row) for row in rows), *known])


def _distinct(found: Iterable[Meaning]) -> list[Meaning]:
    """Return each meaning once, whatever its form; the first is kept as it is written."""
    return list({(one.acronym.casefold(), key(one.meaning)): one for one in reversed(list(found))}.values())[::-1]


def _glossaries(library: Library) -> dict[str, dict[str, list[Meaning]]]:
    """Return the library's own glossary and the field's, by acronym in small letters and by stems."""
    path = library.folder / GLOSSARY_FILE
    return _indexed(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=8)
def _indexed(path: Path, _changed: int) -> dict[str, dict[str, list[Meaning]]]:
    by_folded: dict[str, list[Meaning]] = {}
    by_stems: dict[str, list[Meaning]] = {}
    for one in (*read_glossary(path), *glossary()):
        by_folded.setdefault(one.acronym.casefold(), []).append(one)
        by_stems.setdefault(key(one.meaning), []).append(one)
    return {"folded": by_folded, "stems": by_stems}
