"""How the vector index comes to reflect the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.library.database import storage_errors
from minerva.library.encoders import (
    encoder_in_use,
    extent,
    passages_with_vectors,
    vectors_after,
    vectors_of,
)
from minerva.library.vectors import Layout, VectorState

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from minerva.library.encoders import Extent, UsedEncoder
    from minerva.library.store import Library

_GROWN = 2
"""How vectors lie is found out anew when there are so many times more, or fewer, than when it was found out."""
_SEED = 0
WHOLE_UNTIL = 20_000
"""Up to so many passages every vector is compared whole, in a millisecond; above it, those that seem near."""
FLAT_UNTIL = 500_000
"""Above so many, only those in the nearest cells are looked at."""


def is_current(library: Library) -> bool:
    """Tell whether the vector index was found to be up to date at the library's generation; costs nearly nothing."""
    encoder = encoder_in_use(library.connection)
    state = library.vectors.state(encoder) if encoder else None
    return encoder is None or (state is not None and state.generation == library.generation())


def update_vectors(library: Library, encoder: UsedEncoder | None = None, *, anew: bool = False) -> None:
    """
    Bring the index of *encoder*, or of the one in use, up to date with the library, or make it *anew* in any case.

    Needs the writer's lock.
    """
    with storage_errors(library.folder), library.snapshot():
        encoder = encoder or encoder_in_use(library.connection)
        if encoder is None:
            return
        wanted, generation = extent(library.connection, encoder), library.generation()
        before = library.vectors.state(encoder)
        if before and not anew and _grew_little(before, wanted):
            after = VectorState.of(encoder, wanted, generation, layout=before.layout, trained_on=before.trained_on)
            if _follow(library, encoder, before, after):
                return
        layout = _layout(wanted.passages)
        trained_on = 0 if layout is Layout.WHOLE else wanted.passages
        after = VectorState.of(encoder, wanted, generation, layout=layout, trained_on=trained_on)
        sample = _sample(library, encoder, wanted, layout) if trained_on else None
        library.vectors.make_anew(encoder, after, sample, vectors_after(library.connection, encoder, 0))


def _grew_little(state: VectorState, wanted: Extent) -> bool:
    """Tell whether an index of the layout that *state* has still serves so many vectors."""
    if _layout(wanted.passages) != state.layout:
        return False
    return not state.trained_on or state.trained_on / _GROWN <= wanted.passages <= state.trained_on * _GROWN


def _layout(passages: int) -> Layout:
    if passages <= min(WHOLE_UNTIL, FLAT_UNTIL):
        return Layout.WHOLE
    return Layout.ROUGH_FIRST if passages <= FLAT_UNTIL else Layout.CELLS


def _follow(library: Library, encoder: UsedEncoder, before: VectorState, after: VectorState) -> bool:
    """Take out of the index, and put into it, what changed; tell whether it then holds what it should."""
    if before.extent == after.extent:
        if before.generation != after.generation:
            library.vectors.stamp(encoder, before, after.generation)
        return True
    view = library.vectors.view(encoder)
    if view is None:
        return False
    removed = _removed(library, encoder, view.numbers, before)
    added = vectors_after(library.connection, encoder, before.last)
    return library.vectors.update(encoder, before, after, removed, added)


def _removed(
    library: Library, encoder: UsedEncoder, numbers: NDArray[np.int64], state: VectorState
) -> NDArray[np.int64]:
    """Return those of *numbers* that are no longer in the library."""
    import numpy as np  # noqa: PLC0415 - numpy and FAISS take a tenth of a second

    kept = passages_with_vectors(library.connection, encoder, until=state.last)
    return np.setdiff1d(numbers, kept, assume_unique=True)


def _sample(library: Library, encoder: UsedEncoder, wanted: Extent, layout: Layout) -> NDArray[np.float16]:
    """Return vectors that tell how all of them lie."""
    import numpy as np  # noqa: PLC0415 - as above

    from minerva.library import cells, flat  # noqa: PLC0415

    numbers = passages_with_vectors(library.connection, encoder, until=wanted.last)
    size = cells.sample_size(len(numbers)) if layout is Layout.CELLS else min(flat.SAMPLE, len(numbers))
    chosen = np.random.default_rng(_SEED).choice(numbers, size, replace=False)
    return vectors_of(library.connection, encoder, np.sort(chosen).tolist())[1]
