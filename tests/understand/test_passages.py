from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minerva.read.assemble import Piece, assemble
from minerva.read.text import read_pages
from minerva.records import BlockKind, Document, Passage, PassageKind
from minerva.settings import PassageSettings
from minerva.understand.passages import cut_passages, page_at, passage_id

if TYPE_CHECKING:
    from collections.abc import Sequence

REPORT = "0123456789abcdef"
LIMITS = PassageSettings()
BODY = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE}
SENTENCE = "Nämnden har under året arbetat med att korta väntetiderna för barn och unga i kommunen."
"""Fifteen words."""


def words(least: int, most: int) -> st.SearchStrategy[str]:
    """Give running text of so many words, with points where they end sentences and where they do not."""
    known = "nämnden har följt upp stöd. Barn unga, bl.a. 2017. 12 m.m. ”Ja” (kap. 3) mål: bra.Då å".split()
    return st.lists(st.sampled_from(known), min_size=least, max_size=most).map(" ".join)


def pieces() -> st.SearchStrategy[Piece]:
    """Give pieces of every kind, of every length that matters."""
    cells = st.lists(words(0, 12), min_size=1, max_size=4).filter(any).map("\t".join)
    return st.one_of(
        st.builds(Piece, st.just(BlockKind.PARAGRAPH), words(1, 90)),
        st.builds(Piece, st.just(BlockKind.PARAGRAPH), st.integers(200, 700).map(lambda n: " ".join(["ord"] * n))),
        st.builds(Piece, st.just(BlockKind.HEADING), words(1, 9), st.integers(1, 5)),
        st.builds(Piece, st.just(BlockKind.LIST_ITEM), words(1, 40).map("• {}".format)),
        st.builds(Piece, st.just(BlockKind.TABLE), st.lists(cells, min_size=1, max_size=12).map("\n".join)),
        st.builds(
            Piece,
            st.sampled_from([BlockKind.CONTENTS, BlockKind.FURNITURE, BlockKind.FOOTNOTE, BlockKind.CAPTION]),
            words(1, 30),
        ),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Give documents with and without pages, some of them blank."""
    found = draw(st.lists(pieces(), max_size=25))
    if not draw(st.booleans()):
        return assemble(found)
    steps = draw(st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=len(found), max_size=len(found)))
    numbers = list(itertools.accumulate(steps, initial=1))
    paged = [replace(piece, page=number) for piece, number in zip(found, numbers, strict=False)]
    return assemble(paged, page_count=numbers[-1] + draw(st.integers(0, 2)))


def cut(document: Document, limits: PassageSettings = LIMITS) -> list[Passage]:
    """Cut *document* into passages."""
    return list(cut_passages(document, REPORT, limits))


def texts(document: Document, passages: Sequence[Passage]) -> list[str]:
    """Return the text of each passage."""
    return [document.text[passage.start : passage.end] for passage in passages]


def from_text(*parts: str) -> Document:
    """Read blocks written as text."""
    return read_pages("\n\n".join(parts).split("\f"), [])


MANY = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))


@MANY
@given(documents())
def test_every_passage_is_a_slice_that_overlaps_no_other(document: Document) -> None:
    """Passages are in order, apart, not blank, say truly how long they are, and have the id of their content."""
    passages = cut(document)
    assert all(before.end <= after.start for before, after in itertools.pairwise(passages))
    for passage, text in zip(passages, texts(document, passages), strict=True):
        assert 0 <= passage.start < passage.end <= len(document.text)
        assert text.strip()
        assert passage.words == len(text.split()) <= LIMITS.max_words
        assert passage.id == passage_id(REPORT, passage.start, passage.end, text)


@MANY
@given(documents())
def test_passages_keep_to_what_belongs_together(document: Document) -> None:
    """No passage holds contents or furniture, crosses a top heading, or mixes tables or footnotes with text."""
    for passage in cut(document):
        held = [block for block in document.blocks if block.start < passage.end and block.end > passage.start]
        assert not {BlockKind.CONTENTS, BlockKind.FURNITURE} & {block.kind for block in held}
        assert not any(block.kind is BlockKind.HEADING and block.level <= 2 for block in held[1:])
        if {BlockKind.TABLE, BlockKind.FOOTNOTE} & {block.kind for block in held}:
            assert len({block.kind for block in held}) == 1


@MANY
@given(documents())
def test_nothing_worth_reading_is_lost(document: Document) -> None:
    """Every body block of more than a few words lies in passages, but for the white space between its sentences."""
    passages = cut(document)
    for block in document.blocks:
        if block.kind not in BODY or len(document.block_text(block).split()) < 4:
            continue
        rest = list(document.text[: block.end])
        for passage in passages:
            rest[passage.start : passage.end] = [" "] * len(rest[passage.start : passage.end])
        assert not "".join(rest[block.start :]).strip()


@MANY
@given(documents())
def test_pages_are_those_of_the_text(document: Document) -> None:
    """A passage of running text begins and ends on the pages that its ends lie on; without pages it has none."""
    for passage in cut(document):
        if not document.pages:
            assert passage.page is passage.page_end is None
        elif passage.kind is not PassageKind.FOOTNOTE:
            assert passage.page == page_at(document, passage.start)
            assert passage.page_end == page_at(document, passage.end - 1)
            assert passage.start in range(*document.pages[passage.page - 1])


@MANY
@given(documents())
def test_cutting_again_gives_the_same(document: Document) -> None:
    """The same document gives the same passages."""
    assert cut(document) == cut(document)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=60))
def test_cuts_cost_least(lengths: list[int]) -> None:
    """Among paragraphs of whatever lengths, no passage is too short or too long where better cuts are possible."""
    document = assemble([Piece(BlockKind.PARAGRAPH, " ".join(["Ord"] * length) + ".") for length in lengths])
    passages = cut(document)
    if sum(lengths) >= LIMITS.min_words:
        assert all(LIMITS.min_words <= passage.words <= LIMITS.max_words for passage in passages)
    assert sum(passage.words for passage in passages) == (sum(lengths) if sum(lengths) >= 3 else 0)


def test_long_text_is_cut_near_the_wished_length() -> None:
    """Passages come out at about 120 words, of whole sentences, somewhat longer within one endless paragraph."""
    paragraphs = assemble([Piece(BlockKind.PARAGRAPH, " ".join([SENTENCE] * 3)) for _ in range(20)])
    assert all(90 <= passage.words <= 140 for passage in cut(paragraphs))
    document = assemble([Piece(BlockKind.PARAGRAPH, " ".join([SENTENCE] * 60))])
    passages = cut(document)
    assert all(100 <= passage.words <= 160 for passage in passages)
    assert all(text.startswith("Nämnden") and text.endswith("kommunen.") for text in texts(document, passages))


def test_settings_are_kept_to() -> None:
    """Other wishes give other lengths."""
    document = assemble([Piece(BlockKind.PARAGRAPH, " ".join([SENTENCE] * 60))])
    passages = cut(document, PassageSettings(min_words=20, target_words=50, max_words=80))
    assert all(20 <= passage.words <= 80 for passage in passages)


def test_an_endless_sentence_is_cut_between_words() -> None:
    """Text without a point to cut at is cut at a space, so that no passage is too long."""
    document = assemble([Piece(BlockKind.PARAGRAPH, " ".join(f"ord{number}" for number in range(1000)))])
    passages = cut(document)
    assert " ".join(texts(document, passages)) == document.text
    assert max(passage.words for passage in passages) <= LIMITS.max_words


def test_the_heading_path() -> None:
    """A passage tells the headings above it, outermost first, and forgets those of sections that ended."""
    document = from_text("# Rapport", "## Barn", SENTENCE * 3, "### Skola", SENTENCE * 9, "## Äldre", SENTENCE * 3)
    assert [passage.section for passage in cut(document)] == [
        ("Rapport", "Barn"),
        ("Rapport", "Barn", "Skola"),
        ("Rapport", "Äldre"),
    ]


def test_a_low_heading_stays_with_what_follows() -> None:
    """A heading of the third level begins a passage rather than ending one, and its text is searched."""
    document = from_text("# Barn", SENTENCE * 7, "### Skola", SENTENCE * 7)
    _first, second = texts(document, cut(document))
    assert second.startswith("Skola\n\nNämnden")


def test_sections_that_say_little_share_a_passage_below_the_top() -> None:
    """Short parts under low headings are read together; those under top headings are not."""
    low = from_text("# Barn", *itertools.chain(*[(f"### Del {n}", SENTENCE) for n in range(4)]))
    top = from_text(*itertools.chain(*[(f"# Del {n}", SENTENCE) for n in range(4)]))
    assert len(cut(low)) == 1
    assert len(cut(top)) == 4


def test_a_heading_with_nothing_beneath_is_searched_if_it_says_something() -> None:
    """A statement that is set as a heading is not lost; a bare word is."""
    document = from_text("# Alla barn i kommunen går i skolan varje dag", "# Slut", "# Barn", SENTENCE * 3)
    assert texts(document, cut(document))[0] == "Alla barn i kommunen går i skolan varje dag"
    assert len(cut(document)) == 2


def test_a_list_stays_with_the_line_that_introduces_it() -> None:
    """The items come in one passage with what says what they are."""
    document = from_text(SENTENCE * 8, "Nämnden vill under nästa år:", *[f"- {SENTENCE}" for _ in range(6)])
    _first, second = cut(document)
    assert texts(document, [second])[0].startswith("Nämnden vill under nästa år:\n\n- ")
    assert second.kind is PassageKind.LIST


def test_a_short_table_is_a_passage() -> None:
    """A table is cut from the text around it, has the section it stands in, and may be short."""
    document = from_text("# Mål", SENTENCE * 4, "Mått\t2020\nBarn\t12", SENTENCE * 4)
    before, table, after = cut(document)
    assert (before.kind, table.kind, after.kind) == (PassageKind.TEXT, PassageKind.TABLE, PassageKind.TEXT)
    assert texts(document, [table]) == ["Mått\t2020\nBarn\t12"]
    assert (table.section, table.context) == (("Mål",), "")


def test_a_long_table_is_cut_between_rows_and_keeps_its_header() -> None:
    """Each further part is indexed with the header row, which stands in the first part's span only."""
    rows = [f"Mått nummer {number} för barn i kommunen\t{number}\t{number + 1}" for number in range(60)]
    document = from_text("\n".join(["Mått\t2020\t2021", *rows]))
    passages = cut(document)
    assert len(passages) > 2
    assert "\n".join(texts(document, passages)) == document.text
    assert [passage.context for passage in passages] == [""] + ["Mått\t2020\t2021"] * (len(passages) - 1)
    assert all("2020" not in text for text in texts(document, passages)[1:])


def test_the_header_row_is_not_cut_from_the_first_row() -> None:
    """Column titles alone say nothing, however long they are."""
    header = "\t".join(["Mått som nämnden följer upp varje år i sin berättelse"] * 6)
    row = "\t".join(["Antal barn som fick stöd i tid under det gångna året"] * 12)
    document = from_text(f"{header}\n{row}\n{row.upper()}")
    first, second = texts(document, cut(document))
    assert (first, second) == (f"{header}\n{row}", row.upper())


def test_running_text_in_a_table_s_cell_is_cut_between_sentences() -> None:
    """A row longer than a passage may be is cut all the same."""
    document = from_text(f"Mål\tKommentar\nBarn\t{' '.join([SENTENCE] * 40)}")
    passages = cut(document)
    assert all(passage.words <= LIMITS.max_words and passage.kind is PassageKind.TABLE for passage in passages)
    assert all(text.endswith("kommunen.") for text in texts(document, passages))


def test_footnotes_are_passages_with_their_own_page() -> None:
    """A note is set at the end of its section but is cited with the page that it stands on."""
    note = "<sup>1</sup> Uppgifterna är preliminära och avser helår."
    document = from_text(f"{SENTENCE * 4}\n\n{note}\fMer om detta. {SENTENCE}\fSist om detta. {SENTENCE}")
    *_texts, last = cut(document)
    assert page_at(document, last.start) == 3
    assert last.kind is PassageKind.FOOTNOTE
    assert (last.page, last.page_end) == (1, 1)


def test_a_passage_over_a_page_break_names_both_pages() -> None:
    """Page and last page differ where the text goes on."""
    document = from_text("Nämnden har under året arbetat med\fatt korta väntetiderna.")
    (passage,) = cut(document)
    assert (passage.page, passage.page_end) == (1, 2)


def test_a_sentence_without_a_space_before_it_is_counted_once() -> None:
    """A missing space between sentences makes no word of one two."""
    document = assemble([Piece(BlockKind.PARAGRAPH, " ".join(["Arbetet har gått bra.Nämnden är nöjd med det."] * 9))])
    (passage,) = cut(document)
    assert passage.words == len(document.text.split())


@pytest.mark.parametrize("text", ["", "Ja", "# Rubrik", "Innehåll\n\nMål .... 3"])
def test_what_says_nothing_gives_no_passage(text: str) -> None:
    """A word, a title or contents alone are not worth finding."""
    assert cut(from_text(text)) == []
