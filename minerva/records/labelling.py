"""What users say of passages when they label them, and what is learnt from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Label:
    """What a passage may be marked with; *description*, if any, helps to find the first passages."""

    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class LabelProject:
    """
    What is to be labelled, and with what.

    Attributes
    ----------
    id
        By which the library ties marks to it; 0 before it is stored.
    several
        Whether a passage may have any number of labels, none included, rather than just one.
    query
        Only passages that answer it by their words are labelled; empty for all.
    filters
        What narrows it further, by the names of :class:`~minerva.retrieval.filters.Filters`.
    created
        ISO 8601.
    """

    id: int
    name: str
    labels: tuple[Label, ...]
    several: bool = False
    query: str = ""
    filters: dict[str, Any] = field(default_factory=dict)
    created: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the labels."""
        return tuple(one.name for one in self.labels)


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Words of a passage that a label stands for: ``passage text[start:end]``."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """
    What one annotator says of one passage.

    Attributes
    ----------
    labels
        In the order of the project; empty where none fits.
    report_id, start, end, sha256
        Where the passage stood when it was marked, and the hash of its text, by which it is known again.
    marked
        When; ISO 8601.
    """

    passage_id: str
    annotator: str
    labels: tuple[str, ...]
    spans: tuple[LabelledSpan, ...]
    report_id: str
    start: int
    end: int
    sha256: str
    marked: str


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """
    What the model says of a passage that nobody has marked.

    Attributes
    ----------
    labels
        Those that are predicted; of several the likeliest first.
    chances
        How likely each label of the project is, 0 to 1.
    """

    passage_id: str
    labels: tuple[str, ...]
    chances: dict[str, float]


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    How far annotators agree on the passages that at least two of them marked.

    Attributes
    ----------
    passages
        How many those are.
    alpha
        Krippendorff's alpha, nominal: 1 is full agreement, 0 what chance would give, below it is worse than that;
        ``None`` where all marks are alike, so that nothing can be told.
    low, high
        Its bootstrapped interval of 95 %; ``None`` where there is no alpha.
    by_label
        Alpha of each label: it against all others.
    """

    annotators: tuple[str, ...]
    passages: int
    alpha: float | None
    low: float | None
    high: float | None
    by_label: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """
    How well labels are told after so many marks: macro-F1 on marked passages that the model did not learn from.

    Attributes
    ----------
    f1, low, high
        Median and quartiles over draws of the marks.
    """

    marks: int
    f1: float
    low: float
    high: float
