"""How documents of every form are divided: groups of quotations, prose and tables in each, and what is said of them."""

from __future__ import annotations

import itertools
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from minerva.messages import translate as _
from minerva.messages import translate_count
from minerva.outward.text import plain
from minerva.records import Fate
from minerva.swedish.collation import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.export.dossier import Dossier, Provenance, Quoted
    from minerva.records import Indicator, Report, Value


class By(StrEnum):
    """What quotations are grouped by."""

    NONE = "none"
    TAG = "tag"
    """Their first tag."""
    MUNICIPALITY = "municipality"


class Part(NamedTuple):
    """
    A piece of a quotation.

    Attributes
    ----------
    rows
        Of a table, each a tuple of cells; of prose, each line as one cell.
    """

    is_table: bool
    rows: tuple[tuple[str, ...], ...]


def grouped(quoted: Sequence[Quoted], by: By) -> list[tuple[str, list[Quoted]]]:
    """Return quotations under headings; tags in the order in which they first appear, those without one last."""
    if by is By.NONE:
        return [("", list(quoted))] if quoted else []
    groups: dict[str, list[Quoted]] = {}
    for one in quoted:
        groups.setdefault(_head(one, by), []).append(one)
    other = groups.pop("", None)
    heads = sorted(groups, key=sort_key) if by is By.MUNICIPALITY else list(groups)
    last = [(_("Other"), other)] if other else []
    return [*((head, groups[head]) for head in heads), *last]


def parts(text: str) -> Iterator[Part]:
    """Yield the pieces of a quotation: lines that follow on one another as prose, rows with tabs as tables."""
    lines = [line for line in plain(text).split("\n") if line.strip()]
    for is_table, group in itertools.groupby(lines, key=lambda line: "\t" in line):
        rows = [tuple(line.split("\t")) if is_table else (line.strip(),) for line in group]
        width = max(map(len, rows))
        yield Part(is_table, tuple(row + ("",) * (width - len(row)) for row in rows))


def said_of(one: Quoted) -> str:
    """Return what must be said of a quotation that does not stand where it was saved; empty if it does."""
    return {
        Fate.IN_PLACE: "",
        Fate.MOVED: _("Stands elsewhere in the report than when it was saved."),
        Fate.CHANGED: _("Not found again: the report no longer says so. Check before you use it."),
        Fate.GONE: _("Not found again: the report is not in the library. Check before you use it."),
    }[one.fate]


def warning(dossier: Dossier) -> str:
    """Return what must be said of all: how many quotations were not found again; empty if all were."""
    lost = len(dossier.lost)
    if not lost:
        return ""
    told = translate_count(
        "{n} of {total} quotations was not found again in its report. It is marked and listed at the end.",
        "{n} of {total} quotations were not found again in their reports. They are marked and listed at the end.",
        lost,
    )
    return told.format(n=lost, total=len(dossier.quoted))


def about(provenance: Provenance) -> list[tuple[str, str]]:
    """Return where an export comes from, as names and values to be read by people."""
    kinds = {"collection": _("Collection"), "search": _("Search"), "indicators": _("Indicators")}
    filters = "; ".join(f"{name}: {_joined(value)}" for name, value in provenance.filters.items())
    known = [
        (kinds[provenance.kind], provenance.asked),
        (_("Mode"), provenance.mode or ""),
        (_("Filters"), filters),
        (_("Exported"), provenance.exported.replace("T", " ")),
        (_("Index version"), str(provenance.generation)),
        ("Minerva", provenance.minerva),
        (_("Model"), provenance.encoder or ""),
    ]
    return [(name, value) for name, value in known if value]


def indicator_heads() -> tuple[str, ...]:
    """Return the heads of the table of indicators."""
    return _("Municipality"), _("Year"), _("Indicator"), _("Target"), _("Outcome"), _("Status"), _("Page")


def indicator_cells(one: Indicator, report: Report) -> tuple[str, ...]:
    """Return a row of the table of indicators, figures as they are printed in the report."""
    name = f"{one.name} ({one.sex})" if one.sex else one.name
    page = str(one.page) if one.page else ""
    told = (
        report.municipality or report.title, str(report.year or ""), name, _figure(one.target), _figure(one.outcome),
        one.status or "", page,
    )  # fmt: skip
    return tuple(map(plain, told))


def _head(one: Quoted, by: By) -> str:
    if by is By.TAG:
        return one.item.tags[0] if one.item.tags else ""
    return one.source.municipality or ""


def _joined(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _figure(value: Value | None) -> str:
    return value.text if value else ""
