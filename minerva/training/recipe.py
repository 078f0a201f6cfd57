"""What is taken of each kind of pair, and the figures of the training; ``docs/training.md`` tells what each gave."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

PAIRS_BY_KIND: Mapping[str, int] = {
    "g0vse:made-question": 25_000,
    "g0vse:framed": 10_000,
    "g0vse:title": 30_000,
    "g0vse:heading": 20_000,
    "g0vse:title-heading": 5_000,
    "g0vse:asked": 1_000,
    "g0vse:cloze": 20_000,
    "g0vse:phrase": 15_000,
    "g0vse:neighbour": 8_000,
    "interp:made-question": 15_000,
    "interp:framed": 10_000,
    "interp:title": 30_000,
    "interp:asked": 2_000,
    "interp:reasons": 15_000,
    "interp:cloze": 20_000,
    "interp:phrase": 15_000,
    "interp:neighbour": 8_000,
    "sfs:made-question": 15_000,
    "sfs:framed": 3_000,
    "sfs:title": 3_000,
    "sfs:heading": 20_000,
    "sfs:title-heading": 5_000,
    "sfs:asked": 200,
    "sfs:cloze": 20_000,
    "sfs:phrase": 15_000,
    "sfs:neighbour": 8_000,
    "finlex:made-question": 5_000,
    "finlex:framed": 1_000,
    "finlex:title": 5_000,
    "finlex:title-body": 8_000,
    "finlex:cloze": 5_000,
    "finlex:phrase": 3_000,
    "finlex:neighbour": 2_000,
    "riksdag:made-question": 3_000,
    "riksdag:framed": 500,
    "riksdag:title": 2_000,
    "riksdag:asked": 1_000,
    "riksdag:cloze": 6_000,
    "riksdag:phrase": 3_000,
    "riksdag:neighbour": 3_000,
    "swequad:question-answer": 4_400,
    "swequad:made-question": 2_500,
    "swequad:framed": 500,
    "swequad:title": 1_150,
    "swequad:cloze": 1_450,
    "swequad:phrase": 1_450,
    "swequad:neighbour": 1_000,
    "ms:made-question": 500,
    "ms:framed": 200,
    "ms:title": 2_000,
    "ms:title-body": 2_000,
    "ms:question-answer": 700,
    "ms:summary": 500,
    "ms:cloze": 1_000,
    "ms:phrase": 500,
    "gnome:title": 100,
    "gnome:cloze": 300,
    "gnome:phrase": 300,
    "definition": 20_000,
    "synonym": 30_000,
    "same-translation": 20_000,
    "example": 12_000,
    "entailment": 3_400,
    "paraphrase": 2_600,
    "acronym": 4_000,
}
"""
How many pairs of a kind a pass sees; a kind that has fewer is gone through more than once.

Finland's statutes and the debates of old are plenty but far from municipal reports, machine-translated manuals are
neither near nor well written: little of each. Few questions have an answer beside them: all of those.
"""

WORD_WEIGHT_BY_SOURCE: Mapping[str, float] = {
    "g0vse": 3.0,
    "interp": 2.0,
    "sfs": 1.0,
    "swequad": 6.0,
    "finlex": 0.2,
    "riksdag": 0.3,
    "gnome": 1.0,
    "ms": 0.15,
}
"""What a word counts for when pieces are learnt: the pieces shall suit today's public Swedish."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """
    The figures of a training.

    Attributes
    ----------
    pieces
        Rows of the table; with 256 dimensions 36,000 take 37 MB.
    sizes
        Lengths at which a vector is of use when cut off there, longest first.
    passes
        How often the training goes through the pairs.
    learning_rate
        Of Adam; it rises over the first steps and then falls to nothing in a straight line.
    sharpness
        What cosines are multiplied by in the loss.
    dropout
        Share of a text's pieces that are left out each time.
    commonness
        A piece of this share of all text starts with half weight: Arora, Liang and Ma, "A simple but tough-to-beat
        baseline for sentence embeddings", ICLR 2017.
    teacher_weight
        What the loss against the teacher weighs; 0 does without a teacher.
    new_share
        Where a training goes on from an encoder: what the new rows weigh beside the old ones in what is saved. The
        mean of both keeps more of what was known than it loses of what is new: Wortsman and others, "Robust
        fine-tuning of zero-shot models", CVPR 2022.
    """

    seed: int = 0
    pieces: int = 36_000
    sizes: tuple[int, ...] = (256, 128, 64)
    passes: float = 4.0
    batch: int = 2048
    learning_rate: float = 0.02
    sharpness: float = 15.0
    dropout: float = 0.1
    commonness: float = 1e-3
    teacher_weight: float = 1.5
    teacher_batch: int = 1024
    new_share: float = 1.0
    pairs_by_kind: Mapping[str, int] = field(default_factory=lambda: PAIRS_BY_KIND)

    def as_json(self) -> dict[str, Any]:
        """Return the recipe as JSON writes it."""
        return asdict(self) | {"sizes": list(self.sizes), "pairs_by_kind": dict(self.pairs_by_kind)}


FURTHER = Recipe(
    passes=3.0,
    learning_rate=0.025,
    teacher_weight=0.0,
    new_share=0.8,
    pairs_by_kind={kind: -(-count // 9) for kind, count in PAIRS_BY_KIND.items()}
    | {"written:question": 90_000, "written:topic": 6_000},
)
"""
The recipe that an encoder is trained further by, on questions as people put them.

Of the first training's pairs a ninth keeps what was learnt; ``docs/training.md`` tells what was tried.
"""
