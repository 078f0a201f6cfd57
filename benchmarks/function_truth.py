"""What the functions of paragraphs are learnt from: the example corpus, and sentences written for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.places import ROOT
from minerva.evaluate.themes import locate, read_paragraphs
from minerva.examples.features import features_of
from minerva.read.files import read_file
from minerva.records import Passage, PassageKind
from minerva.records.examples import Function
from minerva.settings import Settings
from minerva.themes.pieces import pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from minerva.records import Span
    from minerva.themes.pieces import Piece

CORPUS = ROOT / "corpus"
SENTENCES = Path(__file__).with_name("functions.tsv")
FUNCTIONS = tuple(Function)


@dataclass(frozen=True)
class Marked:
    """
    The marked paragraphs of the corpus.

    Attributes
    ----------
    figures
        ``(n, features)``.
    functions
        As marked, the main one first.
    municipalities
        ``(n,)``.
    """

    texts: list[str]
    figures: NDArray[np.float32]
    functions: list[tuple[str, ...]]
    municipalities: NDArray[np.str_]

    @property
    def truth(self) -> NDArray[np.bool_]:
        """``(n, functions)``."""
        return as_rows(self.functions)


def as_rows(functions: Sequence[Sequence[str]]) -> NDArray[np.bool_]:
    """Return ``(n, functions)`` of which functions each has."""
    return np.array([[one in some for one in FUNCTIONS] for some in functions], bool)


def marked_paragraphs() -> Marked:
    """Read every report of the corpus, and what is marked of its paragraphs."""
    read = [_read(path) for path in sorted(CORPUS.glob("truth/*-20*.json"))]
    return Marked(
        [text for one in read for text in one.texts],
        np.concatenate([one.figures for one in read]),
        [some for one in read for some in one.functions],
        np.concatenate([one.municipalities for one in read]),
    )


def written_sentences() -> tuple[list[str], NDArray[np.bool_]]:
    """Return sentences that were written to be learnt from, and ``(n, functions)``."""
    lines = [line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    return [text for _functions, text in lines], as_rows([functions.split(",") for functions, _text in lines])


def _read(truth: Path) -> Marked:
    file = next((CORPUS / "reports").glob(f"{truth.stem}.*"))
    document = read_file(file, Settings().read)
    whole = Passage("", "", 0, len(document.text), None, None, (), PassageKind.TEXT, 0)
    pieces = pieces_of(document, [whole])
    paragraphs = read_paragraphs(truth)
    found = dict(_placed(pieces, locate(document.text, paragraphs)))
    rows = sorted(found)
    municipality, _dash, year = truth.stem.rpartition("-")
    return Marked(
        [pieces[row].text for row in rows],
        features_of(pieces, rows, int(year)),
        [paragraphs[found[row]].functions for row in rows],
        np.array([municipality] * len(rows)),
    )


def _placed(pieces: Sequence[Piece], spans: Sequence[Span | None]) -> Iterator[tuple[int, int]]:
    """Yield the place of the piece that each paragraph is, and the paragraph's; one that was not found is left out."""
    for number, span in enumerate(spans):
        if span:
            shared = [min(one.end, span.end) - max(one.start, span.start) for one in pieces]
            if max(shared) > 0:
                yield int(np.argmax(shared)), number
