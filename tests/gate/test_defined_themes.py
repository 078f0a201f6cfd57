"""Floors of what is told of themes on the example corpus; they may fall only with a reason in the changelog."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.theme_strength import JudgedReport, calibration_error, judged_themes, read_corpus
from minerva import add, open_library
from minerva.compare.alignment import Change
from minerva.compare.changes import ReportChanges, compare_reports
from minerva.compare.matrix import State, theme_matrix
from minerva.encoding.models import DEFAULT, load_encoder, shipped_folder
from minerva.evaluate.structure import Share
from minerva.evaluate.theme_teaching import TruePassages, taught_shares, true_passages
from minerva.evaluate.themes import locate, read_paragraphs
from minerva.retrieval.filters import Filters
from minerva.themes.assigning import assign_themes
from minerva.themes.definitions import built_in
from minerva.themes.reading import ThemeReader
from minerva.themes.strength import probability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva import Library

pytestmark = pytest.mark.gate

CORPUS = Path(__file__).parents[2] / "corpus"
TRUTHS = sorted(CORPUS.glob("truth/*-20*.json"))
UNTAUGHT_F1, UNTAUGHT_MEAN_F1 = 0.85, 0.85
TAUGHT_F1, TAUGHT_MEAN_F1 = 0.9, 0.9
WORDS_ONLY_F1 = 0.82
CALIBRATION_ERROR = 0.05
CHANGES_F1 = 0.97
JUDGMENTS = 20


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Give a library of the example corpus to which all themes have been assigned."""
    with open_library(tmp_path_factory.mktemp("corpus") / "index", create=True) as library:
        add(library, [CORPUS])
        assign_themes(library)
        yield library


@pytest.fixture(scope="module")
def reader() -> ThemeReader:
    """Give what reads the built-in themes with the encoder that ships."""
    if not shipped_folder(DEFAULT):
        pytest.skip("no encoder ships with this checkout")
    return ThemeReader(built_in(), built_in(), load_encoder())


@pytest.fixture(scope="module")
def judged(reader: ThemeReader) -> list[JudgedReport]:
    """Give the reports of the corpus as read for their themes, with the truth."""
    return read_corpus(reader)


def _passages(reader: ThemeReader, reports: list[JudgedReport]) -> TruePassages:
    names = judged_themes()
    numbers = [number for number, theme in enumerate(reader.themes) if theme.name in names]
    assert len(numbers) == 17
    return true_passages(reader, [(one.read, one.passages, 0) for one in reports], numbers)


def _mean(shares: list[Share]) -> float:
    return sum(share.f1 for share in shares) / len(shares)


def test_themes_without_judgments(reader: ThemeReader, judged: list[JudgedReport]) -> None:
    """Built-in themes are assigned as a person marked them, over all decisions and on average over themes."""
    shares = taught_shares(_passages(reader, judged), reader.model.present, 0)
    assert sum(shares, Share()).f1 >= UNTAUGHT_F1, shares
    assert _mean(shares) >= UNTAUGHT_MEAN_F1, shares


def test_themes_after_judgments(reader: ThemeReader, judged: list[JudgedReport]) -> None:
    """After twenty judgments a theme the passages that were not judged are assigned better."""
    shares = taught_shares(_passages(reader, judged), reader.model.present, JUDGMENTS)
    assert sum(shares, Share()).f1 >= TAUGHT_F1, shares
    assert _mean(shares) >= TAUGHT_MEAN_F1, shares


def test_strengths_are_chances(reader: ThemeReader, judged: list[JudgedReport]) -> None:
    """Of pieces with strength .7 some seven in ten are about the theme."""
    names = judged_themes()
    numbers = [number for number, theme in enumerate(reader.themes) if theme.name in names]
    strengths = [probability(one.read.log_odds[:, numbers]) for one in judged]
    assert calibration_error(judged, strengths) <= CALIBRATION_ERROR


def test_themes_by_words_alone() -> None:
    """Where no encoder is at hand, words do nearly as well."""
    words_only = ThemeReader(built_in(), built_in(), None)
    shares = taught_shares(_passages(words_only, read_corpus(words_only)), words_only.model.present, 0)
    assert sum(shares, Share()).f1 >= WORDS_ONLY_F1, shares


def test_matrix_has_the_right_states(corpus: Library) -> None:
    """Of every theme, municipality and year the matrix says rightly whether there is a report, and the theme in it."""
    if not shipped_folder(DEFAULT):
        pytest.skip("no encoder ships with this checkout")
    marked = {truth.stem: {theme for one in read_paragraphs(truth) for theme in one.themes} for truth in TRUTHS}
    known = {(report.municipality, report.year): Path(report.file).stem for report in corpus.reports()}
    matrix = theme_matrix(corpus, judged_themes(), Filters())
    assert len(matrix.cells) == 17 * 8 * 4
    for cell in matrix.cells:
        name = known.get((cell.municipality, cell.year))
        present = State.PRESENT if name and cell.theme.name in marked[name] else State.ABSENT
        assert cell.state is (present if name else State.NO_REPORT), (cell.theme.name, cell.municipality, cell.year)


def test_what_was_there_the_year_before(corpus: Library) -> None:
    """Paragraphs are unchanged, changed or new as a person marked them."""
    by_name = {Path(report.file).stem: report for report in corpus.reports()}
    shares = dict.fromkeys((Change.UNCHANGED, Change.CHANGED, Change.NEW), Share())
    for truth in TRUTHS:
        paragraphs = read_paragraphs(truth)
        if not any(one.change for one in paragraphs):
            continue
        name, year = truth.stem.rsplit("-", 1)
        later = by_name[truth.stem]
        found = compare_reports(corpus, by_name[f"{name}-{int(year) - 1}"].id, later.id)
        for paragraph, span in zip(paragraphs, locate(corpus.text(later.id), paragraphs), strict=True):
            told = _change_at(found, *span) if span else None
            for change in shares:
                shares[change] += Share(
                    told is change and paragraph.change == change, told is change, paragraph.change == change
                )
    assert sum(share.expected for share in shares.values()) == 354
    assert min(share.f1 for share in shares.values()) >= CHANGES_F1, shares


def _change_at(found: ReportChanges, start: int, end: int) -> Change:
    """Return what is said of the paragraph that shares most with ``text[start:end]``."""
    there = [one for one in found.paragraphs if one.change is not Change.GONE]
    return max(there, key=lambda one: min(one.paragraph.end, end) - max(one.paragraph.start, start)).change
