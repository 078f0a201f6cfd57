"""The web front end, started."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import Annotated

import typer

from minerva.cli.options import FOLDER, INDEX_HELP, AsJson, IndexFolder
from minerva.cli.output import console, print_json
from minerva.messages import translate as _

EXAMPLE = _("Example: minerva app --read-only")
_LOCAL = "127.0.0.1"
_UNTIL_UP_S = 1.5
"""Until a browser is opened; one that comes too early tries again by itself."""


def app(
    context: typer.Context,
    port: Annotated[
        int | None, typer.Option("--port", metavar=_("N"), help=_("Default: the first that is free from 8501 on."))
    ] = None,
    host: Annotated[
        str, typer.Option("--host", metavar=_("ADDRESS"), help=_("Where to listen; default: this machine alone."))
    ] = _LOCAL,
    read_only: Annotated[
        bool, typer.Option("--read-only", help=_("Let nobody change the library through the browser."))
    ] = False,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help=_("Open a browser, where there is a terminal."))
    ] = True,
    index: Annotated[str | None, typer.Option("--index", metavar=FOLDER, help=INDEX_HELP)] = None,
    as_json: AsJson = False,
) -> None:
    """Start the web front end, say where it is, and go on until stopped."""
    from minerva.library.store import open_library  # noqa: PLC0415 - --help must not wait for it
    from minerva.views.server import free_address, serve  # noqa: PLC0415

    before = context.find_object(IndexFolder)
    folder = Path(index or (before.folder if before else None) or "index")
    library = open_library(folder, create=True, read_only=read_only)
    address = free_address(host, port)
    if as_json:
        print_json({"url": address.url, "host": address.host, "port": address.port, "read_only": read_only})
    else:
        console().print(_("Minerva is at {url}. Stop it with Ctrl-C.").format(url=address.url), markup=False)
    sys.stdout.flush()
    if not address.is_local:
        rights = _("read") if read_only else _("read and write")
        console(stderr=True).print(
            _("Everyone who reaches {host} can {rights}, unless the library's secrets.toml asks for a login.").format(
                host=address.host, rights=rights
            ),
            style="yellow",
            markup=False,
        )
    if browser and sys.stdout.isatty() and not as_json and not os.environ.get("CI"):
        threading.Thread(target=_open, args=(address.url,), daemon=True).start()
    serve(library, address)


def _open(url: str) -> None:
    import webbrowser  # noqa: PLC0415 - as above

    time.sleep(_UNTIL_UP_S)
    webbrowser.open(url)
