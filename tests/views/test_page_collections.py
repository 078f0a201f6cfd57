"""The page of collections: made, filled, annotated, ordered, removed and brought back, downloaded; saved searches."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document

from minerva.collect.collecting import add_passages, create_collection
from minerva.collect.searches import save_search
from minerva.collect.sharing import shared
from minerva.library import collections as stored
from minerva.library import quotations, saved_searches
from minerva.library.writing import remove
from minerva.views import collection_export
from tests.making import FILLER, put_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    from minerva.library.store import Library
    from minerva.records import Collection

    Shown = Callable[..., AppTest]

WHEN = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def kept(served: Library) -> Collection:
    """Give a collection of a passage of each report, the hostile one among them."""
    create_collection(served, "Kurs <b>", description="Till *våren*", when=WHEN)
    ids = [next(iter(served.passages(report.id))).id for report in served.reports()]
    return add_passages(served, "Kurs <b>", ids, note="En [länk](x)", tags=["a b"], when=WHEN).collection


def _said(app: AppTest) -> str:
    return " ".join(one.value for one in (*app.markdown, *app.caption, *app.warning, *app.success))


def _html(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def _ids(library: Library, one: Collection) -> list[str]:
    return [item.id for item in quotations.items(library, one)]


def test_empty_page_tells_what_to_do(served: Library, shown: Shown) -> None:
    """Where nothing has been saved the page says how to begin, and a collection can be made."""
    app = shown("collections")
    assert "Nothing has been collected yet" in _said(app)
    app.text_input(key="new collection").set_value("Kurs").run()
    app.button(key="make_collection").click().run()
    assert not app.exception
    assert [one.name for one in stored.collections(served)] == ["Kurs"]
    assert "The collection is empty" in _said(app)
    assert app.query_params["samling"]


def test_a_passage_is_saved_from_the_search(served: Library, shown: Shown) -> None:
    """A hit is saved in a collection that is made on the way, and its card says so from then on."""
    app = shown("search", q="hemlösa", satt="ord")
    save = next(one for one in app.button if one.key and one.key.startswith("save ") and one.key != "save search")
    assert save.label == "Save"
    save.click().run()
    app.text_input(key="save name").set_value("Kurs")
    app.text_input(key="save tags").set_value("analys, , läs högt")
    app.button(key="confirm_save").click().run()
    assert not app.exception
    [one] = stored.collections(served)
    [item] = quotations.items(served, one)
    assert (one.name, item.id, item.tags) == ("Kurs", save.key.removeprefix("save "), ("analys", "läs högt"))
    assert app.button(key=save.key).label == "Saved"


def test_a_collection_shows_what_it_holds(served: Library, kept: Collection, shown: Shown) -> None:
    """Each quotation stands with its source, its note as text, and what has become of it."""
    remove(served, [quotations.items(served, kept)[0].quotation.source.report_id])
    app = shown("collections", samling=str(kept.id))
    assert not app.exception
    told = _html(app)
    assert told.count("stands where it was saved") == kept.items - 1
    assert told.count("the report is not in the library") == 1
    assert "<script>" not in told
    assert "&lt;script&gt;" in told
    assert r"En \[länk\]" in _said(app)
    assert "Kurs \\<b\\>" in _said(app)


def test_quotations_are_ordered_and_taken_out(served: Library, kept: Collection, shown: Shown) -> None:
    """A quotation moves down, is taken out and comes back where it stood, whatever others remove meanwhile."""
    first, second, *rest = _ids(served, kept)
    app = shown("collections", samling=str(kept.id))
    app.button(key=f"down {first}").click().run()
    assert _ids(served, kept) == [second, first, *rest]
    app.button(key=f"remove {first}").click().run()
    assert _ids(served, kept) == [second, *rest]
    quotations.remove_items(served, kept, rest[:1], when=WHEN.isoformat())
    app.button(key="undo_removal").click().run()
    assert not app.exception
    assert _ids(served, kept) == [second, first, *rest[1:]]


def test_notes_and_tags_are_changed(served: Library, kept: Collection, shown: Shown) -> None:
    """An editor writes another note and other tags in a dialog."""
    first = _ids(served, kept)[0]
    app = shown("collections", samling=str(kept.id))
    app.button(key=f"note {first}").click().run()
    app.text_area(key=f"note of {first}").set_value("Läs högt.")
    app.text_input(key=f"tags of {first}").set_value("mål")
    app.button(key="confirm_note").click().run()
    assert not app.exception
    item = quotations.items(served, kept)[0]
    assert (item.note, item.tags) == ("Läs högt.", ("mål",))


def test_a_collection_is_renamed_deleted_and_brought_back(served: Library, kept: Collection, shown: Shown) -> None:
    """A name that is taken is refused in words; a deleted collection comes back with all that it held."""
    create_collection(served, "Annan", when=WHEN)
    app = shown("collections", samling=str(kept.id))
    app.button(key="rename_collection").click().run()
    app.text_input(key="other name").set_value("annan")
    app.button(key="confirm_rename").click().run()
    assert "already" in _said(app)
    app.button(key="delete_collection").click().run()
    app.button(key="confirm_delete").click().run()
    assert [one.name for one in stored.collections(served)] == ["Annan"]
    assert "was deleted" in _said(app)
    app.button(key="undo_removal").click().run()
    assert not app.exception
    assert {one.name: one.items for one in stored.collections(served)} == {"Annan": 0, "Kurs <b>": kept.items}


def test_only_a_page_of_a_large_collection_is_drawn(served: Library, shown: Shown) -> None:
    """Of many quotations twenty are drawn at a time, and the address holds which."""
    text = "\n\n".join(f"# Del {n}\n\nStycke {n} om hemlöshet. {FILLER}" for n in range(30))
    report = put_text(served, "lång.txt", text)
    create_collection(served, "Allt", when=WHEN)
    ids = [one.id for one in served.passages(report.id)]
    one = add_passages(served, "Allt", ids, when=WHEN).collection
    app = shown("collections", samling=str(one.id), sida="2")
    assert not app.exception
    assert [key for key in (button.key or "" for button in app.button) if key.startswith("remove ")] == [
        f"remove {one}" for one in ids[20:40]
    ]
    assert "Page 2 of" in _said(app)


def test_a_collection_is_downloaded(served: Library, kept: Collection, shown: Shown) -> None:
    """The kind of file is chosen, and the file holds what was collected."""
    app = shown("collections", samling=str(kept.id))
    app.button(key="export_collection").click().run()
    assert not app.exception
    assert app.selectbox(key="export form").value == "docx"
    content, lost = collection_export._made(kept, "docx", "harvard", "tag", with_indicators=True)
    assert lost == 0
    told = "\n".join(one.text for one in Document(BytesIO(content)).paragraphs)
    assert all(" ".join(item.quotation.text.split())[:40] in told for item in quotations.items(served, kept)[:4])


def test_a_shared_collection_is_checked(served: Library, kept: Collection) -> None:
    """What is downloaded for a colleague is what an import reads."""
    content, _lost = collection_export._made(kept, "json", "apa", "none", with_indicators=False)
    assert json.loads(content) == json.loads(json.dumps(shared(served, kept.name)))


def test_a_search_is_saved_and_tells_what_is_new(served: Library, shown: Shown) -> None:
    """A search is saved with why; what comes later is news until it has been seen."""
    app = shown("search", q="hemlösa", satt="ord", kommun="Malmö")
    app.button(key="save search").click().run()
    app.text_area(key="search note").set_value("till nämnden")
    app.button(key="confirm_save_search").click().run()
    assert not app.exception
    [saved] = saved_searches.searches(served)
    assert (saved.name, saved.mode, saved.note) == ("hemlösa", "words", "till nämnden")
    assert saved.filters == {"municipality": ["Malmö"]}
    assert "Nothing new" in _said(shown("collections", visa="sokningar"))
    put_text(
        served, "ny.txt", f"# Nytt\n\nTre hemlösa män fick arbete på en ny verkstad. {FILLER}", municipality="Malmö"
    )
    app = shown("collections", visa="sokningar")
    assert app.expander[0].label == "1 new passage"
    app.button(key="seen hemlösa").click().run()
    assert "Nothing new" in _said(app)
    app.button(key="forget hemlösa").click().run()
    app.button(key="confirm_forget").click().run()
    assert not app.exception
    assert not saved_searches.searches(served)


def test_readers_cannot_save(served: Library, kept: Collection, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing may be written nothing is offered that writes, and the page says why."""
    save_search(served, "Hemlösa", "hemlösa", mode="words", when=WHEN)
    monkeypatch.setenv("MINERVA_READ_ONLY", "1")
    for app in (
        shown("collections"),
        shown("collections", samling=str(kept.id)),
        shown("collections", visa="sokningar"),
        shown("search", q="hemlösa"),
        shown("examples", ofullstandiga="1"),
    ):
        assert not app.exception
        assert "Here you can read" in _said(app)
        keys = {(one.key or "").split()[0] for one in app.button if one.key}
        assert not keys & {"save", "make_collection", "note", "up", "down", "remove", "rename_collection", "forget"}


@pytest.mark.usefixtures("served")
def test_a_collection_that_is_gone_leads_on(shown: Shown) -> None:
    """A link to a collection that was deleted says so, and leads to the others."""
    app = shown("collections", samling="4711")
    assert "There is no such collection" in _said(app)
    app.button(key="all collections").click().run()
    assert "Nothing has been collected yet" in _said(app)
