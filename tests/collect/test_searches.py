"""Saved searches tell what is new, and only that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from minerva.collect import searches
from minerva.errors import CollectionError, UnknownValue
from minerva.library import saved_searches as stored
from minerva.library.writing import remove
from minerva.retrieval.filters import Filters
from tests.making import FILLER, put_examples, put_text

if TYPE_CHECKING:
    from minerva import Library

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=30)
NEW = "# Bostad\n\nHemlösa erbjuds numera ett eget kontrakt genom en uthyrningsgrupp som arbetar mot privata värdar."


@pytest.fixture
def saved(library: Library) -> Library:
    """Give a library with a saved search of four reports."""
    put_examples(library)
    searches.save_search(
        library, "Hemlösa", "hemlösa", mode="words", filters=Filters(year_from=2000), note="Till nämnden", when=NOON
    )
    return library


def _new(library: Library) -> list[str]:
    return [hit.report.file for hit in searches.news(library, "Hemlösa").hits]


def test_a_saved_search(saved: Library) -> None:
    """A saved search keeps its words, mode, filters and note, and finds what the search itself finds."""
    (one,) = stored.searches(saved)
    assert (one.name, one.query, one.mode, one.note) == ("Hemlösa", "hemlösa", "words", "Till nämnden")
    assert searches.filters_from(one.filters) == Filters(year_from=2000)
    assert one.saved == one.looked == NOON.isoformat()
    assert len(searches.run_search(saved, one)) == 3
    assert _new(saved) == []
    with pytest.raises(CollectionError, match="already"):
        searches.save_search(saved, "hemlösa", "annat", when=NOON)
    with pytest.raises(CollectionError, match="is no filter"):
        searches.filters_from({"colour": ["blue"]})
    searches.forget_search(saved, "Hem")
    with pytest.raises(UnknownValue):
        stored.saved_search(saved, "Hemlösa")


def test_new_text_is_news_until_it_is_seen(saved: Library) -> None:
    """A new report's passage is news however often one asks, until it is marked as seen."""
    put_text(saved, "ny.txt", NEW, year=2023)
    assert _new(saved) == ["ny.txt"] == _new(saved)
    assert [one.search.name for one in searches.all_news(saved)] == ["Hemlösa"]
    assert searches.mark_seen(saved, "Hemlösa", when=LATER).looked == LATER.isoformat()
    assert _new(saved) == []


def test_what_comes_back_is_not_new(saved: Library) -> None:
    """A report that is removed and added again is no news."""
    remove(saved, [report.id for report in saved.reports()])
    put_examples(saved)
    assert _new(saved) == []


def test_what_was_said_before_is_not_new(saved: Library) -> None:
    """A newer version of a report, or another with the same words, is no news, whether the older is there or not."""
    older = saved.reports()[0]
    text = saved.text(older.id)
    put_text(saved, "kopia.txt", text.replace("Nämnden redovisar", "Nämnden visar"), year=2024)
    found = searches.news(saved, "Hemlösa")
    assert (found.hits, found.repeated) == ((), 1)
    remove(saved, [report.id for report in saved.reports() if report.file != "kopia.txt"])
    assert _new(saved) == []


def test_two_reports_that_say_the_same_are_one_piece_of_news(saved: Library) -> None:
    """Of new passages that repeat each other the best one counts."""
    put_text(saved, "ny.txt", NEW, year=2023)
    put_text(saved, "ny igen.txt", NEW + " " + FILLER[:40], year=2023)
    found = searches.news(saved, "Hemlösa")
    assert (len(found.hits), found.repeated) == (1, 1)


def test_filters_hold(saved: Library) -> None:
    """What the filters of a saved search leave out is no news."""
    put_text(saved, "gammal.txt", NEW, year=1999)
    assert _new(saved) == []


def test_what_was_seen_stays_seen(saved: Library) -> None:
    """What was seen once is no news later, though its report was gone when the search was last marked as seen."""
    report = put_text(saved, "ny.txt", NEW, year=2023)
    searches.mark_seen(saved, "Hemlösa", when=LATER)
    remove(saved, [report.id])
    searches.mark_seen(saved, "Hemlösa", when=LATER)
    put_text(saved, "ny.txt", NEW, year=2023)
    assert _new(saved) == []
