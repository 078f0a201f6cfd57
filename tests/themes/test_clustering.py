"""Passages come into themes for every kind of input, the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.synthetic import mixture
from minerva import cluster
from minerva.errors import ThemeError
from minerva.evaluate.clusterings import agreement
from minerva.themes.clustering import Leftover
from minerva.themes.partition import Granularity, largest_first, most_typical

ROOT = Path(__file__).parents[2]
DIGEST = (
    "import hashlib; from benchmarks.synthetic import mixture; from minerva import cluster;"
    "vectors, texts, _ = mixture(1500, parts=8); found = cluster(vectors, texts);"
    "print(hashlib.sha256(found.labels.tobytes() + found.strengths.tobytes()).hexdigest())"
)


def test_finds_what_is_there() -> None:
    """Passages of eight topics are told apart, each has a theme, and the largest theme is the first."""
    vectors, texts, topics = mixture(1500, parts=8)
    found = cluster(vectors, texts)
    assert agreement(found.labels, topics.tolist()).ari > 0.9
    assert found.labels.dtype == np.int64
    assert found.labels.min() >= 0
    sizes = np.bincount(found.labels)
    assert sizes.tolist() == sorted(sizes, reverse=True)
    assert found.themes == len(sizes) == len(found.centres)
    assert ((found.strengths > 0) & (found.strengths <= 1)).all()


def test_same_bits_with_any_number_of_threads() -> None:
    """One thread and two give the same bytes, in processes of their own."""
    found = set()
    for threads in ("1", "2"):
        variables = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), threads)
        command = [sys.executable, "-c", DIGEST]
        done = subprocess.run(command, env=os.environ | variables, cwd=ROOT, capture_output=True, text=True, check=True)
        found.add(done.stdout)
    assert len(found) == 1


def test_granularity_orders_the_number_of_themes() -> None:
    """Coarser asks for no more themes than finer, and coarser groups never outnumber themes."""
    vectors, texts, _topics = mixture(1000, parts=12)
    found = [cluster(vectors, texts, granularity=one) for one in Granularity]
    assert [one.themes for one in found] == sorted(one.themes for one in found)
    assert all(one.groups.max() + 1 <= one.themes for one in found)
    with pytest.raises(ThemeError, match="coarse, medium, fine"):
        cluster(vectors, texts, granularity="finest")


@pytest.mark.parametrize("wanted", [1, 2, 5, 30, 299])
def test_as_many_themes_as_are_asked_for(wanted: int) -> None:
    """A number of themes that is asked for is what comes."""
    vectors, texts, _topics = mixture(300, parts=6)
    found = cluster(vectors, texts, themes=wanted)
    assert sorted(set(found.labels.tolist())) == list(range(wanted))


def test_too_many_themes() -> None:
    """More themes than different passages are refused, saying how many there can be."""
    vectors, texts, _topics = mixture(10, parts=2)
    with pytest.raises(ThemeError, match="ask for 10 or fewer"):
        cluster(vectors, texts, themes=11)
    with pytest.raises(ThemeError, match="one or more"):
        cluster(vectors, texts, themes=0)


def test_hardly_any_passages() -> None:
    """No passage, one, two and three are answered."""
    vectors, texts, _topics = mixture(3, parts=2)
    for count in range(4):
        found = cluster(vectors[:count], texts[:count])
        assert len(found.labels) == count
        assert (found.labels >= 0).all()
    assert cluster(np.zeros((0, 5)), []).themes == 0


def test_all_alike() -> None:
    """Passages that are all the same are one theme."""
    found = cluster(np.ones((50, 8)), ["Samma text om samma sak i alla rapporter."] * 50)
    assert (found.themes, set(found.labels.tolist()), len(found.distinct)) == (1, {0}, 1)


def test_same_vector_different_words() -> None:
    """Passages that an encoder cannot tell apart are told apart by their words, or else answered all the same."""
    texts = [f"hemlöshet bostad hyresvärd nummer{chr(97 + n)}" for n in range(20)]
    texts += [f"missbruk droger öppenvård grupp{chr(97 + n)}" for n in range(20)]
    assert len(cluster(np.ones((40, 8)), texts).labels) == 40


def test_repeats_count_once_and_go_together() -> None:
    """A passage that repeats another has its theme, and many repeats change nothing for the rest."""
    vectors, texts, _topics = mixture(400, parts=5)
    plain = cluster(vectors, texts)
    more = cluster(np.concatenate([vectors, vectors[:1].repeat(300, axis=0)]), texts + [f"{texts[0]} 2019"] * 300)
    assert agreement(more.labels[:400], plain.labels.tolist()).ari == 1.0
    assert set(more.labels[400:].tolist()) == {more.labels[0]}
    assert more.firsts[400:].tolist() == [0] * 300


def test_passages_that_say_nothing() -> None:
    """A passage without words and without a vector has no theme, and it is told why."""
    vectors, texts, _topics = mixture(100, parts=3)
    vectors[7] = 0
    found = cluster(vectors, [*texts[:7], "– 2019 –", *texts[8:]])
    assert found.labels[7] == -1
    assert found.strengths[7] == 0
    assert found.leftovers[7] is Leftover.EMPTY
    assert (found.labels < 0).mean() <= 0.05


def test_a_way_of_writing_is_no_theme() -> None:
    """What passages of one source have in common does not make themes where sources are told."""
    vectors, texts, topics = mixture(600, parts=4)
    source = np.arange(600) % 5
    own = np.random.default_rng(5).normal(size=(5, vectors.shape[1]))
    slanted = vectors + 0.3 * own[source].astype(np.float32)
    sources = [str(one) for one in source]
    told = cluster(slanted, texts, themes=4, sources=sources).labels
    untold = cluster(slanted, texts, themes=4).labels
    assert agreement(told, topics.tolist()).ari > max(0.75, agreement(untold, topics.tolist()).ari)
    assert agreement(told, sources).ari < 0.05


def test_what_is_no_matrix_is_refused() -> None:
    """Vectors without a row for each text, or that are no numbers, are a mistake of the caller."""
    with pytest.raises(ValueError, match="3 texts"):
        cluster(np.ones((2, 4)), ["a", "b", "c"])
    with pytest.raises(ValueError, match="finite"):
        cluster(np.full((2, 4), np.nan), ["a", "b"])


def test_the_most_typical_attempt() -> None:
    """Of several partitions that is taken which is most like the others."""
    odd, one, other = np.array([0, 1, 0, 1, 0, 1]), np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 1, 1])
    assert most_typical([odd, one, other, one]) == 1
    assert most_typical([odd]) == 0


def test_numbering() -> None:
    """Labels are numbered by how many have them, then by which comes first."""
    assert largest_first(np.array([5, 2, 2, 9, 9])).tolist() == [2, 0, 0, 1, 1]
