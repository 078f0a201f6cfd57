"""What passages are about, and how it was decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """How a theme came to be."""

    DEFINED = "defined"
    """Somebody wrote down what it is about."""
    DISCOVERED = "discovered"
    """It was found in the passages of a library."""


@dataclass(frozen=True, slots=True)
class Theme:
    """
    What passages are about.

    Attributes
    ----------
    id
        Of a discovered theme 16 hexadecimal digits, which stay when it is found again among other passages; of a
        defined one whatever its author chose.
    description
        One or two sentences; empty where nobody wrote any.
    keywords
        Words and phrases that tell it from others, the best first.
    seeds, hints, excluded
        Phrases of a defined theme, see :mod:`minerva.themes.phrases`: those that tell it each by itself, those that
        speak for it beside others, and those that are read as if they were not there.
    examples, counterexamples
        Ids of passages, or texts, that are about it and that are not; of a discovered theme the passages that stand
        for it.
    apart
        Words and phrases that tell a discovered theme from those nearest to it.
    neighbours
        Ids of the themes nearest to a discovered theme.
    parent
        The id of the coarser theme that holds this one.
    stability
        How surely a discovered theme is found again in other draws of the passages: 0 to 1, Jaccard's index;
        ``None`` where that was not measured.
    dropped
        Whether a user has done away with it; its passages are remembered, so that it stays away.
    """

    id: str
    name: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    origin: Origin = Origin.DEFINED
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    parent: str | None = None
    stability: float | None = None
    dropped: bool = False
    hints: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a passage is about a theme; *strength* is how surely, 0 to 1."""

    passage_id: str
    theme_id: str
    strength: float


@dataclass(frozen=True, slots=True)
class Judgment:
    """That a user found a passage to be about a theme, or not."""

    theme_id: str
    passage_id: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class ThemeRun:
    """
    One discovery of themes.

    Attributes
    ----------
    id
        Grows with each run of the library; 0 before it is stored.
    settings
        What it was asked for, by name.
    encoder
        Fingerprint of the encoder whose vectors were compared.
    generation
        Of the library when its passages were read.
    measures
        What was measured, by name.
    """

    id: int
    settings: dict[str, str | int | float | None]
    seed: int
    encoder: str
    generation: int
    measures: dict[str, float]


class EditKind(StrEnum):
    """What a user may do to a discovered theme; it is done again when themes are discovered anew."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class ThemeEdit:
    """
    A change of a discovered theme by a user.

    Attributes
    ----------
    name
        Its new name, of a renaming.
    others
        Ids of the themes that were merged into it, or into which it was split beside itself.
    """

    theme_id: str
    kind: EditKind
    name: str = ""
    others: tuple[str, ...] = ()
