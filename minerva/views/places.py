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

LANGUAGE = "lang"
MUNICIPALITY, YEAR, THEME = "kommun", "ar", "tema"
PART = "visa"
"""Under these names addresses hold a user's language, what is narrowed to, and which part of a page is shown."""


class Place(NamedTuple):
    """A page: its module, what follows the slash in its address, and what the menu calls it."""

    module: str
    address: str
    title: str
    icon: str


_PLACES = (
    Place("search", "", mark("Search"), ":material/search:"),
    Place("read", "las", mark("Read"), ":material/menu_book:"),
    Place("indicators", "indikatorer", mark("Indicators"), ":material/monitoring:"),
    Place("themes", "teman", mark("Themes"), ":material/category:"),
    Place("side_by_side", "jamfor", mark("Compare"), ":material/balance:"),
    Place("examples", "exempel", mark("Examples"), ":material/school:"),
    Place("collections", "samlingar", mark("Collections"), ":material/collections_bookmark:"),
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
    """Draw a link to the page of *module* with this *query* in its address; *label* is Markdown."""
    st.page_link(page(module), label=label, icon=icon, query_params=dict(query))


def turn(
    label: str,
    query: Mapping[str, str | Sequence[str]],
    *,
    key: str,
    icon: str | None = None,
    shortcut: str | None = None,
) -> None:
    """Draw what leads to another address of the page that is open, by a key too; *label* is Markdown."""
    st.button(label, key=key, icon=icon, type="tertiary", on_click=go, args=(query,), shortcut=shortcut)


def go(query: Mapping[str, str | Sequence[str]]) -> None:
    """Let the address of the page that is open hold *query*, and the language that it holds already."""
    spoken = {name: value for name, value in st.query_params.items() if name == LANGUAGE}
    st.query_params.from_dict({**spoken, **query})


def change(changes: Mapping[str, str]) -> None:
    """Let the address of the page that is open hold *changes* beside what it holds; what is empty goes."""
    for name, value in changes.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def choose_part(names: Mapping[str, str], *, key: str) -> str:
    """Let the user choose a part of the page, which the address holds; *names* are of parts, the usual one first."""
    wanted = st.query_params.get(PART, "")
    st.session_state[key] = wanted if wanted in names else next(iter(names))
    st.segmented_control(
        _("Show"), list(names), format_func=names.__getitem__, key=key, required=True, label_visibility="collapsed",
        on_change=lambda: change({PART: st.session_state[key]}),
    )  # fmt: skip
    return str(st.session_state[key])


def address_of(module: str) -> str:
    """Return what follows the slash in the address of the page of *module*."""
    return next(place.address for place in _PLACES if place.module == module)


def _page(place: Place) -> StreamlitPage:
    def drawn() -> None:
        # Only the page that is shown is loaded: some take a second.
        import_module(f"minerva.views.{place.module}").page()

    is_first = place is _PLACES[0]
    return st.Page(drawn, title=_(place.title), icon=place.icon, url_path=place.address or None, default=is_first)
