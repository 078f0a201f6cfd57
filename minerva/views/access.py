"""
Who may read and who may write.

Without a login, everyone who reaches the server may read and write. A login is asked for where ``secrets.toml`` in the
library's folder has a table ``[auth]``, in Streamlit's form for OpenID Connect; ``[minerva]`` says who is who::

    [minerva]
    readers = ["@kommun.example"]
    editors = ["anna@kommun.example"]

Where no readers are named, everyone who can log in may read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from minerva.messages import translate as _
from minerva.views import markup
from minerva.views.server import is_read_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WIDTH = 420


@dataclass(frozen=True, slots=True)
class Access:
    """
    What a user may do.

    Attributes
    ----------
    asks
        Whether a login is asked for.
    user
        Address of the user who has logged in.
    """

    may_read: bool
    may_write: bool
    asks: bool = False
    user: str | None = None


def decide(login: Mapping[str, Any], claims: Mapping[str, Any] | None, *, read_only: bool) -> Access:
    """
    Say what a user may do.

    Parameters
    ----------
    login
        The tables of ``secrets.toml``, empty where there is none.
    claims
        What the login service says of the user; ``None`` where nobody has logged in.
    """
    if "auth" not in login:
        return Access(may_read=True, may_write=not read_only)
    user = _address(claims)
    if user is None:
        return Access(may_read=False, may_write=False, asks=True)
    rules: Mapping[str, Any] = login.get("minerva", {})
    edits = _is_among(user, rules.get("editors", ()))
    reads = edits or "readers" not in rules or _is_among(user, rules["readers"])
    return Access(may_read=reads, may_write=edits and not read_only, asks=True, user=user)


def current() -> Access:
    """Return what the user of this page may do."""
    login = _login()
    claims = st.user.to_dict() if "auth" in login and st.user.is_logged_in else None
    return decide(login, claims, read_only=is_read_only())


def gate() -> None:
    """End the page for those who may not read, and say what they can do."""
    access = current()
    if access.may_read:
        return
    with st.container(border=True, width=_WIDTH):
        st.markdown("## Minerva")
        if access.user is None:
            st.markdown(_("Log in to read the reports."))
            st.button(_("Log in"), type="primary", on_click=st.login, icon=":material/login:")
        else:
            st.markdown(
                _("{user} may not read this library. Ask its keeper to be let in.").format(
                    user=markup.literal(access.user)
                )
            )
            _draw_logout()
    st.stop()


def draw_user() -> None:
    """Draw who has logged in, where that is asked for, and the way out."""
    access = current()
    if access.user:
        st.caption(markup.literal(access.user))
        _draw_logout()


def _draw_logout() -> None:
    st.button(_("Log out"), on_click=st.logout, icon=":material/logout:", key="log_out")


def rights_notice(access: Access) -> str:
    """Return a sentence that says who can do what."""
    if access.asks:
        may = _("read and write") if access.may_write else _("read")
        return _("You are logged in as {user} and can {rights}.").format(
            user=markup.literal(access.user or ""), rights=may
        )
    if access.may_write:
        return _("Everyone who reaches this address can read and write.")
    return _("Everyone who reaches this address can read, and nobody can write.")


def _login() -> Mapping[str, Any]:
    try:
        return st.secrets.to_dict()
    except StreamlitSecretNotFoundError:
        return {}


def _address(claims: Mapping[str, Any] | None) -> str | None:
    """Return a user's address; None where the login service has not checked it."""
    if not claims or claims.get("email_verified") is False:
        return None
    address = claims.get("email") or claims.get("preferred_username")
    return str(address).casefold() if address else None


def _is_among(user: str, named: Iterable[str]) -> bool:
    """Tell whether *user* is named, or all are who have an address like hers."""
    return any(user == one.casefold() or (one.startswith("@") and user.endswith(one.casefold())) for one in named)
