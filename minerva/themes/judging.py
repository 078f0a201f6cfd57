"""Users say whether passages are about a theme: what to ask them, what it teaches, and how good a theme is by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.errors import ThemeError
from minerva.library import themes as stored
from minerva.library.writing import writing
from minerva.messages import translate as _
from minerva.records import Judgment
from minerva.themes.assigner import Assigner
from minerva.themes.assigning import assign_themes
from minerva.themes.defining import known_theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from minerva.library.store import Library
    from minerva.records import Passage, Report, Theme

_FOLDS = 5
_FEWEST = 5
"""Judgments under which nothing is measured: two right of two say little."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage of which a judgment would teach most."""

    passage: Passage
    report: Report
    strength: float


@dataclass(frozen=True, slots=True)
class Measured:
    """
    How good a theme is by what a user judged.

    Each passage was measured by the strength that the other judgments alone would give it.

    Attributes
    ----------
    judged, accepted
        How many passages, and how many of them are about the theme.
    found, right
        How many of them were held to be about it, and how many rightly.
    """

    judged: int
    accepted: int
    found: int
    right: int

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right; ``None`` where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of what is about the theme that was found; ``None`` where nothing is."""
        return self.right / self.accepted if self.accepted else None


def judge(library: Library, asked: str, *, accept: Iterable[str] = (), reject: Iterable[str] = ()) -> Theme:
    """
    Remember which passages a user finds to be about a theme and which not, and assign the theme anew.

    Parameters
    ----------
    asked
        The theme's name.
    accept, reject
        Ids of passages, or how they begin.

    Raises
    ------
    UnknownValue
        If the theme or a passage is unknown.
    ThemeError
        If a passage is both accepted and rejected, or none is given.
    """
    theme = known_theme(library, asked)
    accepted = [library.passage(one).id for one in accept]
    rejected = [library.passage(one).id for one in reject]
    if not accepted and not rejected:
        raise ThemeError(_("Say which passages are about the theme, --accept ID, and which are not, --reject ID."))
    both = set(accepted) & set(rejected)
    if both:
        raise ThemeError(_("{passage} cannot be both accepted and rejected.").format(passage=min(both)))
    judged = [Judgment(theme.id, one, accepted=True) for one in accepted]
    judged += [Judgment(theme.id, one, accepted=False) for one in rejected]
    with writing(library) as writer:
        stored.judge(writer, judged)
    assign_themes(library, [theme.name])
    return theme


def suggestions(library: Library, theme: Theme, limit: int) -> list[Suggestion]:
    """Return the passages not yet judged of which it is least sure whether they are about *theme*, at most *limit*."""
    assigner = Assigner(library, [theme])
    judged = {one.passage_id for one in stored.judgments(library, theme.id)}
    found = [
        Suggestion(passage, report, round(strength, 4))
        for report in library.reports()
        if report.passages
        for passage, strength in zip(
            library.passages(report.id), assigner.strengths(report)[:, 0].tolist(), strict=True
        )
        if passage.id not in judged
    ]
    found.sort(key=lambda one: (abs(one.strength - assigner.present), one.passage.id))
    return found[:limit]


def measured(library: Library, theme: Theme) -> Measured | None:
    """Return how good *theme* is by what was judged of passages that are here; ``None`` where too few were."""
    here = [one for one in stored.judgments(library, theme.id) if _is_here(library, one)]
    if len(here) < _FEWEST:
        return None
    found = [one for fold in range(_FOLDS) for one in _found(library, theme, here, fold)]
    return Measured(len(here), sum(one.accepted for one in here), len(found), sum(one.accepted for one in found))


def _found(library: Library, theme: Theme, judgments: Sequence[Judgment], fold: int) -> list[Judgment]:
    """Return those judgments of one *fold* whose passages the judgments of the others hold to be about *theme*."""
    asked = {one.passage_id: one for one in judgments[fold::_FOLDS]}
    others = [one for one in judgments if one.passage_id not in asked]
    assigner = Assigner(library, [theme], judgments=others)
    reports = {library.passage(passage).report_id for passage in asked}
    strong = {
        one.passage_id for report_id in sorted(reports) for one in assigner.assignments(library.report(report_id))
    }
    return [one for passage, one in asked.items() if passage in strong]


def _is_here(library: Library, judgment: Judgment) -> bool:
    row = library.connection.execute("SELECT 1 FROM passages WHERE id = ?", (judgment.passage_id,)).fetchone()
    return row is not None
