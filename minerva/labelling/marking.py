"""Marks: what annotators say of passages, and what holds where several said something."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from minerva.collect.collecting import stamp
from minerva.errors import LabellingError, UnknownValue
from minerva.library import labelling as stored
from minerva.messages import translate as _
from minerva.records import LabelledSpan, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from minerva.library.store import Library
    from minerva.records import LabelProject, Passage, Report

_LONGEST_ANNOTATOR = 80


class Place(NamedTuple):
    """A marked passage as it is in the library now."""

    passage: Passage
    report: Report
    text: str


def mark_passages(  # noqa: PLR0913 - what a mark is
    library: Library,
    project: LabelProject,
    passages: Sequence[str],
    labels: Iterable[str],
    *,
    annotator: str,
    spans: Iterable[LabelledSpan] = (),
    when: datetime,
) -> list[Mark]:
    """
    Remember which labels an annotator gives passages, in place of what they said of them before.

    Parameters
    ----------
    passages
        Ids, or how they begin.
    labels
        Names, or how they begin; none where none fits, if the project allows several.
    spans
        Words of the passage that a label stands for; only with one passage.

    Raises
    ------
    UnknownValue
        If a passage or a label is unknown.
    LabellingError
        If there are more or fewer labels than the project allows, a span does not lie in the passage or is of a label
        that the passage is not given, or the annotator has no name.
    """
    given = chosen_labels(project, labels)
    here = [library.passage(one) for one in dict.fromkeys(passages)]
    words = tuple(sorted(dict.fromkeys(spans), key=lambda one: (one.start, one.end)))
    if words and len(here) != 1:
        raise LabellingError(_("Words are of one passage. Name just one."))
    annotator = checked_annotator(annotator)
    new = [_mark(library, one, given, words, annotator, stamp(when)) for one in here]
    stored.put_marks(library, project, new)
    return new


def unmark(library: Library, project: LabelProject, passages: Sequence[str], *, annotator: str) -> int:
    """
    Take marks of an annotator back; return how many there were.

    Raises
    ------
    UnknownValue
        If a passage is unknown.
    """
    ids = [library.passage(one).id for one in passages]
    return stored.forget_marks(library, project, ids, checked_annotator(annotator))


def span_of(text: str, words: str, label: str) -> LabelledSpan:
    """
    Return where *words* stand in the *text* of a passage.

    Raises
    ------
    LabellingError
        If they do not, or more than once.
    """
    if text.count(words) != 1 or not words:
        raise LabellingError(
            _("“{words}” must stand just once in the passage, letter by letter; it stands there {n} times.").format(
                words=words, n=text.count(words) if words else 0
            )
        )
    start = text.index(words)
    return LabelledSpan(start, start + len(words), label)


def chosen_labels(project: LabelProject, asked: Iterable[str]) -> tuple[str, ...]:
    """
    Return the labels that are, or alone begin, as *asked*, in the order of the project.

    Raises
    ------
    UnknownValue
        If one is unknown.
    LabellingError
        If a project that gives each passage one label is asked for none or several.
    """
    found = {label_called(project, one) for one in asked}
    if not project.several and len(found) != 1:
        raise LabellingError(
            _("In {project} a passage has just one label; {n} were given. Labels: {labels}.").format(
                project=project.name, n=len(found), labels=", ".join(project.names)
            )
        )
    return tuple(name for name in project.names if name in found)


def label_called(project: LabelProject, asked: str) -> str:
    """
    Return the label that is called *asked*, or whose name alone begins so.

    Raises
    ------
    UnknownValue
        If there is none, or there are several.
    """
    wanted = asked.strip().casefold()
    exact = [name for name in project.names if name.casefold() == wanted]
    found = exact or [name for name in project.names if wanted and name.casefold().startswith(wanted)]
    if len(found) != 1:
        raise UnknownValue("label", asked, project.names)
    return found[0]


def checked_annotator(name: str) -> str:
    """
    Return an annotator's name without blanks around it.

    Raises
    ------
    LabellingError
        If nothing is left, or too much.
    """
    told = " ".join(name.split())
    if not 0 < len(told) <= _LONGEST_ANNOTATOR:
        raise LabellingError(_("Say who marks: a name of 1 to {most} characters.").format(most=_LONGEST_ANNOTATOR))
    return told


def places_of(library: Library, marks: Sequence[Mark]) -> dict[str, Place]:
    """Return where marked passages stand now, by the ids under which they were marked; not those that are gone."""
    number_by_id = stored.numbers_by_passage(library, marks)
    located = library.located(sorted(number_by_id.values()))
    return {one: Place(*located[number]) for one, number in number_by_id.items() if number in located}


def settled(marks: Iterable[Mark], *, several: bool) -> dict[str, tuple[str, ...]]:
    """
    Return which labels hold, by passage: of several annotators the label that most give, or all that over half give.

    Where two labels have as many annotators each and just one may hold, none does, and the passage is left out.
    """
    by_passage: dict[str, list[Mark]] = defaultdict(list)
    for one in marks:
        by_passage[one.passage_id].append(one)
    found = {passage: _settled(some, several=several) for passage, some in by_passage.items()}
    return {passage: labels for passage, labels in found.items() if labels is not None}


def _settled(marks: Sequence[Mark], *, several: bool) -> tuple[str, ...] | None:
    votes = Counter(label for one in marks for label in one.labels)
    if several:
        return tuple(label for label, count in votes.items() if 2 * count > len(marks))
    (label, most), *others = votes.most_common(2)
    return None if others and others[0][1] == most else (label,)


def _mark(  # noqa: PLR0913, PLR0917 - as above
    library: Library,
    passage: Passage,
    labels: tuple[str, ...],
    spans: tuple[LabelledSpan, ...],
    annotator: str,
    marked: str,
) -> Mark:
    text = library.quote(passage)
    for one in spans:
        if not 0 <= one.start < one.end <= len(text) or one.label not in labels:
            raise LabellingError(
                _(
                    "The words {start}–{end} of “{label}” do not lie in the passage, or it is not given that label."
                ).format(start=one.start, end=one.end, label=one.label)
            )
    place = (passage.report_id, passage.start, passage.end, stored.hash_of(text))
    return Mark(passage.id, annotator, labels, spans, *place, marked)
