"""Batches: what was handed in at one time, how far its reading has come, and what came of it."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minerva.intake.states import store_state
from minerva.library.store import INTAKE_FOLDER
from minerva.read.files import Source
from minerva.records import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minerva.library.store import Library

_SUFFIX = ".batch.json"
_CANCEL_SUFFIX = ".cancel"


class State(StrEnum):
    """How far a batch has come."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Batch:
    """
    What was handed in at one time.

    Attributes
    ----------
    id
        Sorts in the order of handing in.
    files
        Path and name of each file.
    folders
        Folders of which all files are read.
    done, total
        Number of files; *total* is 0 until they have been counted.
    finished
        Names of the files that are done with.
    done_bytes, total_bytes
        Of the files.
    started
        When reading began, in seconds since 1970; ``None`` before.
    added
        Ids of the reports that are new.
    unchanged
        Names of files whose content was there.
    error
        Why reading failed, for the user.
    """

    id: str
    state: State = State.WAITING
    files: tuple[tuple[str, str], ...] = ()
    folders: tuple[str, ...] = ()
    done: int = 0
    total: int = 0
    finished: tuple[str, ...] = ()
    done_bytes: int = 0
    total_bytes: int = 0
    started: float | None = None
    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    error: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits or is being read."""
        return self.state in {State.WAITING, State.READING}

    def sources(self) -> list[Source]:
        """Return the files, as they are to be read."""
        return [Source(Path(path), name) for path, name in self.files]

    def seconds_left(self, now: float) -> float | None:
        """Return how long reading will take if it goes on as so far; ``None`` until something has been read."""
        if self.started is None or not self.done_bytes:
            return None
        return max(now - self.started, 0.0) * (self.total_bytes - self.done_bytes) / self.done_bytes


def hand_in(
    library: Library, sources: Iterable[Source] = (), *, folders: Iterable[Path] = (), skipped: Iterable[Skipped] = ()
) -> Batch:
    """
    Put a new batch at the end of the queue; *skipped* is what was left out before reading.

    Raises
    ------
    LibraryReadOnly
        If *library* was opened to be read only.
    """
    library.require_writable()
    files = tuple((str(source.path), source.name) for source in sources)
    batch = Batch(
        f"{time.time_ns():020d}-{secrets.token_hex(4)}",
        files=files,
        folders=tuple(str(folder) for folder in folders),
        total=len(files),
        skipped=tuple(skipped),
    )
    if not files and not batch.folders:
        batch = replace(batch, state=State.DONE)
    save(library.folder, batch)
    return batch


def batches(library_folder: Path) -> list[Batch]:
    """Return all batches in the order of handing in, but for those that were put away."""
    read = (_read(file) for file in sorted((library_folder / INTAKE_FOLDER).glob(f"*{_SUFFIX}")))
    return [batch for batch in read if batch]


def save(library_folder: Path, batch: Batch) -> None:
    """Store *batch* in place of what was known of it."""
    store_state(library_folder, _path(library_folder, batch.id, _SUFFIX), asdict(batch))


def put_away(library_folder: Path, batch: Batch) -> None:
    """Forget *batch*, which is not being read."""
    for suffix in (_SUFFIX, _CANCEL_SUFFIX):
        _path(library_folder, batch.id, suffix).unlink(missing_ok=True)


def ask_to_stop(library_folder: Path, batch: Batch) -> None:
    """Ask whoever reads *batch* to stop; what has been stored stays."""
    _path(library_folder, batch.id, _CANCEL_SUFFIX).touch()


def is_asked_to_stop(library_folder: Path, batch: Batch) -> bool:
    """Tell whether :func:`ask_to_stop` was called for *batch*."""
    return _path(library_folder, batch.id, _CANCEL_SUFFIX).exists()


def queue_again(library_folder: Path, batch: Batch) -> None:
    """Let a batch that was stopped be read on: what is in the library already is not read anew."""
    _path(library_folder, batch.id, _CANCEL_SUFFIX).unlink(missing_ok=True)
    save(library_folder, replace(batch, state=State.WAITING, error=None))


def _path(library_folder: Path, batch_id: str, suffix: str) -> Path:
    return library_folder / INTAKE_FOLDER / f"{batch_id}{suffix}"


def _read(file: Path) -> Batch | None:
    """Return the batch in *file*; None where it was put away meanwhile."""
    try:
        values: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    lists = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Batch(
        **values
        | lists
        | {
            "state": State(values["state"]),
            "files": tuple((path, name) for path, name in values["files"]),
            "skipped": tuple(Skipped(**one) for one in values["skipped"]),
        }
    )
