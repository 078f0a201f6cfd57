"""Say of each theme what it is called, which passages stand for it, and which coarser theme holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minerva.records import Origin, Theme
from minerva.themes.identity import theme_id
from minerva.themes.naming import names_of, nearest_themes
from minerva.themes.partition import centres_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from minerva.themes.clustering import Clustering
    from minerva.themes.material import Material
    from minerva.themes.naming import Naming

_READ = 400
"""So many passages of a theme are read for its name, those nearest its centre."""
_EXAMPLES = 3
_EXAMPLE_WORDS = (40, 250)
"""An example is a passage long enough to be understood and short enough to be read."""


def described(
    material: Material,
    clustering: Clustering,
    labels: NDArray[np.int64],
    ids: Sequence[str],
    stability: NDArray[np.float64] | None,
) -> list[Theme]:
    """
    Describe themes, and the coarser ones that hold them, which come last.

    Parameters
    ----------
    labels
        ``(n,)`` the theme of each passage, -1 for none.
    ids, stability
        Of each theme.
    """
    distinct = clustering.distinct
    rows, placed = clustering.space.rows, labels[distinct]
    centres = centres_in(rows, placed, len(ids))
    by_nearness = _by_nearness(rows, placed, centres)
    groups = _groups(clustering, placed, len(ids))
    neighbours = nearest_themes(centres)
    named = _named(material, [distinct[places] for places in by_nearness], neighbours)
    parents = _parents(material, ids, groups, [distinct[places] for places in by_nearness])
    return [
        Theme(
            ids[number],
            naming.title,
            keywords=naming.keywords,
            origin=Origin.DISCOVERED,
            examples=_examples(material, distinct[by_nearness[number]], naming),
            apart=naming.apart,
            neighbours=tuple(ids[one] for one in neighbours[number]),
            parent=parents[groups[number]].id if groups[number] in parents else None,
            stability=None if stability is None else round(float(stability[number]), 4),
        )
        for number, naming in enumerate(named)
    ] + list(parents.values())


def _by_nearness(
    rows: NDArray[np.float32], labels: NDArray[np.int64], centres: NDArray[np.float32]
) -> list[NDArray[np.int64]]:
    """Return the rows of each theme, those nearest its centre first."""
    found = []
    for theme, centre in enumerate(centres):
        here = np.flatnonzero(labels == theme)
        found.append(here[np.argsort(-(rows[here] @ centre), kind="stable")])
    return found


def _named(
    material: Material, places: Sequence[NDArray[np.int64]], neighbours: Sequence[Sequence[int]]
) -> list[Naming]:
    texts = [[material.texts[place] for place in of[:_READ]] for of in places]
    owners = [[material.owners[place] for place in of[:_READ]] for of in places]
    return names_of(texts, owners, neighbours)


def _groups(clustering: Clustering, labels: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Return the coarser theme of each theme: that of most of its passages, as users may have changed themes."""
    group = np.where(
        clustering.labels[clustering.distinct] >= 0, clustering.groups[clustering.labels[clustering.distinct]], 0
    )
    return np.array([np.bincount(group[labels == theme]).argmax() for theme in range(count)], np.int64)


def _parents(
    material: Material, ids: Sequence[str], groups: NDArray[np.int64], places: Sequence[NDArray[np.int64]]
) -> dict[int, Theme]:
    """Return the coarser themes that hold several but not all, by their numbers; called after the largest they hold."""
    held = {group: np.flatnonzero(groups == group).tolist() for group in np.unique(groups).tolist()}
    held = {group: themes for group, themes in held.items() if 1 < len(themes) < len(ids)}
    mixed = [_in_turn([places[theme] for theme in themes]) for themes in held.values()]
    named = _named(material, mixed, [[] for _group in held])
    return {
        group: Theme(
            theme_id([f"coarser {ids[themes[0]]}"]),
            naming.title,
            keywords=naming.keywords,
            origin=Origin.DISCOVERED,
            examples=_examples(material, of, naming),
        )
        for (group, themes), naming, of in zip(held.items(), named, mixed, strict=True)
    }


def _in_turn(places: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return places of several themes, the first of each, the second of each and so on."""
    order = np.concatenate([np.arange(len(of)) for of in places])
    return np.concatenate(places)[np.argsort(order, kind="stable")]


def _examples(material: Material, places: NDArray[np.int64], naming: Naming) -> tuple[str, ...]:
    """
    Return passages that stand for a theme, each from another municipality as far as there are several.

    They are near its centre, say what it is called by, and are of a length to be read.
    """
    near = places[:_READ].tolist()
    telling = _telling([material.texts[place] for place in near], naming)
    worth = {place: told - rank / len(near) for rank, (place, told) in enumerate(zip(near, telling, strict=True))}
    ranked = sorted(near, key=lambda place: -worth[place])
    first = {material.owners[place]: place for place in reversed(ranked)}
    chosen = sorted(first.values(), key=ranked.index)[:_EXAMPLES]
    chosen += [place for place in ranked if place not in chosen][: _EXAMPLES - len(chosen)]
    return tuple(material.passage_ids[place] for place in chosen)


def _telling(texts: Sequence[str], naming: Naming) -> list[float]:
    """Return how much each text has of what a theme is called by, 0 to 1; less than 0 if it is no length to be read."""
    low, high = _EXAMPLE_WORDS
    weights = {keyword.casefold(): 1 / place for place, keyword in enumerate(naming.keywords, 1)}
    most = sum(weights.values()) or 1.0
    return [
        sum(weight for keyword, weight in weights.items() if keyword in text.casefold()) / most
        - (not low <= len(text.split()) <= high)
        for text in texts
    ]
