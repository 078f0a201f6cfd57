"""Themes sought anew by a process of its own: asked for, watched, stopped without loss."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from filelock import Timeout

from minerva.errors import MinervaError, ThemeError
from minerva.intake.processes import failure, interrupted_when, is_held, is_there, lock_of, start_process
from minerva.intake.states import store_state
from minerva.library.store import INTAKE_FOLDER, open_library
from minerva.messages import translate as _
from minerva.themes.assigning import assign_themes
from minerva.themes.discovering import discover_themes
from minerva.themes.partition import Granularity

if TYPE_CHECKING:
    from pathlib import Path

    from minerva.library.passage_vectors import Progress
    from minerva.library.store import Library
    from minerva.records import Report

_LOCK, _STATE, _CANCEL = "themes.lock", "themes.json", "themes.cancel"
_DEFINED_SHARE = 0.6
"""What looking for the defined themes takes of the whole, roughly: it tells a user how far it has come."""
_PATIENCE_S = 20.0
"""So long may it take until the process that has been started holds its lock."""


@dataclass(frozen=True, slots=True)
class ThemeSearch:
    """
    A search for themes as it stands.

    Attributes
    ----------
    granularity
        How finely the discovered ones are to be told apart.
    asked
        When it was asked for, in seconds since 1970.
    step
        What is being done, for the user.
    share
        How much of it is done, 0 to 1.
    done, stopped
        Whether it came to its end, and whether somebody stopped it.
    error
        Why it found less than it should, for the user.
    """

    granularity: str
    asked: float
    step: str = ""
    share: float = 0.0
    done: bool = False
    stopped: bool = False
    error: str | None = None

    def is_open(self, library_folder: Path) -> bool:
        """Tell whether somebody is at it, or soon will be."""
        if self.done or self.stopped:
            return False
        return is_held(library_folder, _LOCK) or (not self.step and time.time() - self.asked < _PATIENCE_S)


def ask_for_themes(library: Library, granularity: Granularity = Granularity.MEDIUM) -> None:
    """
    Start a process that looks through the reports for the defined themes and finds others; one that runs goes on.

    Raises
    ------
    LibraryReadOnly
        If *library* was opened to be read only.
    """
    library.require_writable()
    if is_held(library.folder, _LOCK):
        return
    (library.folder / INTAKE_FOLDER / _CANCEL).unlink(missing_ok=True)
    _save(library.folder, ThemeSearch(granularity.value, time.time()))
    start_process("themes", library.folder)


def theme_search(library_folder: Path) -> ThemeSearch | None:
    """Return how the last search for themes stands; None where it was put away, or there was none."""
    try:
        values = json.loads((library_folder / INTAKE_FOLDER / _STATE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return ThemeSearch(**values)


def stop_themes(library_folder: Path) -> None:
    """Ask whoever seeks themes to stop; those that there were stay."""
    (library_folder / INTAKE_FOLDER / _CANCEL).touch()


def put_away_themes(library_folder: Path) -> None:
    """Forget how the last search for themes ended."""
    (library_folder / INTAKE_FOLDER / _STATE).unlink(missing_ok=True)


def seek_themes(library_folder: Path, parent: int | None = None) -> None:
    """
    Do what was asked for; what goes wrong is stored for the user.

    Parameters
    ----------
    parent
        Id of the process with which this one is to end.
    """
    asked = theme_search(library_folder)
    lock = lock_of(library_folder, _LOCK)
    if asked is not None:
        with suppress(Timeout), lock.acquire(timeout=0), open_library(library_folder) as library:
            _Seeking(library, asked, parent).run()


class _Seeking:
    """A search for themes, whose progress is stored as it goes."""

    def __init__(self, library: Library, asked: ThemeSearch, parent: int | None) -> None:
        self._library = library
        self._parent = parent
        self._state = asked
        self._reports = max(len(library.reports()), 1)
        self._looked_through = 0

    def run(self) -> None:
        """Seek until all is found or somebody asks to stop."""
        try:
            with interrupted_when(self._should_stop):
                self._seek()
        except KeyboardInterrupt:
            self._save(stopped=True)
        except Exception as error:
            self._save(done=True, error=failure(error))
            if not isinstance(error, MinervaError):
                raise

    def _seek(self) -> None:
        self._save(step=_("looking for the defined themes"))
        assign_themes(self._library, on_progress=self._note_report)
        try:
            discover_themes(self._library, granularity=self._state.granularity, on_progress=self._note_step)
        except ThemeError as error:
            # Without vectors none are found, but the defined ones are there.
            self._save(error=str(error))
        self._save(done=True, share=1.0)

    def _note_report(self, _report: Report) -> None:
        self._looked_through += 1
        self._save(share=_DEFINED_SHARE * min(self._looked_through / self._reports, 1.0))

    def _note_step(self, progress: Progress) -> None:
        share = _DEFINED_SHARE + (1 - _DEFINED_SHARE) * progress.done / progress.total
        self._save(step=progress.file, share=share)

    def _save(self, **changes: Any) -> None:  # noqa: ANN401 - fields of ThemeSearch
        self._state = replace(self._state, **changes)
        _save(self._library.folder, self._state)

    def _should_stop(self) -> bool:
        return (self._library.folder / INTAKE_FOLDER / _CANCEL).exists() or not is_there(self._parent)


def _save(library_folder: Path, state: ThemeSearch) -> None:
    store_state(library_folder, library_folder / INTAKE_FOLDER / _STATE, asdict(state))
