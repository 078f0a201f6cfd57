"""The tables of a library, and how an older library becomes one of today's form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.errors import LibraryReadOnly, LibraryTooNew

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_FIRST = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('generation', 0);

CREATE TABLE reports (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    title TEXT NOT NULL,
    municipality TEXT,
    municipality_code TEXT,
    county TEXT,
    "group" TEXT,
    board TEXT,
    kind TEXT,
    year INTEGER,
    period TEXT,
    url TEXT,
    pages INTEGER,
    words INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    quality REAL NOT NULL,
    warnings TEXT NOT NULL,
    evidence TEXT NOT NULL,
    manifest TEXT NOT NULL,
    generation INTEGER NOT NULL
);
CREATE INDEX reports_by_generation ON reports (generation, passages);

CREATE TABLE documents (
    report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    pages TEXT NOT NULL,
    blocks TEXT NOT NULL
);

CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER,
    page_end INTEGER,
    section TEXT NOT NULL,
    kind TEXT NOT NULL,
    words INTEGER NOT NULL,
    context TEXT NOT NULL
);
CREATE INDEX passages_by_report ON passages (report_id, start);

CREATE TABLE files (
    path TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX files_by_report ON files (report_id);

CREATE TABLE removed (report_id TEXT PRIMARY KEY, generation INTEGER NOT NULL) WITHOUT ROWID;
"""

_TEXT_IN_PIECES = """
CREATE TABLE texts (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    piece INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (report_id, piece)
);
INSERT INTO texts
WITH RECURSIVE pieces (report_id, piece, length) AS (
    SELECT report_id, 0, length(text) FROM documents WHERE length(text) > 0
    UNION ALL
    SELECT report_id, piece + 1, length FROM pieces WHERE (piece + 1) * 4096 < length
)
SELECT report_id, piece, substr(text, piece * 4096 + 1, 4096) FROM pieces JOIN documents USING (report_id);
ALTER TABLE documents DROP COLUMN text;
"""

_INDICATORS = """
ALTER TABLE reports ADD COLUMN indicators INTEGER;
CREATE TABLE indicators (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    goal TEXT,
    name TEXT NOT NULL,
    unit TEXT,
    sex TEXT,
    "values" TEXT NOT NULL,
    target TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER
);
CREATE INDEX indicators_by_report ON indicators (report_id, start);
"""
"""``reports.indicators`` counts those of a report; it is ``NULL`` where none were read, in libraries of older form."""

_VECTORS = """
CREATE TABLE encoders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    fingerprint TEXT NOT NULL UNIQUE,
    dimensions INTEGER NOT NULL
);
CREATE TABLE vectors (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    encoder INTEGER NOT NULL REFERENCES encoders (id) ON DELETE CASCADE,
    passage INTEGER NOT NULL REFERENCES passages (number) ON DELETE CASCADE,
    vector BLOB NOT NULL
);
CREATE UNIQUE INDEX vectors_by_passage ON vectors (passage, encoder);
CREATE INDEX vectors_by_encoder ON vectors (encoder, id, passage);
"""

_QUALITY_AND_OCR = """
ALTER TABLE documents ADD COLUMN quality TEXT NOT NULL DEFAULT '[]';
ALTER TABLE documents ADD COLUMN ocr_pages TEXT NOT NULL DEFAULT '[]';
ALTER TABLE passages ADD COLUMN ocr INTEGER NOT NULL DEFAULT 0;
"""

_ACRONYMS = """
CREATE TABLE acronyms (
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    acronym TEXT NOT NULL,
    meaning TEXT NOT NULL,
    folded TEXT NOT NULL,
    stems TEXT NOT NULL,
    PRIMARY KEY (report_id, acronym, meaning)
) WITHOUT ROWID;
CREATE INDEX acronyms_by_folded ON acronyms (folded, stems, meaning);
CREATE INDEX acronyms_by_stems ON acronyms (stems, folded);
"""

_THEMES = """
CREATE TABLE theme_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    settings TEXT NOT NULL,
    seed INTEGER NOT NULL,
    encoder TEXT NOT NULL,
    generation INTEGER NOT NULL,
    measures TEXT NOT NULL
);
CREATE TABLE themes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    run INTEGER REFERENCES theme_runs (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    origin TEXT NOT NULL,
    parent TEXT,
    stability REAL,
    dropped INTEGER NOT NULL,
    data TEXT NOT NULL,
    centroid BLOB
);
CREATE UNIQUE INDEX themes_by_id ON themes (id, coalesce(run, 0));
CREATE INDEX themes_by_run ON themes (run);
CREATE TABLE assignments (
    theme INTEGER NOT NULL REFERENCES themes (number) ON DELETE CASCADE,
    passage INTEGER NOT NULL REFERENCES passages (number) ON DELETE CASCADE,
    strength REAL NOT NULL,
    PRIMARY KEY (theme, passage)
) WITHOUT ROWID;
CREATE INDEX assignments_by_passage ON assignments (passage);
CREATE TABLE leftovers (
    run INTEGER NOT NULL REFERENCES theme_runs (id) ON DELETE CASCADE,
    passage INTEGER NOT NULL REFERENCES passages (number) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    PRIMARY KEY (run, passage)
) WITHOUT ROWID;
CREATE INDEX leftovers_by_passage ON leftovers (passage);
CREATE TABLE theme_judgments (
    theme TEXT NOT NULL,
    passage TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    PRIMARY KEY (theme, passage)
) WITHOUT ROWID;
CREATE TABLE theme_edits (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    theme TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    others TEXT NOT NULL
);
"""
"""
A discovered theme has a row in each run that found it; ``themes.run`` is ``NULL`` for defined ones.

``theme_judgments`` and ``theme_edits`` name themes and passages by ids that follow from content, so that they hold when
a report is removed and comes back, or themes are discovered anew.
"""

_COLLECTIONS = """
CREATE TABLE collections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    description TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT NOT NULL,
    removed INTEGER
);
CREATE UNIQUE INDEX collections_by_name ON collections (folded) WHERE removed IS NULL;
CREATE TABLE quoted_sources (id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE);
CREATE TABLE quotations (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    collection INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    passage TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES quoted_sources (id),
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER,
    page_end INTEGER,
    section TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    place INTEGER NOT NULL,
    saved TEXT NOT NULL,
    note TEXT NOT NULL,
    tags TEXT NOT NULL,
    removed INTEGER
);
CREATE UNIQUE INDEX quotations_by_id ON quotations (collection, id) WHERE removed IS NULL;
CREATE INDEX quotations_by_place ON quotations (collection, place);
CREATE TABLE saved_searches (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL,
    mode TEXT,
    filters TEXT NOT NULL,
    note TEXT NOT NULL,
    "limit" INTEGER NOT NULL,
    saved TEXT NOT NULL,
    looked TEXT NOT NULL,
    seen TEXT NOT NULL
);
"""
"""
What users save points to no report: it holds all that is needed when a report is removed, comes back or changes.

``removed`` counts removals: what was removed last is what comes back first.
"""

_FUNCTION_JUDGMENTS = """
CREATE TABLE function_judgments (
    passage TEXT NOT NULL,
    function TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    PRIMARY KEY (passage, function)
) WITHOUT ROWID;
"""
"""Names passages by ids that follow from content, so that it holds when a report is removed and comes back."""

_LABELLING = """
CREATE TABLE label_projects (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    labels TEXT NOT NULL,
    several INTEGER NOT NULL,
    query TEXT NOT NULL,
    filters TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE TABLE label_marks (
    project INTEGER NOT NULL REFERENCES label_projects (id) ON DELETE CASCADE,
    passage TEXT NOT NULL,
    annotator TEXT NOT NULL,
    labels TEXT NOT NULL,
    spans TEXT NOT NULL,
    report TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    marked TEXT NOT NULL,
    PRIMARY KEY (project, passage, annotator)
) WITHOUT ROWID;
"""
"""Marks name passages by ids and hashes that follow from content: they hold when a report is removed and comes back."""

MIGRATIONS = (
    _FIRST,
    _TEXT_IN_PIECES,
    _INDICATORS,
    _VECTORS,
    _QUALITY_AND_OCR,
    _ACRONYMS,
    _THEMES,
    _COLLECTIONS,
    _FUNCTION_JUDGMENTS,
    _LABELLING,
)
"""Script *n* takes a library from version *n* to *n + 1*; those that have been released never change."""

VERSION = len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int:
    """Return the form that the library has; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, folder: Path) -> None:
    """
    Bring the library to today's form, all steps or none.

    Raises
    ------
    LibraryTooNew
        If a newer Minerva wrote it.
    """
    found = version(connection)
    if found > VERSION:
        raise LibraryTooNew(folder, found, VERSION)
    steps = "".join(MIGRATIONS[found:])
    if steps:
        connection.executescript(f"BEGIN IMMEDIATE;{steps}PRAGMA user_version = {VERSION};COMMIT;")


def require_todays(connection: sqlite3.Connection, folder: Path) -> None:
    """
    Refuse a library of another form than today's, where it may not be changed.

    Raises
    ------
    LibraryTooNew, LibraryReadOnly
        If a newer, or an older, Minerva wrote it.
    """
    found = version(connection)
    if found > VERSION:
        raise LibraryTooNew(folder, found, VERSION)
    if found < VERSION:
        raise LibraryReadOnly(folder)
