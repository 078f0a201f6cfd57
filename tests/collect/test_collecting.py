"""Collections: what is saved is kept, in the order and with the words of its user."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from minerva import verify
from minerva.collect import collecting, sharing
from minerva.errors import CollectionError, LibraryReadOnly, UnknownValue
from minerva.library import collections as stored
from minerva.library import quotations
from minerva.library.store import open_library
from minerva.library.writing import writing
from minerva.records import Fate, Span
from tests.making import put_examples

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def filled(library: Library) -> Library:
    """Give a library with a collection of one passage of each of three reports."""
    put_examples(library)
    collecting.create_collection(library, "Kurs", description="Till vårens kurs", when=NOON)
    collecting.add_passages(library, "Kurs", _passages(library)[:3], tags=["bostad"], when=NOON)
    return library


def _passages(library: Library) -> list[str]:
    return [library.passages(report.id)[0].id for report in library.reports()]


def _order(library: Library, name: str = "Kurs") -> list[str]:
    return [one.id for one in collecting.open_collection(library, name).items]


def test_what_is_saved_is_what_comes_back(filled: Library) -> None:
    """A saved passage has its text, place, section and source, what surrounds it, and the hour; it stands in place."""
    opened = collecting.open_collection(filled, "kurs")
    assert (opened.collection.name, opened.collection.items, opened.collection.tags) == ("Kurs", 3, ("bostad",))
    for one, found in zip(opened.items, opened.whereabouts, strict=True):
        passage = filled.passage(one.id)
        quotation, text = one.quotation, filled.text(passage.report_id)
        assert (quotation.id, quotation.passage, quotation.section) == (passage.id, passage.id, passage.section)
        assert quotation.text == text[quotation.start : quotation.end] == filled.quote(passage)
        assert text[: quotation.start].endswith(quotation.before)
        assert text[quotation.end :].startswith(quotation.after)
        assert quotation.source.sha256 == filled.report(passage.report_id).sha256
        assert one.saved == "2026-03-01T12:00:00+00:00"
        assert found.fate is Fate.IN_PLACE
    assert [one.place for one in opened.items] == [1, 2, 3]
    assert verify(filled) == []


def test_saved_once(filled: Library) -> None:
    """What a collection holds already keeps its note and place when it is saved again."""
    collecting.annotate(filled, "Kurs", "2", note="Läs högt.", when=NOON)
    change = collecting.add_passages(filled, "Kurs", _passages(filled), note="ny", when=LATER)
    assert (change.added, change.collection.items) == (1, 4)
    assert [one.note for one in change.items] == ["", "Läs högt.", "", "ny"]


def test_words_of_a_passage(filled: Library) -> None:
    """Some words, or a span, of a passage are quoted with their own place; what is not in it is refused."""
    passage = filled.passage(_passages(filled)[0])
    start = filled.quote(passage).index("följer") if "följer" in filled.quote(passage) else 0
    for given in ({"words": " ".join(filled.quote(passage).split()[:4])}, {"span": Span(start, start + 9)}):
        (one,) = collecting.add_quotation(filled, "Kurs", passage.id, **given, when=NOON).items  # type: ignore[arg-type]
        assert filled.text(passage.report_id)[one.quotation.start : one.quotation.end] == one.quotation.text
        assert one.quotation.passage == passage.id != one.id
    assert {one.fate for one in collecting.open_collection(filled, "Kurs").whereabouts} == {Fate.IN_PLACE}
    with pytest.raises(CollectionError, match="does not hold the words"):
        collecting.add_quotation(filled, "Kurs", passage.id, words="detta står inte där", when=NOON)
    for span in (Span(-1, 3), Span(0, 99_999), Span(4, 4)):
        with pytest.raises(CollectionError, match="is no part of it"):
            collecting.add_quotation(filled, "Kurs", passage.id, span=span, when=NOON)


def test_order(filled: Library) -> None:
    """An item moves to the place asked for, the last at most; the others keep their order."""
    first, second, third = _order(filled)
    collecting.move(filled, "Kurs", third, to=1, when=NOON)
    assert _order(filled) == [third, first, second]
    collecting.move(filled, "Kurs", "1", to=99, when=NOON)
    assert _order(filled) == [first, second, third]


def test_tags_and_notes(filled: Library) -> None:
    """Tags come and go, each once whatever its letters' case; a note replaces the one before."""
    collecting.tag(filled, "Kurs", "1", add=["Bostad", " ny  tagg "], when=NOON)
    assert collecting.open_collection(filled, "Kurs").items[0].tags == ("bostad", "ny tagg")
    assert collecting.tag(filled, "Kurs", "1", drop=["BOSTAD"], when=NOON).tags == ("ny tagg",)
    collecting.annotate(filled, "Kurs", "1", note="första", when=NOON)
    assert collecting.annotate(filled, "Kurs", "1", note=" andra ", when=NOON).note == "andra"
    assert collecting.open_collection(filled, "Kurs").items[0].note == "andra"
    for call in (
        lambda: collecting.tag(filled, "Kurs", "1", add=[" "], when=NOON),
        lambda: collecting.annotate(filled, "Kurs", "1", note="x" * 30_000, when=NOON),
    ):
        with pytest.raises(CollectionError):
            call()


def test_undo(filled: Library) -> None:
    """What was removed comes back, the last first: items to their places, a collection with all that it held."""
    before = collecting.open_collection(filled, "Kurs")
    collecting.take_out(filled, "Kurs", ["1", "3"], when=NOON)
    assert len(_order(filled)) == 1
    collecting.delete_collection(filled, "Kurs")
    assert stored.collections(filled) == []
    assert collecting.undo(filled, when=LATER).items == 1
    assert collecting.undo(filled, when=LATER).items == 3
    after = collecting.open_collection(filled, "Kurs")
    assert after.items == before.items
    with pytest.raises(CollectionError, match="Nothing has been removed"):
        collecting.undo(filled, when=LATER)


def test_one_removal_is_taken_back_among_others(filled: Library) -> None:
    """A removal that is named by its number is taken back, and those that others made since stay."""
    before = _order(filled)
    one = stored.collection(filled, "Kurs")
    mine = quotations.remove_items(filled, one, before[:1], when="2026-03-01T12:00:00+00:00")
    collecting.take_out(filled, "Kurs", [before[1]], when=NOON)
    stored.undo(filled, removal=mine, when="2026-03-01T13:00:00+00:00")
    assert _order(filled) == [before[0], before[2]]
    assert stored.undo(filled, removal=mine, when="2026-03-01T13:00:00+00:00") is None
    deleted = stored.remove_collection(filled, one)
    back = stored.undo(filled, removal=deleted, when="2026-03-01T13:00:00+00:00")
    assert back
    assert back.name == "Kurs"


def test_items_are_read_in_parts(filled: Library) -> None:
    """A part of a collection is that slice of the whole, with the places that the items have in it."""
    one = stored.collection(filled, "Kurs")
    whole = quotations.items(filled, one)
    for offset in range(5):
        for limit in (0, 1, 2, 9):
            assert quotations.items(filled, one, offset=offset, limit=limit) == whole[offset : offset + limit]


def test_a_passage_knows_who_holds_it(filled: Library) -> None:
    """The collections that hold a passage are named; those from which it was taken, or that were deleted, are not."""
    first = _order(filled)[0]
    collecting.create_collection(filled, "Annan", when=NOON)
    collecting.add_passages(filled, "Annan", [first], when=NOON)
    assert quotations.holders(filled, first) == ["Annan", "Kurs"]
    collecting.take_out(filled, "Kurs", [first], when=NOON)
    assert quotations.holders(filled, first) == ["Annan"]
    collecting.delete_collection(filled, "Annan")
    assert quotations.holders(filled, first) == []


def test_undo_beside_what_has_been_done_since(filled: Library) -> None:
    """An item saved anew stays as it is now, and a collection whose name was taken comes back under another."""
    first = _order(filled)[0]
    collecting.take_out(filled, "Kurs", ["1"], when=NOON)
    collecting.add_passages(filled, "Kurs", [first], note="ny", when=LATER)
    collecting.undo(filled, when=LATER)
    assert sorted(_order(filled)) == sorted(set(_order(filled)))
    assert [one.note for one in collecting.open_collection(filled, "Kurs").items if one.id == first] == ["ny"]
    collecting.delete_collection(filled, "Kurs")
    collecting.create_collection(filled, "kurs", when=NOON)
    assert collecting.undo(filled, when=LATER).name == "Kurs (2)"


def test_names(filled: Library) -> None:
    """A collection is found by the beginning of its name; a name is free once, and never empty."""
    assert stored.collection(filled, "ku").name == "Kurs"
    collecting.create_collection(filled, "Kursbrev", when=NOON)
    assert stored.collection(filled, "kurs").name == "Kurs"
    with pytest.raises(UnknownValue, match="There is no collection"):
        stored.collection(filled, "k")
    for name in ("KURS", "", " ", "x" * 300):
        with pytest.raises(CollectionError):
            collecting.create_collection(filled, name, when=NOON)
    with pytest.raises(CollectionError, match="already"):
        collecting.rename_collection(filled, "Kurs", to="kursbrev", when=NOON)
    renamed = collecting.rename_collection(filled, "Kurs", to="Vårkurs", when=LATER)
    assert (renamed.name, renamed.description, renamed.changed) == ("Vårkurs", "Till vårens kurs", LATER.isoformat())


def test_merge(filled: Library) -> None:
    """Joined collections become one, each quotation once, with the notes and tags of both; the others are gone."""
    collecting.create_collection(filled, "Två", when=NOON)
    collecting.add_passages(filled, "Två", _passages(filled)[2:], note="bra", tags=["två"], when=NOON)
    change = collecting.merge_collections(filled, "Kurs", ["Två", "Kurs"], when=LATER)
    assert (change.added, change.collection.items) == (1, 4)
    items = collecting.open_collection(filled, "Kurs").items
    assert [(one.note, one.tags) for one in items[2:]] == [("bra", ("bostad", "två")), ("bra", ("två",))]
    assert [one.name for one in stored.collections(filled)] == ["Kurs"]
    assert collecting.undo(filled, when=LATER).name == "Två"


def test_saving_goes_on_while_another_writes(filled: Library) -> None:
    """Reports being added keep nobody from saving passages, and saving changes no index."""
    generation = filled.generation()
    with writing(filled):
        collecting.add_passages(filled, "Kurs", _passages(filled), when=NOON)
    assert filled.generation() == generation


def test_read_only(filled: Library) -> None:
    """A library that is open to be read only shows its collections and takes nothing."""
    with open_library(filled.folder, read_only=True) as library:
        assert len(_order(library)) == 3
        with pytest.raises(LibraryReadOnly):
            collecting.create_collection(library, "Ny", when=NOON)


def test_shared_with_a_colleague(filled: Library, tmp_path: Path) -> None:
    """A collection written to a file and read into another library, even an empty one, is the same there."""
    collecting.annotate(filled, "Kurs", "1", note="Läs ”högt”.\n=1+1", when=NOON)
    path = sharing.write_shared(filled, "Kurs", tmp_path / "kurs.json")
    with open_library(tmp_path / "other", create=True) as other:
        change = sharing.import_collection(other, sharing.read_shared(path), when=LATER)
        assert change.added == 3
        assert change.items == collecting.open_collection(filled, "Kurs").items
        assert {one.fate for one in collecting.open_collection(other, "Kurs").whereabouts} == {Fate.GONE}
        assert verify(other) == []
        with pytest.raises(CollectionError, match="already"):
            sharing.import_collection(other, sharing.read_shared(path), when=LATER)
        assert sharing.import_collection(other, sharing.read_shared(path), name="Annan", when=LATER).added == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"version": 1', '"version": 2'),
        ('"start": ', '"start": 1'),
        ('"sha256": "', '"sha256": "0'),
        ('"name": "Kurs"', '"name": 7'),
        ('"form"', '"extra": 1, "form"'),
        ("{", "["),
    ],
)
def test_a_file_that_is_no_collection(filled: Library, tmp_path: Path, old: str, new: str) -> None:
    """A file that was damaged, or made up, is refused, saying where."""
    path = sharing.write_shared(filled, "Kurs", tmp_path / "kurs.json")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CollectionError, match="exported again"):
        sharing.read_shared(path)
    with pytest.raises(CollectionError, match="cannot be read"):
        sharing.read_shared(tmp_path / "none.json")


def test_an_address_that_is_no_web_address_is_dropped(filled: Library, tmp_path: Path) -> None:
    """What a colleague's file gives as a report's address becomes a link only if it is one of the web."""
    path = sharing.write_shared(filled, "Kurs", tmp_path / "kurs.json")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"url": null', '"url": "javascript:alert(1)"'), encoding="utf-8")
    change = sharing.import_collection(filled, sharing.read_shared(path), name="Ny", when=NOON)
    assert {one.quotation.source.url for one in change.items} == {None}


def test_verify_sees_a_quotation_that_was_tampered_with(filled: Library) -> None:
    """A saved quotation whose text is not what was saved is told."""
    filled.connection.execute("UPDATE quotations SET text = replace(text, 'e', 'E') WHERE place = 1")
    assert any("is not what was saved" in problem for problem in verify(filled))
