"""The same files give the same library, however they came in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from benchmarks.synthetic import queries, report_text, write_reports
from minerva import Filters, add, open_library, rebuild, remove, search, verify
from minerva.cli.app import app
from minerva.library import adding

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library
    from minerva.records import Added

PARAGRAPHS = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of reports, three of which say the same in files that differ, and one of which is there twice."""
    made = tmp_path_factory.mktemp("same") / "rapporter"
    write_reports(made, 6, paragraphs=PARAGRAPHS)
    text = report_text(7, paragraphs=PARAGRAPHS)
    for number in range(3):
        (made / f"lika-{number}.txt").write_text(text + "\n" * number, encoding="utf-8")
    (made / "sist").mkdir()
    shutil.copy(made / "rapport-0003.md", made / "sist" / "annat namn på rapport-0003.md")
    return made


@pytest.fixture(scope="module")
def reference(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give a library to which the folder was added at once, by one process, with its warnings in English."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINERVA_LANGUAGE", "en")
        return _added(tmp_path_factory.mktemp("reference"), [folder])


def test_number_of_processes(folder: Path, reference: Library, tmp_path: Path) -> None:
    """Two worker processes make the same library as one."""
    _require_same(_added(tmp_path, [folder], jobs=2), reference)


def test_another_path(folder: Path, reference: Library, tmp_path: Path) -> None:
    """Where the folder lies makes no difference."""
    elsewhere = shutil.copytree(folder, tmp_path / "någon annanstans" / "djupt")
    _require_same(_added(tmp_path, [elsewhere]), reference)


def test_order_of_adding(folder: Path, reference: Library, tmp_path: Path) -> None:
    """Files added one after the other, the last first, make the same library as the folder added at once."""
    files = sorted((file for file in folder.iterdir() if file.is_file()), reverse=True)
    _added(tmp_path, files[:4])
    _added(tmp_path, files[4:])
    _require_same(_added(tmp_path, [folder]), reference)


def test_index_updated_meanwhile(
    folder: Path, reference: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How often searches were let see what has been added makes no difference."""
    monkeypatch.setattr(adding, "_INDEX_EVERY_S", 0)
    _require_same(_added(tmp_path, [folder]), reference)


def test_adding_twice(folder: Path, tmp_path: Path) -> None:
    """Adding a folder again changes nothing and says so of every file."""
    library = _added(tmp_path, [folder])
    generation, before = library.generation(), _state(library)
    outcome = add(library, [folder])
    assert (len(outcome.reports), len(outcome.unchanged), len(outcome.skipped)) == (0, 10, 0)
    assert library.generation() == generation
    assert _state(library) == before


def test_reading_again(folder: Path, reference: Library, tmp_path: Path) -> None:
    """Reading anew what is there already changes nothing."""
    library = _added(tmp_path, [folder])
    outcome = add(library, [folder], again=True, jobs=2)
    assert len(outcome.reports) == 9
    _require_same(library, reference)


def test_removing_and_adding_again(folder: Path, reference: Library, tmp_path: Path) -> None:
    """Reports that were removed and added again have the ids, and are found as, before."""
    library = _added(tmp_path, [folder])
    gone = remove(library, [report.id for report in library.reports()[::2]])
    outcome = add(library, [folder], jobs=2)
    assert {report.id for report in outcome.reports} == {report.id for report in gone}
    _require_same(library, reference)


def test_removing_leaves_no_trace(folder: Path, tmp_path: Path) -> None:
    """A library from which a report was removed answers as one that never held it."""
    files = sorted(folder.glob("rapport-*.md"))
    library = _added(tmp_path / "all", files)
    remove(library, [report.id for report in library.reports() if report.file == files[1].name])
    _require_same(library, _added(tmp_path / "others", [file for file in files if file != files[1]]))


def test_rebuilding(folder: Path, tmp_path: Path) -> None:
    """Making anew what is derived changes nothing."""
    library = _added(tmp_path, [folder])
    before = _state(library)
    rebuild(library)
    assert _state(library) == before


def test_changed_file(folder: Path, reference: Library, tmp_path: Path) -> None:
    """A changed file takes the place of what it held before, and changed back it gives the first library again."""
    copy = shutil.copytree(folder, tmp_path / "rapporter")
    library = _added(tmp_path, [copy])
    file = copy / "rapport-0004.md"
    text = file.read_text(encoding="utf-8")
    before = {report.id for report in library.reports()}
    file.write_text(text + "\nEn mening till, som inte stod där förut.\n", encoding="utf-8")
    outcome = add(library, [copy])
    assert [report.file for report in outcome.reports] == [file.name]
    assert len(before - {report.id for report in library.reports()}) == 1
    assert search(library, '"mening till"').total == 1
    file.write_text(text, encoding="utf-8")
    add(library, [copy])
    _require_same(library, reference)


def test_moved_file(folder: Path, tmp_path: Path) -> None:
    """A file that was moved is not read anew; its report keeps its id and takes its new name."""
    copy = shutil.copytree(folder, tmp_path / "rapporter")
    library = _added(tmp_path, [copy])
    (report,) = [report for report in library.reports() if report.file == "rapport-0005.md"]
    (copy / "arkiv").mkdir()
    (copy / report.file).rename(copy / "arkiv" / "flyttad.md")
    outcome = add(library, [copy])
    assert (len(outcome.reports), len(outcome.unchanged)) == (0, 10)
    assert library.report(report.id).file == "arkiv/flyttad.md"
    assert library.files(report.id) == [str(copy / "arkiv" / "flyttad.md")]
    assert {hit.report.file for hit in search(library, "och", filters=Filters(report=(report.id,)))} == {
        "arkiv/flyttad.md"
    }


@pytest.mark.parametrize("first", [0, 1])
def test_doubled_file(tmp_path: Path, first: int) -> None:
    """The same content under two names is one report with both, whichever came first."""
    (file,) = write_reports(tmp_path / "rapporter", 1, paragraphs=2)
    files = [file, shutil.copy(file, file.with_name("dubblett.md"))]
    library = _added(tmp_path, [files[first]])
    outcome = _add(library, [files[1 - first]])
    assert (len(outcome.reports), len(outcome.unchanged)) == (0, 1)
    (report,) = library.reports()
    assert report.file == "dubblett.md"
    assert library.files(report.id) == sorted(map(str, files))


def test_reading_again_under_another_name(tmp_path: Path) -> None:
    """Reading one of two files of the same content anew does not change which of their names is shown."""
    (file,) = write_reports(tmp_path / "rapporter", 1, paragraphs=2)
    double = shutil.copy(file, file.with_name("dubblett.md"))
    library = _added(tmp_path, [double, file])
    add(library, [file], again=True)
    assert [report.file for report in library.reports()] == ["dubblett.md"]


def test_one_of_two_names_changes(tmp_path: Path) -> None:
    """When one of two files of the same content changes, the report stays under the other's name."""
    (file,) = write_reports(tmp_path / "rapporter", 1, paragraphs=2)
    double = shutil.copy(file, file.with_name("dubblett.md"))
    library = _added(tmp_path, [file.parent])
    (before,) = library.reports()
    double.write_text(report_text(1, paragraphs=2), encoding="utf-8")
    outcome = _add(library, [file.parent])
    assert [report.file for report in outcome.reports] == ["dubblett.md"]
    assert library.files(before.id) == [str(file)]
    assert library.report(before.id).file == file.name
    assert verify(library) == []


def _added(where: Path, paths: list[Path], *, jobs: int = 1) -> Library:
    """Add files and folders to the library in *where*, made if need be."""
    library = open_library(where / "index", create=True)
    _add(library, paths, jobs=jobs)
    return library


def _add(library: Library, paths: list[Path], *, jobs: int = 1) -> Added:
    outcome = add(library, paths, jobs=jobs)
    assert not outcome.skipped
    return outcome


def _require_same(library: Library, reference: Library) -> None:
    assert _state(library) == _state(reference)
    assert verify(library) == []


def _state(library: Library) -> list[object]:
    """Return all that a user can see of a library, but for the places of its files."""
    reports = library.reports()
    held = [(report, library.document(report.id), library.passages(report.id)) for report in reports]
    return [held, *map(_found, [library] * 8, queries(8))]


def _found(library: Library, query: str) -> str:
    """Return what the command line prints of a search, up to more hits than there are."""
    words = ["--index", str(library.folder), "search", query, "--limit", "1000", "--json"]
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout
