"""Marks come back from other tools."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from minerva.errors import LabellingError, MinervaError, refusal
from minerva.labelling.forms import doccano, label_studio, prodigy
from minerva.labelling.marking import label_called, mark_passages
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from minerva.labelling.forms.told import Told
    from minerva.library.store import Library
    from minerva.records import LabelProject


class LeftOut(NamedTuple):
    """A record of a file that became no mark: its place in the file, from 1, and why."""

    record: int
    reason: str


class Imported(NamedTuple):
    """What came of a file: how many marks, by whom, and what was left out."""

    marks: int
    annotators: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def import_marks(
    library: Library, project: LabelProject, path: Path, *, annotator: str = "", when: datetime
) -> Imported:
    """
    Read marks that doccano, Label Studio or Prodigy wrote of passages that came from here.

    Which tool wrote the file is seen from what it holds. Passages are known by their ids, which the tools keep, and
    their text must be what it was.

    Parameters
    ----------
    annotator
        Whose marks they are, whatever the file says; needed where it says nothing.

    Raises
    ------
    LabellingError
        If the file cannot be read or holds no records of these tools.
    """
    left_out: list[LeftOut] = []
    by: dict[str, int] = {}
    for number, record in enumerate(_records(path), 1):
        try:
            for told in _told(record):
                name = annotator or told.annotator
                _mark(library, project, replace(told, annotator=name), when)
                by[name] = by.get(name, 0) + 1
        except MinervaError as error:
            left_out.append(LeftOut(number, str(error)))
        except (KeyError, TypeError, ValueError, AttributeError):
            left_out.append(LeftOut(number, _("It is no record of doccano, Label Studio or Prodigy.")))
    return Imported(sum(by.values()), tuple(sorted(by)), tuple(left_out))


def _mark(library: Library, project: LabelProject, told: Told, when: datetime) -> None:
    if not told.passage:
        raise LabellingError(_("It does not say which passage it is of: the field “passage” is missing."))
    passage = library.passage(told.passage)
    if library.quote(passage) != told.text:
        raise LabellingError(
            _("The text of passage {passage} is not what it is in the library.").format(passage=passage.id)
        )
    names = {one: label_called(project, one) for one in told.labels}
    spans = [replace(one, label=names[one.label]) for one in told.spans]
    mark_passages(library, project, [passage.id], names.values(), annotator=told.annotator, spans=spans, when=when)


def _told(record: dict[str, Any]) -> Iterable[Told]:
    if "data" in record:
        return label_studio.read(record)
    return prodigy.read(record) if "answer" in record or "accept" in record else doccano.read(record)


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file: a list of them, or one a line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LabellingError(_("{path} cannot be read: {error}.").format(path=path, error=refusal(error))) from error
    except UnicodeDecodeError as error:
        raise LabellingError(_("{path} is no text in UTF-8.").format(path=path)) from error
    try:
        found = json.loads(text) if text.lstrip().startswith("[") else [json.loads(one) for one in _lines(text)]
    except ValueError as error:
        raise LabellingError(
            _("{path} is neither JSON nor JSON Lines: {error}.").format(path=path, error=error)
        ) from error
    yield from found


def _lines(text: str) -> list[str]:
    # Not splitlines: JSON may hold other ends of lines within its strings.
    return [line for line in text.split("\n") if line.strip()]
