"""
Doccano's JSONL: of a project for text classification, or for sequence labelling.

``{"text", "label": [name...]}`` or ``{"text", "label": [[start, end, name]...]}``; what else a line holds becomes the
metadata of the example, and comes back with it: doccano/backend/data_import and data_export, version 1.8. A project for
intent detection and slot filling has both, ``"cats"`` and ``"entities"``, and can be read in as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minerva.labelling.forms.told import Told
from minerva.records import LabelledSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minerva.labelling.examples import Example


def lines(examples: Iterable[Example]) -> Iterator[dict[str, Any]]:
    """Yield examples for a project of text classification."""
    for one in examples:
        yield {"text": one.text, "label": list(one.labels), "annotator": one.annotator, **one.source}


def span_lines(examples: Iterable[Example]) -> Iterator[dict[str, Any]]:
    """Yield examples for a project of sequence labelling; a label without words of its own spans the whole passage."""
    for one in examples:
        spans = [[span.start, span.end, span.label] for span in one.spans]
        marked = {span.label for span in one.spans}
        spans += [[0, len(one.text), label] for label in one.labels if label not in marked]
        yield {"text": one.text, "label": spans, "annotator": one.annotator, **one.source}


def read(line: dict[str, Any]) -> Iterator[Told]:
    """Yield what a line of an export of doccano's tells."""
    text = str(line.get("text", ""))
    given = [*line.get("label", ()), *line.get("cats", ()), *line.get("entities", ())]
    labels = [str(one) for one in given if not isinstance(one, list | dict)]
    spans = [_span(one) for one in given if isinstance(one, list | dict)]
    whole = [one.label for one in spans if (one.start, one.end) == (0, len(text))]
    parts = tuple(one for one in spans if (one.start, one.end) != (0, len(text)))
    told = dict.fromkeys([*labels, *whole, *(one.label for one in parts)])
    yield Told(str(line.get("passage", "")), text, tuple(told), parts, str(line.get("annotator") or ""))


def _span(given: list[Any] | dict[str, Any]) -> LabelledSpan:
    if isinstance(given, dict):
        return LabelledSpan(int(given["start_offset"]), int(given["end_offset"]), str(given["label"]))
    start, end, label = given[:3]
    return LabelledSpan(int(start), int(end), str(label))
