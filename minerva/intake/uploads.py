"""Files that were handed in, looked at by their content and kept under names that follow from it."""

from __future__ import annotations

import hashlib
import io
import os
import re
import unicodedata
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from minerva.errors import UnreadableFile
from minerva.library.database import storage_errors
from minerva.library.store import INTAKE_FOLDER
from minerva.messages import translate as _
from minerva.read.files import READABLE, Source, unknown_kind
from minerva.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minerva.library.store import Library
    from minerva.settings import IntakeSettings

_MB = 1_000_000
_NAME_CHARS = 120
_SUFFIX_CHARS = 10
_HEAD_BYTES = 4096
_PDF_HEAD_BYTES = 1024
"""So far into a file may ``%PDF-`` stand, as Acrobat has it."""
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
_PACKED_SUFFIXES = {".pdf", ".docx"}


class Upload(NamedTuple):
    """A file as a browser sends it; neither its name nor its content is to be trusted."""

    name: str
    content: bytes


class Stored(NamedTuple):
    """What came of some uploads: files to read, and what was left out."""

    sources: tuple[Source, ...]
    skipped: tuple[Skipped, ...]


def files_folder(library_folder: Path) -> Path:
    """Return where the files of a library lie that were handed in."""
    return library_folder / INTAKE_FOLDER / "files"


def store(library: Library, uploads: Iterable[Upload]) -> Stored:
    """
    Keep *uploads* in the library's folder, but for those beyond its limits or of no kind that can be read.

    Raises
    ------
    LibraryReadOnly
        If *library* was opened to be read only.
    StorageError
        If there is no room for them.
    """
    library.require_writable()
    folder, count = _Kept(library), _Count(library.settings.intake)
    sources, skipped = [], []
    for upload in uploads:
        name = clean_name(upload.name)
        try:
            count.add(upload)
            suffix = _suffix(name, upload.content)
        except UnreadableFile as error:
            skipped.append(Skipped(name, error.reason, error.remedy))
            continue
        sources.append(Source(folder.keep(upload.content, suffix), _with_suffix(name, suffix)))
    return Stored(tuple(sources), tuple(skipped))


def clean_name(name: str) -> str:
    """Return the last part of a file's name without what could mislead: control characters, changes of direction."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    visible = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    path = PurePosixPath(" ".join(visible.split()).lstrip(".~$ ") or "fil")
    return path.stem[:_NAME_CHARS] + path.suffix[:_SUFFIX_CHARS]


class _Count:
    """How much has been handed in at once."""

    def __init__(self, limits: IntakeSettings) -> None:
        self._limits = limits
        self._files = 0
        self._bytes = 0

    def add(self, upload: Upload) -> None:
        """Count *upload*; raise UnreadableFile where it is too much."""
        size, limits = len(upload.content), self._limits
        if not size:
            raise UnreadableFile(_("The file is empty."), _("Leave it out, or fetch it again."))
        if size > limits.max_file_mb * _MB:
            raise UnreadableFile(
                _("The file is {size} MB; the limit is {limit}.").format(size=size // _MB, limit=limits.max_file_mb),
                _("Divide it, or raise max_file_mb under [intake] in the library's minerva.toml."),
            )
        if self._files == limits.max_files or self._bytes + size > limits.max_mb * _MB:
            raise UnreadableFile(
                _("Too much at once: the limit is {files} files and {size} MB.").format(
                    files=limits.max_files, size=limits.max_mb
                ),
                _("Hand it in when the others have been read."),
            )
        self._files += 1
        self._bytes += size


class _Kept:
    """The folder of the files that were handed in."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._folder = files_folder(library.folder)

    def keep(self, content: bytes, suffix: str) -> Path:
        """Store *content* once, however often it is handed in; return where it lies."""
        path = self._folder / f"{hashlib.sha256(content).hexdigest()[:32]}{suffix}"
        with storage_errors(self._library.folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                new = path.with_name(f"{path.name}.{os.getpid()}.new")
                new.write_bytes(content)
                new.replace(path)
        return path


def _suffix(name: str, content: bytes) -> str:
    """Return the ending that belongs to *content*; the name decides only between kinds of text."""
    given = Path(name).suffix.lower()
    if b"%PDF-" in content[:_PDF_HEAD_BYTES]:
        return ".pdf"
    if content.startswith(b"PK\x03\x04"):
        return _packed(name, content)
    if content.startswith(_OLD_OFFICE):
        raise UnreadableFile(
            _("This is a file of an older Office program, or one that is protected by a password."),
            _("Save it as DOCX or PDF without a password and add that."),
        )
    head = content[:_HEAD_BYTES]
    if b"\0" in head and not head.startswith(_MARKS_OF_UTF_16):
        raise UnreadableFile(
            _("The content is none of a kind that Minerva reads."),
            _("Save it as PDF, DOCX, HTML or text and add that."),
        )
    if given in _PACKED_SUFFIXES:
        raise UnreadableFile(
            _("The content is not what the file's name says: {kind}.").format(kind=given), _("Save it anew and add it.")
        )
    if given not in READABLE:
        raise unknown_kind(name)
    return given if given in _HTML_SUFFIXES or not _HTML.search(head) else ".html"


def _packed(name: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            is_word = "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFile(_("The file is damaged."), _("Save it anew and add it.")) from error
    if not is_word:
        raise unknown_kind(name if Path(name).suffix.lower() != ".docx" else ".zip")
    return ".docx"


def _with_suffix(name: str, suffix: str) -> str:
    return name if Path(name).suffix.lower() == suffix else f"{Path(name).stem}{suffix}"
