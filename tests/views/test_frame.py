from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from minerva.views.access import Access
from tests.making import put_examples

if TYPE_CHECKING:
    import pytest

    from minerva.library.store import Library

APP = str(Path(__file__).parents[2] / "app.py")


def test_without_a_library_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no library yet, every page tells how to begin, and makes none."""
    monkeypatch.setenv("MINERVA_INDEX", str(tmp_path / "none"))
    app = AppTest.from_file(APP).run()
    assert not app.exception
    assert "nothing to read yet" in " ".join(one.value for one in app.markdown)
    assert not (tmp_path / "none").exists()


def test_language_is_each_users_own(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """One user's choice of language changes neither another's page nor the process."""
    put_examples(library)
    monkeypatch.setenv("MINERVA_INDEX", str(library.folder))
    monkeypatch.delenv("MINERVA_LANGUAGE")
    swedish, english = AppTest.from_file(APP), AppTest.from_file(APP)
    english.query_params["lang"] = "en"
    assert english.run().sidebar.button_group[0].value == "en"
    assert swedish.run().sidebar.button_group[0].value == "sv"


def test_who_has_logged_in_can_log_out(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a login is asked for, every page names the user and offers the way out; elsewhere there is none."""
    put_examples(library)
    monkeypatch.setenv("MINERVA_INDEX", str(library.folder))
    assert not [one for one in AppTest.from_file(APP).run().sidebar.button if one.key == "log_out"]
    user = Access(may_read=True, may_write=False, asks=True, user="anna@kommun.example")
    monkeypatch.setattr("minerva.views.access.current", lambda: user)
    sidebar = AppTest.from_file(APP).run().sidebar
    assert [one.label for one in sidebar.button if one.key == "log_out"] == ["Log out"]
    assert any("anna" in one.value for one in sidebar.caption)
