"""The page on which the library is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from minerva.intake.batches import Batch, State, batches, save
from minerva.library.identity import set_identity
from minerva.records import Skipped
from minerva.understand.manifest import ManifestRow
from minerva.views.shelf_identity import row_of
from tests.making import put_examples, put_text

if TYPE_CHECKING:
    import pytest

    from minerva.library.store import Library

SOME = {"municipality": None, "year": None, "kind": None, "period": "", "board": "", "title": ""}


def _said(app: AppTest) -> str:
    return "\n".join(one.value for kind in (app.markdown, app.caption, app.info, app.warning) for one in kind)


def _page(library: Library, monkeypatch: pytest.MonkeyPatch, *, read_only: bool = False) -> AppTest:
    """Run the page alone, as the frame does."""

    def script() -> None:
        from minerva.views import frame, shelf

        frame.begin()
        with frame.told_errors():
            shelf.page()

    monkeypatch.setenv("MINERVA_INDEX", str(library.folder))
    monkeypatch.setenv("MINERVA_READ_ONLY", "1" if read_only else "")
    app = AppTest.from_function(script, default_timeout=20).run()
    assert not app.exception
    return app


def test_shelf_tells_what_there_is(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page counts reports, says who may write, and lists all reports."""
    put_examples(library)
    app = _page(library, monkeypatch)
    assert "4 reports · 3 municipalities" in _said(app)
    assert "Everyone who reaches this address can read and write." in _said(app)
    assert len(app.dataframe[0].value) == 4


def test_empty_shelf_offers_examples(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty library says what to do, and offers to read the example reports; nobody does who may only read."""
    app = _page(library, monkeypatch)
    assert "There is nothing to read yet." in _said(app)
    assert [one.label for one in app.button] == ["Read the example reports"]
    assert not _page(library, monkeypatch, read_only=True).button


def test_read_only_shelf_offers_no_change(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """In read-only mode the page has nothing by which to add, correct or remove."""
    put_examples(library)
    put_text(library, "okänd.txt", "Något helt annat. " * 60)
    app = _page(library, monkeypatch, read_only=True)
    assert [one.label for one in app.button] == ["Check now"]
    assert not app.get("file_uploader")
    assert "nobody can write" in _said(app)


def test_batches_tell_what_was_left_out(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was left out is named with its reason and remedy, as text, until it is put away."""
    put_examples(library)
    save(library.folder, Batch("1-a", State.DONE, skipped=(Skipped("<b>x</b>.exe", "No _report_.", "Leave it."),)))
    app = _page(library, monkeypatch)
    assert r"**\<b\>x\</b\>\.exe**" in _said(app).replace(r"\/", "/")
    assert r"No \_report\_" in _said(app)
    app.button(key="away_1-a").click().run()
    assert not batches(library.folder)


def test_broken_off_batch_can_go_on(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch that nobody reads any more, as after a power cut, is shown as broken off and can be read on."""
    put_examples(library)
    save(library.folder, Batch("1-a", State.READING, files=(("/nowhere/x.txt", "x.txt"),)))
    app = _page(library, monkeypatch)
    assert "broken off" in _said(app)
    assert {"Go on", "Put away"} <= {one.label for one in app.button}


def test_health(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check runs and says that all is well, and no folder of the server is shown."""
    put_examples(library)
    app = _page(library, monkeypatch)
    next(one for one in app.button if one.label == "Check now").click().run()
    assert [one.value for one in app.success if "well" in one.value] == ["All is well."]
    assert str(library.folder) not in _said(app)


def test_unsure_report_is_set_right(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of which too little is known has a form, and what is saved there holds."""
    report = put_text(library, "okänd.txt", "Något helt annat. " * 60)
    app = _page(library, monkeypatch)
    form = {one.label: one for one in (*app.selectbox, *app.number_input, *app.text_input)}
    form["Municipality"].select("Umeå")
    form["Kind of report"].select("årsredovisning")
    form["Year"].set_value(2021)
    form["Board"].set_value("Socialnämnden")
    next(one for one in app.button if one.label == "Save").click().run()
    assert not app.exception
    known = library.report(report.id)
    assert (known.municipality, known.county, known.year) == ("Umeå", "Västerbottens län", 2021)
    assert (known.kind, known.board) == ("årsredovisning", "socialnämnden")
    assert "It is known of every report" in "".join(one.value for one in app.success)


def test_confirming_keeps_a_municipality_of_no_list(library: Library) -> None:
    """What the form leaves as it was stays, also a municipality that is none of Sweden's 290."""
    report = put_text(library, "a.txt", "x " * 60, municipality="Almvik", municipality_code="9901", county="Län")
    row = row_of(report, SOME | {"municipality": "Almvik", "year": 2020})
    assert row == ManifestRow(1, "a.txt", municipality="Almvik", municipality_code="9901", county="Län", year=2020)
    changed = set_identity(library, report.id, row)
    assert (changed.municipality, changed.municipality_code, changed.title) == ("Almvik", "9901", "a.txt")
