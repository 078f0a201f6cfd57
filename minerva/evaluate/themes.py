"""How well themes are assigned, beside the truth of the example corpus: which paragraphs carry which."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.errors import MinervaError, refusal
from minerva.evaluate.structure import Share
from minerva.messages import translate as _
from minerva.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_ENOUGH_SHARED = 100
"""So many characters of a paragraph in a passage make the passage carry what the paragraph does, or half of it."""
_OPENING = 60
"""Letters that tell a paragraph where the rest of it was read otherwise than it is printed."""


@dataclass(frozen=True, slots=True)
class ParagraphTruth:
    """
    A paragraph or list of a report as a person marked it.

    Attributes
    ----------
    change
        ``"oförändrat"``, ``"ändrat"`` or ``"nytt"`` since the year before; ``None`` in the earlier report.
    earlier
        The place of the paragraph that it comes from among the earlier report's.
    functions
        What it does, its main function first; empty where it does nothing of what is asked for.
    """

    text: str
    themes: frozenset[str]
    change: str | None
    earlier: int | None
    functions: tuple[str, ...] = ()


def read_paragraphs(path: Path) -> list[ParagraphTruth]:
    """
    Read the marked paragraphs of one report of the example corpus.

    Raises
    ------
    MinervaError
        If the file cannot be read.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MinervaError(_("{path} cannot be read: {error}.").format(path=path, error=refusal(error))) from error
    return [
        ParagraphTruth(
            " ".join(told["blocks"][number]["text"] for number in one["blocks"]),
            frozenset(one["themes"]),
            one.get("change"),
            one.get("earlier"),
            tuple(one.get("functions", ())),
        )
        for one in told["paragraphs"]
    ]


def locate(text: str, paragraphs: Iterable[ParagraphTruth]) -> list[Span | None]:
    """Return where each of *paragraphs* stands in a report's *text*; ``None`` where it does not."""
    places = [place for place, letter in enumerate(text) if letter.isalnum()]
    letters = "".join(text[place].casefold()[:1] for place in places)
    spans: list[Span | None] = []
    after = 0
    for one in paragraphs:
        wanted = "".join(letter.casefold()[:1] for letter in one.text if letter.isalnum())
        at, length = _first(letters, wanted, after)
        spans.append(None if at < 0 else Span(places[at], places[at + length - 1] + 1))
        after = after if at < 0 else at + length
    return spans


def _first(letters: str, wanted: str, after: int) -> tuple[int, int]:
    """Return where *wanted*, or at least its opening, stands, rather after a place than before, and its length."""
    for part in (wanted, wanted[:_OPENING]):
        for start in (after, 0):
            at = letters.find(part, start)
            if at >= 0:
                return at, len(part)
    return -1, 0


def carried(
    spans: Sequence[Span | None], paragraphs: Sequence[ParagraphTruth], start: int, end: int
) -> frozenset[str] | None:
    """Return the themes that ``text[start:end]`` carries; ``None`` where it holds no marked paragraph."""
    held = [
        one.themes
        for span, one in zip(spans, paragraphs, strict=True)
        if span and min(span.end, end) - max(span.start, start) > min(_ENOUGH_SHARED, (span.end - span.start) / 2)
    ]
    return frozenset().union(*held) if held else None


@dataclass(frozen=True, slots=True)
class ThemeMeasure:
    """How well themes were assigned: for each, and for all together."""

    by_theme: Mapping[str, Share]

    @property
    def micro(self) -> float:
        """F1 over all decisions, common themes weighing more."""
        return sum(self.by_theme.values(), Share()).f1

    @property
    def macro(self) -> float:
        """Mean of the themes' F1."""
        return sum(share.f1 for share in self.by_theme.values()) / max(len(self.by_theme), 1)


def measure_themes(pairs: Iterable[tuple[frozenset[str], frozenset[str]]], themes: Iterable[str]) -> ThemeMeasure:
    """Compare what was assigned with what is true, a pair a passage."""
    compared = list(pairs)
    return ThemeMeasure({theme: sum(_shares(compared, theme), Share()) for theme in themes})


def _shares(pairs: Iterable[tuple[frozenset[str], frozenset[str]]], theme: str) -> Iterator[Share]:
    for assigned, true in pairs:
        yield Share(theme in assigned and theme in true, theme in assigned, theme in true)
