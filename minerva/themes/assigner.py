"""Strengths of a library's passages, taught by what was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minerva.encoding.models import DEFAULT, load_encoder, shipped_folder
from minerva.library import themes as stored
from minerva.library.encoders import encoder_in_use, load_used, vectors_of
from minerva.records import Assignment, Judgment
from minerva.themes.completing import completed, is_passage_id
from minerva.themes.definitions import built_in
from minerva.themes.reading import ThemeReader
from minerva.themes.strength import probability
from minerva.themes.teaching import Correction, Lesson, joined, learn, lesson_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from minerva.library.store import Library
    from minerva.records import Report, Theme
    from minerva.themes.reading import ReadPieces


class Assigner:
    """
    Gives strengths to the passages of a library, taught by what was judged.

    Attributes
    ----------
    heard
        Ids of the themes of which a seed has stood somewhere so far.
    """

    def __init__(
        self, library: Library, themes: Sequence[Theme], *, judgments: Sequence[Judgment] | None = None
    ) -> None:
        self._library = library
        self._themes = list(themes)
        self._used = encoder_in_use(library.connection)
        encoder = load_used(self._used) if self._used else load_encoder() if shipped_folder(DEFAULT) else None
        self._is_light = encoder is None or encoder.is_light
        self._reader = ThemeReader(
            [completed(library, theme) for theme in themes], [completed(library, one) for one in built_in()], encoder
        )
        given = [one for theme in themes for one in _judgments(library, theme)] if judgments is None else judgments
        self._judged = {(one.theme_id, one.passage_id): one.accepted for one in given}
        self.heard: set[str] = set()
        self._corrections = self._learnt(given)

    @property
    def present(self) -> float:
        """From which strength up a passage is about a theme."""
        return self._reader.model.present

    def assignments(self, report: Report) -> Iterator[Assignment]:
        """Yield which passages of *report* are about which theme; what a user judged is as it was judged."""
        passages = self._library.passages(report.id)
        if not passages:
            return
        strengths = self.strengths(report)
        for column, theme in enumerate(self._themes):
            for passage, strength in zip(passages, strengths[:, column].tolist(), strict=True):
                judged = self._judged.get((theme.id, passage.id))
                if judged or (judged is None and strength >= self.present):
                    yield Assignment(passage.id, theme.id, 1.0 if judged else round(strength, 4))

    def strengths(self, report: Report) -> NDArray[np.float32]:
        """Return ``(passages, themes)`` strengths of the passages of a *report*: those of their strongest pieces."""
        read = self._read(report)
        return _of_passages(read, probability(self._taught(read)))

    def _read(self, report: Report) -> ReadPieces:
        passages = self._library.passages(report.id)
        vectors = None
        if self._used and not self._is_light:
            numbers = [self._library.number(passage.id) for passage in passages]
            found, rows = vectors_of(self._library.connection, self._used, numbers)
            vectors = rows.astype(np.float32)[np.searchsorted(found, numbers)]
        read = self._reader.read(self._library.document(report.id), passages, vectors)
        self.heard.update(
            theme.id
            for theme, count in zip(self._themes, read.evidence.figures[:, :, 0].max(axis=0), strict=True)
            if count
        )
        return read

    def _taught(self, read: ReadPieces) -> NDArray[np.float32]:
        if not self._corrections:
            return read.log_odds
        known, taught = self._reader.known(read), read.log_odds.copy()
        for column, theme in enumerate(self._themes):
            if theme.id in self._corrections:
                taught[:, column] += self._corrections[theme.id].of(known)
        return taught

    def _learnt(self, judgments: Iterable[Judgment]) -> dict[str, Correction]:
        """Learn from judged passages that are here, and from texts that the themes' authors called no examples."""
        lessons: dict[str, list[Lesson]] = {theme.id: [] for theme in self._themes}
        for report_id, some in _by_report(self._library, judgments).items():
            read = self._read(self._library.report(report_id))
            for one, place in some:
                lessons[one.theme_id].append(self._lesson(read, one.theme_id, place, is_about=one.accepted))
        for theme in self._themes:
            for text in theme.counterexamples:
                if not is_passage_id(text):
                    read = self._reader.read_text(text)
                    lessons[theme.id].append(self._lesson(read, theme.id, 0, is_about=False))
        return {theme: learn(joined(some)) for theme, some in lessons.items() if some}

    def _lesson(self, read: ReadPieces, theme_id: str, passage: int, *, is_about: bool) -> Lesson:
        column = next(number for number, theme in enumerate(self._themes) if theme.id == theme_id)
        rows = [row for row, piece in enumerate(read.pieces) if piece.passage == passage]
        return lesson_of(self._reader.known(read)[rows], read.log_odds[rows, column], is_about=is_about)


def _by_report(library: Library, judgments: Iterable[Judgment]) -> dict[str, list[tuple[Judgment, int]]]:
    """Return judgments with the places of their passages, by reports' ids; those of passages that are gone not."""
    wanted: dict[str, list[Judgment]] = {}
    for one in judgments:
        row = library.connection.execute("SELECT report_id FROM passages WHERE id = ?", (one.passage_id,)).fetchone()
        if row:
            wanted.setdefault(row[0], []).append(one)
    found = {}
    for report_id, some in sorted(wanted.items()):
        place = {passage.id: number for number, passage in enumerate(library.passages(report_id))}
        found[report_id] = [(one, place[one.passage_id]) for one in some]
    return found


def _of_passages(read: ReadPieces, strengths: NDArray[np.float32]) -> NDArray[np.float32]:
    owners = np.array([piece.passage for piece in read.pieces])
    most = np.zeros((int(owners.max(initial=-1)) + 1, strengths.shape[1]), np.float32)
    np.maximum.at(most, owners, strengths)
    return most


def _judgments(library: Library, theme: Theme) -> list[Judgment]:
    """Return what was judged of a theme, by a user or by the passages that its author gave as examples."""
    given = [
        Judgment(theme.id, passage, accepted)
        for some, accepted in ((theme.examples, True), (theme.counterexamples, False))
        for passage in some
        if is_passage_id(passage)
    ]
    return [*given, *stored.judgments(library, theme.id)]
