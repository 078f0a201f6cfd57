"""What is exported together: quotations, each found again in its report, indicators, and where it all comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from minerva.citation.sources import source_in, source_of
from minerva.collect.collecting import open_collection, stamp
from minerva.collect.quoting import Quoter
from minerva.collect.refinding import whereabouts
from minerva.collect.searches import told_filters
from minerva.library.encoders import encoder_in_use
from minerva.messages import translate as _
from minerva.records import Fate, Item
from minerva.retrieval.filters import Filters
from minerva.retrieval.indicators import indicators
from minerva.retrieval.search import search

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from minerva.library.store import Library
    from minerva.records import Quotation, Report, Source, Whereabouts
    from minerva.retrieval.indicators import Indicators

_NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Provenance:
    """
    Where an export comes from.

    Attributes
    ----------
    kind
        ``"collection"``, ``"search"`` or ``"indicators"``.
    asked
        Name of the collection, or the query, or the words of indicators' names.
    mode
        Of a search.
    filters
        By their names.
    generation
        Of the library.
    encoder
        Name and fingerprint of the model by which passages are searched; ``None`` without one.
    exported
        When, ISO 8601.
    """

    kind: str
    asked: str
    mode: str | None
    filters: dict[str, Any]
    generation: int
    minerva: str
    encoder: str | None
    exported: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """
    A quotation that is exported.

    Attributes
    ----------
    item
        With its place and words as they are now where it was found, else as they were saved.
    fate
        Whether it was found.
    """

    item: Item
    fate: Fate

    @property
    def quotation(self) -> Quotation:
        """Return the quotation itself."""
        return self.item.quotation

    @property
    def source(self) -> Source:
        """Return what it is quoted from."""
        return self.item.quotation.source

    @property
    def is_found(self) -> bool:
        """Tell whether it stands where the export says."""
        return self.fate in {Fate.IN_PLACE, Fate.MOVED}


@dataclass(frozen=True, slots=True)
class Dossier:
    """
    What is exported together.

    Attributes
    ----------
    indicators
        ``None`` where none were asked for.
    """

    title: str
    description: str
    quoted: tuple[Quoted, ...]
    provenance: Provenance
    indicators: Indicators | None = None

    @property
    def lost(self) -> tuple[Quoted, ...]:
        """Return the quotations that were not found again."""
        return tuple(one for one in self.quoted if not one.is_found)

    @property
    def sources(self) -> list[Source]:
        """Return what is quoted, each report once, in the order of the quotations."""
        return list({one.source.report_id: one.source for one in self.quoted}.values())


def dossier_of_collection(library: Library, name: str, *, with_indicators: bool = False, when: datetime) -> Dossier:
    """
    Return a collection for export; with the indicators of its reports if asked for.

    Raises
    ------
    UnknownValue
        If there is no such collection.
    """
    opened = open_collection(library, name)
    quoted = _found_again(library, opened.items, opened.whereabouts)
    told = None
    if with_indicators:
        reports = {one.source.report_id for one in quoted if one.is_found}
        told = indicators(library, filters=Filters(report=tuple(sorted(reports)))) if reports else None
    provenance = _provenance(library, "collection", opened.collection.name, when=when)
    return Dossier(opened.collection.name, opened.collection.description, quoted, provenance, told)


def dossier_of_search(  # noqa: PLR0913 - the options of a search
    library: Library,
    query: str,
    *,
    limit: int = 50,
    filters: Filters = _NO_FILTERS,
    mode: str | None = None,
    spread: str = "none",
    when: datetime,
) -> Dossier:
    """
    Return the hits of a search for export, best first.

    Raises
    ------
    MinervaError
        As :func:`minerva.search` does.
    """
    hits = search(library, query, limit=limit, filters=filters, mode=mode, spread=spread)
    quoter = Quoter(library)
    items = [Item(quoter.quote(hit.passage.id), rank, stamp(when)) for rank, hit in enumerate(hits, 1)]
    quoted = _found_again(library, items, whereabouts(library, [one.quotation for one in items]))
    provenance = _provenance(library, "search", query, mode=hits.mode, filters=filters, when=when)
    told = _("{n} of {total} hits").format(n=len(hits), total=hits.total)
    return Dossier(_("Search: {query}").format(query=query), told, quoted, provenance)


def dossier_of_indicators(
    library: Library, *, name: str = "", filters: Filters = _NO_FILTERS, when: datetime
) -> Dossier:
    """
    Return indicators for export.

    Raises
    ------
    UnknownValue
        If a filter names what neither the library nor Sweden has.
    """
    told = indicators(library, name=name, filters=filters)
    provenance = _provenance(library, "indicators", name, filters=filters, when=when)
    return Dossier(_("Indicators"), name, (), provenance, told)


def _found_again(library: Library, items: Sequence[Item], places: Sequence[Whereabouts]) -> tuple[Quoted, ...]:
    """Return quotations with the words, the place and the source that they have now."""
    sources: dict[tuple[str, str], Source] = {}
    quoted = []
    for item, place in zip(items, places, strict=True):
        if place.fate in {Fate.CHANGED, Fate.GONE}:
            quoted.append(Quoted(item, place.fate))
            continue
        old = item.quotation
        key = place.report_id, old.source.report_id
        if key not in sources:
            sources[key] = _source_now(library, library.report(place.report_id), old.source)
        if place.fate is Fate.IN_PLACE and sources[key] == old.source:
            quoted.append(Quoted(item, place.fate))
            continue
        now = replace(
            old,
            source=sources[key],
            text=library.slices([(place.report_id, place.start, place.end)])[0],
            start=place.start,
            end=place.end,
            page=place.page,
            page_end=place.page_end,
        )
        quoted.append(Quoted(replace(item, quotation=now), place.fate))
    return tuple(quoted)


def _source_now(library: Library, report: Report, saved: Source) -> Source:
    """Return what a report is by now: somebody may have set right what it was taken for."""
    return source_of(report, saved.reference) if report.id == saved.report_id else source_in(library, report.id)


def _provenance(  # noqa: PLR0913 - its fields
    library: Library,
    kind: str,
    asked: str,
    *,
    mode: str | None = None,
    filters: Filters = _NO_FILTERS,
    when: datetime,
) -> Provenance:
    encoder = encoder_in_use(library.connection)
    told = f"{encoder.name} ({encoder.fingerprint[:12]})" if encoder else None
    return Provenance(
        kind,
        asked,
        mode,
        told_filters(filters),
        library.generation(),
        version("minerva-reports"),
        told,
        stamp(when),
    )
