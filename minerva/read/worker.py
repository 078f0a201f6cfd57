"""
Files are parsed in processes of their own: a file that hangs, grows or kills its process costs only itself.

The limits hold on every platform: a thread in the worker watches its memory, and on Unix the system does so too.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from minerva.errors import UnreadableFile, refusal
from minerva.messages import translate as _
from minerva.settings import Ocr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pebble import ProcessPool

    from minerva.settings import ReadSettings

Task = TypeVar("Task")
Result = TypeVar("Result")
_Outcome: TypeAlias = "tuple[Task, Result | UnreadableFile]"
_Running: TypeAlias = "deque[tuple[Task, Future[Result]]]"

_OUT_OF_MEMORY = 77
_OUT_OF_TIME = 78
"""Exit codes of a worker that ended itself because it had grown too large, or had read for too long."""
_WATCH_EVERY_S = 0.05
_MAX_RESTARTS = 5
_AHEAD = 4
"""Tasks handed out per worker: enough to keep it busy, few enough to keep the results in memory small."""


class _Process(SpawnProcess):
    """
    A spawned process that does not run the caller's main module again.

    A script that calls :func:`minerva.add` need not hide it behind ``if __name__ == "__main__"``.
    """

    def start(self) -> None:
        """Start the process while the main module cannot be found."""
        main = sys.modules["__main__"]
        hidden: dict[str, object] = {
            name: main.__dict__.pop(name) for name in ("__file__", "__spec__") if name in main.__dict__
        }
        main.__spec__ = None
        try:
            super().start()
        finally:
            main.__dict__.update(hidden)


class _Context(SpawnContext):
    """The start method of the workers, and those that it started."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[SpawnProcess] = []

    def Process(self, *args: Any, **options: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: ANN401, N802
        """Make a worker, as pebble asks for it."""
        process = _Process(*args, **options)
        self.started.append(process)
        return process

    def kill(self) -> None:
        """End the workers at once, also one that is just starting and would complain of what is gone meanwhile."""
        for process in self.started:
            if process.is_alive():
                process.kill()
        self.started.clear()


class GuardedPool:
    """
    Worker processes that run one function over many tasks, within limits of time and memory for each.

    Workers are spawned, never forked, and start when the first task comes. Each watches itself; one that cannot, such
    as one that hangs in another's code, is ended from here.
    """

    def __init__(self, settings: ReadSettings, jobs: int) -> None:
        self._settings = settings
        self._jobs = jobs
        self._restarts_left = _MAX_RESTARTS
        self._context = _Context()
        self._pool = self._start()

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[_Outcome[Task, Result]]:
        """
        Yield each task with its result, in the order of *tasks*; what failed comes as the error.

        Tasks are drawn as workers become free, never all at once.
        """
        running: _Running[Task, Result] = deque()
        for task in tasks:
            running.append((task, self._schedule(function, task)))
            if len(running) >= self._jobs * _AHEAD:
                outcome = self._next(function, running)
                yield outcome
        while running:
            late = self._next(function, running)
            yield late

    def close(self) -> None:
        """End the workers at once; what they were doing is lost."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped
        self._context.kill()
        self._pool.join()

    def _start(self) -> ProcessPool:
        from pebble import ProcessPool  # noqa: PLC0415 - searching needs no workers

        return ProcessPool(
            max_workers=self._jobs,
            initializer=_limit_worker,
            initargs=(self._settings.memory_mb,),
            context=self._context,
        )

    def _schedule(self, function: Callable[[Task], Result], task: Task) -> Future[Result]:
        limit_s = self._settings.timeout_s
        longest_s = limit_s if self._settings.ocr is Ocr.NEVER else limit_s + self._settings.ocr_timeout_s
        try:
            return self._pool.schedule(_timed, args=(function, task, limit_s), timeout=longest_s)
        except RuntimeError as error:
            # The pool broke meanwhile; the task waits its turn to learn of it, as those do that were handed out before.
            broken: Future[Result] = Future()
            broken.set_exception(BrokenProcessPool(str(error)))
            return broken

    def _next(self, function: Callable[[Task], Result], running: _Running[Task, Result]) -> _Outcome[Task, Result]:
        task, future = running.popleft()
        try:
            return task, future.result()
        except UnreadableFile as error:
            return task, error
        except BrokenProcessPool as error:
            # The workers died between tasks, so no file is to blame: start others and give them what was lost.
            if not self._restarts_left:
                return task, _as_unreadable(error, self._settings)
            self._restarts_left -= 1
            self.close()
            self._pool = self._start()
            lost = [task, *(other for other, _future in running)]
            running.clear()
            running.extend((other, self._schedule(function, other)) for other in lost)
            return self._next(function, running)
        except Exception as error:  # noqa: BLE001 - whatever a parser throws at a file, the run goes on
            return task, _as_unreadable(error, self._settings)


@contextmanager
def guarded_pool(settings: ReadSettings, jobs: int) -> Iterator[GuardedPool]:
    """Open a pool and end its workers when the block is left, also by an error or Ctrl-C."""
    pool = GuardedPool(settings, jobs)
    try:
        yield pool
    finally:
        pool.close()


def _as_unreadable(error: BaseException, settings: ReadSettings) -> UnreadableFile:
    if isinstance(error, FutureTimeoutError) or getattr(error, "exitcode", None) == _OUT_OF_TIME:
        return UnreadableFile(
            _("Reading took longer than {limit:g} seconds.").format(limit=settings.timeout_s),
            _("Raise timeout_s under [read] in the library's minerva.toml, or save the file anew."),
        )
    if isinstance(error, MemoryError) or getattr(error, "exitcode", None) == _OUT_OF_MEMORY:
        return UnreadableFile(
            _("Reading took more than {limit} MB of memory.").format(limit=settings.memory_mb),
            _("Raise memory_mb under [read] in the library's minerva.toml, or divide the file."),
        )
    if isinstance(error, CancelledError | BrokenProcessPool) or type(error).__name__ == "ProcessExpired":
        return UnreadableFile(
            _("The process that read the file died."), _("The file is probably damaged; save it anew and add it again.")
        )
    if isinstance(error, PermissionError):
        return UnreadableFile(_("The file may not be read."), _("Ask for the right to read it, or leave it out."))
    if isinstance(error, OSError):
        return UnreadableFile(
            _("The file could not be read: {error}.").format(error=refusal(error)),
            _("Check that it is still there and add it again."),
        )
    return UnreadableFile(
        _("The file could not be read: {error}.").format(error=f"{type(error).__name__}: {error}"[:300]),
        _("The file is probably damaged; save it anew and add it again."),
    )


class _Clock:
    """How much time a worker's task has left; it stands still while another program works for it."""

    def __init__(self) -> None:
        self._deadline = math.inf
        self._left_s = math.inf

    def start(self, left_s: float) -> None:
        """Give the task so much time from now."""
        self._deadline = time.monotonic() + left_s

    def stop(self) -> None:
        """Keep what is left for :meth:`go_on`."""
        self._left_s, self._deadline = self._deadline - time.monotonic(), math.inf

    def go_on(self) -> None:
        """Let time pass again."""
        self.start(self._left_s)

    def is_out(self) -> bool:
        """Tell whether the task has had its time."""
        return time.monotonic() > self._deadline


_CLOCK = _Clock()
"""Of this process; a worker has one task at a time."""


@contextmanager
def clock_stopped() -> Iterator[None]:
    """Let the time of the block, in which a program with a limit of its own works, not count as reading."""
    _CLOCK.stop()
    try:
        yield
    finally:
        _CLOCK.go_on()


def _timed(function: Callable[[Task], Result], task: Task, limit_s: float) -> Result:
    _CLOCK.start(limit_s)
    try:
        return function(task)
    finally:
        _CLOCK.stop()


def _limit_worker(memory_mb: int) -> None:
    threading.Thread(target=_watch, args=(memory_mb * 1_000_000,), daemon=True).start()
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    limit = memory_mb * 1_000_000 + _reserved_bytes()
    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _reserved_bytes() -> int:
    """Return what threads' stacks may reserve without using it; the kernel counts it as data."""
    return 64_000_000 * (os.cpu_count() or 1)


def _watch(most_bytes: int) -> None:
    """End this worker when it is too large, has read for too long, or is alone."""
    import psutil  # noqa: PLC0415 - workers only

    process = psutil.Process()
    parent = multiprocessing.parent_process()
    while parent is None or parent.is_alive():
        if process.memory_info().rss > most_bytes:
            os._exit(_OUT_OF_MEMORY)
        if _CLOCK.is_out():
            os._exit(_OUT_OF_TIME)
        time.sleep(_WATCH_EVERY_S)
    os._exit(0)
