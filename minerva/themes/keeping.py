"""What users did to themes, done again to what a new run finds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from minerva.records import EditKind
from minerva.themes.blocks import nearest_rows, unit
from minerva.themes.identity import former_labels, matched, theme_id
from minerva.themes.partition import centres_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from minerva.records import Theme, ThemeEdit

_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Former:
    """
    An earlier run.

    Attributes
    ----------
    themes
        Of the finest level, dropped ones among them.
    theme_by_passage
        Ids by ids.
    """

    themes: Sequence[Theme]
    theme_by_passage: Mapping[str, str]

    def labels(self, passage_ids: Sequence[str]) -> NDArray[np.int64]:
        """Return the place of each passage's theme among *themes*; -1 where it had none."""
        return former_labels(passage_ids, self.theme_by_passage, self.ids)

    @property
    def ids(self) -> list[str]:
        """The ids of the themes."""
        return [one.id for one in self.themes]


def divided_again(
    rows: NDArray[np.float32], labels: NDArray[np.int64], former: NDArray[np.int64], families: Iterable[Sequence[int]]
) -> NDArray[np.int64]:
    """
    Divide themes that hold several parts of what a user divided.

    Parameters
    ----------
    rows, labels
        ``(n, d)`` and ``(n,)``: where passages lie and their themes now; -1 for none.
    former
        ``(n,)`` their themes in the run before.
    families
        Former themes that were one before a user divided it.
    """
    labels = labels.copy()
    for family in families:
        for theme in range(int(labels.max(initial=-1)) + 1):
            here = labels == theme
            held = [one for one in family if (here & (former == one)).sum() > _MOST * max((former == one).sum(), 1)]
            if len(held) > 1:
                known = np.full(len(labels), -1)
                for place, one in enumerate(held):
                    known[here & (former == one)] = place
                part = nearest_rows(unit(rows[here]), centres_in(rows, known, len(held)))
                part = np.where(known[here] >= 0, known[here], part)
                labels[here] = np.where(part == 0, theme, labels.max() + part)
    return labels


def joined_again(labels: NDArray[np.int64], former: NDArray[np.int64], joined: Iterable[int]) -> NDArray[np.int64]:
    """Join the themes most of whose known passages were in one that a user had joined."""
    labels = labels.copy()
    for target in joined:
        of = [theme for theme in np.unique(labels[labels >= 0]).tolist() if _mostly(former[labels == theme], target)]
        if len(of) > 1:
            labels[np.isin(labels, of)] = of[0]
    return labels


def _mostly(former: NDArray[np.int64], target: int) -> bool:
    known = former[former >= 0]
    return len(known) > 0 and bool((known == target).mean() > _MOST)


def ids_for(labels: NDArray[np.int64], passage_ids: Sequence[str], formers: Iterable[Former]) -> list[str]:
    """Return an id for each theme: of the former theme that it is, in the latest run that has it, or a new one."""
    count = int(labels.max(initial=-1)) + 1
    found: dict[int, str] = {}
    for former in formers:
        here = former.labels(passage_ids)
        for place, one in enumerate(former.ids):
            if one in found.values():
                here[here == place] = -1
        left = np.where(np.isin(labels, list(found)), -1, labels)
        found |= {theme: former.ids[place] for theme, place in matched(left, here).items()}
    return [
        found.get(theme) or theme_id(passage_ids[place] for place in np.flatnonzero(labels == theme).tolist())
        for theme in range(count)
    ]


def families_of(edits: Iterable[ThemeEdit]) -> list[list[str]]:
    """Return the ids that users made of one theme by splitting, those of each theme together."""
    families: list[list[str]] = []
    for edit in edits:
        if edit.kind is EditKind.SPLIT:
            family = next((one for one in families if edit.theme_id in one), None)
            if family is None:
                families.append([edit.theme_id, *edit.others])
            else:
                family.extend(edit.others)
        elif edit.kind is EditKind.MERGE:
            families = [[one for one in family if one not in edit.others] for family in families]
    return [family for family in families if len(family) > 1]


def joined_by(edits: Iterable[ThemeEdit]) -> list[str]:
    """Return the ids of themes that users made of several, unless they divided them again."""
    joined: dict[str, None] = {}
    for edit in edits:
        if edit.kind is EditKind.MERGE:
            joined[edit.theme_id] = None
        elif edit.kind is EditKind.SPLIT:
            joined.pop(edit.theme_id, None)
    return list(joined)


def names_given(edits: Iterable[ThemeEdit]) -> dict[str, str]:
    """Return the names that users gave to themes, by id, the last given."""
    return {edit.theme_id: edit.name for edit in edits if edit.kind is EditKind.RENAME}


def dropped_by(edits: Iterable[ThemeEdit]) -> set[str]:
    """Return the ids of themes that users did away with."""
    return {edit.theme_id for edit in edits if edit.kind is EditKind.DROP}


def as_user_left(theme: Theme, names: Mapping[str, str], dropped: set[str]) -> Theme:
    """Return *theme* with the name that a user gave it, dropped if a user did away with it."""
    return replace(theme, name=names.get(theme.id, theme.name), dropped=theme.id in dropped)
