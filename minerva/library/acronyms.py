"""The acronyms that the reports of a library explain, beside those of the field."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

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
    wanted = frozenset(acronyms)
    rows = library.connection.execute(
        "SELECT acronym, min(meaning) FROM acronyms WHERE folded IN (SELECT value FROM json_each(?))"
        " GROUP BY folded, stems ORDER BY folded, count(*) DESC, stems",
        (json.dumps(sorted(wanted)),),
    )
    known = [Meaning(*row) for row in rows]
    return _distinct([*known, *(one for word in sorted(wanted) for one in _glossaries(library)[0].get(word, ()))])


def acronyms_for(library: Library, stems: Iterable[str]) -> list[Meaning]:
    """Return the acronyms for meanings, each given by its *stems* with a blank between."""
    wanted = frozenset(stems)
    rows = library.connection.execute(
        "SELECT acronym, min(meaning) FROM acronyms WHERE stems IN (SELECT value FROM json_each(?))"
        " GROUP BY folded, stems ORDER BY stems, count(*) DESC, folded",
        (json.dumps(sorted(wanted)),),
    )
    known = [Meaning(*row) for row in rows]
    return _distinct([*known, *(one for run in sorted(wanted) for one in _glossaries(library)[1].get(run, ()))])


def _distinct(found: Iterable[Meaning]) -> list[Meaning]:
    """Return each meaning once, whatever its form; the first is kept as it is written."""
    return list({(one.acronym.casefold(), key(one.meaning)): one for one in reversed(list(found))}.values())[::-1]


def _glossaries(library: Library) -> tuple[dict[str, list[Meaning]], dict[str, list[Meaning]]]:
    """Return the library's own glossary and the field's, by acronym and by stems."""
    path = library.folder / GLOSSARY_FILE
    return _indexed(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=8)
def _indexed(path: Path, _changed: int) -> tuple[dict[str, list[Meaning]], dict[str, list[Meaning]]]:
    by_acronym: dict[str, list[Meaning]] = {}
    by_stems: dict[str, list[Meaning]] = {}
    for one in (*read_glossary(path), *glossary()):
        by_acronym.setdefault(one.acronym.casefold(), []).append(one)
        by_stems.setdefault(key(one.meaning), []).append(one)
    return by_acronym, by_stems
