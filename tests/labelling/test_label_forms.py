"""The forms of other tools: each is read back, spans are exact, and marks return as they were."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin

from minerva.errors import LabellingError, UnknownValue
from minerva.labelling.asking import next_passages
from minerva.labelling.examples import Example, examples_of
from minerva.labelling.exporting import LabelForm, export_marks
from minerva.labelling.forms import doccano, label_studio, prodigy
from minerva.labelling.forms.docbin import SPANS, docbin
from minerva.labelling.importing import import_marks
from minerva.labelling.marking import mark_passages, span_of
from minerva.library import labelling as stored
from minerva.library.writing import remove
from minerva.records import Label, LabelledSpan, LabelProject
from tests.labelled import NAMES, WHEN, truth_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from minerva import Library
    from minerva.labelling.forms.told import Told

PROJECT = LabelProject(1, "prov", (Label("a"), Label("b")), several=True)
READ_BACK = {LabelForm.DOCCANO, LabelForm.DOCCANO_SPANS, LabelForm.LABEL_STUDIO, LabelForm.PRODIGY}


@pytest.fixture
def marked(themed: Library, project: LabelProject) -> LabelProject:
    """Give a project in which two annotators marked the same passages, with words, and differ on one."""
    truth = truth_of(themed)
    for number, hit in enumerate(next_passages(themed, project, count=8)):
        label = truth[hit.passage.id]
        words = hit.text[5:40]
        spans = [span_of(hit.text, words, label)] if hit.text.count(words) == 1 else []
        other = label if number else next(name for name in NAMES if name != label)
        mark_passages(themed, project, [hit.passage.id], [label], annotator="anna", spans=spans, when=WHEN)
        mark_passages(themed, project, [hit.passage.id], [other], annotator="bo", when=WHEN)
    return project


def _json_lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def _said(library: Library, project: LabelProject) -> list[tuple[object, ...]]:
    return [(one.passage_id, one.annotator, one.labels, one.spans) for one in stored.marks(library, project)]


@pytest.mark.parametrize("form", sorted(READ_BACK))
def test_marks_return_as_they_were(themed: Library, marked: LabelProject, form: LabelForm, tmp_path: Path) -> None:
    """What leaves for doccano, Label Studio or Prodigy and comes back makes the same marks."""
    before = _said(themed, marked)
    path = tmp_path / "marks.json"
    done = export_marks(themed, marked, path, form)
    assert (done.examples, done.left_out) == (16, 0)
    with stored.keeping(themed) as connection:
        connection.execute("DELETE FROM label_marks")
    back = import_marks(themed, marked, path, when=WHEN)
    assert (back.marks, back.annotators, back.left_out) == (16, ("anna", "bo"), ())
    if form is LabelForm.DOCCANO:
        before = [(*one[:3], ()) for one in before]
    assert _said(themed, marked) == before


@pytest.mark.parametrize("form", list(LabelForm))
def test_where_it_stands_goes_with_it(themed: Library, marked: LabelProject, form: LabelForm, tmp_path: Path) -> None:
    """Every form bears the report's id, the page, and offsets at which the text stands in the report."""
    path = tmp_path / "marks"
    export_marks(themed, marked, path, form, annotator="anna")
    for text, source in _sources(path, form):
        assert themed.text(source["report"])[source["start"] : source["end"]] == text
        assert {"page", "page_end", "passage", "file", "municipality", "year"} <= set(source)


def _sources(path: Path, form: LabelForm) -> Iterable[tuple[str, dict[str, Any]]]:
    if form is LabelForm.SPACY:
        docs = DocBin().from_bytes(path.read_bytes()).get_docs(spacy.blank("sv").vocab)
        return [(doc.text, doc.user_data) for doc in docs]
    if form is LabelForm.LABEL_STUDIO:
        return [(task["data"]["text"], task["data"]) for task in json.loads(path.read_text("utf-8"))]
    lines = _json_lines(path)
    return [(line["text"], line["meta"] if form is LabelForm.PRODIGY else line) for line in lines]


def test_doccano(themed: Library, marked: LabelProject, tmp_path: Path) -> None:
    """A line has a text and labels: names for text classification, spans with offsets for sequence labelling."""
    names, spans = tmp_path / "names.jsonl", tmp_path / "spans.jsonl"
    export_marks(themed, marked, names, LabelForm.DOCCANO)
    export_marks(themed, marked, spans, LabelForm.DOCCANO_SPANS)
    assert all(isinstance(name, str) for line in _json_lines(names) for name in line["label"])
    for line in _json_lines(spans):
        ((start, end, label),) = line["label"]
        assert 0 <= start < end <= len(line["text"])
        assert label in NAMES


def test_label_studio(themed: Library, marked: LabelProject, tmp_path: Path) -> None:
    """A task has data and annotations, each result fits a control of the interface beside it, and words are exact."""
    path = tmp_path / "tasks.json"
    done = export_marks(themed, marked, path, LabelForm.LABEL_STUDIO)
    controls = {tag.get("name"): tag for tag in ET.parse(done.files[1]).getroot()}  # noqa: S314 - our own file
    tasks = json.loads(path.read_text("utf-8"))
    assert len(tasks) == 8
    results = [(task, one) for task in tasks for annotation in task["annotations"] for one in annotation["result"]]
    assert len({one["id"] for _task, one in results}) == len(results) > 16
    for task, one in results:
        control = controls[one["from_name"]]
        assert control.tag.casefold() == one["type"]
        assert control.get("toName") == one["to_name"] == "text"
        assert set(one["value"][one["type"]]) <= {choice.get("value") for choice in control}
        if one["type"] == "labels":
            assert task["data"]["text"][one["value"]["start"] : one["value"]["end"]] == one["value"]["text"]


def test_prodigy(themed: Library, marked: LabelProject, tmp_path: Path) -> None:
    """A task offers all labels as options, accepts those given, and says who answered."""
    path = tmp_path / "tasks.jsonl"
    export_marks(themed, marked, path, LabelForm.PRODIGY, annotator="bo")
    for task in _json_lines(path):
        assert [one["id"] for one in task["options"]] == list(NAMES)
        assert set(task["accept"]) <= set(NAMES)
        assert (task["answer"], task["_annotator_id"]) == ("accept", "bo")


def test_docbin(themed: Library, marked: LabelProject, tmp_path: Path) -> None:
    """SpaCy reads one document a passage on whose label annotators agree, with all labels and exact spans."""
    path = tmp_path / "marks.spacy"
    done = export_marks(themed, marked, path, LabelForm.SPACY)
    assert (done.examples, done.left_out) == (7, 1)
    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("sv").vocab))
    held = {one.passage_id: one for one in stored.marks(themed, marked) if one.annotator == "anna"}
    assert len(docs) == 7
    for doc in docs:
        one = held[doc.user_data["passage"]]
        assert set(doc.cats) == set(NAMES)
        assert [name for name, value in doc.cats.items() if value] == list(one.labels)
        told = [(span.start_char, span.end_char, span.label_) for span in doc.spans[SPANS]]
        assert told == [(span.start, span.end, span.label) for span in one.spans]


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("å😀e\u0301 .-\n"), min_size=2, max_size=40
)


@st.composite
def _examples(draw: st.DrawFn) -> Example:
    text = draw(TEXTS)
    spans = []
    for _number in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        if (start, end) != (0, len(text)):
            spans.append(LabelledSpan(start, end, draw(st.sampled_from("ab"))))
    ordered = tuple(sorted(set(spans), key=lambda one: (one.start, one.end, one.label)))
    labels = set(draw(st.sets(st.sampled_from("ab")))) | {one.label for one in ordered}
    return Example(text, tuple(sorted(labels)), ordered, "anna", {"passage": "p1"})


@given(_examples())
@settings(max_examples=60, deadline=None)
def test_any_span_survives(one: Example) -> None:
    """Whatever the text and the spans, every tool's form gives them back exactly, also across emoji and accents."""
    for told in _told(one):
        assert (told.passage, told.text, told.annotator) == ("p1", one.text, "anna")
        assert (set(told.labels), set(told.spans)) == (set(one.labels), set(one.spans))
    (doc,) = DocBin().from_bytes(docbin(PROJECT, [one])).get_docs(spacy.blank("sv").vocab)
    assert doc.text == one.text
    assert {(span.start_char, span.end_char, span.label_) for span in doc.spans[SPANS]} == {
        (span.start, span.end, span.label) for span in one.spans
    }


def _told(one: Example) -> Iterable[Told]:
    (line,) = doccano.span_lines([one])
    (task,) = label_studio.tasks([one])
    (answered,) = prodigy.lines(PROJECT, [one])
    for read, record in ((doccano.read, line), (label_studio.read, task), (prodigy.read, answered)):
        yield from read(json.loads(json.dumps(record)))


def test_what_the_tools_write_themselves() -> None:
    """Records as the tools' own exports have them are read: other people, other keys, answers that say no."""
    (told,) = doccano.read(
        {"id": 7, "text": "Ett hem.", "entities": [{"id": 1, "start_offset": 4, "end_offset": 7, "label": "a"}],
         "cats": ["b"], "passage": "p", "Comments": []}
    )  # fmt: skip
    assert (told.labels, told.spans) == (("b", "a"), (LabelledSpan(4, 7, "a"),))
    result = {"value": {"choices": ["a"]}, "id": "x", "from_name": "labels", "to_name": "text", "type": "choices"}
    task = {
        "id": 1,
        "data": {"text": "Ett hem.", "passage": "p", "annotators": ["anna"]},
        "annotations": [
            {"id": 1, "completed_by": {"id": 3, "email": "bo@example.org"}, "result": [result]},
            {"id": 2, "completed_by": 4, "result": [], "was_cancelled": True},
        ],
    }
    assert [(one.annotator, one.labels) for one in label_studio.read(task)] == [("bo@example.org", ("a",))]
    assert not list(prodigy.read({"text": "Ett hem.", "accept": ["a"], "answer": "ignore"}))
    (told,) = prodigy.read({"text": "Ett hem.", "label": "a", "answer": "accept", "meta": {"passage": "p"}})
    assert told.labels == ("a",)


def test_what_cannot_be_read_in_is_told(themed: Library, marked: LabelProject, tmp_path: Path) -> None:
    """Records without a passage, of other texts or labels, or by nobody are left out, and it is told why."""
    hit = next_passages(themed, marked, count=1)[0]
    whole = {"text": hit.text, "label": ["våld"], "passage": hit.passage.id}
    records = [
        whole,
        whole | {"passage": ""},
        whole | {"passage": "ffff"},
        whole | {"text": "annat"},
        whole | {"label": ["badhus"]},
        whole | {"label": 7},
        ["ingenting"],
        whole | {"label": ["ekonomi"], "annotator": "cia"},
    ]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    done = import_marks(themed, marked, path, when=WHEN)
    assert (done.marks, done.annotators) == (1, ("cia",))
    assert [one.record for one in done.left_out] == [1, 2, 3, 4, 5, 6, 7]
    assert "Say who" in done.left_out[0].reason
    assert import_marks(themed, marked, path, annotator="dan", when=WHEN).annotators == ("dan",)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[1,"])
def test_files_that_cannot_be_read(themed: Library, project: LabelProject, tmp_path: Path, content: bytes) -> None:
    """A file that is no JSON, or is not there, is refused, and nothing is stored."""
    path = tmp_path / "in.jsonl"
    path.write_bytes(content)
    with pytest.raises(LabellingError):
        import_marks(themed, project, path, annotator="anna", when=WHEN)
    with pytest.raises(LabellingError, match="not there"):
        import_marks(themed, project, tmp_path / "none.jsonl", when=WHEN)
    assert not stored.marks(themed, project)


def test_what_is_gone_is_left_out(themed: Library, marked: LabelProject, tmp_path: Path) -> None:
    """Marks of passages that are not here now are left out, and how many is told."""
    marks = stored.marks(themed, marked)
    gone = themed.report(marks[0].report_id).id
    remove(themed, [gone])
    left = [one for one in marks if one.report_id != gone]
    assert examples_of(themed, marks) == examples_of(themed, left)
    done = export_marks(themed, marked, tmp_path / "x.jsonl", LabelForm.DOCCANO)
    assert (done.examples, done.left_out) == (len(left), len(marks) - len(left))


def test_nothing_to_export(themed: Library, project: LabelProject, tmp_path: Path) -> None:
    """Without marks, or by somebody who made none, nothing is written."""
    with pytest.raises(LabellingError, match="Nothing has been marked"):
        export_marks(themed, project, tmp_path / "x", LabelForm.PRODIGY)
    with pytest.raises(UnknownValue):
        export_marks(themed, project, tmp_path / "x", LabelForm.PRODIGY, annotator="zoe")
    assert not (tmp_path / "x").exists()
