from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from minerva import Filters, search
from minerva.errors import UnknownValue
from tests.making import FILLER, put_examples, put_text

if TYPE_CHECKING:
    from minerva import Library
    from minerva.records import Hits


@pytest.fixture
def examples(library: Library) -> Library:
    """Give a library of four short reports."""
    put_examples(library)
    return library


def _files(hits: Hits) -> list[str]:
    return [hit.report.file for hit in hits]


def test_any_form_is_found(examples: Library) -> None:
    """A word finds its other forms and what shares its stem."""
    assert set(_files(search(examples, "hemlöst"))) == {"malmo-2021.txt", "lund-2022.txt", "umea-2022.txt", "okand.txt"}


def test_hit_is_a_slice(examples: Library) -> None:
    """A hit's text is cut out of its report, and its highlights show words that matched."""
    for hit in search(examples, "hemlösa barn"):
        assert examples.text(hit.report.id)[hit.passage.start : hit.passage.end] == hit.text
        assert hit.highlights
        shown = {hit.text[start:end].casefold()[:5] for start, end in hit.highlights}
        assert shown <= {"hemlö", "barn", "barns", "barne"}


def test_phrase_stands_as_written(examples: Library) -> None:
    """A phrase finds only passages that hold its words in that order."""
    assert _files(search(examples, '"bostad först"')) == ["malmo-2021.txt"]
    assert not search(examples, '"först bostad"')


def test_excluded_words(examples: Library) -> None:
    """A passage that holds an excluded word, in any form, is no hit."""
    assert "lund-2022.txt" not in _files(search(examples, "hemlösa -vräkning"))


def test_heading_lifts(library: Library) -> None:
    """Of two passages alike, the one whose headings hold the word comes first."""
    put_text(library, "a.txt", f"# Övrigt\n\nNågot om skolgång för placerade barn. {FILLER}")
    put_text(library, "b.txt", f"# Skolgång\n\nNågot om skolgång för placerade barn. {FILLER}")
    assert _files(search(library, "skolgång")) == ["b.txt", "a.txt"]


@pytest.mark.parametrize(
    ("filters", "files"),
    [
        (Filters(municipality=("Malmö",)), {"malmo-2021.txt"}),
        (Filters(municipality=("malmö stad",)), {"malmo-2021.txt"}),
        (Filters(municipality=("1281", "Umeå")), {"lund-2022.txt", "umea-2022.txt"}),
        (Filters(county=("Skåne",)), {"malmo-2021.txt", "lund-2022.txt"}),
        (Filters(group=("större städer",)), {"lund-2022.txt", "umea-2022.txt"}),
        (Filters(board=("socialnämnden",), year=(2022,)), {"lund-2022.txt"}),
        (Filters(kind=("delårsrapport",)), {"umea-2022.txt"}),
        (Filters(year_to=2021), {"malmo-2021.txt"}),
        (Filters(year_from=2022), {"lund-2022.txt", "umea-2022.txt"}),
        (Filters(year_from=2021, year_to=2021), {"malmo-2021.txt"}),
        (Filters(section="bostäderna"), {"lund-2022.txt"}),
        (Filters(passage_kind=("tabell",)), set()),
        (Filters(municipality=("Göteborg",)), set()),
    ],
)
def test_filters(examples: Library, filters: Filters, files: set[str]) -> None:
    """A filter keeps the hits of the reports and passages that it names, and the total counts just these."""
    hits = search(examples, "hemlösa", filters=filters)
    assert set(_files(hits)) == files
    assert hits.total == len(hits)


@pytest.mark.parametrize(
    ("filters", "suggestion"),
    [
        (Filters(municipality=("Mallmö",)), "malmö"),
        (Filters(county=("Skone län",)), "skåne län"),
        (Filters(kind=("årsredovising",)), "årsredovisning"),
        (Filters(board=("socialnämden",)), "socialnämnden"),
        (Filters(passage_kind=("tabel1",)), "tabell"),
    ],
)
def test_unknown_name(examples: Library, filters: Filters, suggestion: str) -> None:
    """A misspelt filter is refused, and the right spelling suggested."""
    with pytest.raises(UnknownValue, match=f"(?i){suggestion}"):
        search(examples, "hemlösa", filters=filters)


def test_paging_is_exact(library: Library) -> None:
    """Pages follow one another without gap or overlap, and the total is the number of all hits."""
    for number in range(60):
        put_text(library, f"{number:02}.txt", f"# Rubrik {number}\n\nEn kartläggning av matsvinn. {FILLER}")
    whole = search(library, "matsvinn", limit=100)
    paged = [hit for offset in range(0, 70, 7) for hit in search(library, "matsvinn", limit=7, offset=offset)]
    assert whole.total == 60
    assert [replace(hit, repeats=None) for hit in paged] == [replace(hit, repeats=None) for hit in whole]
    assert [hit.lexical_rank for hit in whole] == list(range(1, 61))


def test_no_limit(examples: Library) -> None:
    """A limit of nothing gives the total alone."""
    hits = search(examples, "hemlösa", limit=0)
    assert (len(hits), hits.total) == (0, 4)


def test_negative_limit(examples: Library) -> None:
    """A negative limit or offset is a mistake in the caller."""
    with pytest.raises(ValueError, match="must not be negative"):
        search(examples, "hemlösa", limit=-1)


@pytest.mark.parametrize(("spread", "field"), [("municipality", "municipality"), ("report", "id")])
def test_spread(library: Library, spread: str, field: str) -> None:
    """Spread shows the best passage of each, once, and counts them exactly; the same as a slow look at all hits."""
    for number in range(12):
        text = "".join(f"# Del {part}\n\nArbetet mot matsvinn {'matsvinn ' * part}. {FILLER}\n\n" for part in range(3))
        identity = {"municipality": f"Kommun {number % 4}"} if number % 5 else {}
        put_text(library, f"{number}.txt", text + str(number), **identity)
    everything = search(library, "matsvinn", limit=1000)
    slow = {}
    for hit in everything:
        slow.setdefault(getattr(hit.report, field), hit.passage.id)
    spread_out = search(library, "matsvinn", limit=100, spread=spread)
    assert [hit.passage.id for hit in spread_out] == list(slow.values())
    assert spread_out.total == len(slow)
    assert search(library, "matsvinn", limit=1, spread=spread).total == len(slow)


@pytest.mark.parametrize(
    "query",
    [
        "stems:hemlösa AND (",
        "title:*",
        "[a TO b]",
        "hemlösa^9 ~2",
        "'; DROP TABLE reports; --",
        "a\x00b",
        "ord " * 2500,
    ],
)
def test_foreign_syntax(examples: Library, query: str) -> None:
    """The index's and the database's own syntax are but words."""
    assert search(examples, query).total >= 0


def test_removed_reports_are_no_hits(examples: Library) -> None:
    """What has been removed is not found even before the index has followed."""
    gone = next(report for report in examples.reports() if report.file == "lund-2022.txt")
    with examples.connection as connection:
        connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'generation'")
        connection.execute("DELETE FROM reports WHERE id = ?", (gone.id,))
        connection.execute("INSERT INTO removed VALUES (?, ?)", (gone.id, examples.generation()))
    hits = search(examples, "hemlösa")
    assert (hits.total, len(hits)) == (3, 3)


def test_against_an_independent_bm25(library: Library) -> None:
    """Scores of single words rank passages as another implementation of BM25 ranks their stems."""
    import bm25s

    from minerva.swedish.words import stems

    rows = ["matsvinn", "matsvinn matsvinn", "hemlösa och matsvinn", "hemlösa", "barn", "barn barn hemlösa"]
    for number, row in enumerate(rows):
        put_text(library, f"{number}.txt", f"{row}. " + "Nämnden följer upp planen. " * (8 + 3 * number))
    passages = [passage for report in library.reports() for passage in library.passages(report.id)]
    reference = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    reference.index([stems(library.quote(passage)) for passage in passages], show_progress=False)
    for word in ("matsvinn", "hemlösa", "barn"):
        scores = reference.get_scores(stems(word))
        expected = sorted((i for i in range(len(passages)) if scores[i] > 0), key=lambda i: -scores[i])
        assert [hit.passage.id for hit in search(library, word)] == [passages[i].id for i in expected]
