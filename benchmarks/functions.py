"""
Learn what paragraphs do, and print how well it is told of municipalities that were not learnt from.

``python -m benchmarks functions`` prints it beside rules alone; ``python -m benchmarks.functions --write`` puts models
that are learnt from all municipalities into the package. Do so again whenever the shipped encoder changes.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from safetensors.numpy import save
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from benchmarks.figures import Figure
from benchmarks.function_truth import FUNCTIONS, Marked, marked_paragraphs, written_sentences
from benchmarks.places import ROOT
from minerva.encoding.models import load_encoder
from minerva.evaluate.functions import FunctionMeasure, measure_functions
from minerva.examples.model import ABOUT, WEIGHTS, WITH_MEANING, WORDS_ONLY, FunctionModel, design, sentence_rows
from minerva.examples.reading import encoded_sentences
from minerva.examples.rules import told_by_rules
from minerva.themes.strength import probability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from minerva.encoding.encoder import Encoder

FOLDER = ROOT / "minerva" / "examples"
LEAST_MACRO = 0.75
FEWEST_MARKS = 20
"""Under so many a function's F1 says little: goals stand in headings and tables, hardly in paragraphs."""
_SENTENCE_C, _PIECE_C = 16.0, 0.01
"""Inverse penalties of vectors of length one, and of figures in units of their spread."""
_VECTOR_SCALE = 0.5
"""What a number of a vector weighs beside a figure."""
_STEPS = 60
"""Of the solver; 40 moved the surest by .015."""
_GRID = np.arange(0.04, 0.9, 0.02)


class Lessons(NamedTuple):
    """Rows of :func:`~minerva.examples.model.design`, and what each column weighs in its own spread."""

    marked: Marked
    rows: NDArray[np.float32]
    scale: NDArray[np.float64]


def measure() -> Iterator[Figure]:
    """Measure rules, and the models with and without vectors, each municipality by what the others taught."""
    marked = marked_paragraphs()
    beside = f"{len(marked.texts)} paragraphs, 8 municipalities"
    rules = measure_functions(zip(told_by_rules(marked.figures), marked.functions, strict=True))
    yield from _figures("rules", rules, beside)
    yield from _figures("words only", unseen(lessons(marked, None)), beside)
    yield from _figures("with meaning", unseen(lessons(marked, load_encoder())), beside, LEAST_MACRO)


def _figures(name: str, measured: FunctionMeasure, beside: str, least: float | None = None) -> Iterator[Figure]:
    yield Figure(f"functions, {name}: macro-F1, every mark", measured.macro, "", least, beside=beside)
    yield Figure(f"functions, {name}: macro-F1, surest", measured.first_macro, "", least)
    yield Figure(f"functions, {name}: surest is marked", measured.first_right, "")
    often = [one for one in FUNCTIONS if measured.every[one].expected >= FEWEST_MARKS]
    for what, shares in (("every mark", measured.every), ("surest", measured.first)):
        mean = sum(shares[one].f1 for one in often) / len(often)
        yield Figure(f"functions, {name}: {what}, of {len(often)} often marked", mean, "")
    for one in FUNCTIONS:
        share, first = measured.every[one], measured.first[one]
        told = f"P {share.precision:.2f} R {share.recall:.2f} of {share.expected}; surest F1 {first.f1:.2f}"
        yield Figure(f"  {one}, F1", share.f1, "", beside=told)


def lessons(marked: Marked, encoder: Encoder | None) -> Lessons:
    """Return what is learnt from, with an *encoder* also sentences and vectors."""
    if encoder is None:
        return Lessons(marked, marked.figures, np.ones(marked.figures.shape[1]))
    told = sentence_rows(sentence_model(encoder), *encoded_sentences(encoder, marked.texts), len(marked.texts))
    vectors = encoder.encode(marked.texts)
    scale = np.ones(marked.figures.shape[1] + told.shape[1] + vectors.shape[1])
    scale[-vectors.shape[1] :] = _VECTOR_SCALE
    return Lessons(marked, design(marked.figures, told, vectors), scale)


def sentence_model(encoder: Encoder | None) -> FunctionModel:
    """Return a model that knows sentences only."""
    nothing = np.zeros((0, len(FUNCTIONS)), np.float32)
    none = np.zeros(len(FUNCTIONS), np.float32)
    if encoder is None:
        return FunctionModel(nothing, none, nothing, none, none)
    texts, truth = written_sentences()
    rows = encoder.encode(texts)
    weights, shift = _logistic(rows, truth, _SENTENCE_C, balanced=True)
    return FunctionModel(weights, shift, nothing, none, none)


def unseen(given: Lessons) -> FunctionMeasure:
    """Return how well functions are told of municipalities of which neither weights nor thresholds know."""
    towns, truth = given.marked.municipalities, given.marked.truth
    pairs = {(one, other): _without(given, (one, other)) for one, other in combinations(np.unique(towns), 2)}
    told: list[list[str]] = [[] for _text in given.marked.texts]
    for town in np.unique(towns):
        others = np.zeros_like(truth, np.float32)
        for pair, chances in pairs.items():
            if town in pair:
                others += np.where((np.isin(towns, pair) & (towns != town))[:, None], chances, 0)
        present = thresholds(others[towns != town], truth[towns != town])
        own = np.flatnonzero(towns == town)
        for row, names in zip(own, _ordered(_without(given, (town,))[own], present), strict=True):
            told[row] = names
    return measure_functions(zip(told, given.marked.functions, strict=True))


def _without(given: Lessons, towns: tuple[str, ...]) -> NDArray[np.float32]:
    """Return the chances of all paragraphs of the corpus by what the municipalities but *towns* taught."""
    model = fit(given, np.flatnonzero(~np.isin(given.marked.municipalities, towns)))
    return probability(model.log_odds(given.rows))


def fit(given: Lessons, rows: NDArray[np.int64]) -> FunctionModel:
    """Return a model of pieces learnt from some *rows*."""
    some = given.rows[rows]
    middle, spread = some.mean(axis=0), some.std(axis=0) + 1e-6
    scaled = ((some - middle) / spread * given.scale).astype(np.float32)
    weights, shift = _joint_logistic(scaled, given.marked.truth[rows])
    weights = weights * (given.scale / spread)[:, None]
    nothing = np.zeros((0, len(FUNCTIONS)), np.float32)
    none = np.zeros(len(FUNCTIONS), np.float32)
    return FunctionModel(nothing, none, weights.astype(np.float32), (shift - middle @ weights).astype(np.float32), none)


def _joint_logistic(
    rows: NDArray[np.float32], truth: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what :func:`_logistic` does, of all functions at once, which is many times as fast."""
    signs = np.where(truth, 1, -1).astype(np.float32)
    columns = rows.shape[1]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        found = flat.reshape(columns + 1, -1).astype(np.float32)
        margins = (rows @ found[:-1] + found[-1]) * signs
        missed = -signs * probability(-margins)
        slope = np.vstack([rows.T @ missed + found[:-1] / _PIECE_C, missed.sum(axis=0)])
        value = np.logaddexp(0, -margins).sum() + (found[:-1] ** 2).sum() / (2 * _PIECE_C)
        return float(value), slope.ravel().astype(float)

    start = np.zeros((columns + 1) * truth.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS, "ftol": 1e-6})
    flat = found.x.reshape(columns + 1, -1)
    return flat[:-1], flat[-1]


def thresholds(chances: NDArray[np.float32], truth: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return for each function the chance from which up F1 is greatest."""
    return np.array(
        [max(_GRID, key=lambda least, n=n: _f1(chances[:, n] >= least, truth[:, n])) for n in range(len(FUNCTIONS))],
        np.float32,
    )


def _cross_validated(given: Lessons, rows: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the chances of *rows*, each municipality's by what the others of them taught."""
    towns = given.marked.municipalities[rows]
    chances = np.zeros((len(rows), len(FUNCTIONS)), np.float32)
    for town in np.unique(towns):
        model = fit(given, rows[towns != town])
        chances[towns == town] = probability(model.log_odds(given.rows[rows[towns == town]]))
    return chances


def _logistic(
    rows: NDArray[Any], truth: NDArray[np.bool_], penalty: float, *, balanced: bool = False
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return ``(columns, functions)`` weights and what is added, one against the rest; one never met stays unlikely."""
    weights, shift = np.zeros((rows.shape[1], len(FUNCTIONS))), np.full(len(FUNCTIONS), -5.0)
    for column in np.flatnonzero(truth.any(axis=0)):
        model = LogisticRegression(C=penalty, max_iter=3000, class_weight="balanced" if balanced else None)
        model.fit(rows, truth[:, column])
        weights[:, column], shift[column] = model.coef_[0], model.intercept_[0]
    return weights.astype(np.float32), shift.astype(np.float32)


def _ordered(chances: NDArray[np.float32], present: NDArray[np.float32]) -> list[list[str]]:
    """Return the functions that each row is said to have, those first that exceed their threshold most."""
    lead = np.log(chances / (1 - chances)) - np.log(present / (1 - present))
    return [[str(FUNCTIONS[n]) for n in np.argsort(-row) if row[n] >= 0] for row in lead]


def _f1(found: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    return float(2 * (found & true).sum() / max(found.sum() + true.sum(), 1))


def main() -> None:
    """Learn from all municipalities and, if asked to, put the models into the package."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.functions", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the models into the package")
    given = parser.parse_args()
    marked, encoder = marked_paragraphs(), load_encoder()
    models = {WITH_MEANING: _learnt(marked, encoder), WORDS_ONLY: _learnt(marked, None)}
    about: dict[str, Any] = {"encoder": encoder.fingerprint, "paragraphs": len(marked.texts)}
    for name, model in models.items():
        about[name] = {
            "present": {one: round(float(least), 2) for one, least in zip(FUNCTIONS, model.present, strict=True)}
        }
    print(json.dumps(about, ensure_ascii=False, indent=2))
    if given.write:
        tensors = {
            f"{name}/{part}": np.ascontiguousarray(getattr(model, part))
            for name, model in models.items()
            for part in ("sentences", "sentence_shift", "weights", "shift")
        }
        (FOLDER / WEIGHTS).write_bytes(save(tensors))
        (FOLDER / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _learnt(marked: Marked, encoder: Encoder | None) -> FunctionModel:
    given = lessons(marked, encoder)
    everything = np.arange(len(marked.texts))
    sentences = sentence_model(encoder)
    return replace(
        fit(given, everything),
        sentences=sentences.sentences,
        sentence_shift=sentences.sentence_shift,
        present=thresholds(_cross_validated(given, everything), marked.truth),
    )


if __name__ == "__main__":
    main()
