"""What a piece does, by its words and headings alone: the baseline that the model is measured beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minerva.examples.cues import HEADING, STRONG, WEAK
from minerva.examples.features import feature_names
from minerva.records.examples import Function

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORTH = {STRONG: 1.0, "sentences": 1.0, WEAK: 0.3, HEADING: 0.7, "outer heading": 0.2}
_LEAST = 1.0
"""Under this a rule abstains: one strong cue, in one of several sentences, reaches it only with something beside it."""
_MOST = 2
"""So many functions a piece may have."""


def told_by_rules(figures: NDArray[np.float32]) -> list[list[Function]]:
    """Return the functions of each piece that most speaks for, at most two, and none where little speaks for any."""
    names = feature_names()
    worth = np.stack(
        [sum(figures[:, names.index(f"{one} {name}")] * by for name, by in _WORTH.items()) for one in Function], axis=1
    )
    functions = list(Function)
    return [[functions[n] for n in np.argsort(-row, kind="stable")[:_MOST] if row[n] >= _LEAST] for row in worth]
