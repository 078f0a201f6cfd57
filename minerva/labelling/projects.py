"""Labelling projects: made, looked up and removed. When something is done, the caller says what time it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.collect.collecting import stamp
from minerva.collect.searches import filters_from, told_filters
from minerva.errors import LabellingError
from minerva.library import labelling as stored
from minerva.messages import translate as _
from minerva.records import LabelProject
from minerva.retrieval.filters import Filters, matching_reports, wanted_kinds
from minerva.retrieval.query import parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from minerva.library.store import Library
    from minerva.records import Label

_NO_FILTERS = Filters()
_LONGEST_NAME = 200
_FEWEST = 2


def create_project(  # noqa: PLR0913 - what a project is
    library: Library,
    name: str,
    labels: Sequence[Label],
    *,
    several: bool = False,
    query: str = "",
    filters: Filters = _NO_FILTERS,
    when: datetime,
) -> LabelProject:
    """
    Make a labelling project.

    Parameters
    ----------
    several
        Whether a passage may have any number of labels, rather than just one.
    query, filters
        Which passages are to be labelled: those that answer the query by their words and are as the filters say; by
        default all.

    Raises
    ------
    LabellingError
        If the name is empty, too long or taken, or there are not at least two labels, all different.
    QueryError, UnknownValue
        If the query holds nothing to look for, or a filter names what is not there.
    """
    name = _checked(name)
    known = [_checked(one.name) for one in labels]
    if len({one.casefold() for one in known}) < max(_FEWEST, len(known)):
        raise LabellingError(
            _("A project needs at least two labels, all different; there are: {labels}.").format(
                labels=", ".join(known) or "–"
            )
        )
    if query:
        parse(query)
    matching_reports(filters, library)
    wanted_kinds(filters)
    made = LabelProject(0, name, tuple(labels), several, query, told_filters(filters), stamp(when))
    return stored.put_project(library, made)


def remove_project(library: Library, name: str) -> LabelProject:
    """
    Remove a project with its marks, and return it.

    Raises
    ------
    UnknownValue
        If there is no such project.
    """
    gone = stored.project(library, name)
    stored.forget_project(library, gone)
    return gone


def filters_of(project: LabelProject) -> Filters:
    """Return what narrows the passages of a project."""
    return filters_from(project.filters)


def _checked(name: str) -> str:
    """Return the name of a project, label or annotator without blanks around it."""
    told = " ".join(name.split())
    if not 0 < len(told) <= _LONGEST_NAME:
        raise LabellingError(
            _("A name has 1 to {most} characters; “{name}” has {n}. Choose another.").format(
                most=_LONGEST_NAME, name=told[:40], n=len(told)
            )
        )
    return told
