from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from minerva.library.review import MANIFEST_COLUMNS, manifest_of, review
from minerva.library.rows import report_from
from minerva.records import Evidence
from minerva.understand.manifest import read_manifest
from tests.making import put_text

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library

TEXT = "Kulturförvaltningen\n\nEn text som handlar om bibliotek och museer i kommunen.\fOch en sida till."
SURE = {
    "municipality": "Lund", "board": "kulturnämnden", "kind": "årsredovisning", "year": 2020,
    "evidence": tuple(
        Evidence(field, "text", 0, 3, 0.95) for field in ("municipality", "board", "kind", "year")
    ),
}  # fmt: skip


def test_what_is_sure_is_not_reviewed(library: Library) -> None:
    """A report with sure evidence for everything is left out."""
    put_text(library, "a.txt", TEXT, **SURE)
    assert review(library) == []


def test_unsure_and_missing_are_told_with_their_evidence(library: Library) -> None:
    """Each doubt has its words and page, or says that nothing was found."""
    evidence = (Evidence("board", "text", 0, 19, 0.4), Evidence("kind", "text", 0, 3, 0.95))
    put_text(library, "a.txt", TEXT, board="kulturnämnden", kind="årsredovisning", evidence=evidence)
    (one,) = review(library)
    assert [(doubt.field, doubt.value, doubt.quote, doubt.page) for doubt in one.doubts] == [
        ("municipality", None, None, None), ("board", "kulturnämnden", "Kulturförvaltningen", 1),
        ("year", None, None, None),
    ]  # fmt: skip


def test_the_folder_suggests_a_municipality(library: Library) -> None:
    """Where all other reports of a folder are of one municipality, it is suggested for a board's report without one."""
    put_text(library, "lund/a.txt", TEXT, **SURE)
    put_text(library, "b/c.txt", f"{TEXT} Också.", **(SURE | {"municipality": None, "evidence": ()}))
    put_text(library, "lund/d.txt", f"{TEXT} Igen.", **(SURE | {"municipality": None, "evidence": ()}))
    suggestions = {one.report.file: one.doubts[0].suggestion for one in review(library)}
    assert suggestions == {"b/c.txt": None, "lund/d.txt": "Lund"}


def test_a_template_is_a_manifest(library: Library, tmp_path: Path) -> None:
    """What is written can be read back as a manifest, commas in names included."""
    evidence = (Evidence("board", "file name", confidence=0.4), Evidence("title", "file name", confidence=0.4))
    put_text(library, "a, b.txt", TEXT, title="Ett, två", board="nämnden för a, b och c", evidence=evidence)
    text = manifest_of(review(library))
    assert next(csv.reader(io.StringIO(text))) == list(MANIFEST_COLUMNS)
    file = tmp_path / "manifest.csv"
    file.write_text(text, encoding="utf-8-sig")
    (row,) = read_manifest(file).rows
    assert (row.file, row.board, row.title, row.year) == ("a, b.txt", "nämnden för a, b och c", "Ett, två", None)


def test_evidence_of_older_libraries_is_read(library: Library) -> None:
    """Evidence that was stored without a confidence has none, and is not reviewed."""
    put_text(library, "a.txt", TEXT, **SURE)
    library.connection.execute(
        "UPDATE reports SET evidence = ?",
        ('[["municipality","text",0,3],["kind","text",0,3],["year","file name",null,null]]',),
    )
    row = library.connection.execute("SELECT * FROM reports").fetchone()
    assert report_from(row).evidence[0] == Evidence("municipality", "text", 0, 3)
    assert review(library) == []
