"""What a municipality's report repeats from the year before, what it changes and what it adds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.compare.alignment import Change, align
from minerva.compare.paragraphs import paragraphs_of
from minerva.compare.word_diff import Segment, word_diff
from minerva.library.database import storage_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from minerva.compare.paragraphs import Paragraph
    from minerva.library.store import Library
    from minerva.records import Passage, Report

REPEATED_WEIGHT = 0.5
"""What a passage counts whose words all stood in the report before; it counts, since it is still said."""


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """
    A paragraph of the later report, or of the earlier one if it is gone.

    Attributes
    ----------
    before
        The earlier paragraphs that it comes from.
    likeness
        How much is the same, 0 to 1.
    """

    change: Change
    paragraph: Paragraph
    before: tuple[Paragraph, ...] = ()
    likeness: float = 0.0

    @property
    def diff(self) -> tuple[Segment, ...]:
        """The words that stayed, went and came; only where it was changed."""
        if self.change is not Change.CHANGED:
            return ()
        return word_diff(" ".join(one.text for one in self.before), self.paragraph.text)


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A passage of the later report, and the share of its words, 0 to 1, that stand in unchanged paragraphs."""

    passage: Passage
    unchanged: float


@dataclass(frozen=True, slots=True)
class ReportChanges:
    """
    Two reports compared.

    Attributes
    ----------
    paragraphs
        Of the later report, in its order, and then those of the earlier one that are gone.
    passages
        Of the later report.
    """

    earlier: Report
    later: Report
    paragraphs: tuple[ParagraphChange, ...]
    passages: tuple[PassageChange, ...]

    def words(self) -> dict[Change, int]:
        """Return how many words stand in paragraphs of each kind of change."""
        counted: Counter[Change] = Counter()
        for one in self.paragraphs:
            counted[one.change] += len(one.paragraph.words)
        return {change: counted[change] for change in Change}


def compare_reports(library: Library, one: str, other: str) -> ReportChanges:
    """
    Return what the later of two reports repeats, changes and adds.

    Parameters
    ----------
    one, other
        Their ids, or how these begin; the one of the earlier year is taken for the earlier, of the same year the first.

    Raises
    ------
    UnknownValue
        If there is no such report.
    """
    with storage_errors(library.folder), library.snapshot():
        earlier, later = sorted((library.report(one), library.report(other)), key=lambda report: report.year or 0)
        before = paragraphs_of(library.document(earlier.id))
        after = paragraphs_of(library.document(later.id))
        passages = library.passages(later.id)
    changes = paragraph_changes(before, after)
    return ReportChanges(earlier, later, changes, tuple(_passage_changes(passages, changes)))


def paragraph_changes(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> tuple[ParagraphChange, ...]:
    """Return what became of each paragraph: those of the later report, then those that are gone."""
    aligned = align(before, after)
    kept = {number for one in aligned for number in one.earlier}
    there = [
        ParagraphChange(one.change, after[one.later], tuple(before[n] for n in one.earlier), one.likeness)
        for one in aligned
    ]
    gone = [ParagraphChange(Change.GONE, one) for number, one in enumerate(before) if number not in kept]
    return (*there, *gone)


def earlier_report(library: Library, report: Report) -> Report | None:
    """
    Return the report that *report* follows: of the same municipality, board, kind and period, the year before or last.

    ``None`` if there is none.
    """
    return earlier_reports(library.reports()).get(report.id)


def earlier_reports(reports: Iterable[Report]) -> Mapping[str, Report]:
    """Return the report that each of *reports* follows, by its id; those that follow none are left out."""
    latest: dict[tuple[str | None, ...], Report] = {}
    found = {}
    for report in sorted(reports, key=lambda one: (one.year or 0, one.id)):
        line = (report.municipality, report.board, report.kind, report.period)
        before = latest.get(line)
        if report.municipality and report.year:
            if before and (before.year or 0) < report.year:
                found[report.id] = before
            latest[line] = report
    return found


def repeated_shares(library: Library, reports: Iterable[Report]) -> dict[str, float]:
    """
    Return the share of words, 0 to 1, of passages that stood word for word in the report before, by passage id.

    Passages without any are left out.
    """
    chosen = list(reports)
    before = earlier_reports(library.reports())
    shares = {}
    for report in chosen:
        if report.id in before:
            stood = {one.words for one in paragraphs_of(library.document(before[report.id].id)) if one.words}
            same = [one for one in paragraphs_of(library.document(report.id)) if one.words in stood]
            for passage in library.passages(report.id):
                share = _share(passage, same)
                if share:
                    shares[passage.id] = share
    return shares


def weight(share: float) -> float:
    """Return what a passage counts of whose words *share*, 0 to 1, stood in the report before."""
    return 1 - (1 - REPEATED_WEIGHT) * share


def _passage_changes(passages: Iterable[Passage], changes: Iterable[ParagraphChange]) -> Iterable[PassageChange]:
    same = [one.paragraph for one in changes if one.change is Change.UNCHANGED]
    return (PassageChange(passage, _share(passage, same)) for passage in passages)


def _share(passage: Passage, same: Iterable[Paragraph]) -> float:
    """Return the share of a passage's characters that lies in paragraphs which are the *same* as before."""
    shared = sum(max(min(one.end, passage.end) - max(one.start, passage.start), 0) for one in same)
    return round(min(shared / max(passage.end - passage.start, 1), 1.0), 4)
