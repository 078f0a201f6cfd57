"""Who may read and who may write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from minerva.errors import MinervaError
from minerva.views.access import Access, decide
from minerva.views.server import Address, free_address

if TYPE_CHECKING:
    from collections.abc import Mapping

LOGIN: dict[str, Any] = {
    "auth": {"redirect_uri": "x"},
    "minerva": {"editors": ["Anna@kommun.example"], "readers": ["@kommun.example"]},
}
OPEN: dict[str, Any] = {"auth": {"redirect_uri": "x"}}


def _claims(email: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - as login services have them
    return {"email": email, **more}


def test_without_login_all_may_read_and_write() -> None:
    """Where no login is set up, everyone may do everything, or only read in read-only mode."""
    assert decide({}, None, read_only=False) == Access(may_read=True, may_write=True)
    assert decide({}, None, read_only=True) == Access(may_read=True, may_write=False)


@pytest.mark.parametrize(
    ("login", "claims", "rights"),
    [
        (LOGIN, None, (False, False)),
        (LOGIN, {}, (False, False)),
        (LOGIN, _claims("anna@kommun.example"), (True, True)),
        (LOGIN, _claims("ANNA@kommun.example"), (True, True)),
        (LOGIN, _claims("bo@kommun.example"), (True, False)),
        (LOGIN, _claims("bo@annan.example"), (False, False)),
        (LOGIN, _claims("anna@kommun.example.org"), (False, False)),
        (LOGIN, _claims("anna@kommun.example", email_verified=False), (False, False)),
        (OPEN, _claims("bo@annan.example"), (True, False)),
    ],
)
def test_login_tells_readers_from_editors(
    login: Mapping[str, Any], claims: Mapping[str, Any] | None, rights: tuple[bool, bool]
) -> None:
    """With a login, only those who are named may write, and only those who are named, if any are, may read."""
    access = decide(login, claims, read_only=False)
    assert (access.may_read, access.may_write) == rights
    assert access.asks
    assert not decide(login, claims, read_only=True).may_write


@pytest.mark.parametrize(
    ("host", "is_local", "url"),
    [
        ("127.0.0.1", True, "http://127.0.0.1:8501"),
        ("localhost", True, "http://localhost:8501"),
        ("::1", True, "http://[::1]:8501"),
        ("0.0.0.0", False, "http://127.0.0.1:8501"),  # noqa: S104 - never bound
        ("192.0.2.7", False, "http://192.0.2.7:8501"),
        ("minerva.example", False, "http://minerva.example:8501"),
    ],
)
def test_address(host: str, is_local: bool, url: str) -> None:  # noqa: FBT001 - expected
    """An address knows whether others reach it, and what to type for it here."""
    address = Address(host, 8501)
    assert (address.is_local, address.url) == (is_local, url)


def test_taken_port_is_told() -> None:
    """A port that another program listens at is refused with a remedy; without a wish, the next one is taken."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(MinervaError, match="Give another: --port N"):
            free_address("127.0.0.1", taken.getsockname()[1])
    assert free_address("127.0.0.1", None).port >= 8501
