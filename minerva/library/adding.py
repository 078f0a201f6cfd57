"""Files go into the library: found, compared with what is there, read in workers, stored one by one."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from minerva.errors import MinervaError, UnreadableFile, refusal
from minerva.library.encoders import Vectors
from minerva.library.passage_vectors import Progress, bring_up_to_date, chosen_encoder, encode_passages, prepare_encoded
from minerva.library.writing import writing
from minerva.messages import translate as _
from minerva.read.files import MANIFEST_FILE, READABLE, Source, check_size, find_sources, unknown_kind
from minerva.read.ocr import require
from minerva.read.worker import guarded_pool
from minerva.records import Added, Report, Skipped
from minerva.settings import Ocr, Settings
from minerva.understand.manifest import ManifestRow, read_manifest
from minerva.understand.prepare import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from minerva.encoding.encoder import Encoder
    from minerva.library.encoders import UsedEncoder
    from minerva.library.store import Library
    from minerva.library.writing import Writer
    from minerva.understand.manifest import Manifest
    from minerva.understand.prepare import Prepared

    Encoded = tuple[Prepared, NDArray[np.float16] | None]
    ReadAll = Callable[[Callable[[Task], Encoded], Iterable[Task]], Iterator[tuple[Task, Encoded | UnreadableFile]]]

_INDEX_EVERY_S = 10.0
"""How soon, in a long run, searches see what has been added."""
_CHUNK_BYTES = 1 << 20
_MAX_JOBS = 8


def add(  # noqa: PLR0913 - one option more would ask for a settings type
    library: Library,
    paths: Iterable[str | Path | Source],
    *,
    manifest: str | Path | None = None,
    jobs: int | None = None,
    again: bool = False,
    ocr: Ocr | str | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Added:
    """
    Read files and folders into *library*.

    A file whose content is there already is not read anew. One that cannot be read is skipped; the run goes on. When
    the run is broken off, what has been stored stays, and the next run goes on from there.

    Parameters
    ----------
    paths
        Files and folders; a file that is to go by another name than its own comes as a :class:`Source`.
    manifest
        CSV file that says what the reports are. Without one, a ``manifest.csv`` in a folder named in *paths* is taken.
    jobs
        Number of worker processes; by default one a processor core, at most eight.
    again
        Read also files whose content is there already, as after an update of Minerva.
    ocr
        Which pages of PDFs are recognised from their picture: ``"auto"``, those without a text layer or with one that
        makes no sense; ``"never"`` or ``"always"``. By default as the library's settings say.
    on_progress
        Called after every file.

    Raises
    ------
    MinervaError
        If a path does not exist, the manifest or the library's encoder cannot be used, another process is writing, the
        disk is full, or everything is to be recognised and the programs for it are not here.
    """
    settings, paths = _with_ocr(library.settings, ocr), list(paths)
    named = [path for path in paths if isinstance(path, Source)]
    roots = [Path(path).absolute() for path in paths if not isinstance(path, Source)]
    # The library may lie within a folder that is added.
    found = (one for one in find_sources(roots) if isinstance(one, Skipped) or not library.owns(one.path))
    sources = [*named, *found]
    rows = _Manifests(roots, Path(manifest) if manifest else None)
    encoder = chosen_encoder(library)
    with writing(library) as writer:
        used = bring_up_to_date(library, writer, encoder, on_progress=on_progress) if encoder else None
        run = _Run(library, writer, rows, _Encoding(encoder, used), _Wishes(settings, again=again))
        count = min(jobs or min(os.cpu_count() or 1, _MAX_JOBS), max(len(sources), 1))
        with guarded_pool(settings.read, count) as pool:
            for done, file in enumerate(run.steps(sources, pool.map), 1):
                if on_progress:
                    on_progress(Progress(done, len(sources), file))
    return Added(run.added, run.unchanged, run.skipped)


class _Manifests:
    """The manifests that hold for the folders of one run."""

    def __init__(self, roots: Sequence[Path], given: Path | None) -> None:
        found = {root: root / MANIFEST_FILE for root in roots if not given}
        self._given = read_manifest(given) if given else None
        # Path.is_file raises where the folder may not be entered, which is told as the folder's own.
        self._by_root = {root: read_manifest(file) for root, file in found.items() if os.path.isfile(file)}  # noqa: PTH113

    def row(self, source: Source) -> ManifestRow | None:
        """Return what a manifest says of *source*."""
        return next(filter(None, (manifest.for_file(source.name) for manifest in self._for(source))), None)

    def _for(self, source: Source) -> Iterator[Manifest]:
        if self._given:
            yield self._given
        yield from (manifest for root, manifest in self._by_root.items() if source.path.is_relative_to(root))


class _Wishes(NamedTuple):
    """What the caller wants of one run."""

    settings: Settings
    again: bool


class _Encoding:
    """How the passages of one run come to their vectors: a light encoder works in the readers, another here."""

    def __init__(self, encoder: Encoder | None, used: UsedEncoder | None) -> None:
        self._encoder = encoder
        self._used = used
        self.prepare = partial(prepare_encoded, encoder.name if encoder and encoder.is_light else None)

    def vectors(self, prepared: Prepared, rows: NDArray[np.float16] | None) -> Vectors | None:
        """Return the vectors of a report's passages, of which the reader may have made the *rows*."""
        if self._encoder is None or self._used is None:
            return None
        if rows is None:
            rows = encode_passages(self._encoder, prepared.passages, prepared.document.text)
        return Vectors(self._used, rows)


class _Run:
    """One call of :func:`add`: what has come of each file so far."""

    def __init__(
        self, library: Library, writer: Writer, manifests: _Manifests, encoding: _Encoding, wishes: _Wishes
    ) -> None:
        self.added: list[Report] = []
        self.unchanged: list[str] = []
        self.skipped: list[Skipped] = []
        self._library = library
        self._writer = writer
        self._manifests = manifests
        self._encoding = encoding
        self._wishes = wishes
        self._passed: list[str] = []
        self._reading: dict[str, list[Source]] = {}
        self._in_reserve: list[Source] = []
        self._known = _known_reports(library)
        self._indexed_at = time.monotonic()

    def steps(self, sources: Sequence[Source | Skipped], read: ReadAll) -> Iterator[str]:
        """Do the work; yield the name of each file when it is done with."""
        while sources:
            for task, outcome in read(self._encoding.prepare, self._tasks(sources)):
                yield from self._pass()
                self._take(task, outcome)
                yield task.source.name
            yield from self._pass()
            # One file could not be read: perhaps another of the same content can, with another ending or still there.
            sources, self._in_reserve = self._in_reserve, []

    def _pass(self) -> Iterator[str]:
        """Yield the files that needed no reading."""
        yield from self._passed
        self._passed.clear()

    def _tasks(self, sources: Iterable[Source | Skipped]) -> Iterator[Task]:
        for source in sources:
            if isinstance(source, Skipped):
                self._skip(source)
                continue
            try:
                task = self._task(source)
            except UnreadableFile as error:
                self._skip(Skipped(source.name, error.reason, error.remedy))
                continue
            if task:
                yield task

    def _task(self, source: Source) -> Task | None:
        """Return what to read; None for content that is there, or that this run reads already."""
        digest, signature = _digest(source.path, self._library)
        row = self._manifests.row(source)
        report_id = digest[:16]
        if report_id in self._reading:
            self._reading[report_id].append(source)
            return None
        same = report_id in self._known and (row is None or self._known[report_id] == repr(row))
        if same and not self._wishes.again:
            self._writer.name(source, report_id)
            self.unchanged.append(source.name)
            self._passed.append(source.name)
            return None
        self._reading[report_id] = []
        return Task(source, digest, signature, row, self._wishes.settings)

    def _take(self, task: Task, outcome: Encoded | UnreadableFile) -> None:
        # Later files of the same content find it in the library.
        doubles = self._reading.pop(task.sha256[:16])
        if isinstance(outcome, UnreadableFile):
            self.skipped.append(Skipped(task.source.name, outcome.reason, outcome.remedy))
            self._in_reserve += doubles
            return
        prepared, rows = outcome
        report = prepared.report
        vectors = self._encoding.vectors(prepared, rows)
        self._writer.put(prepared, task.source, repr(task.row), vectors=vectors)
        self._known[report.id] = repr(task.row)
        for source in doubles:
            self._writer.name(source, report.id)
            self.unchanged.append(source.name)
            self._passed.append(source.name)
        self.added.append(self._library.report(report.id))
        if time.monotonic() - self._indexed_at > _INDEX_EVERY_S:
            self._writer.update_indexes()
            self._indexed_at = time.monotonic()

    def _skip(self, skipped: Skipped) -> None:
        self.skipped.append(skipped)
        self._passed.append(skipped.file)


def _with_ocr(settings: Settings, ocr: Ocr | str | None) -> Settings:
    if ocr is None:
        return settings
    if ocr not in set(Ocr):
        known = ", ".join(Ocr)
        raise MinervaError(_("ocr is {value!r}; give one of: {known}.").format(value=str(ocr), known=known))
    if Ocr(ocr) is Ocr.ALWAYS:
        require()
    return replace(settings, read=replace(settings.read, ocr=Ocr(ocr)))


def _known_reports(library: Library) -> dict[str, str]:
    """Return what the manifest said of each report, by the report's id."""
    return {row["id"]: row["manifest"] for row in library.connection.execute("SELECT id, manifest FROM reports")}


def _digest(path: Path, library: Library) -> tuple[str, tuple[int, int]]:
    """Return the hash of a file's content, and size and time by which a later change is seen."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(_("This is no ordinary file."), _("Leave it out."))
        if path.suffix.lower() not in READABLE:
            raise unknown_kind(path.name)
        check_size(path, library.settings.read)
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
    except OSError as error:
        raise UnreadableFile(
            _("The file could not be read: {error}.").format(error=refusal(error)),
            _("Check that it is there and ask for the right to read it, or leave it out."),
        ) from error
    return digest.hexdigest(), (status.st_size, status.st_mtime_ns)
