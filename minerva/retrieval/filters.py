"""Narrowing a search to some reports or passages."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import tantivy

from minerva.errors import UnknownValue
from minerva.library.theme_passages import numbers_about
from minerva.library.words import NUMBER, PASSAGE_KIND, REPORT, REPORT_NAMES, SECTION, YEAR
from minerva.records import PassageKind
from minerva.swedish.places import county_names, find_municipality, group_names, municipalities
from minerva.swedish.words import stems
from minerva.understand.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.library.store import Library


@dataclass(frozen=True, slots=True)
class Filters:
    """
    What a hit's report and passage must be; several values of one kind are alternatives.

    Attributes
    ----------
    municipality
        Names or four-digit codes.
    year_from, year_to
        Both included.
    section
        Words that the path of headings must hold, in any form.
    theme
        Names of themes, or their ids or how these begin.
    """

    municipality: tuple[str, ...] = ()
    county: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    board: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    report: tuple[str, ...] = ()
    section: str = ""
    passage_kind: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything is narrowed."""
        return any(getattr(self, field.name) not in {(), "", None} for field in fields(self))


def narrowed(filters: Filters, name: str, values: Sequence[str | int]) -> Filters:
    """Return *filters* with only these *values* in the field *name*; with none of them, that narrows nothing."""
    changed: dict[str, Any] = {name: tuple(values)}
    return replace(filters, **changed)


def conditions(filters: Filters, library: Library) -> Iterator[tantivy.Query]:
    """
    Yield a query for each condition; a passage must answer them all.

    Raises
    ------
    UnknownValue
        If a name is neither in the library nor known in Sweden, or there is no such theme.
    """
    schema = library.words.schema
    yield from (_any(schema, named) for named in _wanted_names(filters, library))
    if filters.report:
        yield _any(schema, [(REPORT, library.report(value).id) for value in filters.report])
    if filters.passage_kind:
        yield _any(schema, [(PASSAGE_KIND, value) for value in sorted(wanted_kinds(filters))])
    if filters.theme:
        yield tantivy.Query.term_set_query(schema, NUMBER, numbers_about(library, filters.theme))
    yield from (tantivy.Query.term_query(schema, SECTION, word) for word in stems(filters.section))
    if filters.year:
        yield tantivy.Query.boolean_query([(tantivy.Occur.Should, _years(schema, year, year)) for year in filters.year])
    if filters.year_from is not None or filters.year_to is not None:
        yield _years(schema, filters.year_from, filters.year_to)


def matching_reports(filters: Filters, library: Library) -> list[str]:
    """
    Return the ids of the reports that *filters* leave; what narrows passages is not looked at.

    Raises
    ------
    UnknownValue
        If a name is neither in the library nor known in Sweden.
    """
    wanted = list(_wanted_names(filters, library))
    only = {library.report(value).id for value in filters.report}
    return [
        report.id
        for report in library.reports()
        if (not only or report.id in only)
        and all(
            any(str(getattr(report, field) or "").casefold() == value for field, value in named) for named in wanted
        )
        and _is_of_year(report.year, filters)
    ]


def _is_of_year(year: int | None, filters: Filters) -> bool:
    if filters.year and year not in filters.year:
        return False
    if filters.year_from is None and filters.year_to is None:
        return True
    first = filters.year_from if filters.year_from is not None else 0
    last = filters.year_to if filters.year_to is not None else 9999
    return year is not None and first <= year <= last


def wanted_kinds(filters: Filters) -> set[str]:
    """
    Return the kinds of passage that *filters* leave; empty for all.

    Raises
    ------
    UnknownValue
        If one is no kind of passage.
    """
    kinds = [kind.value for kind in PassageKind]
    return {_one_of("passage_kind", value, kinds) for value in filters.passage_kind}


def _wanted_names(filters: Filters, library: Library) -> Iterator[list[tuple[str, str]]]:
    """Yield, for each attribute of reports that is narrowed, the alternatives as the index's fields and terms."""
    for name in REPORT_NAMES:
        if name != "municipality_code" and getattr(filters, name):
            here = library.values(name)
            yield [_named(name, value, here) for value in getattr(filters, name)]


def _any(schema: tantivy.Schema, named: Iterable[tuple[str, str]]) -> tantivy.Query:
    terms = [tantivy.Query.term_query(schema, name, value) for name, value in named]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])


def _years(schema: tantivy.Schema, first: int | None, last: int | None) -> tantivy.Query:
    return tantivy.Query.range_query(
        schema,
        YEAR,
        tantivy.FieldType.Unsigned,
        None if first is None else max(first, 0),
        None if last is None else max(last, 0),
    )


def _named(name: str, value: str, here: Sequence[str]) -> tuple[str, str]:
    """Return the index's field and term for what a user calls a report's attribute; *here* are those of the library."""
    if name == "municipality" and value.isdigit():
        return "municipality_code", value
    if value.casefold() in {known.casefold() for known in here}:
        return name, value.casefold()
    if name == "municipality":
        return name, _municipality(value, here).casefold()
    elsewhere = {"county": county_names(), "group": group_names(), "kind": KINDS}
    return name, _one_of(name, value, [*here, *elsewhere.get(name, ())])


def _municipality(value: str, here: Iterable[str]) -> str:
    try:
        return find_municipality(value).name
    except UnknownValue:
        return _one_of("municipality", value, here, alike=[place.name for place in municipalities()])


def _one_of(what: str, value: str, known: Iterable[str], *, alike: Iterable[str] = ()) -> str:
    """Return the one of *known* that *value* is, or alone begins, in small letters; else suggest also from *alike*."""
    names = {name.casefold(): name for name in known}
    begun = [name for name in names if name.startswith(value.casefold())] if value else []
    if value.casefold() not in names and len(begun) != 1:
        raise UnknownValue(what, value, [*names.values(), *alike])
    return value.casefold() if value.casefold() in names else begun[0]
