"""What a user does to discovered themes: rename, merge, split and drop them, now and whenever they are found again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from minerva.errors import ThemeError
from minerva.library import themes as stored
from minerva.library.encoders import encoder_in_use, vectors_of
from minerva.library.writing import writing
from minerva.messages import translate as _
from minerva.records import Assignment, EditKind, Origin, Theme, ThemeEdit
from minerva.themes.clustering import cluster
from minerva.themes.identity import theme_id
from minerva.themes.keeping import names_given
from minerva.themes.naming import names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from minerva.library.store import Library


def rename_theme(library: Library, asked: str, name: str) -> Theme:
    """
    Call a discovered theme *name* from now on.

    Raises
    ------
    UnknownValue
        If there is no theme *asked* for, or more than one.
    ThemeError
        If it is a defined one, *name* says nothing, or another theme has it.
    """
    chosen = _discovered(library, asked)
    name = " ".join(name.split())
    if not name:
        raise ThemeError(_("The new name is empty; give one or more words."))
    if any(one.name.casefold() == name.casefold() and one.id != chosen.id for one in stored.themes(library)):
        raise ThemeError(
            _("Another theme is called {name!r}; choose another name, or merge the two.").format(name=name)
        )
    renamed = replace(chosen, name=name)
    with writing(library) as writer:
        stored.put_edited(writer, ThemeEdit(chosen.id, EditKind.RENAME, name), [renamed])
    return renamed


def drop_theme(library: Library, asked: str) -> Theme:
    """
    Do away with a discovered theme; its passages are about nothing then.

    Raises
    ------
    UnknownValue, ThemeError
        As for :func:`rename_theme`.
    """
    chosen = replace(_discovered(library, asked), dropped=True)
    with writing(library) as writer:
        stored.put_edited(writer, ThemeEdit(chosen.id, EditKind.DROP), [chosen])
    return chosen


def merge_themes(library: Library, asked: str, others: Sequence[str]) -> Theme:
    """
    Put the passages of *others* to the theme *asked* for, which keeps its id and name.

    Raises
    ------
    UnknownValue, ThemeError
        As for :func:`rename_theme`; also if there is nothing to merge.
    """
    chosen = _discovered(library, asked)
    merged = [one for one in (_discovered(library, other) for other in others) if one.id != chosen.id]
    if not merged:
        raise ThemeError(_("There is nothing to merge; name at least two different themes."))
    ids = tuple(dict.fromkeys(one.id for one in merged))
    found = [
        replace(one, theme_id=chosen.id)
        for theme in (chosen.id, *ids)
        for one in stored.assignments(library, theme_id=theme)
    ]
    whole = _named_anew(library, replace(chosen, stability=None), found)
    with writing(library) as writer:
        stored.put_edited(writer, ThemeEdit(chosen.id, EditKind.MERGE, others=ids), [whole], found, gone=ids)
    return whole


def split_theme(library: Library, asked: str, parts: int = 2) -> list[Theme]:
    """
    Divide a theme into *parts* by what its passages are about.

    The largest keeps its id, and the name if a user gave it one; the others are named anew.

    Raises
    ------
    UnknownValue, ThemeError
        As for :func:`rename_theme`; also if it has fewer passages than *parts*, or they have no vectors.
    """
    chosen = _discovered(library, asked)
    found = stored.assignments(library, theme_id=chosen.id)
    if parts < 2 or len(found) < parts:  # noqa: PLR2004 - fewer parts divide nothing
        raise ThemeError(
            _("A theme of {n} passages cannot be split into {parts}; ask for 2 to {n}.").format(
                n=len(found), parts=parts
            )
        )
    passages = [library.passage(one.passage_id) for one in found]
    labels = cluster(
        _vectors(library, found),
        [library.quote(passage) for passage in passages],
        themes=parts,
        sources=[passage.report_id for passage in passages],
    ).labels
    # What fits nowhere stays with the largest part.
    labels = np.maximum(labels, 0)
    is_named = chosen.id in names_given(stored.edits(library))
    divided: list[Assignment] = []
    themes: list[Theme] = []
    for part in range(parts):
        own = [one for one, label in zip(found, labels.tolist(), strict=True) if label == part]
        # Another salt than that of themes found: the part may be one that was merged before.
        part_id = chosen.id if part == 0 else theme_id([f"part of {chosen.id}", *(one.passage_id for one in own)])
        own = [replace(one, theme_id=part_id) for one in own]
        divided += own
        themes.append(
            _named_anew(library, replace(chosen, id=part_id, stability=None), own, name=part > 0 or not is_named)
        )
    others = tuple(one.id for one in themes[1:])
    with writing(library) as writer:
        stored.put_edited(writer, ThemeEdit(chosen.id, EditKind.SPLIT, others=others), themes, divided)
    return themes


def _discovered(library: Library, asked: str) -> Theme:
    chosen = stored.theme(library, asked)
    if chosen.origin is not Origin.DISCOVERED:
        raise ThemeError(
            _("{name!r} is a defined theme; change its definition instead: minerva themes define").format(
                name=chosen.name
            )
        )
    if chosen.id in {one.parent for one in stored.themes(library)}:
        raise ThemeError(
            _("{name!r} holds other themes and cannot be changed itself; change those.").format(name=chosen.name)
        )
    return chosen


def _vectors(library: Library, found: Sequence[Assignment]) -> NDArray[np.float32]:
    encoder = encoder_in_use(library.connection)
    numbers = [library.number(one.passage_id) for one in found]
    known, rows = vectors_of(library.connection, encoder, numbers) if encoder else (np.zeros(0, np.int64), None)
    if rows is None or len(known) < len(numbers):
        raise ThemeError(_("Some passages of the theme have no vectors. Make them: minerva rebuild"))
    return rows[np.searchsorted(known, numbers)].astype(np.float32)


def _named_anew(library: Library, theme: Theme, found: Sequence[Assignment], *, name: bool = False) -> Theme:
    """Return *theme* with keywords and examples of the passages that it has now; its name only if *name* is set."""
    passages = [library.passage(one.passage_id) for one in sorted(found, key=lambda one: -one.strength)]
    owners = {report.id: report.municipality or report.id for report in library.reports()}
    texts = [library.quote(passage) for passage in passages]
    (naming,) = names_of([texts], [[owners[one.report_id] for one in passages]], [[]], beside=_others(library, theme))
    first = {owners[one.report_id]: one.id for one in reversed(passages)}
    return replace(
        theme,
        name=naming.title if name else theme.name,
        keywords=naming.keywords,
        examples=tuple(one.id for one in passages if one.id in first.values())[:3],
    )


def _others(library: Library, theme: Theme) -> list[list[str]]:
    """Return texts that stand for the other themes, against which this one is named."""
    return [
        [
            library.quote(library.passage(one.passage_id))
            for one in stored.assignments(library, theme_id=other.id)[:_FEW]
        ]
        for other in stored.themes(library, origin=Origin.DISCOVERED)
        if other.id != theme.id
    ]


_FEW = 100
