"""Comparing roughly first finds what comparing every vector whole finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from minerva import open_library, remove, search, verify
from minerva.library import vector_indexing
from minerva.library.encoders import encoder_in_use
from minerva.library.flat import SAMPLE, Flat
from minerva.library.vector_indexing import update_vectors
from minerva.library.vectors import Layout
from tests.making import encode_all, put_examples

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from minerva import Library

COUNT, DIMENSIONS = 6000, 32


def _unit(count: int, seed: int) -> NDArray[np.float32]:
    chance = np.random.default_rng(seed)
    rows = chance.normal(size=(40, DIMENSIONS))[chance.integers(0, 40, count)]
    rows += 0.7 * chance.normal(size=(count, DIMENSIONS))
    unit: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


ROWS = _unit(COUNT, 0).astype(np.float16)
NUMBERS = np.random.default_rng(2).permutation(3 * COUNT)[:COUNT].astype(np.int64)
ASKED = _unit(60, 1)


def _filled(index: Flat) -> Flat:
    index.add(NUMBERS[:2000], ROWS[:2000])
    index.add(NUMBERS[2000:], ROWS[2000:])
    return index


@pytest.fixture(scope="module")
def rough() -> Flat:
    """Give vectors that are compared roughly first."""
    return _filled(Flat.trained(ROWS[:SAMPLE]))


@pytest.fixture(scope="module")
def whole() -> Flat:
    """Give the same vectors, all of which are compared whole."""
    return _filled(Flat.empty(DIMENSIONS))


@pytest.mark.parametrize("share", [1, 2, 3, 9, 600])
def test_rough_first_finds_what_comparing_all_finds(rough: Flat, whole: Flat, share: int) -> None:
    """Of a hundred nearest, all or of the allowed ones, nearly all are found, with exact scores and no other."""
    allowed = None if share == 1 else np.sort(NUMBERS[::share])
    shared = []
    for vector in ASKED:
        found, scores = rough.search(vector, 100, allowed)
        wanted, wanted_scores = whole.search(vector, 100, allowed)
        assert len(found) == len(wanted) == min(100, COUNT // share)
        assert allowed is None or np.isin(found, allowed).all()
        assert (np.diff(scores) <= 0).all()
        exact = dict(zip(wanted.tolist(), wanted_scores.tolist(), strict=True))
        both = [(exact[one], score) for one, score in zip(found.tolist(), scores.tolist(), strict=True) if one in exact]
        assert np.allclose(*zip(*both, strict=True), atol=1e-6)
        shared.append(len(both) / len(wanted))
    assert np.mean(shared) > 0.99


def test_vectors_are_kept_as_given(rough: Flat, whole: Flat) -> None:
    """Vectors are told by their passages' numbers, in whatever order they were put in; who has none is left out."""
    asked = np.array([int(NUMBERS.max()) + 7, *NUMBERS[[5, 4000, 17]].tolist(), -1])
    for index in (rough, whole):
        there, vectors = index.vectors(asked)
        assert there.tolist() == NUMBERS[[5, 4000, 17]].tolist()
        assert np.array_equal(vectors, ROWS[[5, 4000, 17]])
    assert Flat.empty(DIMENSIONS).vectors(asked)[0].tolist() == []


def test_taking_out(rough: Flat, whole: Flat, tmp_path: Path) -> None:
    """What is taken out is found no more, and the others stay; written and mapped, an index is the same."""
    gone = NUMBERS[::3]
    for layout, index in (("rough", rough), ("whole", whole)):
        index.write(tmp_path / layout)
        changed = Flat.read(tmp_path / layout, mapped=False)
        changed.remove(gone)
        assert changed.numbers.tolist() == sorted(set(NUMBERS.tolist()) - set(gone.tolist()))
        assert not np.isin(changed.search(ASKED[0], 500)[0], gone).any()
        assert np.array_equal(changed.vectors(NUMBERS[1:3])[1], ROWS[1:3])
        mapped = Flat.read(tmp_path / layout, mapped=True)
        assert mapped.search(ASKED[0], 50)[0].tolist() == index.search(ASKED[0], 50)[0].tolist()


def test_vectors_of_odd_length() -> None:
    """Where numbers cannot be told two together, every vector is compared whole."""
    assert len(Flat.trained(ROWS[:, :31]).search(ASKED[0][:31], 5)[0]) == 0


def test_a_library_that_grows(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of many passages compares roughly first, finds what it found before, and follows every change."""
    put_examples(library)
    encode_all(library, tmp_path / "model")
    before = search(library, "misshandel", mode="meaning", limit=100)
    monkeypatch.setattr(vector_indexing, "WHOLE_UNTIL", 2)
    monkeypatch.setattr(vector_indexing, "_sample", lambda *_given: _repeated(library))
    update_vectors(library)
    assert _layout(library) == Layout.ROUGH_FIRST
    after = search(library, "misshandel", mode="meaning", limit=100)
    assert [hit.passage for hit in after] == [hit.passage for hit in before]
    assert verify(library) == []
    remove(library, [library.reports()[0].id])
    assert _layout(library) == Layout.ROUGH_FIRST
    with open_library(library.folder) as opened:
        assert verify(opened) == []


def _repeated(library: Library) -> NDArray[np.float16]:
    """Return the few vectors of a library often enough to tell how they lie."""
    encoder = encoder_in_use(library.connection)
    assert encoder
    rows = [np.frombuffer(row, np.float16) for (row,) in library.connection.execute("SELECT vector FROM vectors")]
    return np.tile(np.array(rows), (700, 1))


def _layout(library: Library) -> str:
    encoder = encoder_in_use(library.connection)
    assert encoder
    state = library.vectors.state(encoder)
    assert state
    return state.layout
