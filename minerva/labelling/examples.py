"""Marked passages as other tools take them: text, labels, spans, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minerva.labelling.applying import source_row
from minerva.labelling.marking import places_of, settled
from minerva.records import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.labelling.marking import Place
    from minerva.library.store import Library
    from minerva.records import LabelledSpan, LabelProject, Mark


@dataclass(frozen=True, slots=True)
class Example:
    """
    A marked passage.

    Attributes
    ----------
    spans
        Offsets within *text*.
    annotator
        Who marked it; empty where it is what several agree on.
    source
        Where it stands: the ids of passage and report, page, offsets within the report's text and what else is known.
    """

    text: str
    labels: tuple[str, ...]
    spans: tuple[LabelledSpan, ...]
    annotator: str
    source: dict[str, Any]


def examples_of(library: Library, marks: Sequence[Mark]) -> list[Example]:
    """Return each mark as an example; those whose passages are gone are left out."""
    places = places_of(library, marks)
    return [
        _example(places[one.passage_id], one.labels, one.spans, one.annotator)
        for one in marks
        if one.passage_id in places
    ]


def settled_examples(library: Library, project: LabelProject, marks: Sequence[Mark]) -> list[Example]:
    """Return each passage on whose labels its annotators agree, or most of them, as one example."""
    places = places_of(library, marks)
    spans: dict[str, set[LabelledSpan]] = defaultdict(set)
    for one in marks:
        spans[one.passage_id].update(one.spans)
    return [
        _example(places[passage], labels, (one for one in spans[passage] if one.label in labels), "")
        for passage, labels in settled(marks, several=project.several).items()
        if passage in places
    ]


def _example(place: Place, labels: Iterable[str], spans: Iterable[LabelledSpan], annotator: str) -> Example:
    ordered = tuple(sorted(spans, key=lambda one: (one.start, one.end, one.label)))
    return Example(place.text, tuple(labels), ordered, annotator, source_row(Hit(*place, 0.0)))
