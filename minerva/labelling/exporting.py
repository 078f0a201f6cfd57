"""Marked passages leave the program in the forms of other tools."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from minerva.errors import LabellingError
from minerva.labelling.asking import marks_of
from minerva.labelling.examples import examples_of, settled_examples
from minerva.labelling.forms import doccano, label_studio, prodigy
from minerva.labelling.forms.docbin import docbin
from minerva.messages import translate as _
from minerva.outward.files import replacing
from minerva.outward.tables import write_jsonl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from minerva.labelling.examples import Example
    from minerva.library.store import Library
    from minerva.records import LabelProject


class LabelForm(StrEnum):
    """For which tool a file is."""

    DOCCANO = "doccano"
    """Text classification."""
    DOCCANO_SPANS = "doccano-spans"
    """Sequence labelling."""
    LABEL_STUDIO = "label-studio"
    PRODIGY = "prodigy"
    SPACY = "spacy"


class Exported(NamedTuple):
    """
    What was written.

    Attributes
    ----------
    left_out
        How many marks, or marked passages, were not: their passages are gone, or their annotators do not agree.
    """

    files: tuple[Path, ...]
    examples: int
    left_out: int


def export_marks(  # noqa: PLR0913 - what to write, where and how
    library: Library,
    project: LabelProject,
    path: Path,
    form: LabelForm,
    *,
    annotator: str = "",
    settled: bool = False,
) -> Exported:
    """
    Write the marks of a project to *path* for another tool; beside it, for Label Studio, the interface as XML.

    Parameters
    ----------
    annotator
        Only what this one marked.
    settled
        One example a passage, with the labels that hold, rather than one a mark. For spaCy it is always so.

    Raises
    ------
    UnknownValue
        If nobody of that name has marked anything.
    LabellingError
        If nothing has been marked.
    ExportError
        If the file cannot be written.
    """
    marks = marks_of(library, project, annotator)
    if not marks:
        raise LabellingError(_("Nothing has been marked in {project} yet.").format(project=project.name))
    if settled or form is LabelForm.SPACY:
        examples, total = settled_examples(library, project, marks), len({one.passage_id for one in marks})
    else:
        examples, total = examples_of(library, marks), len(marks)
    files = _write(project, examples, path, form)
    return Exported(files, len(examples), total - len(examples))


def _write(project: LabelProject, examples: Sequence[Example], path: Path, form: LabelForm) -> tuple[Path, ...]:
    if form is LabelForm.SPACY:
        with replacing(path) as beside:
            beside.write_bytes(docbin(project, examples))
        return (path,)
    if form is LabelForm.LABEL_STUDIO:
        interface = path.with_suffix(".xml")
        _write_text(path, json.dumps(label_studio.tasks(examples), ensure_ascii=False, indent=1) + "\n")
        _write_text(interface, label_studio.interface(project))
        return path, interface
    with replacing(path) as beside, beside.open("w", encoding="utf-8") as stream:
        write_jsonl(_lines(project, examples, form), stream)
    return (path,)


def _lines(project: LabelProject, examples: Iterable[Example], form: LabelForm) -> Iterable[dict[str, Any]]:
    if form is LabelForm.PRODIGY:
        return prodigy.lines(project, examples)
    return doccano.lines(examples) if form is LabelForm.DOCCANO else doccano.span_lines(examples)


def _write_text(path: Path, text: str) -> None:
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8")
