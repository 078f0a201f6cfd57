"""What surrounds every page: the menu, the language, and what is said where something goes wrong."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from minerva.errors import LibraryError, MinervaError, NoLibrary
from minerva.messages import LANGUAGES, language, use_language
from minerva.messages import translate as _
from minerva.views import access, caching, markup, places, welcome
from minerva.views.places import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from minerva.library.store import Library

_LOG = logging.getLogger(__name__)
_PICTURES = Path(__file__).parent / "pictures"
_NAMES = {"sv": "Svenska", "en": "English"}
_SPOKEN = {code: f"<script>document.documentElement.lang = '{code}';</script>" for code in LANGUAGES}
"""Screen readers must know in which language to speak; Streamlit says English."""


def show() -> None:
    """Show the page that the address names."""
    begin()
    st.set_page_config(page_title="Minerva", page_icon=str(_PICTURES / "icon.png"), layout="wide")
    access.gate()
    chosen = st.navigation(places.pages(), position="top")
    st.logo(_PICTURES / "minerva.svg", size="large", icon_image=_PICTURES / "icon.png")
    st.html(f"<style>{markup.STYLE}</style>")
    st.html(
        f'<h1 class="m-hidden">{markup.escaped(chosen.title)}</h1>{_SPOKEN[language()]}', unsafe_allow_javascript=True
    )
    with st.sidebar:
        _choose_language()
        access.draw_user()
    with told_errors():
        chosen.run()


def begin() -> None:
    """Let this run speak its user's language; what runs apart from the page, such as a fragment, calls it first."""
    wanted = st.session_state.get(LANGUAGE) or st.query_params.get(LANGUAGE)
    use_language(wanted if wanted in LANGUAGES else None)


def needed_library() -> Library:
    """Return the library that is served; where there is none, or nothing in it, say what to do and end the page."""
    try:
        library = caching.library()
    except NoLibrary:
        library = None
    if library is None or not caching.kept(caching.reports_in_order):
        welcome.offer()
        st.stop()
    return library


@contextmanager
def told_errors() -> Iterator[None]:
    """Tell what goes wrong in the block in words for its user; the log has the rest."""
    try:
        yield
    except LibraryError as error:
        # Its words name the folder, which is nothing for those who only read.
        _LOG.warning("%s", error)
        st.error(
            _("The library cannot be used just now. Try again in a while; its keeper finds the reason in the log.")
        )
    except MinervaError as error:
        st.warning(markup.literal(str(error)), icon=":material/info:")
    except Exception:  # noqa: BLE001 - whatever it is, no user is shown a traceback
        _LOG.exception("a page failed")
        st.error(_("Something went wrong here, and it is our fault. Load the page anew; nothing has been lost."))
    finally:
        caching.close()


def _choose_language() -> None:
    if LANGUAGE not in st.session_state:
        st.session_state[LANGUAGE] = language()
    st.segmented_control(
        _("Language"), LANGUAGES, format_func=_NAMES.__getitem__, required=True, key=LANGUAGE,
        label_visibility="collapsed", on_change=_keep_language,
    )  # fmt: skip


def _keep_language() -> None:
    """Let the address hold the language that was chosen, so that a link to it opens in the same."""
    st.query_params[LANGUAGE] = st.session_state[LANGUAGE]
