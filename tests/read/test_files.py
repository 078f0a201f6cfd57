from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from minerva.errors import MinervaError, UnreadableFile
from minerva.read.files import READABLE, Source, check_size, find_sources, read_file
from minerva.records import Skipped
from minerva.settings import ReadSettings


def made(folder: Path, *names: str) -> Path:
    """Make files of these names in *folder*."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(os.fsencode(name))
    return folder


def names(*paths: Path) -> list[str]:
    """Return the names of what is found below *paths*."""
    return [found.name if isinstance(found, Source) else found.file for found in find_sources(paths)]


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    """Names are paths within the folder that was named, with forward slashes, whatever order the disk keeps."""
    made(tmp_path, "b.txt", "a/z.txt", "a/å.txt", "c/djup/d.pdf", "A.txt")
    assert names(tmp_path) == ["A.txt", "a/z.txt", "a/å.txt", "b.txt", "c/djup/d.pdf"]


def test_a_file_is_named_without_its_folder(tmp_path: Path) -> None:
    """A file that was named alone bears its own name."""
    made(tmp_path, "mapp/a.txt")
    assert names(tmp_path / "mapp" / "a.txt") == ["a.txt"]


def test_a_file_is_found_once(tmp_path: Path) -> None:
    """A file that was named twice, or that a link leads to as well, is one."""
    made(tmp_path, "a.txt", "mapp/b.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "annan").symlink_to(tmp_path / "mapp")
    assert names(tmp_path, tmp_path / "a.txt", tmp_path / "mapp") == ["a.txt", "annan/b.txt"]


@pytest.mark.parametrize("target", [".", "..", "../.."])
def test_links_that_lead_back_are_not_followed_for_ever(tmp_path: Path, target: str) -> None:
    """A link to a folder above ends the walk there; every file is found once all the same."""
    made(tmp_path, "mapp/djup/a.txt", "b.txt")
    (tmp_path / "mapp" / "djup" / "åter").symlink_to((tmp_path / "mapp" / "djup" / target).resolve())
    found = list(find_sources([tmp_path]))
    assert sorted(os.path.realpath(one.path) for one in found if isinstance(one, Source)) == sorted(
        map(str, [tmp_path / "mapp" / "djup" / "a.txt", tmp_path / "b.txt"])
    )
    assert len(found) == 2


def test_what_is_no_report_is_passed_over(tmp_path: Path) -> None:
    """Hidden files, lock files, the manifest and what file browsers leave are not mentioned at all."""
    made(tmp_path, ".dold.txt", ".git/a.txt", "~$rapport.docx", "manifest.csv", "Thumbs.db", "desktop.ini", "a.txt")
    assert names(tmp_path) == ["a.txt"]


def test_the_ignore_file_holds_for_its_folder(tmp_path: Path) -> None:
    """Patterns are git's: of files, of folders, with exceptions; a byte order mark before them does not matter."""
    made(tmp_path, "a.txt", "b.md", "kvar.md", "utkast/c.txt", "mapp/b.md", "mapp/utkast/d.txt")
    (tmp_path / ".minervaignore").write_text("*.md\n!kvar.md\nutkast/\n# en anmärkning\n", encoding="utf-8-sig")
    assert names(tmp_path) == ["a.txt", "kvar.md", "mapp/b.md", "mapp/utkast/d.txt"]


@pytest.mark.parametrize("content", [b"!\n", "på\n".encode("cp1252")])
def test_an_ignore_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes) -> None:
    """A pattern that is none, or bytes that are no UTF-8, end the run before it begins."""
    made(tmp_path, "a.txt")
    (tmp_path / ".minervaignore").write_bytes(content)
    with pytest.raises(MinervaError, match="minervaignore cannot be used"):
        names(tmp_path)


@pytest.mark.parametrize("name", ["finns-inte", "finns-inte/a.txt", "x" * 300, "a.txt/under"])
def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path, name: str) -> None:
    """A path that leads nowhere is a slip of the user's, told at once."""
    made(tmp_path, "a.txt")
    with pytest.raises(MinervaError, match="Check the spelling"):
        names(tmp_path / name)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_names_are_in_nfc_and_paths_as_on_the_disk(tmp_path: Path, form: str) -> None:
    """Whichever way a disk writes å, the report's name is the same, and its path leads to the file."""
    made(tmp_path, unicodedata.normalize(form, "Årsberättelse för vård och omsorg.txt"))
    (found,) = find_sources([tmp_path])
    assert isinstance(found, Source)
    assert found.name == "Årsberättelse för vård och omsorg.txt"
    assert found.path.read_text(encoding="utf-8") == unicodedata.normalize(form, found.name)


def test_a_name_in_both_forms_is_two_files(tmp_path: Path) -> None:
    """Two files that differ in how å is written are both found."""
    made(tmp_path, *(unicodedata.normalize(form, "år.txt") for form in ("NFC", "NFD")))
    assert len(set(find_sources([tmp_path]))) == len(list(tmp_path.iterdir()))


def test_a_name_that_is_no_text_is_skipped(tmp_path: Path) -> None:
    """A file or folder whose name is in an old encoding cannot be stored, and is named as well as may be."""
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xe5d"))).mkdir()
    except OSError:
        pytest.skip("this disk takes no such names")
    made(Path(os.fsdecode(os.fsencode(tmp_path) + b"/r\xe5d")), "a.txt")
    made(tmp_path, os.fsdecode(b"bist\xe5nd.txt"))
    found = list(find_sources([tmp_path]))
    assert [one.file for one in found if isinstance(one, Skipped)] == ["bist\ufffdnd.txt", "r\ufffdd/a.txt"]
    assert all("Rename" in one.remedy for one in found if isinstance(one, Skipped))


def test_a_folder_that_may_not_be_opened_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk goes on beside it, also where it is the folder named; nothing of it is missing silently."""
    made(tmp_path, "a.txt", "hemlig/b.txt", "z.txt")
    listed = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "hemlig":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert names(tmp_path) == ["a.txt", "hemlig", "z.txt"]
    (skipped,) = find_sources([tmp_path / "hemlig"])
    assert isinstance(skipped, Skipped)
    assert skipped.file == "hemlig"
    assert "The folder could not be opened" in skipped.reason


def test_an_unknown_kind_is_named(tmp_path: Path) -> None:
    """A file that no reader knows is refused by its ending, and told what to save it as."""
    made(tmp_path, "tabell.XLSX", "utan")
    with pytest.raises(UnreadableFile, match=r"'\.xlsx'") as caught:
        read_file(tmp_path / "tabell.XLSX", ReadSettings())
    assert "PDF" in caught.value.remedy
    with pytest.raises(UnreadableFile, match="'utan'"):
        read_file(tmp_path / "utan", ReadSettings())


@pytest.mark.parametrize("ending", sorted(READABLE))
def test_every_kind_has_its_reader(tmp_path: Path, ending: str) -> None:
    """The ending, in whatever case, chooses a reader; each refuses a file of spaces, and says so itself."""
    (tmp_path / f"fil{ending.upper()}").write_bytes(b"  \n ")
    with pytest.raises(UnreadableFile) as caught:
        read_file(tmp_path / f"fil{ending.upper()}", ReadSettings())
    assert "kind" not in caught.value.reason


def test_size_limits(tmp_path: Path) -> None:
    """An empty file and one beyond the limit are refused before they are read."""
    (tmp_path / "tom.txt").touch()
    with pytest.raises(UnreadableFile, match="empty"):
        check_size(tmp_path / "tom.txt", ReadSettings())
    with (tmp_path / "stor.txt").open("wb") as file:
        file.truncate(3_000_000)
    with pytest.raises(UnreadableFile, match="3 MB; the limit is 2") as caught:
        read_file(tmp_path / "stor.txt", ReadSettings(max_file_mb=2))
    assert "max_file_mb" in caught.value.remedy
    check_size(tmp_path / "stor.txt", ReadSettings(max_file_mb=3))
