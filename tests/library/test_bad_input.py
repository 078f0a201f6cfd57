"""Whatever lies in a folder, the run goes on, every file is accounted for, and the library is whole afterwards."""

from __future__ import annotations

import ctypes
import io
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
import pypdfium2
import pytest

import minerva
from benchmarks.synthetic import write_reports
from minerva.errors import StorageError
from minerva.library import adding
from minerva.library.database import storage_errors
from tests.read.test_pdf_file import pdf_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from minerva import Library
    from minerva.library.passage_vectors import Progress
    from minerva.records import Added

ROOT = Path(__file__).parents[2]
SENTENCE = "Nämnden har under året arbetat med att korta väntetiderna för barn och unga i kommunen."
PDF_LINE = "Staden har byggt tre nya broar under hela det gångna året."
LONG_NAME = "verksamhetsberättelse ".encode().ljust(246, b"x").decode() + ".txt"
"""Of 250 bytes: 255 are what most disks take."""
SETTINGS = "[read]\nmemory_mb = 400\ntimeout_s = 60\nocr = 'never'\n"
IS_ROOT = os.geteuid() == 0


def text(number: int) -> str:
    """Return a short report that no other equals."""
    return f"# Rapport {number}\n\n{SENTENCE} Det är del {number} av flera.\n"


def picture_pdf() -> bytes:
    """Return a PDF whose only page is a picture."""
    with pypdfium2.PdfDocument.new() as pdf:
        page = pdf.new_page(595, 842)
        image = pypdfium2.PdfImage.new(pdf)
        image.set_bitmap(pypdfium2.PdfBitmap.new_native(60, 80, pypdfium2.raw.FPDFBitmap_BGR))
        image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page.insert_obj(image)
        page.gen_content()
        stream = io.BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def word_bytes() -> bytes:
    """Return a small Word document."""
    file = docx.Document()
    file.add_paragraph(SENTENCE)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def bomb(entry: str, content: bytes, times: int) -> bytes:
    """Return a Word document that holds *content* compressed once, but listed *times*."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_bytes())) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != entry:
                new.writestr(name, old.read(name))
        new.writestr(entry, content)
        written = new.getinfo(entry)
        for number in range(1, times):
            again = zipfile.ZipInfo(f"{entry}-{number}")
            for field in ("header_offset", "file_size", "compress_size", "CRC", "compress_type"):
                setattr(again, field, getattr(written, field))
            new.filelist.append(again)
    return stream.getvalue()


def growing_word() -> bytes:
    """Return a Word document that passes for small but grows a hundredfold when its XML is read."""
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return bomb("word/document.xml", head + b"<w:p/>" * 15_000_000 + b"</w:body></w:document>", 1)


BAD: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "avbruten.docx": (lambda: word_bytes()[:3000], "damaged"),
    "avbruten.pdf": (pdf_bytes([PDF_LINE] * 3)[:900], "damaged or was cut off"),
    "bara innehåll.txt": ("Innehåll\n\nMål .... 3\nEkonomi .... 5\n".encode(), "nothing to search"),
    "bara meny.html": (b"<nav>Meny</nav>", "no text beside its navigation"),
    "bild.png": (b"\x89PNG\r\n\x1a\n", "kind '.png'"),
    "bilder.pdf": (picture_pdf, "no text layer"),
    "binär.txt": (b"\x7fELF" + bytes(range(256)) * 20, "not text"),
    "blank.txt": (b" \n\t\r\n \x0c ", "holds no text"),
    "bomb.docx": (lambda: bomb("word/media/bild.bin", bytes(100_000_000), 40), "unpacks to 4000 MB"),
    "gammal.doc": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "kind '.doc'"),
    "gammal.docx": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "old Word format"),
    "låst.pdf": (pdf_bytes([PDF_LINE], user_password="hemligt"), "password"),  # noqa: S106 - a file's
    "ordbok utan ändelse": (b"Bara text.", "kind"),
    "skräp kopia.pdf": (b"\x00skr\xe4p" * 90, "no PDF"),
    "skräp.pdf": (b"\x00skr\xe4p" * 90, "no PDF"),
    "tom.txt": (b"", "empty"),
    "växande.docx": (growing_word, "more than 400 MB"),
}
"""Content of each bad file, or what makes it, and what its reason says."""

GOOD = {
    "a.txt": text(1),
    "med blanksteg  i.md": text(2),
    unicodedata.normalize("NFC", "årsredovisning på ö.txt"): text(3),
    unicodedata.normalize("NFD", "äldre på ö.txt"): text(4),
    LONG_NAME: text(5),
    "mapp/djup/b.txt": text(6),
}


class Run(NamedTuple):
    """One run over a folder of good and bad files."""

    folder: Path
    library: Library
    outcome: Added
    progress: list[Progress]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Add a folder of good and bad files, doubles, links and a pipe."""
    folder = tmp_path_factory.mktemp("rapporter")
    for name, (data, _reason) in BAD.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data())
    for name, content in GOOD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    # The first of each pair of doubles comes first in the order of names; that of the PDF cannot be read as text.
    (folder / "mapp" / "a igen.txt").write_text(text(1), encoding="utf-8")
    (folder / "rapport i fel format.txt").write_bytes(pdf_bytes([PDF_LINE]))
    (folder / "rapport i rätt format.pdf").write_bytes(pdf_bytes([PDF_LINE]))
    (folder / "cirkel 1.txt").symlink_to(folder / "cirkel 2.txt")
    (folder / "cirkel 2.txt").symlink_to(folder / "cirkel 1.txt")
    (folder / "leder ingenstans.txt").symlink_to(folder / "finns inte.txt")
    (folder / "mapp" / "upp").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "rör.txt")
    progress: list[Progress] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINERVA_LANGUAGE", "en")
        library = made(tmp_path_factory.mktemp("bibliotek") / "index")
        outcome = minerva.add(library, [folder], jobs=2, on_progress=progress.append)
        yield Run(folder, library, outcome, progress)


def made(folder: Path) -> Library:
    """Make an empty library that allows its workers little."""
    folder.mkdir(parents=True)
    (folder / "minerva.toml").write_text(SETTINGS, encoding="utf-8")
    return minerva.open_library(folder, create=True)


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_is_skipped(run: Run, name: str) -> None:
    """The reason says what is the matter with the file, and the remedy what to do."""
    (skipped,) = [one for one in run.outcome.skipped if one.file == name]
    assert BAD[name][1] in skipped.reason
    assert skipped.remedy.endswith(".")
    assert "Traceback" not in skipped.reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("cirkel 1.txt", "circle"),
        ("cirkel 2.txt", "circle"),
        ("leder ingenstans.txt", "not there"),
        ("rör.txt", "no ordinary file"),
        ("rapport i fel format.txt", "not text"),
    ],
)
def test_links_and_pipes_are_skipped(run: Run, name: str, reason: str) -> None:
    """Links that lead nowhere and what is no file at all are named like any bad file, and hold nothing up."""
    (skipped,) = [one for one in run.outcome.skipped if one.file == name]
    assert reason in skipped.reason
    assert skipped.remedy


def test_good_files_among_bad_ones_are_added(run: Run) -> None:
    """Every file that can be read is, whatever its name; names are in NFC."""
    expected = {unicodedata.normalize("NFC", name) for name in GOOD} | {"rapport i rätt format.pdf"}
    assert {report.file for report in run.outcome.reports} == expected
    assert {report.file for report in run.library.reports()} == expected


def test_every_file_is_accounted_for_once(run: Run) -> None:
    """Added, unchanged and skipped together are the folder's files, each told of once while the run goes on."""
    outcome = run.outcome
    told = [*(report.file for report in outcome.reports), *outcome.unchanged, *(one.file for one in outcome.skipped)]
    within = [path for path in run.folder.rglob("*") if not path.is_dir()]
    there = sorted(unicodedata.normalize("NFC", str(path.relative_to(run.folder))) for path in within)
    assert sorted(told) == there
    assert sorted(step.file for step in run.progress) == there
    assert [step.done for step in run.progress] == list(range(1, len(there) + 1))
    assert {step.total for step in run.progress} == {len(there)}


def test_the_same_content_under_two_names_is_one_report(run: Run) -> None:
    """Both names are remembered; the one that comes first is shown."""
    (report,) = [report for report in run.library.reports() if report.file == "a.txt"]
    assert run.library.files(report.id) == [str(run.folder / "a.txt"), str(run.folder / "mapp" / "a igen.txt")]
    assert list(run.outcome.unchanged) == ["mapp/a igen.txt"]


def test_doubles_of_a_bad_file_are_tried_and_told(run: Run) -> None:
    """One of two files of the same content may be readable by its ending; where neither is, both are named."""
    skipped = [one.file for one in run.outcome.skipped]
    assert skipped.count("skräp.pdf") == skipped.count("skräp kopia.pdf") == 1
    assert "rapport i fel format.txt" in skipped
    assert "rapport i rätt format.pdf" not in skipped


def test_the_library_is_whole(run: Run) -> None:
    """All that always holds, holds after a run over bad files, and what was added is found."""
    assert minerva.verify(run.library) == []
    assert minerva.search(run.library, "väntetiderna").total == len(GOOD)


def test_a_second_run_tries_only_what_failed(run: Run) -> None:
    """Files that are there are unchanged; the others are named once more."""
    good = [path for path in (run.folder / "mapp").rglob("*.txt") if path.is_file()]
    again = minerva.add(run.library, [*good, run.folder / "tom.txt", run.folder / "blank.txt"], jobs=1)
    assert (len(again.reports), [one.file for one in again.skipped]) == (0, ["tom.txt", "blank.txt"])
    assert minerva.verify(run.library) == []


def test_many_doubles_of_a_bad_file_are_all_told(library: Library, tmp_path: Path) -> None:
    """A double is not forgotten when it is met after the first was given up."""
    folder = tmp_path / "rapporter"
    write_reports(folder, 12, paragraphs=1)
    for name in ("a.pdf", "z.pdf"):
        (folder / name).write_bytes(b"inte en pdf")
    outcome = minerva.add(library, [folder], jobs=1)
    assert [one.file for one in outcome.skipped] == ["a.pdf", "z.pdf"]
    assert len(outcome.reports) == 12


def test_files_that_change_or_vanish_while_they_are_read(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is stored half-read; a double of one that is gone is read in its place; the next run has the rest."""
    folder = tmp_path / "rapporter"
    folder.mkdir()
    for number, name in enumerate(["borta.txt", "ny.txt", "stannar.txt", "borta dubblett.txt"]):
        (folder / name).write_text(text(number % 3), encoding="utf-8")
    digest = adding._digest

    def meddling(path: Path, of: Library) -> object:
        found = digest(path, of)
        if path.name == "borta dubblett.txt":
            path.unlink()
        if path.name == "ny.txt":
            path.write_text(text(99), encoding="utf-8")
        return found

    (folder / "borta.txt").write_text(text(7), encoding="utf-8")
    (folder / "borta dubblett.txt").write_text(text(7), encoding="utf-8")
    monkeypatch.setattr(adding, "_digest", meddling)
    outcome = minerva.add(library, [folder], jobs=1)
    monkeypatch.undo()
    reasons = {one.file: one.reason for one in outcome.skipped}
    assert set(reasons) == {"borta dubblett.txt", "ny.txt"}
    assert "changed while it was being read" in reasons["ny.txt"]
    assert "not there" in reasons["borta dubblett.txt"]
    assert {report.file for report in outcome.reports} == {"borta.txt", "stannar.txt"}
    assert minerva.verify(library) == []
    assert [report.file for report in minerva.add(library, [folder], jobs=1).reports] == ["ny.txt"]


def test_a_file_that_may_not_be_read(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal is told in the user's words, whether it comes at once or first in the worker."""
    (tmp_path / "a.txt").write_text(text(1), encoding="utf-8")
    opened = Path.open

    def refuse(path: Path, *rest: Any, **more: Any) -> object:  # noqa: ANN401 - whatever open takes
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *rest, **more)

    monkeypatch.setattr(Path, "open", refuse)
    outcome = minerva.add(library, [tmp_path / "a.txt"], jobs=1)
    (skipped,) = outcome.skipped
    assert "could not be read" in skipped.reason
    assert "Traceback" not in skipped.reason
    assert minerva.verify(library) == []


def command(index: Path, *words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401
    """Run the command line."""
    return subprocess.run(
        [sys.executable, "-m", "minerva", "--index", index, *words],
        capture_output=True, text=True, check=False, cwd=ROOT, env=english(), **options,
    )  # fmt: skip


def english() -> dict[str, str]:
    """Return the environment of a user who reads English."""
    return {**os.environ, "MINERVA_LANGUAGE": "en"}


def without_privileges() -> None:
    """Give up root's right to read everything, so that permissions hold as for anyone (see capabilities(7))."""
    pr_capbset_drop, dac_override, dac_read_search = 24, 1, 2
    for capability in (dac_override, dac_read_search):
        if ctypes.CDLL(None).prctl(pr_capbset_drop, capability, 0, 0, 0):
            raise OSError("no capability could be given up")


@pytest.mark.skipif(not sys.platform.startswith("linux") and IS_ROOT, reason="root reads everything")
def test_real_permissions(tmp_path: Path) -> None:
    """Files and folders that may not be read, listed or entered are skipped, and the rest of the folder is read."""
    folder = tmp_path / "rapporter"
    for name in ("a.txt", "hemlig.txt", "olistad/b.txt", "oöppnad/c.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text(len(name)), encoding="utf-8")
    modes = {"hemlig.txt": 0o000, "olistad": 0o000, "oöppnad": 0o600}
    for name, mode in modes.items():
        (folder / name).chmod(mode)
    done = command(tmp_path / "index", "add", folder, "--json", preexec_fn=without_privileges if IS_ROOT else None)
    missing = command(
        tmp_path / "index", "add", folder / "olistad" / "b.txt", preexec_fn=without_privileges if IS_ROOT else None
    )
    for name in modes:
        (folder / name).chmod(0o700)
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert [report["file"] for report in outcome["added"]] == ["a.txt"]
    assert [one["file"] for one in outcome["skipped"]] == ["hemlig.txt", "olistad", "oöppnad"]
    assert all("permission" in one["reason"] or "right" in one["remedy"] for one in outcome["skipped"])
    assert (missing.returncode, missing.stderr.count("\n")) == (1, 1)
    assert minerva.verify(minerva.open_library(tmp_path / "index")) == []


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[None]:
    """Mount a small disk at *folder*, or skip where this is not allowed."""
    folder.mkdir()
    mounted = IS_ROOT and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder],  # noqa: S607 - where it lies differs
        check=False, capture_output=True,
    ).returncode == 0  # fmt: skip
    if not mounted:
        pytest.skip("no small disk can be mounted here; test_a_limited_file_size does nearly the same")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)  # noqa: S607


def test_a_full_disk(tmp_path: Path) -> None:
    """The command ends with 1 and one line that says so; with more room, it goes on from what is there."""
    reports = tmp_path / "rapporter"
    write_reports(reports, 10, paragraphs=20)
    disk = tmp_path / "disk"
    with small_disk(disk, megabytes=1):
        full = command(disk / "index", "add", reports)
        assert (full.returncode, full.stderr.count("\n")) == (1, 1)
        assert "The disk is full" in full.stderr
        assert "Make room" in full.stderr
        full_again = command(disk / "index", "add", reports)
        assert (full_again.returncode, full_again.stderr.count("\n")) == (1, 1)
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)  # noqa: S607
        with minerva.open_library(disk / "index") as library:
            assert minerva.verify(library) == []
            stored = len(library.reports())
            outcome = minerva.add(library, [reports], jobs=1)
            assert (len(outcome.unchanged), len(outcome.reports)) == (stored, 10 - stored)
            assert minerva.verify(library) == []


@pytest.mark.parametrize("limit", [1_000, 300_000])
def test_a_limited_file_size(tmp_path: Path, limit: int) -> None:
    """A disk that takes no more at any moment gives one clear line, and a library that can be used afterwards."""
    reports = tmp_path / "rapporter"
    write_reports(reports, 8, paragraphs=20)
    refused = command(
        tmp_path / "index", "add", reports, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert str(tmp_path / "index") in refused.stderr
    with minerva.open_library(tmp_path / "index", create=True) as library:
        assert minerva.verify(library) == []
        stored = len(library.reports())
        assert len(minerva.add(library, [reports], jobs=1).reports) == 8 - stored
        assert minerva.verify(library) == []


def test_a_full_disk_is_named_whatever_the_engine_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The word index only says that it could not write; where there is no room, that is why."""
    full = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: full)
    with pytest.raises(StorageError, match="The disk is full"), storage_errors(tmp_path):
        raise ValueError("An error occurred in a thread: 'An index writer was killed..'")


def test_what_went_wrong_first_is_told(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That the word index cannot be updated either does not hide why the run ended."""
    (tmp_path / "a.txt").write_text(text(1), encoding="utf-8")

    def fail(message: str) -> Callable[..., None]:
        def failing(*_arguments: object, **_options: object) -> None:
            raise StorageError(message)

        return failing

    monkeypatch.setattr("minerva.library.writing.Writer.put", fail("first"))
    updates = iter([lambda *_arguments: None, fail("second"), fail("second")])
    monkeypatch.setattr("minerva.library.writing.Writer.update_indexes", lambda _writer: next(updates)())
    with pytest.raises(StorageError, match="first"):
        minerva.add(library, [tmp_path / "a.txt"], jobs=1)


def test_the_library_s_own_files_are_passed_over(tmp_path: Path) -> None:
    """A script without a guard around its call may add the folder that it works in, library and all."""
    folder = tmp_path / "arbete"
    write_reports(folder, 2, paragraphs=1)
    (tmp_path / "skript.py").write_text(
        "import minerva\n"
        "print('börjar')\n"
        "library = minerva.open_library('index', create=True)\n"
        "print([len(part) for part in (lambda one: (one.reports, one.unchanged, one.skipped))(\n"
        "    minerva.add(library, ['.'], jobs=2))])\n"
        "print([len(part) for part in (lambda one: (one.reports, one.unchanged, one.skipped))(\n"
        "    minerva.add(library, ['.'], jobs=2))])\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, tmp_path / "skript.py"],
        capture_output=True, text=True, check=True, cwd=folder, env={**english(), "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout == "börjar\n[2, 0, 0]\n[0, 2, 0]\n"
    assert not done.stderr


def test_ctrl_c_keeps_what_was_stored(library: Library, tmp_path: Path) -> None:
    """The run ends with 130 and a word of what to do; what was stored is whole, and the next run goes on from there."""
    reports = tmp_path / "rapporter"
    write_reports(reports, 200, paragraphs=20)
    # What a shell runs in the background ignores the signal, and so would all that it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-m", "minerva", "--index", library.folder, "add", reports],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=english(), start_new_session=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    with process:
        give_up = time.monotonic() + 60
        while len(library.reports()) < 2 and time.monotonic() < give_up:
            time.sleep(0.01)
        # A terminal sends the signal to the workers as well.
        os.killpg(process.pid, signal.SIGINT)
        _out, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.strip() == "Stopped. What was stored stays; repeat the command to go on."
    stored = len(library.reports())
    assert 2 <= stored < 200
    assert minerva.verify(library) == []
    again = minerva.add(library, [reports], jobs=2)
    assert (len(again.unchanged), len(again.reports)) == (stored, 200 - stored)
    assert minerva.verify(library) == []
