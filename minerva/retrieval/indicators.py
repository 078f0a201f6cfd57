"""Finding indicators: which of all that the reports tell answer a name and filters."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from minerva.library.database import storage_errors
from minerva.library.rows import INDICATOR_COLUMNS, indicator_from
from minerva.library.theme_passages import numbers_about
from minerva.retrieval.filters import Filters, matching_reports, wanted_kinds
from minerva.swedish.collation import sort_key
from minerva.swedish.words import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.library.store import Library
    from minerva.records import Indicator, Report

_NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Indicators:
    """
    Indicators of a library: a sequence, by municipality, year and place in the report.

    Attributes
    ----------
    total
        How many there are in all; exact.
    offset
        How many precede these.
    reports
        The reports that they stand in, by id.
    unread
        How many reports were added before Minerva read indicators; :func:`minerva.rebuild` reads theirs.
    """

    total: int
    rows: tuple[Indicator, ...] = ()
    offset: int = 0
    reports: dict[str, Report] = field(default_factory=dict)
    unread: int = 0

    def __len__(self) -> int:
        """Return the number of indicators on this page."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Indicator]:
        """Iterate over the indicators."""
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> Indicator: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Indicator, ...]: ...
    def __getitem__(self, index: int | slice) -> Indicator | tuple[Indicator, ...]:
        """Return the indicator at *index* of this page, or several."""
        return self.rows[index]


class _Key(NamedTuple):
    """What is looked at before a row is fetched."""

    number: int
    report_id: str
    name: str
    start: int


def indicators(
    library: Library,
    *,
    name: str = "",
    limit: int | None = None,
    offset: int = 0,
    filters: Filters = _NO_FILTERS,
    **narrowed: str | int | Sequence[str] | Sequence[int],
) -> Indicators:
    """
    Return the indicators that the reports tell.

    Parameters
    ----------
    name
        Words that the indicator's name must hold, in any form.
    limit, offset
        How many to return, all by default, and how many to pass over.
    narrowed
        Fields of :class:`~minerva.retrieval.filters.Filters`, one value or several:
        ``indicators(library, municipality="Botkyrka", year=2018)``.

    Raises
    ------
    UnknownValue
        If a filter names what neither the library nor Sweden has.
    ValueError
        If *limit* or *offset* is negative.
    """
    if (limit or 0) < 0 or offset < 0:
        raise ValueError(f"limit and offset must not be negative: {limit}, {offset}")
    filters = replace(filters, **{field: _several(field, value) for field, value in narrowed.items()})
    with storage_errors(library.folder), library.snapshot():
        reports = {report.id: report for report in library.reports()}
        keys = list(_named(_keys(library, matching_reports(filters, library)), name))
        if filters.section or filters.passage_kind or filters.theme:
            within = _within_passages(library, filters)
            keys = [key for key in keys if key.number in within]
        keys.sort(key=lambda key: (*_place(reports[key.report_id]), key.start, key.number))
        page = keys[offset : None if limit is None else offset + limit]
        rows = _fetched(library, [key.number for key in page])
        unread = library.connection.execute("SELECT count(*) FROM reports WHERE indicators IS NULL").fetchone()[0]
    return Indicators(len(keys), rows, offset, {row.report_id: reports[row.report_id] for row in rows}, unread)


def _several(field_name: str, value: str | int | Sequence[str] | Sequence[int]) -> Any:  # noqa: ANN401 - fields differ
    """Return *value* as the field of the filters has it: most hold several."""
    alone = field_name in {"section", "year_from", "year_to"}
    return value if alone else (value,) if isinstance(value, str | int) else tuple(value)


def _place(report: Report) -> tuple[object, ...]:
    return sort_key(report.municipality or "ÖÖ"), report.year or 0, sort_key(report.file), report.id


def _keys(library: Library, report_ids: Sequence[str]) -> Iterator[_Key]:
    rows = library.connection.execute(
        "SELECT number, report_id, name, start FROM indicators WHERE report_id IN (SELECT value FROM json_each(?))",
        (json.dumps(report_ids),),
    )
    return (_Key(*row) for row in rows)


def _named(keys: Iterable[_Key], name: str) -> Iterator[_Key]:
    """Yield the indicators whose names hold all words of *name*, in any form."""
    wanted = set(stems(name))
    return (key for key in keys if wanted <= set(stems(key.name)))


def _within_passages(library: Library, filters: Filters) -> set[int]:
    """Return the numbers of the indicators that stand in passages whose section, kind and theme *filters* leave."""
    words, kinds = set(stems(filters.section)), wanted_kinds(filters)
    among = set(numbers_about(library, filters.theme))
    rows = library.connection.execute(
        "SELECT indicators.number, passages.number, passages.section, passages.kind"
        " FROM indicators JOIN passages ON passages.report_id = indicators.report_id"
        ' AND passages.start < indicators."end" AND passages."end" > indicators.start'
    )
    return {
        number
        for number, passage, section, kind in rows
        if (not kinds or kind in kinds)
        and (not filters.theme or passage in among)
        and words <= set(stems(" ".join(json.loads(section))))
    }


def _fetched(library: Library, numbers: Sequence[int]) -> tuple[Indicator, ...]:
    rows = library.connection.execute(
        f"SELECT number, {INDICATOR_COLUMNS} FROM indicators "  # noqa: S608 - names of our own columns
        "WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    )
    found = {row["number"]: indicator_from(row) for row in rows}
    return tuple(found[number] for number in numbers)
