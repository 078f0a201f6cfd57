from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tests.making import put_examples, put_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from minerva.library.store import Library

APP = str(Path(__file__).parents[2] / "app.py")
HOSTILE = "Kommunen <script>alert(1)</script> [klicka](javascript:alert(2)) hemlösa \u202egnort **fet** $x$ :red[röd]."


@pytest.fixture
def served(encoded: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Serve a library of four short reports, and one that means harm."""
    text = f"# Rubrik <img src=x onerror=alert(3)>\n\n{HOSTILE} {HOSTILE}\n\n" + "Hemlösa familjer fick bostad. " * 9
    put_text(encoded, "<b>ond</b>.txt", text, municipality="Ond](x) <b>", kind="övrigt", year=2020)
    monkeypatch.setenv("MINERVA_INDEX", str(encoded.folder))
    return encoded


@pytest.fixture
def examples(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Serve a library of four short reports without vectors."""
    put_examples(library)
    monkeypatch.setenv("MINERVA_INDEX", str(library.folder))
    return library


@pytest.fixture
def shown() -> Callable[..., AppTest]:
    """Give what draws a page of this module at an address."""

    def draw(module: str, **query: str | list[str]) -> AppTest:
        app = AppTest.from_string(_PAGE.format(module=module), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return draw


_PAGE = """
from minerva.views import frame, {module}
frame.begin()
with frame.told_errors():
    {module}.page()
"""
