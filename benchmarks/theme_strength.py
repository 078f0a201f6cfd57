"""
Fit the model of how surely a piece is about a theme, and print how good it is.

``python -m benchmarks.theme_strength`` fits on the example corpus and prints what it would be worth on municipalities
that it has not seen: each one's pieces are judged by a model fitted on the others. ``--write`` puts the model fitted on
all into the package.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.places import ROOT
from minerva.encoding.models import load_encoder
from minerva.evaluate.themes import carried, locate, measure_themes, read_paragraphs
from minerva.read.files import read_file
from minerva.settings import Settings
from minerva.themes.definitions import built_in
from minerva.themes.evidence import FEATURES, MEANING
from minerva.themes.reading import ThemeReader
from minerva.understand.passages import cut_passages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from minerva.evaluate.themes import ThemeMeasure
    from minerva.themes.reading import ReadPieces

CORPUS = ROOT / "corpus"
STRENGTH_FILE = ROOT / "minerva" / "themes" / "data" / "strength.json"
THRESHOLDS = np.arange(0.2, 0.66, 0.01)
NEARLY = 0.005


@dataclass(frozen=True)
class JudgedReport:
    """A report of the corpus as read for its themes; what is not marked has ``None`` for truth."""

    municipality: str
    read: ReadPieces
    pieces: Sequence[frozenset[str] | None]
    passages: Sequence[frozenset[str] | None]


@dataclass(frozen=True)
class Fitted:
    """Weights in the features' own measure."""

    weights: NDArray[np.float64]
    intercept: float

    def strength(self, figures: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return probabilities, one for each row of the last axis."""
        return 1 / (1 + np.exp(-(figures @ self.weights + self.intercept)))


def main() -> None:
    """Fit with and without meaning, print, and write if asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.theme_strength", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the models into the package")
    given = parser.parse_args()
    reports = read_corpus(ThemeReader(built_in(), built_in(), load_encoder()))
    models = {}
    for name, used in (("with meaning", FEATURES), ("words only", [one for one in FEATURES if one not in MEANING])):
        columns = [FEATURES.index(one) for one in used]
        unseen = cross_validated(reports, columns)
        present, measured = best_threshold(reports, unseen)
        print(f"{name}: passages, F1 micro {measured.micro:.3f} macro {measured.macro:.3f} from {present:.2f} up")
        print(f"  calibration error {calibration_error(reports, unseen):.3f}")
        for theme, share in measured.by_theme.items():
            print(f"  {theme:30} F1 {share.f1:.2f}  P {share.precision:.2f}  R {share.recall:.2f}  of {share.expected}")
        fitted = fit(reports, columns)
        weights = dict.fromkeys(FEATURES, 0.0) | {
            one: round(float(fitted.weights[FEATURES.index(one)]), 4) for one in used
        }
        models[name] = {
            "present": round(float(present), 2),
            "intercept": round(fitted.intercept, 4),
            "weights": weights,
        }
    if given.write:
        STRENGTH_FILE.write_text(json.dumps(models, indent=2) + "\n", encoding="utf-8")


def judged_themes() -> list[str]:
    """Return the names of the themes that the corpus marks."""
    marked = set[str]()
    for path in CORPUS.glob("truth/*-20*.json"):
        marked.update(*(one.themes for one in read_paragraphs(path)))
    return [theme.name for theme in built_in() if theme.name in marked]


def read_corpus(reader: ThemeReader) -> list[JudgedReport]:
    """Read every report of the corpus with its truth."""
    files = {path.stem: path for path in sorted((CORPUS / "reports").iterdir())}
    return [_read(reader, path, files[path.stem]) for path in sorted(CORPUS.glob("truth/*-20*.json"))]


def _read(reader: ThemeReader, truth: Path, file: Path) -> JudgedReport:
    document = read_file(file, Settings().read)
    passages = list(cut_passages(document, truth.stem, Settings().passages))
    paragraphs = read_paragraphs(truth)
    spans = locate(document.text, paragraphs)
    read = reader.read(document, passages)
    return JudgedReport(
        truth.stem.rpartition("-")[0],
        read,
        [carried(spans, paragraphs, one.start, one.end) for one in read.pieces],
        [carried(spans, paragraphs, one.start, one.end) for one in passages],
    )


def fit(reports: Sequence[JudgedReport], columns: Sequence[int]) -> Fitted:
    """Fit one model for all judged themes."""
    numbers = _numbers()
    rows, truth = [], []
    for report in reports:
        marked = [row for row, themes in enumerate(report.pieces) if themes is not None]
        rows.append(report.read.evidence.figures[marked][:, list(numbers.values())].reshape(-1, len(FEATURES)))
        truth.append([theme in (report.pieces[row] or ()) for row in marked for theme in numbers])
    figures = np.concatenate(rows)[:, columns]
    spread, middle = figures.std(axis=0) + 1e-9, figures.mean(axis=0)
    model = LogisticRegression(C=1.0, max_iter=5000).fit((figures - middle) / spread, np.concatenate(truth))
    weights = np.zeros(len(FEATURES))
    weights[columns] = model.coef_[0] / spread
    return Fitted(weights, float(model.intercept_[0] - (model.coef_[0] / spread) @ middle))


def cross_validated(reports: Sequence[JudgedReport], columns: Sequence[int]) -> list[NDArray[np.float64]]:
    """Return ``(pieces, themes)`` strengths of each report, by a model that has not seen its municipality."""
    models = {
        name: fit([one for one in reports if one.municipality != name], columns)
        for name in {report.municipality for report in reports}
    }
    numbers = list(_numbers().values())
    return [models[one.municipality].strength(one.read.evidence.figures[:, numbers]) for one in reports]


def best_threshold(
    reports: Sequence[JudgedReport], strengths: Sequence[NDArray[np.float64]]
) -> tuple[float, ThemeMeasure]:
    """
    Return from which strength up passages are about a theme, and how good that is.

    It is the lowest at which F1, the mean of micro and macro, is as good as at its best but for :data:`NEARLY`: the
    matrix says of a whole report that a theme is absent, which is a stronger claim than that one passage is about it.
    """
    measured = {float(least): _measure(reports, strengths, least) for least in THRESHOLDS}
    worth = {least: (one.micro + one.macro) / 2 for least, one in measured.items()}
    best = min(least for least, one in worth.items() if one >= max(worth.values()) - NEARLY)
    return best, measured[best]


def calibration_error(
    reports: Sequence[JudgedReport], strengths: Sequence[NDArray[np.float64]], bins: int = 10
) -> float:
    """Return by how much strengths of at least .05 are off the share of pieces that are about the theme, on average."""
    names = list(_numbers())
    told, true = [], []
    for report, strength in zip(reports, strengths, strict=True):
        for row, themes in enumerate(report.pieces):
            if themes is not None:
                told.append(strength[row])
                true.append([name in themes for name in names])
    flat, truth = np.concatenate(told), np.concatenate(true)
    seen = flat >= 0.05
    bin_of = np.minimum((flat[seen] * bins).astype(int), bins - 1)
    errors = [abs(flat[seen][bin_of == one].mean() - truth[seen][bin_of == one].mean()) for one in np.unique(bin_of)]
    return float(np.average(errors, weights=np.bincount(bin_of)[np.unique(bin_of)]))


def _measure(reports: Sequence[JudgedReport], strengths: Sequence[NDArray[np.float64]], least: float) -> ThemeMeasure:
    names = list(_numbers())
    pairs = []
    for report, strength in zip(reports, strengths, strict=True):
        owners = np.array([piece.passage for piece in report.read.pieces])
        for number, true in enumerate(report.passages):
            if true is not None:
                most = strength[owners == number].max(axis=0)
                pairs.append((frozenset(name for name, one in zip(names, most, strict=True) if one >= least), true))
    return measure_themes(pairs, names)


def _numbers() -> dict[str, int]:
    """Return the judged themes' places among the built-in ones."""
    judged = judged_themes()
    return {theme.name: number for number, theme in enumerate(built_in()) if theme.name in judged}


if __name__ == "__main__":
    main()
