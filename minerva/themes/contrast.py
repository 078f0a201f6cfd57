"""Two runs side by side: which themes stayed, came and went, and how alike the whole is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.library import themes as stored
from minerva.records import Origin
from minerva.themes.identity import former_labels, matched
from minerva.themes.likeness import adjusted_rand, contingency, jaccard

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Theme, ThemeRun


@dataclass(frozen=True, slots=True)
class Pair:
    """A theme of one run and what it is in the other; *likeness* is Jaccard's index of their shared passages."""

    first: Theme | None
    second: Theme | None
    likeness: float
    first_passages: int
    second_passages: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """
    Two runs.

    Attributes
    ----------
    passages
        How many both know.
    rand
        Adjusted Rand index over those: 1 where both put them into the same themes.
    pairs
        Themes of both, then those of one alone.
    """

    first: ThemeRun
    second: ThemeRun
    passages: int
    rand: float
    pairs: tuple[Pair, ...]


def contrast_runs(library: Library, first: int, second: int) -> Contrast:
    """
    Compare two runs by the passages that both know.

    Raises
    ------
    UnknownValue
        If there is no such run.
    """
    runs = [stored.theme_run(library, run_id) for run_id in (first, second)]
    themes = [stored.themes(library, run_id=run.id, origin=Origin.DISCOVERED) for run in runs]
    of = [
        {one.passage_id: one.theme_id for one in stored.assignments(library, run_id=run.id, origin=Origin.DISCOVERED)}
        for run in runs
    ]
    shared = sorted(of[0].keys() & of[1].keys())
    labels = [former_labels(shared, of[side], [one.id for one in themes[side]]) for side in (0, 1)]
    table = contingency(labels[0], labels[1])
    likeness = jaccard(table)
    pairing = matched(labels[0], labels[1])
    sizes = [_sizes(one) for one in of]
    pairs = [
        Pair(
            themes[0][one], themes[1][other], round(float(likeness[one, other]), 4),
            sizes[0].get(themes[0][one].id, 0), sizes[1].get(themes[1][other].id, 0),
        )
        for one, other in sorted(pairing.items())
    ]  # fmt: skip
    pairs += [
        Pair(theme, None, 0.0, sizes[0].get(theme.id, 0), 0)
        for place, theme in enumerate(themes[0])
        if place not in pairing
    ]
    pairs += [
        Pair(None, theme, 0.0, 0, sizes[1].get(theme.id, 0))
        for place, theme in enumerate(themes[1])
        if place not in pairing.values()
    ]
    return Contrast(runs[0], runs[1], len(shared), round(adjusted_rand(table), 4), tuple(pairs))


def _sizes(theme_by_passage: dict[str, str]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for theme_id in theme_by_passage.values():
        sizes[theme_id] = sizes.get(theme_id, 0) + 1
    return sizes
