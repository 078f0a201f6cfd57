from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from minerva import open_library, rebuild, remove, search, verify
from minerva.errors import LibraryTooNew, NoLibrary, StorageError, UnknownValue
from minerva.library import schema
from minerva.library.database import connect
from minerva.library.rows import PIECE_CHARACTERS, document_from, document_row, text_rows
from minerva.library.upkeep import describe
from minerva.records import Block, BlockKind, Document, Span
from tests.making import FILLER, put_examples, put_text

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library


def test_saving_then_opening_is_identity(library: Library) -> None:
    """What was put in comes out of a library opened anew, word for word."""
    put_examples(library)
    before = [(report, library.document(report.id), library.passages(report.id)) for report in library.reports()]
    with open_library(library.folder) as opened:
        assert before == [(one, opened.document(one.id), opened.passages(one.id)) for one in opened.reports()]
        assert verify(opened) == []


def test_document_round_trip() -> None:
    """A document with pages and every kind of block survives the database's columns."""
    blocks = tuple(Block(kind, start, start + 1, start, None) for start, kind in enumerate(BlockKind))
    document = Document("åäö" * 5, (Span(0, 7), Span(7, 15)), blocks, ocr_pages=(2,), quality=(1.0, 0.5))
    names = ("report_id", "pages", "blocks", "quality", "ocr_pages")
    row = dict(zip(names, document_row("r", document), strict=True))
    assert document_from(row, document.text) == document  # type: ignore[arg-type]


@pytest.mark.parametrize("length", [0, 1, PIECE_CHARACTERS, PIECE_CHARACTERS + 1, 3 * PIECE_CHARACTERS])
def test_text_in_pieces(length: int) -> None:
    """The pieces of a text, one after the other, are the text."""
    text = ("åäö😀" * length)[:length]
    assert "".join(piece for _report_id, _number, piece in text_rows("r", text)) == text


def test_quote_is_a_slice(library: Library) -> None:
    """A passage is quoted as it stands in the report's text, also where it stands in two of the stored pieces."""
    report = put_text(
        library, "lang.txt", "\n\n".join(f"# Rubrik {n}\n\nÅtgärd {n} följs upp. {FILLER}" for n in range(40))
    )
    text, passages = library.text(report.id), library.passages(report.id)
    assert any(one.start // PIECE_CHARACTERS < one.end // PIECE_CHARACTERS for one in passages)
    assert [library.quote(one) for one in passages] == [text[one.start : one.end] for one in passages]


def test_library_of_the_first_form(tmp_path: Path) -> None:
    """A library that kept each text in one piece is brought to today's form without losing a character."""
    text = "\n\n".join(f"Åtgärd {n} följs upp. {FILLER}" for n in range(80))
    (tmp_path / "index").mkdir()
    with closing(connect(tmp_path / "index")) as older:
        older.executescript(f"PRAGMA foreign_keys = OFF; {schema.MIGRATIONS[0]} PRAGMA user_version = 1;")
        older.execute("INSERT INTO documents (report_id, text, pages, blocks) VALUES ('r', ?, '[]', '[]')", (text,))
        schema.migrate(older, tmp_path / "index")
        pieces = older.execute("SELECT report_id, piece, text FROM texts ORDER BY piece").fetchall()
    assert [tuple(piece) for piece in pieces] == text_rows("r", text)
    assert len(pieces) > 1


def test_no_library(tmp_path: Path) -> None:
    """Opening where there is none says so, and makes nothing."""
    with pytest.raises(NoLibrary, match="minerva add PATH"):
        open_library(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_newer_library(library: Library) -> None:
    """A library that a newer Minerva wrote is left alone."""
    library.connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(LibraryTooNew, match="Install a newer one"):
        open_library(library.folder)


def test_migrations_run_from_empty() -> None:
    """The migrations lead from an empty file to today's form, and running them again does nothing."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection, None)  # type: ignore[arg-type]
    schema.migrate(connection, None)  # type: ignore[arg-type]
    assert schema.version(connection) == schema.VERSION


def test_damaged_database(tmp_path: Path) -> None:
    """A database file that is none is named with a remedy."""
    (tmp_path / "library.db").write_bytes(b"no database, no database, no database" * 100)
    with pytest.raises(StorageError, match="damaged"):
        open_library(tmp_path)


@pytest.mark.parametrize("prefix", [16, 8, 5])
def test_ids_may_be_shortened(library: Library, prefix: int) -> None:
    """The beginning of an id names a report or passage if it is no other's too."""
    report = put_examples(library)[0]
    passage = library.passages(report.id)[0]
    assert library.report(report.id[:prefix]).id == report.id
    assert library.passage(passage.id[:prefix]) == passage


@pytest.mark.parametrize("wanted", ["", "zz", "0000000000000000", "%", "' OR 1=1 --"])
def test_unknown_ids(library: Library, wanted: str) -> None:
    """What is no id, or the beginning of many, is refused."""
    put_examples(library)
    with pytest.raises(UnknownValue):
        library.report(wanted)
    with pytest.raises(UnknownValue):
        library.passage(wanted)


def test_numbers_of_reports(library: Library) -> None:
    """The numbers of reports' passages are those of each passage, in order, whatever was removed and put back."""
    first, second, third, *_others = put_examples(library)
    remove(library, [second.id])
    put_examples(library)
    empty = put_text(library, "tom.txt", "")
    for wanted in ([third.id, second.id, first.id], [second.id], [empty.id], []):
        numbers = [number for one in library.numbers_of(wanted) for number in one]
        passages = [passage for report_id in wanted for passage in library.passages(report_id)]
        assert numbers == sorted(library.number(passage.id) for passage in passages)


def test_remove(library: Library) -> None:
    """A removed report is gone with its passages, and is no hit any more."""
    first, *others = put_examples(library)
    assert remove(library, [first.id[:8]])[0].id == first.id
    assert {report.id for report in library.reports()} == {report.id for report in others}
    assert first.id not in {hit.report.id for hit in search(library, "hemlösa")}
    assert verify(library) == []


def test_remove_all_or_none(library: Library) -> None:
    """If one id is unknown, nothing is removed."""
    first, *_others = put_examples(library)
    with pytest.raises(UnknownValue):
        remove(library, [first.id, "zz"])
    assert len(library.reports()) == 4


def test_rebuild_changes_nothing(library: Library) -> None:
    """Searches answer the same after the index was made anew."""
    put_examples(library)
    before = search(library, "hemlösa barn", mode="words")
    rebuild(library)
    assert search(library, "hemlösa barn", mode="words") == before
    assert verify(library) == []


def test_lost_index_comes_back(library: Library) -> None:
    """A word index that was deleted is made anew when the library is opened."""
    put_examples(library)
    library.words.drop()
    with open_library(library.folder) as opened:
        assert search(opened, "hemlösa").total == 4


def test_index_from_another_library(library: Library, tmp_path: Path) -> None:
    """A word index that is ahead of the database, as after restoring a copy, is made anew."""
    put_examples(library)
    with open_library(tmp_path / "other", create=True) as other:
        put_text(other, "a.txt", f"Hemlösa. {FILLER}")
        library.words.folder.rename(tmp_path / "ahead")
        other.words.drop()
        (tmp_path / "ahead").rename(other.words.folder)
        with open_library(other.folder) as opened:
            assert search(opened, "hemlösa").total == 1
            assert verify(opened) == []


def test_index_of_an_older_form(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index with other fields or another analysis is made anew."""
    put_examples(library)
    monkeypatch.setattr("minerva.library.words._TODAYS_FORM", "99")
    with open_library(library.folder) as opened:
        assert search(opened, "hemlösa").total == 4
        assert verify(opened) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE passages SET start = start + 1 WHERE number = 1", "no slice"),
        ("UPDATE passages SET words = words + 1 WHERE number = 1", "number of words"),
        ("UPDATE passages SET page = 7 WHERE number = 1", "wrong page"),
        ("UPDATE texts SET text = replace(text, 'Hemlösa', 'Hemlosa')", "no slice"),
        ("UPDATE documents SET blocks = '[[1,5,9,0,null],[1,0,4,0,null]]'", "Blocks overlap"),
        ("UPDATE documents SET pages = '[[0,5],[7,9]]'", "Pages"),
        ("UPDATE reports SET sha256 = 'x' || sha256", "does not follow from the content"),
        ("DELETE FROM files", "No file"),
        ("DELETE FROM passages WHERE number = 1", "number of passages"),
        ("UPDATE reports SET generation = 99 WHERE file = 'okand.txt'", "out of date"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM reports WHERE file = 'okand.txt'", "points to what is not there"),
    ],
)
def test_verify_sees(library: Library, change: str, problem: str) -> None:
    """Each promise that is broken by hand is named."""
    put_examples(library)
    library.connection.executescript(change)
    assert any(problem in line for line in verify(library))


def test_describe_counts(library: Library) -> None:
    """The library's description counts what is there."""
    put_examples(library)
    found = describe(library)
    assert (found["reports"], found["municipalities"], found["year_first"], found["year_last"]) == (4, 3, 2021, 2022)
    assert found["passages"] == sum(len(library.passages(report.id)) for report in library.reports())
    assert found["database_bytes"] > 0 < found["word_index_bytes"]
