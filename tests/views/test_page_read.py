from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.retrieval.search import search
from minerva.views.page_pictures import picture_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    from minerva.library.store import Library

    Shown = Callable[..., AppTest]


def _html(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def test_nothing_open(served: Library, shown: Shown) -> None:
    """Without a report the page lets its user choose one."""
    app = shown("read")
    assert not app.exception
    assert "No report is open" in " ".join(one.value for one in app.markdown)
    chosen = served.reports()[1].id
    app.selectbox[0].select(chosen).run()
    assert chosen in app.query_params["rapport"]


def test_a_hit_in_place(served: Library, shown: Shown) -> None:
    """A hit opens among its neighbours, told apart and its words marked, with ways to the next hit and back."""
    hit = search(served, "hemlösa")[0]
    app = shown("read", stycke=hit.passage.id, q="hemlösa", traff="1")
    assert not app.exception
    page = _html(app)
    assert page.count('id="m-found"') == 1
    assert "<mark>" in page.split('id="m-found"')[1].split("</section>")[0]
    assert any(one.label == "Next hit" for one in app.button)
    assert not any(one.label == "Previous hit" for one in app.button)


def test_citations(served: Library, shown: Shown) -> None:
    """A passage can be copied with its source, as a reference, and as a link to it."""
    hit = search(served, "överskott")[0]
    app = shown("read", stycke=hit.passage.id)
    told = [one.value for one in app.code]
    assert told[0].endswith(" (Malmö, Socialnämnden: malmo-2021.txt)")
    assert told[1].startswith("Malmö kommun, socialnämnden. (2021).")
    assert told[2].endswith(f"las?stycke={hit.passage.id}")


def test_outline_leads_to_places(served: Library, shown: Shown) -> None:
    """A heading of the outline opens the report where it stands."""
    report = served.reports()[1]
    app = shown("read", rapport=report.id)
    headings = [one for one in app.sidebar.button if (one.key or "").startswith("m-level-")]
    headings[-1].click().run()
    assert (headings[-1].key or "").rpartition("-")[2] in app.query_params["plats"]


def test_hostile_report(served: Library, shown: Shown) -> None:
    """A report that means harm is read as text, its headings and names too."""
    report = next(one for one in served.reports() if one.kind == "övrigt")
    app = shown("read", rapport=report.id)
    assert not app.exception
    assert not any(bad in _html(app) for bad in ("<script>alert", "<img", "<b>", "\u202e"))
    assert r"\<img" in app.sidebar.button[0].label


@pytest.mark.usefixtures("served")
def test_unknown_ids(shown: Shown) -> None:
    """An id that the library does not hold is told in a sentence."""
    assert "No passage has the id" in shown("read", stycke="ffff").warning[0].value
    assert not shown("read", rapport="<script>").exception


def test_no_picture_of_what_has_changed(served: Library) -> None:
    """A file that is gone, or no longer what was read, is not drawn."""
    assert picture_of(served, served.reports()[0].id, 1, "") is None
