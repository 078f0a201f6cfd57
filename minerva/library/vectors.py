"""
The vector index: derived from the library's truth, so it may be lost and made anew.

Each encoder has a folder of its own, so that one can be made ready while another serves. A change writes a new file and
then, in one step, the state that names it: whoever reads has the one or the other, whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from minerva.library.encoders import Extent
from minerva.library.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from minerva.library.encoders import UsedEncoder
    from minerva.library.neighbours import Neighbours

    Batches = Iterable[tuple[NDArray[np.int64], NDArray[np.float16]]]

_TODAYS_FORM = 2
"""Raised whenever the files change; an index of another form is made anew."""
_STATE = "state.json"
_ATTEMPTS = 5


class Layout(StrEnum):
    """How an index keeps vectors."""

    WHOLE = "whole"
    """As they are, all compared."""
    ROUGH_FIRST = "rough first"
    """As they are; a rough comparison of all tells which are worth it."""
    CELLS = "cells"
    """A byte a number, in cells."""


@dataclass(frozen=True, slots=True)
class VectorState:
    """
    What an index on disk is.

    Attributes
    ----------
    file, file_bytes
        Name of the index's file, and how long it is.
    last, passages
        Which vectors it holds, see :class:`~minerva.library.encoders.Extent`.
    generation
        The library's when the index was last found to hold all vectors.
    probes
        See :class:`~minerva.library.neighbours.Neighbours`.
    trained_on
        How many passages there were when it was found out how they lie; 0 where that was not needed.
    """

    form: int
    fingerprint: str
    file: str
    last: int
    passages: int
    generation: int
    file_bytes: int = 0
    probes: int = 0
    trained_on: int = 0
    layout: Layout | str = Layout.WHOLE

    @classmethod
    def of(
        cls, encoder: UsedEncoder, extent: Extent, generation: int, *, layout: Layout | str, trained_on: int
    ) -> VectorState:
        """Return the state of an index before it is written."""
        return cls(_TODAYS_FORM, encoder.fingerprint, "", *extent, generation, trained_on=trained_on, layout=layout)

    @property
    def extent(self) -> Extent:
        """Which vectors the index holds."""
        return Extent(self.last, self.passages)


class VectorView:
    """The vector index as it is at one moment; what is written meanwhile does not change it."""

    def __init__(self, state: VectorState, neighbours: Neighbours) -> None:
        self.state = state
        self._neighbours = neighbours

    @property
    def is_exact(self) -> bool:
        """Whether scores are of vectors as the database has them; else they are near the truth."""
        return self.state.layout != Layout.CELLS

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The numbers of the passages in the index, in order."""
        return self._neighbours.numbers

    def search(self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.int64] | None = None) -> list[Found]:
        """
        Return the passages whose vectors are nearest to *vector*, best first.

        Parameters
        ----------
        allowed
            Passage numbers; only these are compared.
        """
        numbers, scores = self._neighbours.search(vector, limit, allowed)
        return list(map(Found, numbers.tolist(), scores.tolist()))

    def vectors(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]] | None:
        """Return those of *numbers* that have a vector here, and the vectors; None where they are not kept as given."""
        return self._neighbours.vectors(numbers)


class VectorIndex:
    """FAISS indexes in a folder of their own, one an encoder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._newest: tuple[VectorState | None, VectorView | None] = (None, None)

    def state(self, encoder: UsedEncoder) -> VectorState | None:
        """Return what index there is for *encoder*; None where there is none of today's form, whole."""
        home = self._home(encoder)
        try:
            state = VectorState(**json.loads((home / _STATE).read_text(encoding="ascii")))
            is_whole = (home / state.file).stat().st_size == state.file_bytes
        except (OSError, ValueError, TypeError):
            return None
        return state if is_whole and (state.form, state.fingerprint) == (_TODAYS_FORM, encoder.fingerprint) else None

    def view(self, encoder: UsedEncoder) -> VectorView | None:
        """Return the index for *encoder* as it is now; None where there is none that can be opened."""
        # Between reading the state and opening the file, a writer may have put another in its place.
        for _attempt in range(_ATTEMPTS):
            state = self.state(encoder)
            seen, view = self._newest
            if state is None or state == seen:
                return view if state else None
            neighbours = self._read(encoder, state, mapped=True)
            if neighbours is not None:
                view = VectorView(state, neighbours)
                self._newest = (state, view)
                return view
        return None

    def update(
        self, encoder: UsedEncoder, before: VectorState, after: VectorState, removed: NDArray[np.int64], added: Batches
    ) -> bool:
        """Take out and put in passages; tell whether the index could be read and then holds what *after* says."""
        neighbours = self._read(encoder, before, mapped=False)
        if neighbours is None:
            return False
        if len(removed):
            neighbours.remove(removed)
        return self._fill(encoder, neighbours, added, after)

    def make_anew(
        self, encoder: UsedEncoder, after: VectorState, sample: NDArray[np.float16] | None, added: Batches
    ) -> None:
        """Let the index for *encoder* hold just what is *added*; a *sample* of it tells how it lies."""
        from minerva.library.cells import Cells  # noqa: PLC0415 - FAISS and numpy take a tenth of a second
        from minerva.library.flat import Flat  # noqa: PLC0415

        if sample is None:
            neighbours: Neighbours = Flat.empty(encoder.dimensions)
        elif after.layout == Layout.CELLS:
            neighbours = Cells.trained(sample, after.passages)
        else:
            neighbours = Flat.trained(sample)
        self._fill(encoder, neighbours, added, after, asked=sample)

    def stamp(self, encoder: UsedEncoder, state: VectorState, generation: int) -> None:
        """Note that the index holds all vectors at *generation* too."""
        self._commit(encoder, replace(state, generation=generation))

    def keep_only(self, encoder: UsedEncoder | None) -> None:
        """Delete the indexes of all other encoders."""
        kept = self._home(encoder) if encoder else None
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            if folder != kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _fill(
        self,
        encoder: UsedEncoder,
        neighbours: Neighbours,
        added: Batches,
        after: VectorState,
        *,
        asked: NDArray[np.float16] | None = None,
    ) -> bool:
        """Put in what is *added* and write it all, if that is what *after* says; tell whether it is."""
        for numbers, vectors in added:
            neighbours.add(numbers, vectors)
        if len(neighbours) != after.passages:
            return False
        if asked is not None:
            neighbours.choose_probes(asked)
        home = self._home(encoder)
        home.mkdir(parents=True, exist_ok=True)
        file = home / f"{secrets.token_hex(8)}.faiss"
        neighbours.write(file)
        _write_through(file)
        written = replace(after, file=file.name, file_bytes=file.stat().st_size, probes=neighbours.probes)
        self._commit(encoder, written)
        return True

    def _commit(self, encoder: UsedEncoder, state: VectorState) -> None:
        """Name the index that counts from now on, and delete what came before."""
        home = self._home(encoder)
        written = home / f"{_STATE}.new"
        written.write_text(json.dumps(asdict(state)), encoding="ascii")
        _write_through(written)
        written.replace(home / _STATE)
        for file in home.glob("*.faiss"):
            if file.name != state.file:
                # Where a file in use cannot be deleted, the next change does so.
                with suppress(OSError):
                    file.unlink()

    def _read(self, encoder: UsedEncoder, state: VectorState, *, mapped: bool) -> Neighbours | None:
        from minerva.library.cells import Cells  # noqa: PLC0415 - as above
        from minerva.library.flat import Flat  # noqa: PLC0415

        file = self._home(encoder) / state.file
        try:
            neighbours: Neighbours = (
                Cells.read(file, state.probes, mapped=mapped)
                if state.layout == Layout.CELLS
                else Flat.read(file, mapped=mapped)
            )
        except RuntimeError:
            return None
        fits = (len(neighbours), neighbours.dimensions) == (state.passages, encoder.dimensions)
        return neighbours if fits else None

    def _home(self, encoder: UsedEncoder) -> Path:
        return self.folder / hashlib.sha256(encoder.fingerprint.encode()).hexdigest()[:16]


def _write_through(file: Path) -> None:
    """Have the disk hold what was written before anything names it."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
