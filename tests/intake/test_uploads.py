"""Files that browsers send."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from minerva.errors import LibraryReadOnly
from minerva.intake.uploads import Upload, clean_name, files_folder, store
from minerva.library.store import Library, open_library
from minerva.settings import IntakeSettings

if TYPE_CHECKING:
    from pathlib import Path

PDF = b"%PDF-1.7\nNo page of this file is ever read here."


def _zip(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return packed.getvalue()


def _limited(library: Library, **limits: int) -> Library:
    return Library(library.folder, replace(library.settings, intake=IntakeSettings(**limits)))


def test_name_follows_from_content(library: Library) -> None:
    """Two uploads of one content are one file, in the library's folder, whose name tells nothing of theirs."""
    stored = store(library, [Upload("a.pdf", PDF), Upload("../../b.pdf", PDF)])
    first, second = stored.sources
    assert first.path == second.path
    assert first.path.parent == files_folder(library.folder)
    assert first.path.read_bytes() == PDF
    assert [first.name, second.name] == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize(
    ("name", "content", "suffix"),
    [
        ("a.pdf", PDF, ".pdf"),
        ("rapport.txt", PDF, ".pdf"),
        ("rapport", PDF, ".pdf"),
        ("a.docx", _zip("word/document.xml"), ".docx"),
        ("a.txt", "Årsberättelse".encode(), ".txt"),
        ("a.txt", "Årsberättelse".encode("utf-16"), ".txt"),
        ("a.txt", b"<!DOCTYPE html><p>x", ".html"),
        ("a.md", b"# x", ".md"),
    ],
)
def test_content_decides(library: Library, name: str, content: bytes, suffix: str) -> None:
    """What a file is follows from its content, and the name that is shown ends accordingly."""
    (source,) = store(library, [Upload(name, content)]).sources
    assert source.path.suffix == suffix
    assert source.name.endswith(suffix)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"MZ\x90\x00\x03\x00"),
        ("a.pdf", b"just text"),
        ("a.txt", b"\x7fELF\x00\x01"),
        ("a.docx", _zip("xl/workbook.xml")),
        ("a.docx", b"PK\x03\x04 torn off"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"),
        ("a.csv", b"a,b"),
        ("a.txt", b""),
    ],
)
def test_other_content_is_left_out(library: Library, name: str, content: bytes) -> None:
    """What cannot be read is left out with a reason and a remedy, and nothing of it is kept."""
    stored = store(library, [Upload(name, content)])
    (skipped,) = stored.skipped
    assert not stored.sources
    assert skipped.file == name
    assert skipped.reason
    assert skipped.remedy
    assert not list(files_folder(library.folder).glob("*"))


def test_limits(library: Library) -> None:
    """Files beyond the number or size that may be handed in at once are left out; the others are kept."""
    few = store(_limited(library, max_files=1), [Upload("a.pdf", PDF), Upload("b.pdf", PDF + b"1")])
    assert [one.name for one in few.sources] == ["a.pdf"]
    assert "the limit is 1 files" in few.skipped[0].reason
    large = Upload("c.pdf", PDF + bytes(1_000_001))
    assert "the limit is 1" in store(_limited(library, max_file_mb=1), [large]).skipped[0].reason
    assert "at once" in store(_limited(library, max_mb=1), [large]).skipped[0].reason


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Rapporter\\Årsberättelse 2021.pdf", "Årsberättelse 2021.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\nb\x00.pdf", "ab.pdf"),
        ("..", "fil"),
        ("", "fil"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_clean_name(name: str, clean: str) -> None:
    """A name keeps its last part without what hides or turns letters, and is not endless."""
    assert clean_name(name) == clean


def test_read_only_keeps_nothing(library: Library, tmp_path: Path) -> None:
    """Nothing can be handed in to a library that is open to be read only."""
    library.close()
    with open_library(tmp_path / "index", read_only=True) as closed, pytest.raises(LibraryReadOnly):
        store(closed, [Upload("a.pdf", PDF)])
    assert not files_folder(library.folder).exists()
