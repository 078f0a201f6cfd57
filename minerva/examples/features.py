"""What is known of each piece of a report before its function is told, as figures."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from minerva.examples.cues import cues
from minerva.records.examples import Function
from minerva.swedish.sentences import rough_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from minerva.themes.pieces import Piece

_OF_EACH = ("strong", "strong sentences", "first", "last", "weak", "heading", "outer heading", "before", "after")
"""*strong*, *weak*: cues as logarithms. *strong sentences*: share of those with a strong one; *first*, *last*: whether
these have one. *heading*, *outer heading*: whether the nearest names the function, or one above. *before*, *after*: the
strong cues of the pieces around under the same heading."""
_OF_TEXT = (
    "words",
    "sentences",
    "list",
    "figures",
    "percentages",
    "money",
    "quotation",
    "question",
    "past",
    "present passive",
    "perfect",
    "modal",
    "first person",
    "later year",
    "this year",
    "earlier year",
    "opens section",
    "closes section",
    "alone",
    "place",
    "introduces",
)
CUE_FEATURES = tuple(f"{function} {name}" for function in Function for name in _OF_EACH)
FEATURES = CUE_FEATURES + _OF_TEXT
_FIGURE = re.compile(r"\d[\d\u00a0 .,]*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PATTERNS = {
    "percentages": re.compile(r"\d\s*%|procent"),
    "money": re.compile(r"\b(?:mnkr|tkr|mkr|kronor|kr|miljon\w*)\b", re.IGNORECASE),
    "quotation": re.compile(r"[”\"»“]"),
    "question": re.compile(r"\?"),
    "past": re.compile(r"(?<!\w)\w{2,}(?:ade|ades|dde|ddes|erade|erades|kte|ktes|pte|ptes|lde|ldes|rde|rdes|nde|ndes|ste|stes)\b|\b(?:var|hade|blev|fick|gick|kom|tog|gav|stod|låg|sjönk|steg|fanns|kunde|skulle|ville|gjorde|gjordes|drog|höll|hölls)\b", re.IGNORECASE),
    "present passive": re.compile(r"(?<!\w)\w{3,}(?:as|es|rs|ls|ns|ts)\b"),
    "perfect": re.compile(r"\b(?:har|hade)\b(?:\s+\w+){0,3}?\s+\w+(?:at|it|tt|ts|ats|its)\b", re.IGNORECASE),
    "modal": re.compile(r"\b(?:ska|skall|kan|bör|måste|vill|får)\b", re.IGNORECASE),
    "first person": re.compile(r"\b(?:vi|oss|vår|vårt|våra|jag|mig)\b", re.IGNORECASE),
}  # fmt: skip


def features_of(pieces: Sequence[Piece], year: int | None) -> NDArray[np.float32]:
    """
    Return ``(pieces, features)`` of all *pieces* of a report, see :data:`FEATURES`.

    Parameters
    ----------
    year
        The year that the report tells of.
    """
    figures = np.zeros((len(pieces), len(FEATURES)), np.float32)
    column = {name: figures[:, number] for number, name in enumerate(FEATURES)}
    for row, piece in enumerate(pieces):
        for name, value in _of_text(piece, year):
            column[name][row] = value
        for name, value in _cues_in(piece):
            column[name][row] = value
    for _headings, some in groupby(range(len(pieces)), lambda row: pieces[row].headings):
        _look_around(column, list(some))
    column["place"][:] = np.linspace(0, 1, len(pieces)) if len(pieces) > 1 else 0
    return figures


def _cues_in(piece: Piece) -> Iterator[tuple[str, float]]:
    sentences = [piece.text[span.start : span.end] for span in rough_sentences(piece.text)] or [piece.text]
    *outer, nearest = piece.headings or ("",)
    for function, cue in cues().items():
        strong = [sum(1 for _found in cue.strong.finditer(sentence)) for sentence in sentences]
        weak = sum(1 for _found in cue.weak.finditer(piece.text))
        yield f"{function} strong", np.log1p(sum(strong))
        yield f"{function} strong sentences", sum(map(bool, strong)) / len(sentences)
        yield f"{function} first", bool(strong[0])
        yield f"{function} last", bool(strong[-1])
        yield f"{function} weak", np.log1p(weak)
        yield f"{function} heading", bool(cue.heading.search(nearest))
        yield f"{function} outer heading", any(cue.heading.search(heading) for heading in outer)


def _of_text(piece: Piece, year: int | None) -> Iterator[tuple[str, float]]:
    words = max(len(piece.text.split()), 1)
    yield "words", np.log1p(words)
    yield "sentences", np.log1p(len(rough_sentences(piece.text)))
    yield "list", "\n" in piece.text.strip() or piece.text.lstrip()[:1] in "•–-*"
    yield "figures", 10 * sum(1 for _found in _FIGURE.finditer(piece.text)) / words
    for name, pattern in _PATTERNS.items():
        yield name, np.log1p(sum(1 for _found in pattern.finditer(piece.text)))
    years = [int(found) for found in _YEAR.findall(piece.text)]
    yield "later year", year is not None and any(one > year for one in years)
    yield "this year", year in years
    yield "earlier year", year is not None and any(one < year for one in years)
    yield "introduces", piece.text.rstrip().endswith(":")


def _look_around(column: dict[str, NDArray[np.float32]], rows: Sequence[int]) -> None:
    """Set what pieces that follow on one another under the same headings tell of each other."""
    first, last = rows[0], rows[-1]
    column["opens section"][first] = column["closes section"][last] = 1
    column["alone"][first] = first == last
    for function in Function:
        strong = column[f"{function} strong"]
        column[f"{function} before"][first + 1 : last + 1] = strong[first:last]
        column[f"{function} after"][first:last] = strong[first + 1 : last + 1]
