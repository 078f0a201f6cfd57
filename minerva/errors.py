"""
What can go wrong, for a user to read.

::

    MinervaError
    ├── SettingsError          a settings file holds what Minerva does not know
    ├── ManifestError          a manifest cannot be used
    ├── UnreadableFile         a file cannot be read; becomes a Skipped
    ├── QueryError             a query cannot be understood
    ├── UnknownValue           a name or id that the library does not hold
    └── LibraryError
        ├── NoLibrary          there is no library in that folder
        ├── LibraryLocked      another process is writing
        ├── LibraryTooNew      a newer Minerva wrote it
        └── StorageError       the disk is full or refuses
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


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


class UnknownValue(MinervaError):
    """A name or id that the library does not hold; suggests the nearest that it does."""

    def __init__(self, what: str, value: str, known: Iterable[str] = ()) -> None:
        known = list(known)
        near = difflib.get_close_matches(value.casefold(), [name.casefold() for name in known], n=1)
        message = _("Unknown {what}: {value!r}.").format(what=what, value=value)
        if near:
            name = next(name for name in known if name.casefold() == near[0])
            message += " " + _("Did you mean {name!r}?").format(name=name)
        super().__init__(message)
        self.what = what
        self.value = value


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
        super().__init__(
            _(
                "Process {pid} is writing to {folder}. Wait until it is done, or end it; searching works meanwhile."
            ).format(pid=pid or "?", folder=folder)
        )
        self.folder = folder
        self.pid = pid


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
