"""Which files there are to read, and which reader reads them."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from minerva.errors import MinervaError, UnreadableFile, refusal
from minerva.messages import translate as _
from minerva.read.quality import assessed
from minerva.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from minerva.records import Document
    from minerva.settings import ReadSettings

IGNORE_FILE = ".minervaignore"
MANIFEST_FILE = "manifest.csv"
_READERS = {
    ".pdf": "minerva.read.pdf:read_pdf",
    ".docx": "minerva.read.docx:read_docx",
    **dict.fromkeys((".html", ".htm", ".xhtml"), "minerva.read.html:read_html"),
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), "minerva.read.text:read_text"),
}
READABLE = frozenset(_READERS)
_PASSED_OVER = {MANIFEST_FILE, IGNORE_FILE, "thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it lies, and its path within the folder that was named, in NFC."""

    path: Path
    name: str


def find_sources(paths: Iterable[Path]) -> Iterator[Source | Skipped]:
    """
    Find the files below *paths*, in the order of their names, each once.

    Hidden files, office programs' lock files and what a folder's ``.minervaignore`` (in gitignore's form) names are
    passed over. A symbolic link to a folder is followed unless it leads back to one already walked.

    Raises
    ------
    MinervaError
        If one of *paths* does not exist.
    """
    seen: set[str] = set()
    for path in paths:
        if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a folder above may not be entered
            raise MinervaError(_("There is no file or folder {path}. Check the spelling.").format(path=path))
        found = _walk(path, path, set()) if path.is_dir() else iter([_source(path, path.parent)])
        for source in found:
            key = os.path.realpath(source.path) if isinstance(source, Source) else source.file
            if key not in seen:
                seen.add(key)
                yield source


def read_file(path: Path, settings: ReadSettings) -> Document:
    """
    Read a file with the reader for its kind, and say how well its text reads.

    Raises
    ------
    UnreadableFile
        If no reader knows the kind, or its reader fails.
    """
    check_size(path, settings)
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise unknown_kind(path.name)
    # A reader, and the library behind it, is loaded when a file asks for it.
    module, name = _READERS[suffix].split(":")
    read: Callable[[Path, ReadSettings], Document] = getattr(import_module(module), name)
    return assessed(read(path, settings))


def unknown_kind(name: str) -> UnreadableFile:
    """Return the error for a file of a kind that no reader knows."""
    return UnreadableFile(
        _("Minerva does not read files of the kind {kind!r}.").format(kind=Path(name).suffix.lower() or name),
        _("Save it as PDF, DOCX, HTML or text and add that, or leave it out."),
    )


def check_size(path: Path, settings: ReadSettings) -> None:
    """
    Refuse a file that is empty or larger than *settings* allow.

    Raises
    ------
    UnreadableFile
        If it is.
    """
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile(_("The file is empty."), _("Leave it out, or fetch it again."))
    if size > settings.max_file_mb * 1_000_000:
        raise UnreadableFile(
            _("The file is {size} MB; the limit is {limit}.").format(
                size=size // 1_000_000, limit=settings.max_file_mb
            ),
            _("Divide it, or raise max_file_mb under [read] in the library's minerva.toml."),
        )


def _source(path: Path, root: Path) -> Source | Skipped:
    """Return the file; names that are no text, as from old archives, cannot be stored."""
    if any("\ud800" <= char <= "\udfff" for char in str(path)):
        return Skipped(
            _name(path, root),
            _("The name of the file or its folder is not in UTF-8."),
            _("Rename it and add it again."),
        )
    return Source(path, _name(path, root))


def _name(path: Path, root: Path) -> str:
    within = path.relative_to(root).as_posix() if path != root else path.name
    return unicodedata.normalize("NFC", os.fsencode(within).decode(errors="replace"))


def _walk(folder: Path, root: Path, above: set[str]) -> Iterator[Source | Skipped]:
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: unicodedata.normalize("NFC", entry.name))
        ignored = _ignored(folder)
    except OSError as error:
        yield Skipped(
            _name(folder, root),
            _("The folder could not be opened: {error}.").format(error=refusal(error)),
            _("Ask for the right to read it, or leave it out."),
        )
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name.lower() in _PASSED_OVER or ignored(entry):
            continue
        if _is_folder(entry):
            yield from _walk(entry, root, above | {real})
        else:
            yield _source(entry, root)


def _ignored(folder: Path) -> Callable[[Path], bool]:
    """Return what tells whether an entry of *folder* is one that its ``.minervaignore`` names."""
    ignore = folder / IGNORE_FILE
    if not ignore.is_file():
        return lambda _entry: False
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - few folders have such a file

    try:
        spec = GitIgnoreSpec.from_lines(ignore.read_text(encoding="utf-8-sig").splitlines())
    except ValueError as error:
        raise MinervaError(
            _("{path} cannot be used: {error}. Mend it or delete it.").format(path=ignore, error=error)
        ) from error
    return lambda entry: spec.match_file(f"{entry.name}/" if _is_folder(entry) else entry.name)


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where the folder above may not be entered
