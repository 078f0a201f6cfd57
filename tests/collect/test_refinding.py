"""Quotations outlive whatever happens to their reports, and tell what has become of them."""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minerva.collect import collecting
from minerva.collect.quoting import Quoter
from minerva.collect.refinding import whereabouts
from minerva.library import schema
from minerva.library.database import DATABASE
from minerva.library.passage_vectors import use_encoder
from minerva.library.store import open_library
from minerva.library.upkeep import rebuild
from minerva.library.writing import remove
from minerva.records import Fate, Span
from tests.making import FILLER, make_static_model, put_examples, put_text

if TYPE_CHECKING:
    from minerva import Library
    from minerva.records import Item

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WHAT_HAPPENS = ("remove and add", "another encoder", "rebuild", "migrate", "remove all and add in another order")


def _chosen(library: Library, picks: list[tuple[int, float, float]]) -> None:
    """Save parts of passages: which passage, and from which share of it to which."""
    passages = [one for report in library.reports() for one in library.passages(report.id)]
    for at, one, other in picks:
        passage = passages[at % len(passages)]
        text = library.quote(passage)
        start, end = sorted((int(one * (len(text) - 1)), int(other * (len(text) - 1)) + 1))
        if text[start:end].strip():
            collecting.add_quotation(library, "K", passage.id, span=Span(start, end), when=NOON)


def _happen(library: Library, what: str, folder: Path) -> None:
    if what == "remove and add":
        remove(library, [library.reports()[0].id])
        put_examples(library)
    elif what == "another encoder":
        use_encoder(library, make_static_model(folder / f"model {len(list(folder.iterdir()))}", seed=len(what)))
    elif what == "rebuild":
        rebuild(library)
    elif what == "remove all and add in another order":
        remove(library, [report.id for report in library.reports()])
        put_text(library, "annan.txt", FILLER)
        put_examples(library)


def _older(library: Library, folder: Path) -> Library:
    """Return the library copied, by what today's form adds to the one before it, into one made of the older form."""
    library.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    target = folder / "older"
    target.mkdir()
    with closing(sqlite3.connect(target / DATABASE, isolation_level=None)) as older:
        form = schema.MIGRATIONS.index(schema._COLLECTIONS) + 1
        older.executescript("".join(schema.MIGRATIONS[:form]) + f"PRAGMA user_version = {form};")
        older.execute("ATTACH ? AS whole", (str(library.folder / DATABASE),))
        for (table,) in older.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall():
            columns = ", ".join(f'"{row[1]}"' for row in older.execute(f"PRAGMA main.table_info({table})"))
            older.execute(f"REPLACE INTO main.{table} ({columns}) SELECT {columns} FROM whole.{table}")  # noqa: S608
    return open_library(target)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    picks=st.lists(st.tuples(st.integers(0, 20), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=12),
    events=st.lists(st.sampled_from(WHAT_HAPPENS), max_size=4),
)
def test_every_quotation_is_found_again(picks: list[tuple[int, float, float]], events: list[str]) -> None:
    """Whatever reports are removed and come back, encoders change and forms are migrated, all stand in place."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = open_library(folder / "index", create=True)
        put_examples(library)
        collecting.create_collection(library, "K", when=NOON)
        _chosen(library, picks)
        before = collecting.open_collection(library, "K").items
        for number, what in enumerate(events):
            if what == "migrate":
                (folder / str(number)).mkdir()
                library = _older(library, folder / str(number))
            else:
                _happen(library, what, folder)
        opened = collecting.open_collection(library, "K")
        assert opened.items == before
        for one, found in zip(opened.items, opened.whereabouts, strict=True):
            assert found.fate is Fate.IN_PLACE
            assert library.text(found.report_id)[found.start : found.end] == one.quotation.text
        library.close()


PARTS = [
    f"# Avsnitt {n}\n\nI avsnitt {n} står att {word} ökade. Detta följs upp. {FILLER}" for n, word in enumerate("abc")
]


def _saved(library: Library, text: str, words: str, **identity: object) -> Item:
    report = put_text(library, "r.txt", text, **identity)
    collecting.create_collection(library, "K", when=NOON)
    passage = next(one for one in library.passages(report.id) if words in library.quote(one))
    return collecting.add_quotation(library, "K", passage.id, words=words, when=NOON).items[0]


def _fate(library: Library) -> Fate:
    return collecting.open_collection(library, "K").whereabouts[0].fate


def test_gone_and_back(library: Library) -> None:
    """Without its report a quotation is gone but keeps its words; when the report comes back it is in place."""
    saved = _saved(library, "\n\n".join(PARTS), "att b ökade")
    remove(library, [saved.quotation.source.report_id])
    assert _fate(library) is Fate.GONE
    assert collecting.open_collection(library, "K").items == (saved,)
    put_text(library, "r.txt", "\n\n".join(PARTS))
    assert _fate(library) is Fate.IN_PLACE


def test_a_newer_version(library: Library) -> None:
    """In a newer version of its report a quotation is found where its words stand now, on the page of today."""
    saved = _saved(library, "\n\n".join(PARTS), "att b ökade")
    remove(library, [saved.quotation.source.report_id])
    newer = put_text(library, "r.txt", "# Förord\n\nNytt. \f" + "\n\n".join(PARTS))
    (found,) = collecting.open_collection(library, "K").whereabouts
    assert (found.fate, found.report_id, found.page) == (Fate.MOVED, newer.id, 2)
    assert library.text(newer.id)[found.start : found.end] == "att b ökade"


def test_by_what_the_report_is(library: Library) -> None:
    """A report of another file name is a newer version if municipality, board, kind, year and period are the same."""
    identity = {"municipality": "Lund", "board": "socialnämnden", "kind": "årsredovisning", "year": 2022}
    saved = _saved(library, "\n\n".join(PARTS), "att b ökade", **identity)
    remove(library, [saved.quotation.source.report_id])
    put_text(library, "annan.txt", "\n\n".join(PARTS), **identity | {"year": 2021})
    assert _fate(library) is Fate.GONE
    put_text(library, "ny.txt", "\n\n".join(reversed(PARTS)), **identity)
    assert _fate(library) is Fate.MOVED


def test_changed(library: Library) -> None:
    """Where the newer version says something else, the quotation has changed and is claimed to stand nowhere."""
    saved = _saved(library, "\n\n".join(PARTS), "att b ökade")
    remove(library, [saved.quotation.source.report_id])
    put_text(library, "r.txt", "\n\n".join(PARTS).replace("b ökade", "b minskade"))
    assert _fate(library) is Fate.CHANGED


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_same_words_several_times(library: Library, order: tuple[int, ...]) -> None:
    """Of the same words in several places, those are meant that have the same before and after them."""
    text = "\n\n".join(PARTS)
    report = put_text(library, "r.txt", text)
    passage = next(one for one in library.passages(report.id) if "att b ökade" in library.quote(one))
    quotation = Quoter(library).quote(passage.id, words="Detta följs upp.")
    remove(library, [report.id])
    newer = put_text(library, "r.txt", "Inledning.\n\n" + "\n\n".join(PARTS[n] for n in order))
    (found,) = whereabouts(library, [quotation])
    assert library.text(newer.id)[: found.start].endswith("att b ökade. ")


def test_white_space_may_differ(library: Library) -> None:
    """A newer version that breaks lines elsewhere still says the same."""
    saved = _saved(library, "\n\n".join(PARTS), "att b ökade. Detta följs")
    remove(library, [saved.quotation.source.report_id])
    put_text(library, "r.txt", "Ny rad.\n\n" + "\n\n".join(PARTS).replace("ökade. Detta", "ökade.  \n\nDetta"))
    assert _fate(library) is Fate.MOVED


def test_a_library_of_the_form_before_keeps_all(tmp_path: Path) -> None:
    """A library without a place for collections gets one, and what it held stays."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as older:
        form = schema.MIGRATIONS.index(schema._COLLECTIONS)
        older.executescript("".join(schema.MIGRATIONS[:form]) + f"PRAGMA user_version = {form};")
        older.execute("INSERT INTO theme_judgments VALUES ('t', 'p', 1)")
        schema.migrate(older, tmp_path)
        assert older.execute("SELECT * FROM theme_judgments").fetchall() == [("t", "p", 1)]
        assert older.execute("SELECT count(*) FROM quotations").fetchone() == (0,)
