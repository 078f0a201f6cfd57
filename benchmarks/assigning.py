"""How well the defined themes are assigned on the example corpus, before and after judgments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.theme_strength import judged_themes, read_corpus
from minerva.encoding.models import load_encoder
from minerva.evaluate.structure import Share
from minerva.evaluate.theme_teaching import taught_shares, transferred_shares, true_passages
from minerva.themes.definitions import built_in
from minerva.themes.reading import ThemeReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

JUDGMENTS = 20


def measure() -> Iterator[Figure]:
    """Assign the built-in themes to the corpus; play a user who judges."""
    reader = ThemeReader(built_in(), built_in(), load_encoder())
    names = judged_themes()
    numbers = [number for number, theme in enumerate(reader.themes) if theme.name in names]
    reports = read_corpus(reader)
    places = sorted({report.municipality for report in reports})
    passages = true_passages(
        reader, [(one.read, one.passages, places.index(one.municipality)) for one in reports], numbers
    )
    present = reader.model.present
    yield from _figures("untaught", taught_shares(passages, present, 0), 0.85)
    yield from _figures(f"{JUDGMENTS} judgments, the other passages", taught_shares(passages, present, JUDGMENTS), 0.9)
    elsewhere = transferred_shares(passages, present, JUDGMENTS)
    yield from _figures(f"{JUDGMENTS} judgments, other municipalities", elsewhere, None)


def _figures(name: str, shares: Sequence[Share], least: float | None) -> Iterator[Figure]:
    beside = f"{len(shares)} themes"
    yield Figure(f"themes, {name}, F1", sum(shares, Share()).f1, "", at_least=least, beside=beside)
    yield Figure(f"themes, {name}, mean F1", sum(one.f1 for one in shares) / len(shares), "", at_least=least)
