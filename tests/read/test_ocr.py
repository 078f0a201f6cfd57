"""Recognising text: what is said where it cannot be done, and which of two texts of a page is taken."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from minerva import add
from minerva.errors import MinervaError, UnreadableFile
from minerva.read import ocr
from minerva.read.files import read_file
from minerva.read.pdf_lines import Line, PageLines
from minerva.read.program import ProgramFailed
from minerva.settings import Ocr, ReadSettings
from tests.read.test_pdf_file import SENTENCE, pdf_bytes, written
from tests.reading import needs_ocr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library

SCANNED = Path(__file__).parents[2] / "corpus" / "scanned" / "vretstad-2020-skannad.pdf"
RECOGNISED = "Kommunen har under hela det gångna året byggt om två gamla skolor."
GARBLED = "Vwdghq kdu ejjjw wuh qxd eurdu xqghu khod ghw jqjqd uhw rfk iohud ydwwhqohgqlqjdu vrp " * 3


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let every page be recognised as the same sentence; give the numbers of those that were asked for."""
    asked: list[int] = []

    def recognise(_path: Path, pages: Sequence[int], _settings: ReadSettings) -> dict[int, PageLines]:
        asked.extend(pages)
        return {number: _page(number, RECOGNISED) for number in pages}

    monkeypatch.setattr(ocr, "recognise", recognise)
    return asked


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the programs be absent."""
    monkeypatch.setattr(ocr, "is_available", lambda: False)


def _page(number: int, text: str) -> PageLines:
    return PageLines(
        number, 595, 842, (Line(number, 60, 700, 400, 711, 11, bold=False, italic=False, raised=False, text=text),)
    )


def test_pages_without_text_are_recognised(tmp_path: Path, recognised: list[int]) -> None:
    """Only the pages that need it are recognised; they keep their numbers and are named in a warning."""
    path = written(tmp_path, pdf_bytes([SENTENCE, GARBLED, SENTENCE]))
    document = read_file(path, ReadSettings())
    assert recognised == [2]
    assert document.ocr_pages == (2,)
    assert [document.text[start:end].strip() for start, end in document.pages] == [SENTENCE, RECOGNISED, SENTENCE]
    assert any("page 2" in warning for warning in document.warnings)


def test_a_file_of_pictures_is_recognised(tmp_path: Path, recognised: list[int]) -> None:
    """A file without any text layer is read from its pictures."""
    document = read_file(written(tmp_path, pdf_bytes([None, None])), ReadSettings())
    assert recognised == [1, 2]
    assert document.text.count(RECOGNISED) == 2


@pytest.mark.parametrize(("choice", "asked"), [(Ocr.NEVER, []), (Ocr.AUTO, [2]), (Ocr.ALWAYS, [1, 2])])
def test_the_setting_chooses(tmp_path: Path, recognised: list[int], choice: Ocr, asked: list[int]) -> None:
    """Never is never, always is every page, also those with text."""
    document = read_file(written(tmp_path, pdf_bytes([SENTENCE, GARBLED])), ReadSettings(ocr=choice))
    assert recognised == asked
    assert document.ocr_pages == tuple(asked)


def test_the_better_text_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page keeps its text layer, poor as it is, if what was recognised is poorer."""
    monkeypatch.setattr(ocr, "recognise", lambda _path, _pages, _settings: {1: _page(1, "ijq rkd wbf " * 20)})
    text = f"{SENTENCE} Kxz qwr mzkf hqj trbn. {SENTENCE} Zvx bnmk qwpt lkjh."
    document = read_file(written(tmp_path, pdf_bytes([text])), ReadSettings())
    assert (document.text, document.ocr_pages) == (text, ())


@pytest.mark.usefixtures("absent")
def test_without_the_programs_a_user_learns_how_to_get_them(tmp_path: Path) -> None:
    """A file of pictures is refused, and a page without text named, with what to install and what to do then."""
    with pytest.raises(UnreadableFile) as caught:
        read_file(written(tmp_path, pdf_bytes([None])), ReadSettings())
    assert "install" in caught.value.remedy
    document = read_file(written(tmp_path, pdf_bytes([SENTENCE, GARBLED])), ReadSettings())
    assert any("page 2" in warning and "minerva add --again" in warning for warning in document.warnings)


def test_a_failure_costs_its_pages_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where recognising fails, the pages with text are read and the reason is told."""

    def fail(*_args: object) -> None:
        raise ProgramFailed("it took longer than 3 seconds")

    monkeypatch.setattr(ocr, "recognise", fail)
    document = read_file(written(tmp_path, pdf_bytes([SENTENCE, GARBLED])), ReadSettings())
    assert document.text.startswith(SENTENCE)
    assert any("longer than 3 seconds" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("platform", "command"),
    [("linux", "apt install ocrmypdf tesseract-ocr-swe"), ("darwin", "brew install"), ("win32", "winget install")],
)
def test_each_system_has_its_command(monkeypatch: pytest.MonkeyPatch, platform: str, command: str) -> None:
    """What to install is told in the words of the system at hand."""
    monkeypatch.setattr(sys, "platform", platform)
    assert command in ocr.how_to_install()


@pytest.mark.usefixtures("absent")
def test_always_without_the_programs_is_an_error(library: Library, tmp_path: Path) -> None:
    """Who asks for everything to be recognised learns at once that it cannot be done here."""
    written(tmp_path, pdf_bytes([SENTENCE]))
    with pytest.raises(MinervaError, match="install"):
        add(library, [tmp_path / "rapport.pdf"], ocr="always")
    with pytest.raises(MinervaError, match="auto, never, always"):
        add(library, [tmp_path / "rapport.pdf"], ocr="ibland")


def test_passages_say_that_they_were_recognised(library: Library, tmp_path: Path) -> None:
    """A scanned page is read in the worker, found, and marked; the id is that of the file."""
    needs_ocr()
    import pypdfium2

    with pypdfium2.PdfDocument(SCANNED) as scan, pypdfium2.PdfDocument.new() as one:
        one.import_pages(scan, [2])
        one.save(tmp_path / "skannad.pdf")
    outcome = add(library, [tmp_path / "skannad.pdf"], ocr="auto", jobs=1)
    assert not outcome.skipped
    (report,) = outcome.reports
    assert report.id == report.sha256[:16]
    assert any("page 1" in warning for warning in report.warnings)
    passages = library.passages(report.id)
    assert passages
    assert all(passage.ocr and passage.page == 1 for passage in passages)
    assert library.document(report.id).ocr_pages == (1,)
    assert report.quality > 0.9
