"""The process that reads what was handed in, one batch after another, while all others go on searching."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import Timeout

from minerva.errors import MinervaError
from minerva.intake.batches import Batch, State, batches, is_asked_to_stop, save
from minerva.intake.processes import failure, interrupted_when, is_held, is_there, lock_of, start_process
from minerva.intake.uploads import files_folder
from minerva.library.adding import add
from minerva.library.store import INTAKE_FOLDER, Library, open_library
from minerva.read.files import Source, find_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minerva.library.passage_vectors import Progress

_LOCK = "reader.lock"
_WAIT_FOR_OTHER_S = 10.0
"""A reader that is just ending may have overlooked a new batch, so the next one waits for it."""
_ORPHANED_S = 3600.0
"""So old is a file before it is deleted because no report holds it: one just handed in has no batch yet."""


def start(library: Library) -> None:
    """
    Start a process that reads the batches that wait; where one is at it, that one goes on to the new batch.

    It ends when none waits any more, and with the process that started it.

    Raises
    ------
    LibraryReadOnly
        If *library* was opened to be read only.
    """
    library.require_writable()
    start_process("read", library.folder)


def is_reading(library_folder: Path) -> bool:
    """Tell whether a process reads what was handed in."""
    return is_held(library_folder, _LOCK)


def read_waiting(library_folder: Path, parent: int | None = None) -> None:
    """
    Read every batch that waits; what goes wrong with one is stored with it.

    Parameters
    ----------
    parent
        Id of the process with which this one is to end.
    """
    (library_folder / INTAKE_FOLDER).mkdir(parents=True, exist_ok=True)
    lock = lock_of(library_folder, _LOCK)
    with (
        suppress(Timeout),
        lock.acquire(timeout=_WAIT_FOR_OTHER_S),
        open_library(library_folder, create=True) as library,
    ):
        while waiting := [one for one in batches(library_folder) if one.state is State.WAITING]:
            _Reading(library, waiting[0], parent).run()
        sweep(library)


def sweep(library: Library) -> None:
    """Delete the files that were handed in and that neither a report nor a batch that may go on holds any more."""
    held = {path for (path,) in library.connection.execute("SELECT path FROM files")}
    held |= {path for batch in batches(library.folder) if batch.state is not State.DONE for path, _name in batch.files}
    for path in files_folder(library.folder).glob("*"):
        if str(path) not in held and time.time() - path.stat().st_mtime > _ORPHANED_S:
            path.unlink(missing_ok=True)


class _Reading:
    """The reading of one batch, whose progress is stored after each file."""

    def __init__(self, library: Library, batch: Batch, parent: int | None) -> None:
        self._library = library
        self._parent = parent
        self._batch = replace(batch, finished=(), done=0, done_bytes=0, started=time.time(), state=State.READING)
        self._sizes: dict[str, int] = {}

    def run(self) -> None:
        """Read the batch, or as much of it as there is time for until someone asks to stop."""
        try:
            with interrupted_when(self._should_stop):
                self._read()
        except KeyboardInterrupt:
            self._save(state=State.CANCELLED)
        except Exception as error:
            self._save(state=State.FAILED, error=_without_folders(failure(error), self._batch.folders))
            if not isinstance(error, MinervaError):
                raise

    def _read(self) -> None:
        sources: list[Source | Path] = [*self._batch.sources(), *map(Path, self._batch.folders)]
        self._sizes = dict(_sizes(sources))
        self._save(total=len(self._sizes), total_bytes=sum(self._sizes.values()))
        outcome = add(self._library, sources, on_progress=self._note)
        self._save(
            state=State.DONE,
            added=tuple(report.id for report in outcome.reports),
            unchanged=tuple(outcome.unchanged),
            skipped=(*self._batch.skipped, *outcome.skipped),
        )

    def _note(self, progress: Progress) -> None:
        finished = (*self._batch.finished, progress.file)
        self._save(
            done=progress.done,
            total=progress.total,
            finished=finished,
            done_bytes=sum(self._sizes.get(name, 0) for name in set(finished)),
        )

    def _save(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Batch
        self._batch = replace(self._batch, **changes)
        save(self._library.folder, self._batch)

    def _should_stop(self) -> bool:
        return is_asked_to_stop(self._library.folder, self._batch) or not is_there(self._parent)


def _without_folders(text: str, folders: Iterable[str]) -> str:
    """Return *text* without what leads to *folders* on the server."""
    for folder in folders:
        text = text.replace(folder, Path(folder).name)
    return text


def _sizes(sources: Iterable[Source | Path]) -> Iterator[tuple[str, int]]:
    for source in sources:
        for one in [source] if isinstance(source, Source) else find_sources([source]):
            if isinstance(one, Source) and one.path.is_file():
                yield one.name, one.path.stat().st_size
