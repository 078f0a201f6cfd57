"""Put passages that came later to the themes that there are, and tell how far these have drifted since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minerva.errors import ThemeError
from minerva.library import themes as stored
from minerva.library.writing import writing
from minerva.messages import translate as _
from minerva.records import Assignment, Origin
from minerva.themes.blocks import in_blocks, one_thread_a_block, unit
from minerva.themes.clustering import Leftover
from minerva.themes.material import material_of
from minerva.themes.sources import without_source

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from minerva.library.store import Library
    from minerva.records import Theme
    from minerva.themes.material import Material

_NEIGHBOURS = 25
"""So many passages that have a theme vote on where a new one belongs."""
_ASKED = 2000
"""So many of those tell how like passages usually are to their neighbours."""
_FAR_SHARE = 0.025
"""A passage is far if it is less like its neighbours than all but this share of those that have a theme."""


@dataclass(frozen=True, slots=True)
class Drift:
    """
    How a theme has changed since it was discovered.

    Attributes
    ----------
    before, added
        Passages that it had, and that came since.
    moved
        How far its mean vector has moved, as one minus the cosine: 0 for not at all.
    """

    theme: Theme
    before: int
    added: int
    moved: float


@dataclass(frozen=True, slots=True)
class Updated:
    """What came of the passages that a run did not know: assigned, or fitting nowhere; and what that did to themes."""

    assigned: int
    unfitting: int
    drifts: tuple[Drift, ...]

    @property
    def unfitting_share(self) -> float:
        """The share of new passages that fit no theme; of a fitting run about .03."""
        return self.unfitting / max(self.assigned + self.unfitting, 1)


def update_themes(library: Library) -> Updated:
    """
    Put the passages that the latest run does not know to its themes.

    Each goes where most of the passages nearest to it are; one that is nearer to none than passages usually are fits
    nowhere. Themes stay as they are, so that they can be compared over time.

    Raises
    ------
    ThemeError
        If no themes have been discovered, or with another encoder.
    LibraryLocked
        If another process is writing.
    """
    run = stored.latest_run(library)
    material = material_of(library)
    if run is None:
        raise ThemeError(_("No themes have been discovered yet. Find them first: minerva themes discover"))
    if run.encoder != material.encoder:
        raise ThemeError(_("The themes were found with another encoder. Find them anew: minerva themes discover"))
    themes = stored.themes(library, origin=Origin.DISCOVERED, dropped=True)
    number = {one.id: place for place, one in enumerate(themes)}
    theme_by_passage = {
        one.passage_id: number[theme.id] for theme in themes for one in stored.assignments(library, theme_id=theme.id)
    }
    left = stored.leftovers(library)
    labels = np.array([theme_by_passage.get(one, -1) for one in material.passage_ids], np.int64)
    is_new = np.array([one not in theme_by_passage and one not in left for one in material.passage_ids], bool)
    found, reasons, after = _placed(material, labels, is_new, [one.id for one in themes])
    if found or reasons:
        with writing(library) as writer:
            stored.add_assignments(writer, found, reasons)
    return Updated(len(found), len(reasons), _drifts(library, material, themes, labels, after))


def _placed(
    material: Material, labels: NDArray[np.int64], is_new: NDArray[np.bool_], ids: list[str]
) -> tuple[list[Assignment], dict[str, str], NDArray[np.int64]]:
    """Return where new passages belong, why some belong nowhere, and all labels then."""
    known, new = np.flatnonzero(labels >= 0), np.flatnonzero(is_new)
    after = labels.copy()
    found: list[Assignment] = []
    reasons: dict[str, str] = {}
    if len(known) and len(new):
        with one_thread_a_block():
            sources = np.unique(material.report_ids, return_inverse=True)[1].astype(np.int64)
            rows = without_source(material.vectors, sources)
            rows = unit(rows - rows[known].mean(axis=0))
            some = np.arange(0, len(known), -(-len(known) // _ASKED))
            _votes, usual = _vote(rows[known[some]], rows[known], labels[known], len(ids), itself=some)
            votes, likeness = _vote(rows[new], rows[known], labels[known], len(ids))
        far = likeness < np.quantile(usual, _FAR_SHARE)
        for place, vote, is_far in zip(new.tolist(), votes, far.tolist(), strict=True):
            passage_id = material.passage_ids[place]
            if is_far:
                reasons[passage_id] = Leftover.FAR.value
            else:
                after[place] = int(vote.argmax())
                found.append(Assignment(passage_id, ids[after[place]], round(float(vote.max()), 4)))
    return found, reasons, after


def _vote(
    asked: NDArray[np.float32],
    known: NDArray[np.float32],
    labels: NDArray[np.int64],
    count: int,
    *,
    itself: NDArray[np.int64] | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """
    Return the share of each theme among the nearest known rows, and the mean cosine with those.

    *itself* is the place of each row among the known, if it is one of them and is not to vote.
    """
    neighbours = max(1, min(_NEIGHBOURS, len(known) - (itself is not None)))
    shares = np.zeros((len(asked), count))
    likeness = np.zeros(len(asked))

    def work(part: slice) -> None:
        cosines = asked[part] @ known.T
        if itself is not None:
            cosines[np.arange(len(cosines)), itself[part]] = -1
        best = np.argsort(-cosines, axis=1, kind="stable")[:, :neighbours]
        nearness = np.maximum(np.take_along_axis(cosines, best, axis=1), 1e-6)
        for row, (places, weights) in enumerate(zip(labels[best], nearness, strict=True), part.start):
            shares[row] = np.bincount(places, weights, count) / weights.sum()
        likeness[part] = nearness.mean(axis=1)

    in_blocks(work, len(asked), 512)
    return shares, likeness


def _drifts(
    library: Library, material: Material, themes: list[Theme], before: NDArray[np.int64], after: NDArray[np.int64]
) -> tuple[Drift, ...]:
    centres = stored.centroids(library)
    drifts: list[Drift] = []
    for place, theme in enumerate(themes):
        here = after == place
        if theme.id in centres and here.any() and not theme.dropped:
            now, then = unit(np.stack([material.vectors[here].mean(axis=0), centres[theme.id]]))
            had = int((before == place).sum())
            drifts.append(Drift(theme, had, int(here.sum()) - had, max(0.0, 1 - float(now @ then))))
    return tuple(drifts)
