"""All that is done with one file before it is stored; runs in a worker process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.errors import UnreadableFile
from minerva.messages import translate as _
from minerva.read.files import read_file
from minerva.read.quality import quality
from minerva.records import BlockKind, Report
from minerva.understand.identity import identify
from minerva.understand.indicators import indicators_of
from minerva.understand.manifest import ManifestRow, apply
from minerva.understand.passages import cut_passages

if TYPE_CHECKING:
    from minerva.read.files import Source
    from minerva.records import Document, Indicator, Passage
    from minerva.settings import Settings


@dataclass(frozen=True, slots=True)
class Task:
    """
    A file to read.

    Attributes
    ----------
    signature
        Size in bytes and time of change in nanoseconds when the content was hashed.
    row
        What the manifest says of it.
    """

    source: Source
    sha256: str
    signature: tuple[int, int]
    row: ManifestRow | None
    settings: Settings


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report, ready to be stored."""

    report: Report
    document: Document
    passages: tuple[Passage, ...]
    indicators: tuple[Indicator, ...] = ()


def prepare(task: Task) -> Prepared:
    """
    Read a file, say what report it is, cut it into passages and find its indicators.

    Raises
    ------
    UnreadableFile
        If it cannot be read, holds nothing to search, or changed meanwhile.
    """
    path = task.source.path
    document = read_file(path, task.settings.read)
    status = path.stat()
    if (status.st_size, status.st_mtime_ns) != task.signature:
        raise UnreadableFile(_("The file changed while it was being read."), _("Add it again when it is finished."))
    report_id = task.sha256[:16]
    passages = tuple(cut_passages(document, report_id, task.settings.passages))
    if not passages:
        raise UnreadableFile(_("The file holds nothing to search."), _("Leave it out, or fetch it again."))
    report = _report(task, document, len(passages))
    return Prepared(
        report, document, passages, tuple(indicators_of(document, report_id, report.year, report.municipality))
    )


def _report(task: Task, document: Document, passage_count: int) -> Report:
    identity = identify(document, task.source.name)
    if task.row:
        identity = apply(identity, task.row)
    return Report(
        id=task.sha256[:16],
        file=task.source.name,
        sha256=task.sha256,
        title=identity.title,
        municipality=identity.municipality,
        municipality_code=identity.municipality_code,
        county=identity.county,
        group=identity.group,
        board=identity.board,
        kind=identity.kind,
        year=identity.year,
        period=identity.period,
        url=identity.url,
        pages=len(document.pages) or None,
        words=_count_words(document),
        passages=passage_count,
        quality=quality(document.text),
        warnings=document.warnings,
        evidence=identity.evidence,
    )


def _count_words(document: Document) -> int:
    return sum(
        len(document.block_text(block).split()) for block in document.blocks if block.kind is not BlockKind.FURNITURE
    )
