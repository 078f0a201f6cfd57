"""What is removed comes back, what is set right stays so, and what may only be read is not written."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from minerva.errors import LibraryReadOnly
from minerva.library.identity import set_identity
from minerva.library.restoring import put_back, remove_kept
from minerva.library.store import open_library
from minerva.library.upkeep import rebuild, verify
from minerva.library.writing import remove, writing
from minerva.retrieval.filters import Filters
from minerva.retrieval.search import search
from minerva.understand.manifest import ManifestRow
from tests.making import put_indicators

if TYPE_CHECKING:
    from pathlib import Path

    from minerva.library.store import Library


def _contents(folder: Path) -> dict[str, str]:
    """Return a hash of each file, but for those by which SQLite lets readers and writers know of each other."""
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_removal_can_be_undone(encoded: Library) -> None:
    """A report that is put back is found as before, with its passages, vectors and files."""
    before = [(hit.passage, hit.report) for hit in search(encoded, "hemlösa familjer")]
    reports = encoded.reports()
    kept = remove_kept(encoded, [report.id for report in reports[:2]])
    assert encoded.reports() == reports[2:]
    put_back(encoded, kept)
    put_back(encoded, kept)
    assert encoded.reports() == reports
    assert [(hit.passage, hit.report) for hit in search(encoded, "hemlösa familjer")] == before
    assert verify(encoded) == []


def test_identity_is_set_right(encoded: Library) -> None:
    """What a person says of a report holds for filters and searches at once; the rest of it stays."""
    report = encoded.reports()[0]
    row = ManifestRow(1, report.file, municipality="Ystad", municipality_code="1286", year=2019)
    changed = set_identity(encoded, report.id, row)
    assert encoded.report(report.id) == changed
    assert (changed.municipality, changed.year, changed.board) == ("Ystad", 2019, report.board)
    found = search(encoded, "hemlöshet", filters=Filters(municipality=("Ystad",)))
    assert {hit.report.id for hit in found} == {report.id}
    assert verify(encoded) == []


def test_indicators_follow_the_year(library: Library) -> None:
    """The outcome of an indicator is that of the year which the report is said to be of."""
    report = put_indicators(library)[0]
    before = library.indicators(report.id)[0].outcome
    set_identity(library, report.id, ManifestRow(1, report.file, year=(report.year or 0) - 1))
    after = library.indicators(report.id)[0].outcome
    assert before != after
    assert verify(library) == []


def test_read_only_is_not_written(encoded: Library) -> None:
    """A library that is open to be read only answers searches, refuses changes, and no byte of it changes."""
    report = encoded.reports()[0]
    encoded.close()
    before = _contents(encoded.folder)
    with open_library(encoded.folder, read_only=True) as closed:
        assert search(closed, "hemlösa familjer").total
        assert verify(closed) == []
        for change in (
            lambda: remove(closed, [report.id]),
            lambda: rebuild(closed),
            lambda: writing(closed).__enter__(),
        ):
            with pytest.raises(LibraryReadOnly, match="read only"):
                change()
    assert _contents(encoded.folder) == before
