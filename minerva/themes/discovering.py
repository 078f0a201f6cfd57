"""Find the themes of a library, name them, and keep what is known of them from before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from minerva.library import themes as stored
from minerva.library.database import storage_errors
from minerva.library.passage_vectors import Progress
from minerva.library.writing import writing
from minerva.messages import translate as _
from minerva.records import Assignment, Origin, ThemeRun
from minerva.themes import keeping
from minerva.themes.clustering import cluster
from minerva.themes.describing import described
from minerva.themes.material import material_of
from minerva.themes.partition import Granularity, granularity_of, largest_first
from minerva.themes.stability import stability_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from minerva.library.store import Library
    from minerva.records import Theme, ThemeEdit
    from minerva.themes.clustering import Clustering
    from minerva.themes.material import Material
    from minerva.themes.stability import Stability

_RUNS_BACK = 5
"""In so many runs before a theme is looked for, to give it the id that it had."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """
    What a run found; a sequence of its themes, the largest first.

    Attributes
    ----------
    coarser
        The themes that hold those.
    leftovers
        Why a passage is about no theme, by its id.
    """

    run: ThemeRun
    themes: Sequence[Theme]
    coarser: Sequence[Theme]
    assignments: Sequence[Assignment]
    leftovers: dict[str, str]

    def __len__(self) -> int:
        """Return the number of themes."""
        return len(self.themes)

    def __iter__(self) -> Iterator[Theme]:
        """Iterate over the themes, the largest first."""
        return iter(self.themes)

    def __getitem__(self, index: int) -> Theme:
        """Return the theme at *index*."""
        return self.themes[index]


def discover_themes(
    library: Library,
    *,
    seed: int = 0,
    granularity: Granularity | str = Granularity.MEDIUM,
    themes: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Discovered:
    """
    Find what the passages of *library* are about, and store it as its latest run.

    The same library, settings and seed give the same themes. Those that were found before keep their ids; what a user
    renamed, merged, split or dropped stays so. Nothing is stored before all is done.

    Parameters
    ----------
    seed, granularity, themes
        As for :func:`~minerva.themes.clustering.cluster`.

    Raises
    ------
    ThemeError
        If the library is empty, its passages have no vectors, or there are fewer different ones than *themes*.
    LibraryLocked
        If another process is writing.
    """
    wanted = granularity_of(granularity)
    steps = _Steps(on_progress)
    steps.next(_("reading passages"))
    material = material_of(library)
    steps.next(_("comparing passages"))
    clustering = cluster(
        material.vectors, material.texts, seed=seed, granularity=wanted, themes=themes, sources=material.report_ids
    )
    formers = _formers(library)
    edits = stored.edits(library)
    labels = _edited(clustering, material, formers, edits)
    steps.next(_("measuring how sure they are"))
    settings: dict[str, str | int | float | None] = {"granularity": wanted.value, "themes": themes}
    run = ThemeRun(0, settings, seed, material.encoder, material.generation, {})
    found = _found(_Sorted(material, clustering, labels), formers, edits, run)
    steps.next(_("storing themes"))
    with storage_errors(library.folder), writing(library) as writer:
        run = stored.put_run(writer, found)
    holding = {one.parent for one in found.themes}
    return Discovered(
        run,
        [one for one in found.themes if one.id not in holding and not one.dropped],
        [one for one in found.themes if one.id in holding],
        found.assignments,
        dict(found.leftovers),
    )


class _Sorted(NamedTuple):
    """Passages and, of each, its theme as the user left it."""

    material: Material
    clustering: Clustering
    labels: NDArray[np.int64]


class _Steps:
    """Tells how far a run has come."""

    _TOTAL = 4

    def __init__(self, on_progress: Callable[[Progress], None] | None) -> None:
        self._on_progress = on_progress
        self._done = 0

    def next(self, name: str) -> None:
        """Say that the step of this *name* begins."""
        if self._on_progress:
            self._on_progress(Progress(self._done, self._TOTAL, name))
        self._done += 1


def _formers(library: Library) -> list[keeping.Former]:
    """Return the last runs, the latest first."""
    found: list[keeping.Former] = []
    for run in stored.runs(library)[::-1][:_RUNS_BACK]:
        known = stored.themes(library, run_id=run.id, origin=Origin.DISCOVERED, dropped=True)
        theme_by_passage = {
            assignment.passage_id: theme.id
            for theme in known
            for assignment in stored.assignments(library, theme_id=theme.id, run_id=run.id)
        }
        found.append(keeping.Former(known, theme_by_passage))
    return found


def _edited(
    clustering: Clustering, material: Material, formers: Sequence[keeping.Former], edits: Sequence[ThemeEdit]
) -> NDArray[np.int64]:
    """Return the theme of each passage after what users joined and divided is so again, the largest first."""
    labels = clustering.labels
    if formers and edits:
        former, ids = formers[0].labels(material.passage_ids), formers[0].ids
        families = [[ids.index(one) for one in family if one in ids] for family in keeping.families_of(edits)]
        kept = clustering.distinct
        some = keeping.divided_again(clustering.space.rows, labels[kept], former[kept], families)
        some = keeping.joined_again(
            some, former[kept], [ids.index(one) for one in keeping.joined_by(edits) if one in ids]
        )
        spread = np.full(len(labels), -1)
        spread[kept] = some
        labels = spread[clustering.firsts]
    placed = labels >= 0
    ordered = np.full(len(labels), -1)
    ordered[placed] = largest_first(labels[placed])
    return ordered


def _found(
    sorted_: _Sorted, formers: Sequence[keeping.Former], edits: Sequence[ThemeEdit], run: ThemeRun
) -> stored.Found:
    material, clustering, labels = sorted_
    ids = keeping.ids_for(labels, material.passage_ids, formers)
    stability = stability_of(clustering.space.rows, labels[clustering.distinct], len(ids), seed=run.seed)
    themes = described(material, clustering, labels, ids, None if stability is None else stability.themes)
    names, dropped = keeping.names_given(edits), keeping.dropped_by(edits)
    assignments = [
        Assignment(passage_id, ids[label], round(float(strength), 4))
        for passage_id, label, strength in zip(material.passage_ids, labels.tolist(), clustering.strengths, strict=True)
        if label >= 0
    ]
    return stored.Found(
        replace(run, measures=_measures(sorted_, len(ids), stability)),
        [keeping.as_user_left(one, names, dropped) for one in themes],
        assignments,
        {material.passage_ids[place]: reason.value for place, reason in clustering.leftovers.items()},
        _centroids(material, labels, ids),
    )


def _measures(sorted_: _Sorted, themes: int, stability: Stability | None) -> dict[str, float]:
    """Return what is known of the run as a whole."""
    count = len(sorted_.labels)
    measures = {
        "passages": count,
        "repeats": count - len(sorted_.clustering.distinct),
        "themes": themes,
        "unassigned": round(float((sorted_.labels < 0).mean()), 4),
    }
    return measures | ({"stability": round(stability.whole, 4)} if stability else {})


def _centroids(material: Material, labels: NDArray[np.int64], ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    return {
        one: material.vectors[labels == theme].mean(axis=0, dtype=np.float64).astype(np.float32)
        for theme, one in enumerate(ids)
    }
