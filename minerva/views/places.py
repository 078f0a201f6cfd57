"""Which pages there are, and links to them: each is the function ``page`` of a module beside this one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from minerva.messages import mark
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from streamlit.navigation.page import StreamlitPage

Query = "Mapping[str, str | Sequence[str]]"


class Place(NamedTuple):
    """A page: its module, what follows the slash in its address, and what the menu calls it."""

    module: str
    address: str
    title: str
    icon: str


_PLACES = (
    Place("search", "sok", mark("Search"), ":material/search:"),
    Place("read", "las", mark("Read"), ":material/menu_book:"),
    Place("indicators", "indikatorer", mark("Indicators"), ":material/monitoring:"),
    Place("shelf", "bibliotek", mark("Library"), ":material/shelves:"),
)
"""In the order of the menu; the first opens where no page is named."""


def pages() -> list[StreamlitPage]:
    """Return all pages in the order of the menu."""
    return [_page(place) for place in _PLACES]


def page(module: str) -> StreamlitPage:
    """Return the page of *module*, for links to it."""
    return next(_page(place) for place in _PLACES if place.module == module)


def link(module: str, label: str, query: Mapping[str, str | Sequence[str]], *, icon: str = "") -> None:
    """Draw a link to the page of *module* with this *query* in its address; *label* is plain text of our own."""
    st.page_link(page(module), label=label, icon=icon, query_params=dict(query))


def address_of(module: str) -> str:
    """Return the path of the page of *module*."""
    return next(place.address for place in _PLACES if place.module == module)


def _page(place: Place) -> StreamlitPage:
    drawn = import_module(f"minerva.views.{place.module}").page
    is_first = place is _PLACES[0]
    return st.Page(drawn, title=_(place.title), icon=place.icon, url_path=place.address, default=is_first)
