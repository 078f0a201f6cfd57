"""The command line as tests use it."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any
from unittest import mock

from minerva.cli import main

if TYPE_CHECKING:
    import pytest

    from minerva import Library


class Terminal:
    """
    Runs ``minerva`` on a library, with the words that stand before all others.

    Attributes
    ----------
    err
        What the last command printed to standard error.
    """

    def __init__(self, library: Library, capsys: pytest.CaptureFixture[str], *before: str) -> None:
        self.library = library
        self._capsys = capsys
        self._before = before
        self.err = ""

    def run(self, *words: str, code: int = 0, typed: str = "") -> str:
        """Return what a command prints while *typed* is typed; it must end with *code*."""
        command = ["minerva", "--index", str(self.library.folder), *self._before, *words]
        ended: int | str | None = 0
        with mock.patch.object(sys, "argv", command), mock.patch.object(sys, "stdin", io.StringIO(typed)):
            try:
                main()
            except SystemExit as end:
                ended = end.code
        printed = self._capsys.readouterr()
        self.err = printed.err
        assert (ended or 0) == code, printed.err
        return printed.out

    def told(self, *words: str, typed: str = "") -> Any:  # noqa: ANN401 - a JSON document
        """Return the JSON document that a command prints."""
        return json.loads(self.run(*words, "--json", typed=typed))
