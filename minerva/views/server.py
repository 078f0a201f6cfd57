"""
The web front end as a server: of this machine alone unless told otherwise, and it sends nothing anywhere.

Streamlit would ask a server on the internet for this machine's address and send how it is used; both are turned off
here, whatever a user's own settings of Streamlit say.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from minerva.errors import MinervaError
from minerva.messages import translate as _

if TYPE_CHECKING:
    from minerva.library.store import Library

LOOPBACK = "127.0.0.1"
FIRST_PORT = 8501
_PORTS = range(FIRST_PORT, FIRST_PORT + 20)
_MAX_PORT = 65_535
READ_ONLY = "MINERVA_READ_ONLY"
"""Set in the environment where nothing is to be written."""
SECRETS_FILE = "secrets.toml"
"""In the library's folder: who may log in, see :mod:`minerva.views.access`."""


class Address(NamedTuple):
    """Where the server listens."""

    host: str
    port: int

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def url(self) -> str:
        """What to type into a browser on this machine."""
        everywhere = self.host in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
        host = LOOPBACK if everywhere else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def free_address(host: str, port: int | None) -> Address:
    """
    Return an address at *host* that nobody listens at yet.

    Parameters
    ----------
    port
        The only one that will do; ``None`` for the first that is free from :data:`FIRST_PORT` on.

    Raises
    ------
    MinervaError
        If there is none.
    """
    for wanted in _PORTS if port is None else (port,):
        address = Address(host, wanted)
        if _is_free(address):
            return address
    if port is None:
        raise MinervaError(
            _("No port from {first} to {last} is free at {host}. Give another: --port N").format(
                first=_PORTS[0], last=_PORTS[-1], host=host
            )
        )
    raise MinervaError(_("Port {port} at {host} cannot be used. Give another: --port N").format(port=port, host=host))


def serve(library: Library, address: Address) -> None:
    """Serve the pages over *library* until the process is told to stop."""
    from streamlit import config, net_util  # noqa: PLC0415 - a second's import that only this needs
    from streamlit.web import bootstrap  # noqa: PLC0415

    os.environ["MINERVA_INDEX"] = str(library.folder)
    os.environ[READ_ONLY] = "1" if library.read_only else ""
    # Where a foreign page knocks, Streamlit would look up this machine's address on the internet to compare.
    net_util._external_ip = net_util._internal_ip = LOOPBACK  # noqa: SLF001 - there is no other way to turn that off
    # As Streamlit's own command does, to find the colours that lie beside the script.
    config._main_script_path = str(_entry())  # noqa: SLF001 - as above
    options = {name.replace(".", "_"): value for name, value in _options(library, address).items()}
    threading.Thread(target=_warm, args=(library,), daemon=True).start()
    bootstrap.load_config_options(options)
    bootstrap.run(str(_entry()), is_hello=False, args=[], flag_options=options)


def _warm(library: Library) -> None:
    """Load what the first search needs while the user still looks at the first page."""
    from minerva.retrieval.facets import search_and_count  # noqa: PLC0415 - as above
    from minerva.swedish.counts import word_counts  # noqa: PLC0415
    from minerva.views import search as _search  # noqa: F401, PLC0415 - the first page

    with suppress(MinervaError):
        search_and_count(library, "nämnden")
    word_counts().unpack()
    library.close()


def is_read_only() -> bool:
    """Tell whether this server was started to write nothing."""
    return bool(os.environ.get(READ_ONLY))


def _options(library: Library, address: Address) -> dict[str, Any]:
    return {
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.toolbarMode": "minimal",
        "global.developmentMode": False,
        "logger.hideWelcomeMessage": True,
        "logger.level": "warning",
        "secrets.files": [str(library.folder / SECRETS_FILE)],
        "server.address": address.host,
        "server.port": address.port,
        "server.headless": True,
        "server.fileWatcherType": "none",
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        # Where only this machine is meant, no other name may lead here, as by a forged answer of a name server.
        "server.allowedHosts": [LOOPBACK, "localhost", "[::1]"] if address.is_local else [],
        "server.maxUploadSize": library.settings.intake.max_file_mb,
    }


def _entry() -> Path:
    """Return the script that Streamlit runs: beside the package in a checkout, within it where it is installed."""
    package = Path(__file__).parents[1]
    beside = package.parent / "app.py"
    return beside if beside.is_file() and (package.parent / "pyproject.toml").is_file() else package / "views/app.py"


def _is_free(address: Address) -> bool:
    if not 0 < address.port <= _MAX_PORT:
        return False
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            # What a server before left behind in the system does not count.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError:
            return False
    return True
