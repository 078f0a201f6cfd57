"""
Prodigy's JSONL, as ``prodigy db-in`` takes it and ``prodigy db-out`` gives it.

A task of the interface *choice*: ``{"text", "options": [{"id", "text"}...], "accept": [id...], "answer"}``, and spans
as the interfaces *ner* and *spans* have them: ``{"start", "end", "label"}``: prodi.gy/docs/api-interfaces. Prodigy adds
the hashes of input and task itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minerva.labelling.forms.told import Told
from minerva.records import LabelledSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minerva.labelling.examples import Example
    from minerva.records import LabelProject


def lines(project: LabelProject, examples: Iterable[Example]) -> Iterator[dict[str, Any]]:
    """Yield examples as tasks that have been answered."""
    for one in examples:
        by = {"_annotator_id": one.annotator, "_session_id": f"{project.name}-{one.annotator}"} if one.annotator else {}
        yield {
            "text": one.text,
            "options": [{"id": name, "text": name} for name in project.names],
            "accept": list(one.labels),
            "spans": [{"start": span.start, "end": span.end, "label": span.label} for span in one.spans],
            "answer": "accept",
            "meta": one.source,
            "config": {"choice_style": "multiple" if project.several else "single"},
            **by,
        }


def read(line: dict[str, Any]) -> Iterator[Told]:
    """Yield what an answered task tells; one that was rejected or passed over tells nothing."""
    if line.get("answer", "accept") != "accept":
        return
    spans = tuple(LabelledSpan(int(one["start"]), int(one["end"]), str(one["label"])) for one in line.get("spans", ()))
    accepted = line["accept"] if "accept" in line else [line["label"]] if "label" in line else []
    labels = dict.fromkeys([*map(str, accepted), *(one.label for one in spans)])
    passage = str(line.get("meta", {}).get("passage", ""))
    yield Told(passage, str(line.get("text", "")), tuple(labels), spans, str(line.get("_annotator_id") or ""))
