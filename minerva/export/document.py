"""What every written document holds, in its order: blocks that Word, HTML and Markdown write each in their way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.citation.styled import References, Run, Style
from minerva.export.parts import (
    By,
    Part,
    about,
    grouped,
    indicator_cells,
    indicator_heads,
    parts,
    said_of,
    warning,
)
from minerva.library.passage_vectors import Progress
from minerva.messages import translate as _
from minerva.outward.text import one_line, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from minerva.export.dossier import Dossier, Quoted

_TELL_EVERY = 100


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title has level 0."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Line:
    """
    A paragraph of our own or of a user.

    Attributes
    ----------
    kind
        ``"text"``, ``"note"``, ``"source"`` or ``"warning"``.
    """

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference of the list, its runs in italics or not."""

    runs: tuple[Run, ...]


Block = Heading | Line | Quote | Grid | Reference


def blocks(
    dossier: Dossier, *, style: Style, by: By, on_progress: Callable[[Progress], None] | None = None
) -> Iterator[Block]:
    """
    Yield what a document of *dossier* holds, from its title to where it comes from.

    Parameters
    ----------
    on_progress
        Called after every hundred quotations, and while references are set.
    """
    references = References(dossier.sources, style)
    yield Heading(plain(dossier.title), 0)
    yield from _lines(plain(dossier.description))
    yield from _lines(warning(dossier), "warning")
    done = 0
    for head, quoted in grouped(dossier.quoted, by):
        if head:
            yield Heading(plain(head), 1)
        for one in quoted:
            yield from _quotation(one, references)
            done += 1
            if on_progress and not done % _TELL_EVERY:
                on_progress(Progress(done, len(dossier.quoted), dossier.title))
    yield from _indicators(dossier)
    if dossier.quoted:
        yield Heading(_("References"), 1)
        yield from (Reference(entry.runs) for entry in references.entries(_telling(on_progress)))
    yield from _lost(dossier, references)
    yield Heading(_("About this export"), 1)
    yield from (Line(f"{name}: {plain(value)}") for name, value in about(dossier.provenance))


def _quotation(one: Quoted, references: References) -> Iterator[Block]:
    yield Quote(tuple(parts(one.quotation.text)))
    yield Line(_source(one, references), "source")
    yield from _lines(said_of(one), "text" if one.is_found else "warning")
    yield from _lines(plain(one.item.note), "note")


def _source(one: Quoted, references: References) -> str:
    cited = references.in_text(one.source, one.quotation.page, one.quotation.page_end)
    return plain(" · ".join([cited, *([" › ".join(one.quotation.section)] if one.quotation.section else [])]))


def _indicators(dossier: Dossier) -> Iterator[Block]:
    if dossier.indicators is None:
        return
    yield Heading(_("Indicators"), 1)
    told = dossier.indicators
    yield Grid(indicator_heads(), tuple(indicator_cells(one, told.reports[one.report_id]) for one in told))


def _lost(dossier: Dossier, references: References) -> Iterator[Block]:
    if not dossier.lost:
        return
    yield Heading(_("Not found again"), 1)
    for one in dossier.lost:
        begins = one_line(one.quotation.text)[:80]
        yield Line(f"”{begins} …” {_source(one, references)} {said_of(one)}", "warning")


def _lines(text: str, kind: str = "text") -> Iterator[Line]:
    return (Line(line.strip(), kind) for line in text.split("\n") if line.strip())


def _telling(on_progress: Callable[[Progress], None] | None) -> Callable[[int, int], None] | None:
    """Return what tells how far the references have come."""
    if on_progress is None:
        return None
    return lambda done, total: on_progress(Progress(done, total, _("References")))
