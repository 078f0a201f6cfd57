"""
Label Studio's JSON: a list of tasks, each with the annotations made of it.

``{"data": {...}, "annotations": [{"result": [...]}...]}``; a label of the passage is a result of the type *choices*,
one of some words of it of the type *labels*: labelstud.io/guide/task_format, labelstud.io/tags.
Offsets count characters as JavaScript does; they differ from ours only behind characters outside the Basic Multilingual
Plane, such as emoji, and are told and read accordingly.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from minerva.labelling.forms.told import Told
from minerva.records import LabelledSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.labelling.examples import Example
    from minerva.records import LabelProject

_LABELS, _SPANS, _TEXT = "labels", "spans", "text"


def tasks(examples: Iterable[Example]) -> list[dict[str, Any]]:
    """Return a task for each passage, with an annotation of each of its annotators, whose names stand in the data."""
    ordered = sorted(examples, key=lambda one: str(one.source["passage"]))
    grouped = [list(some) for _passage, some in groupby(ordered, key=lambda one: one.source["passage"])]
    return [_task(some) for some in grouped]


def interface(project: LabelProject) -> str:
    """Return the labelling interface that the tasks need, to be pasted into the settings of a project there."""
    choice = "multiple" if project.several else "single"
    named = [escape(name, quote=True) for name in project.names]
    choices = "\n".join(f'    <Choice value="{name}"/>' for name in named)
    labels = "\n".join(f'    <Label value="{name}"/>' for name in named)
    return (
        f'<View>\n  <Labels name="{_SPANS}" toName="{_TEXT}">\n{labels}\n  </Labels>\n'
        f'  <Text name="{_TEXT}" value="$text"/>\n'
        f'  <Choices name="{_LABELS}" toName="{_TEXT}" choice="{choice}">\n{choices}\n  </Choices>\n</View>\n'
    )


def read(task: dict[str, Any]) -> Iterator[Told]:
    """Yield what each annotation of a task tells; those that were cancelled tell nothing."""
    data, annotations = task.get("data", {}), task.get("annotations", [])
    names = data.get("annotators", [])
    for number, one in enumerate(annotations):
        if not one.get("was_cancelled"):
            by = names[number] if len(names) == len(annotations) else _completed_by(one)
            yield _told(data, one.get("result", []), str(by))


def _task(some: Sequence[Example]) -> dict[str, Any]:
    data = {"text": some[0].text, **some[0].source, "annotators": [one.annotator for one in some]}
    return {"data": data, "annotations": [{"result": list(_results(one))} for one in some]}


def _results(one: Example) -> Iterator[dict[str, Any]]:
    named = f"{one.source['passage']}-{one.annotator}"
    if one.labels:
        yield _result(named, _LABELS, "choices", {"choices": list(one.labels)})
    for number, span in enumerate(one.spans, 1):
        start, end = _units(one.text[: span.start]), _units(one.text[: span.end])
        value = {"start": start, "end": end, "text": one.text[span.start : span.end], "labels": [span.label]}
        yield _result(f"{named}-{number}", _SPANS, "labels", value)


def _result(named: str, control: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": named, "from_name": control, "to_name": _TEXT, "type": kind, "value": value}


def _told(data: dict[str, Any], results: Iterable[dict[str, Any]], annotator: str) -> Told:
    text = str(data.get("text", ""))
    labels: list[str] = []
    spans: list[LabelledSpan] = []
    for one in results:
        value = one.get("value", {})
        labels += map(str, value.get("choices", ()))
        for name in value.get("labels", ()):
            start, end = _characters(text, int(value["start"])), _characters(text, int(value["end"]))
            spans.append(LabelledSpan(start, end, str(name)))
    given = dict.fromkeys([*labels, *(one.label for one in spans)])
    return Told(str(data.get("passage", "")), text, tuple(given), tuple(spans), annotator)


def _completed_by(annotation: dict[str, Any]) -> object:
    by = annotation.get("completed_by", "")
    return by.get("email", by.get("id", "")) if isinstance(by, dict) else by


def _units(text: str) -> int:
    """Return the length of *text* as JavaScript counts it: in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _characters(text: str, units: int) -> int:
    """Return how many characters of *text* so many units of UTF-16 are."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore"))
