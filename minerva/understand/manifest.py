"""A manifest: a table in which the user says what the reports are, over the head of what their text says."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from minerva.records import Evidence
from minerva.understand.manifest_rows import ManifestRow, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from minerva.records import Report
    from minerva.understand.identity import Identity

__all__ = ["FIELDS", "Manifest", "ManifestRow", "apply", "read_manifest"]

PLACE_FIELDS = ("municipality", "municipality_code", "county", "group")
FIELDS = (*PLACE_FIELDS, "title", "board", "kind", "year", "period", "url")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest, in their order."""

    path: Path
    rows: tuple[ManifestRow, ...] = ()

    def for_file(self, relative_path: str) -> ManifestRow | None:
        """
        Return the row for a file, or ``None``.

        Parameters
        ----------
        relative_path
            Of the file within the folder that was added. A row that gives the bare name, or a longer or shorter path
            with the same ending, is taken where it is the only such row; case decides only between rows.
        """
        wanted = _normal(relative_path)
        exact = [row for row in self.rows if _normal(row.file) == wanted]
        return exact[0] if exact else self._near(wanted.casefold())

    def _near(self, wanted: str) -> ManifestRow | None:
        same = [row for row in self.rows if _normal(row.file).casefold() == wanted]
        near = same or [row for row in self.rows if _ends_alike(_normal(row.file).casefold(), wanted)]
        return near[0] if len(near) == 1 else None


def read_manifest(path: Path) -> Manifest:
    """
    Read the manifest in *path*: CSV with commas, semicolons or tabs, in UTF-8 or Windows-1252.

    Raises
    ------
    ManifestError
        If the file cannot be read, or a column or value of it cannot be used; the message names line, column, value
        and remedy.
    """
    return Manifest(path, read_rows(path))


Identified = TypeVar("Identified", "Identity", "Report")


def apply(identity: Identified, row: ManifestRow) -> Identified:
    """Return *identity* with what *row* gives in place of what was found; its empty cells leave that as it was."""
    given = {field: getattr(row, field) for field in FIELDS if getattr(row, field) is not None}
    if row.municipality is not None:
        # A county that was found belongs to the municipality that was found, so it goes with that.
        given |= {field: getattr(row, field) for field in PLACE_FIELDS}
    return replace(identity, **given, evidence=_evidence(identity.evidence, given))


def _evidence(before: Iterable[Evidence], given: Mapping[str, object]) -> tuple[Evidence, ...]:
    """Return what speaks for an identity in which a person has *given* some fields."""
    kept = (one for one in before if one.field not in given)
    stated = (Evidence(field, "manifest", confidence=1.0) for field, value in given.items() if value is not None)
    return (*kept, *stated)


def _ends_alike(path: str, other: str) -> bool:
    """Say whether the shorter of two paths is the end of the longer, so that both may mean one file."""
    short, long = sorted((PurePosixPath(path).parts, PurePosixPath(other).parts), key=len)
    return long[len(long) - len(short) :] == short


def _normal(path: str) -> str:
    return unicodedata.normalize("NFC", path).replace("\\", "/").removeprefix("./").strip("/")
