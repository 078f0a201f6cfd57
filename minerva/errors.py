"""
What can go wrong, for a user to read.

::

    MinervaError
    ├── SettingsError          a settings file holds what Minerva does not know
    ├── ManifestError          a manifest cannot be used
    ├── UnreadableFile         a file cannot be read; becomes a Skipped
    ├── QueryError             a query cannot be understood
    ├── UnknownValue           a name or id that the library does not hold
    ├── ThemeError             themes cannot be made of what is there, or of what was asked
    ├── CollectionError        a collection or saved search cannot be made, changed or read in as asked
    ├── LabellingError         passages cannot be labelled, or labels not be learnt, read in or told, as asked
    ├── ExportError            what was asked for cannot leave the program in that form, or to that place
    ├── EncoderError           a model that makes vectors is not here, or cannot be used
    └── LibraryError
        ├── NoLibrary          there is no library in that folder
        ├── LibraryLocked      another process is writing
        ├── LibraryReadOnly    it was opened to be read only
        ├── LibraryTooNew      a newer Minerva wrote it
        └── StorageError       the disk is full or refuses
"""

from __future__ import annotations

import difflib
import errno
from typing import TYPE_CHECKING

from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FEW = 12
"""So many names fit into a sentence; there are twelve kinds of reports."""


class MinervaError(Exception):
    """Base of every error that is meant for a user: one line saying what, which value, and what to do."""


class SettingsError(MinervaError):
    """A settings file holds what Minerva does not know."""


class ManifestError(MinervaError):
    """A manifest cannot be used."""


class UnreadableFile(MinervaError):
    """
    A file cannot be read.

    Attributes
    ----------
    reason, remedy
        One sentence each, for the user.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str]]:
        """Let the error travel from a worker process."""
        return type(self), (self.reason, self.remedy)


class QueryError(MinervaError):
    """A query cannot be understood."""


class ThemeError(MinervaError):
    """Themes cannot be made of what is there, or of what was asked."""


class CollectionError(MinervaError):
    """A collection or saved search cannot be made, changed or read in as asked."""


class LabellingError(MinervaError):
    """Passages cannot be labelled, or labels not be learnt, read in or told, as asked."""


class ExportError(MinervaError):
    """What was asked for cannot leave the program in that form, or to that place."""


class EncoderError(MinervaError):
    """A model that makes vectors is not here, or cannot be used."""


class UnknownValue(MinervaError):
    """
    A name or id that the library does not hold; suggests the nearest that it does.

    Attributes
    ----------
    what
        ``"report"``, ``"passage"``, ``"theme"``, ``"run"``, ``"municipality"``, ``"county"``, ``"group"``,
        ``"board"``, ``"kind"``, ``"passage_kind"``, ``"collection"``, ``"quotation"``,
        ``"saved search"``, ``"function"``, ``"label project"``, ``"label"`` or ``"annotator"``.
    """

    def __init__(self, what: str, value: str, known: Iterable[str] = (), *, begins_several: bool = False) -> None:
        if begins_several:
            message = _("More than one id begins with {value!r}. Type more of it.").format(value=value)
        else:
            message = f"{_unknown(what, value)} {nearest(value, known) or _elsewhere(what)}"
        super().__init__(message)
        self.what = what
        self.value = value


def nearest(value: str, known: Iterable[str]) -> str:
    """Return a sentence that names what *value* was probably meant to be, or all of *known* if they are few."""
    names = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(value.casefold(), names, n=1)
    if near:
        return _("Did you mean {name!r}?").format(name=names[near[0]])
    return _("Known: {known}.").format(known=", ".join(names.values())) if 0 < len(names) <= _FEW else ""


def _unknown(what: str, value: str) -> str:
    sentences = {
        "report": _("No report has the id {value!r}."),
        "passage": _("No passage has the id {value!r}."),
        "theme": _("There is no theme {value!r}."),
        "run": _("There is no run {value!r}."),
        "municipality": _("{value!r} is no municipality."),
        "county": _("{value!r} is no county."),
        "group": _("{value!r} is no municipality group."),
        "board": _("No report is of a board called {value!r}."),
        "kind": _("{value!r} is no kind of report."),
        "passage_kind": _("{value!r} is no kind of passage."),
        "collection": _("There is no collection '{value}'."),
        "quotation": _("The collection holds nothing with the number or id '{value}'."),
        "saved search": _("There is no saved search '{value}'."),
        "function": _("No passage has the function '{value}'."),
        "label project": _("There is no labelling project '{value}'."),
        "label": _("The project has no label '{value}'."),
        "annotator": _("Nobody called '{value}' has marked anything."),
    }
    return sentences[what].format(value=value)


def _elsewhere(what: str) -> str:
    """Say where to look for what is known."""
    places = {
        "passage": _("minerva search shows the ids of passages."),
        "theme": _("minerva themes list shows what there is."),
        "run": _("minerva themes list shows what there is."),
        "collection": _("minerva collections list shows what there is."),
        "quotation": _("minerva collections show shows what it holds."),
        "saved search": _("minerva collections searches shows what there is."),
        "label project": _("minerva label list shows what there is."),
        "label": _("minerva label status shows what there is."),
        "annotator": _("minerva label status shows what there is."),
        "municipality": _("Check the spelling, or give its code of four digits."),
    }
    return places.get(what) or _("minerva reports shows what there is.")


class LibraryError(MinervaError):
    """Base of what goes wrong with a library as such."""


class NoLibrary(LibraryError):
    """There is no library in that folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("No library in {folder}. Make one with: minerva add PATH, or name another with --index.").format(
                folder=folder
            )
        )
        self.folder = folder


class LibraryLocked(LibraryError):
    """Another process is writing to the library."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        message = (
            _("Another process is writing to {folder}. Wait until it is done; searching works meanwhile.")
            if pid is None
            else _("Process {pid} is writing to {folder}. Wait until it is done, or end it; searching works meanwhile.")
        )
        super().__init__(message.format(pid=pid, folder=folder))
        self.folder = folder
        self.pid = pid


class LibraryReadOnly(LibraryError):
    """The library was opened to be read only, and a change was asked for, or is needed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("The library in {folder} is open to be read only. Open it without --read-only to change it.").format(
                folder=folder
            )
        )


class LibraryTooNew(LibraryError):
    """The library was written by a newer Minerva."""

    def __init__(self, folder: Path, found: int, known: int) -> None:
        super().__init__(
            _(
                "The library in {folder} has format {found}, this Minerva knows up to {known}. Install a newer one."
            ).format(folder=folder, found=found, known=known)
        )


class StorageError(LibraryError):
    """The disk is full, or refuses to be read or written."""


def refusal(error: OSError) -> str:
    """Return why the system refused a file or folder: in our words, or in its own where we have none."""
    reasons = {
        errno.ENOENT: _("it is not there"),
        errno.EACCES: _("you do not have permission"),
        errno.EPERM: _("you do not have permission"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("it is no folder"),
        errno.ENAMETOOLONG: _("its name is too long"),
        errno.ELOOP: _("its links lead in a circle"),
        errno.EEXIST: _("there is a file of that name"),
        errno.EROFS: _("the disk is write-protected"),
        errno.EIO: _("the disk does not answer"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)
