"""An annotator at work: one passage after the other, with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.labelling.asking import next_passages, others_marked, pool_of
from minerva.labelling.marking import checked_annotator, mark_passages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from minerva.library.store import Library
    from minerva.records import Hit, LabelledSpan, LabelProject

_BATCH = 5
"""So many passages are shown before the model learns anew."""


class Session:
    """
    Shows an annotator what to mark next; the passages of the project are read once.

    Parameters
    ----------
    second
        Show what others have marked, so that agreement can be told, rather than what teaches most.

    Raises
    ------
    EncoderError, StorageError, LabellingError
        If the passages have no vectors, or there are none, or the annotator has no name.
    """

    def __init__(self, library: Library, project: LabelProject, annotator: str, *, second: bool = False) -> None:
        self.project = project
        self.annotator = checked_annotator(annotator)
        self._library = library
        self._pool = None if second else pool_of(library, project)
        self._shown: list[Hit] = []
        self._marked: set[str] = set()
        self._passed: set[str] = set()
        self._at = 0

    @property
    def marked(self) -> int:
        """How many passages were marked in this session."""
        return len(self._marked)

    @property
    def current(self) -> Hit | None:
        """The passage that is to be marked now; None where there are no more."""
        if self._at == len(self._shown):
            self._shown += self._more()
        return self._shown[self._at] if self._at < len(self._shown) else None

    def label(self, labels: Iterable[str], *, spans: Iterable[LabelledSpan] = (), when: datetime) -> None:
        """
        Give the current passage labels, and go on to the next.

        Raises
        ------
        UnknownValue, LabellingError
            As :func:`~minerva.labelling.marking.mark` does.
        """
        hit = self.current
        if hit is None:
            return
        by = self.annotator
        mark_passages(self._library, self.project, [hit.passage.id], labels, annotator=by, spans=spans, when=when)
        self._passed.discard(hit.passage.id)
        self._marked.add(hit.passage.id)
        self._at += 1

    def skip(self) -> None:
        """Go on without a mark; the passage is not shown again in this session."""
        hit = self.current
        if hit is not None:
            self._passed.add(hit.passage.id)
            self._at += 1

    def back(self) -> bool:
        """Go back to the passage before, to mark it anew; tell whether there is one."""
        if not self._at:
            return False
        self._at -= 1
        return True

    def _more(self) -> list[Hit]:
        if self._pool is None:
            seen = {hit.passage.id for hit in self._shown}
            found = others_marked(self._library, self.project, annotator=self.annotator, count=_BATCH + len(seen))
            return [hit for hit in found if hit.passage.id not in seen][:_BATCH]
        without = sorted(self._passed)
        return next_passages(self._library, self.project, count=_BATCH, without=without, pool=self._pool)
