"""What a user asks on the search page, as the address holds it: a link to it asks the same again."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

import streamlit as st

from minerva.retrieval.facets import search_and_count
from minerva.retrieval.filters import Filters
from minerva.retrieval.ranking import Spread
from minerva.retrieval.rankings import Mode
from minerva.views import places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minerva.library.store import Library
    from minerva.records import Hits
    from minerva.retrieval.facets import Count

PAGE_HITS = 10
NAME_BY_FILTER = {
    "municipality": places.MUNICIPALITY,
    "county": "lan",
    "group": "grupp",
    "board": "namnd",
    "kind": "typ",
    "year": places.YEAR,
    "passage_kind": "stycketyp",
    "report": "rapport",
    "theme": places.THEME,
}
"""What each filter is called in addresses."""
_NAMES = {"q", "liknar", "satt", "per", "mer", "mindre", "sida", *NAME_BY_FILTER.values()}
_MODES = {"ord": Mode.WORDS, "betydelse": Mode.MEANING}
_SPREADS = {"kommun": Spread.MUNICIPALITY, "rapport": Spread.REPORT}
_LONGEST = 1000
"""Characters of a query; more is a mistake, or meant ill."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    A search as the address holds it.

    Attributes
    ----------
    mode
        ``None`` as is usual: by words and meaning where the library has vectors.
    page
        From 1.
    nearest
        Id of a passage whose likes are sought instead of an answer to *query*.
    """

    query: str = ""
    filters: Filters = field(default_factory=Filters)
    mode: Mode | None = None
    spread: Spread = Spread.NONE
    like: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    page: int = 1
    nearest: str = ""

    @property
    def offset(self) -> int:
        """How many better hits precede the page."""
        return (self.page - 1) * PAGE_HITS


def asked() -> Asked:
    """Return what the address asks; what makes no sense there is left out."""
    query = st.query_params
    return Asked(
        query=query.get("q", "")[:_LONGEST].strip(),
        filters=filters_of_address(),
        mode=_MODES.get(query.get("satt", "")),
        spread=_SPREADS.get(query.get("per", ""), Spread.NONE),
        like=tuple(query.get_all("mer")),
        unlike=tuple(query.get_all("mindre")),
        page=max(int(query.get("sida", "1")), 1) if query.get("sida", "1").isdecimal() else 1,
        nearest=query.get("liknar", ""),
    )


def filters_of_address() -> Filters:
    """Return the filters that the address holds."""
    found: dict[str, tuple[str, ...] | tuple[int, ...]] = {
        attribute: tuple(st.query_params.get_all(name)) for attribute, name in NAME_BY_FILTER.items()
    }
    found["year"] = tuple(int(year) for year in found["year"] if str(year).isdecimal())
    return Filters(**found)  # type: ignore[arg-type]  # years are numbers, all others text


def address_of_filters(filters: Filters) -> dict[str, list[str]]:
    """Return the part of an address that holds *filters*."""
    return {
        NAME_BY_FILTER[one.name]: [str(value) for value in getattr(filters, one.name)]
        for one in fields(filters)
        if one.name in NAME_BY_FILTER and getattr(filters, one.name)
    }


def address(search: Asked) -> dict[str, str | Sequence[str]]:
    """Return the query of an address that asks *search*, without what is usual."""
    given: dict[str, str | Sequence[str]] = {
        "q": search.query,
        "liknar": search.nearest,
        **address_of_filters(search.filters),
        "satt": next((name for name, mode in _MODES.items() if mode is search.mode), ""),
        "per": next((name for name, spread in _SPREADS.items() if spread is search.spread), ""),
        "mer": list(search.like),
        "mindre": list(search.unlike),
        "sida": str(search.page) if search.page > 1 else "",
    }
    return {name: value for name, value in given.items() if value}


def ask(search: Asked) -> None:
    """Let the address ask *search*; what else it holds, such as which part of a page is shown, stays."""
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in _NAMES}
    places.go({**others, **address(search)})


def change(**changes: object) -> None:
    """Let the address ask the same but for *changes*, from the first page on unless they name one."""
    ask(replace(asked(), **{"page": 1, **changes}))  # type: ignore[arg-type]  # the fields of Asked


def answer(library: Library, search: Asked, *, limit: int = PAGE_HITS, offset: int | None = None) -> Hits:
    """Return the hits of *search*, by default those of its page."""
    from minerva.retrieval.search import search as find  # noqa: PLC0415 - the first page waits for nothing
    from minerva.retrieval.similar import similar  # noqa: PLC0415

    offset = search.offset if offset is None else offset
    if search.nearest:
        return similar(
            library, search.nearest, limit=limit, offset=offset, filters=search.filters, spread=search.spread
        )
    return find(
        library, search.query, limit=limit, offset=offset, filters=search.filters, mode=search.mode,
        spread=search.spread, like=search.like, unlike=search.unlike,
    )  # fmt: skip


def answer_and_counts(library: Library, search: Asked) -> tuple[Hits, Mapping[str, Sequence[Count]]]:
    """Return the hits of *search* on its page, and what all of them can be narrowed to."""
    if search.nearest:
        return answer(library, search), {}
    return search_and_count(
        library, search.query, limit=PAGE_HITS, offset=search.offset, filters=search.filters, mode=search.mode,
        spread=search.spread, like=search.like, unlike=search.unlike,
    )  # fmt: skip
