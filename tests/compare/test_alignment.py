"""What of a text was there before."""

from __future__ import annotations

import random
import time

from minerva.compare.alignment import Change, align, likeness
from minerva.compare.paragraphs import Paragraph, paragraphs_of
from minerva.read.text import read_pages
from minerva.records import BlockKind

WORDS = "barn stöd nämnd hjälp boende familj vård arbete kommun insats behov plan skola hem trygg ung äldre".split()


def _paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph(BlockKind.PARAGRAPH, 0, len(text), None, text) for text in texts]


def _changes(before: list[Paragraph], after: list[Paragraph]) -> list[tuple[str, tuple[int, ...]]]:
    return [(str(one.change), one.earlier) for one in align(before, after)]


HOMES = "Kommunen hyrde ut tolv lägenheter med stöd till dem som saknade egen bostad under våren."
MONEY = "Nämnden redovisar ett underskott på tre miljoner kronor, främst för placeringar av unga."
SCHOOL = "Alla placerade barn fick en plan för sin skolgång inom två månader från placeringen."


def test_three_kinds_of_change() -> None:
    """Word for word is unchanged, another figure is changed, another matter is new."""
    after = _paragraphs(HOMES, MONEY.replace("tre", "fem"), "En ny mottagning öppnade i april för våldsutsatta.")
    assert _changes(_paragraphs(MONEY, HOMES), after) == [("oförändrat", (1,)), ("ändrat", (0,)), ("nytt", ())]


def test_printing_does_not_count() -> None:
    """Line breaks, quotation marks, dashes and capitals at another place leave a text unchanged."""
    before = _paragraphs('Stödet "Hem först" – för unga – fortsätter.')
    assert _changes(before, _paragraphs("Stödet ”Hem först” - för unga - fortsätter."))[0][0] == "oförändrat"


def test_cut_otherwise() -> None:
    """Paragraphs that were joined or divided are unchanged."""
    assert _changes(_paragraphs(HOMES, MONEY), _paragraphs(f"{HOMES} {MONEY}")) == [("oförändrat", (0, 1))]
    assert _changes(_paragraphs(f"{HOMES} {MONEY}"), _paragraphs(HOMES, MONEY)) == [("oförändrat", (0,))] * 2


def test_of_several_that_are_the_same_the_nearest() -> None:
    """A line that stands many times comes from the one at the same place."""
    before = _paragraphs("Målet är uppnått.", HOMES, "Målet är uppnått.", MONEY)
    assert _changes(before, _paragraphs(HOMES, "Målet är uppnått."))[1] == ("oförändrat", (2,))


def test_nothing_before_or_after() -> None:
    """Where one report is empty all is new, and nothing is compared with nothing."""
    assert _changes([], _paragraphs(HOMES)) == [("nytt", ())]
    assert align(_paragraphs(HOMES), []) == []
    assert _changes(_paragraphs("–"), _paragraphs("–", "•")) == [("nytt", ())] * 2


def test_candidates_find_what_all_pairs_find() -> None:
    """Looking at few candidates gives what measuring every pair gives."""
    chance = random.Random(3)
    texts = [" ".join(chance.choices(WORDS, k=30)) + f" nummer{number}" for number in range(40)]
    after = _paragraphs(*(text.replace(text.split()[5], "annat") for text in texts[::3]))
    before = _paragraphs(*texts)
    for one in align(before, after):
        best = max(range(len(before)), key=lambda number: likeness(before[number].text, after[one.later].text))
        assert one.change is Change.CHANGED
        assert one.earlier[0] == best


def test_time_grows_with_the_length() -> None:
    """Four times as long a report takes less than twelve times as long, where all pairs would take sixteen times."""
    chance = random.Random(4)
    vocabulary = [f"ord{number}" for number in range(4000)]

    def took(count: int) -> float:
        before = _paragraphs(*(" ".join(chance.choices(vocabulary, k=40)) for _ in range(count)))
        after = _paragraphs(*(f"{one.text} tillägg" for one in before))
        begin = time.process_time()
        assert all(one.change is Change.CHANGED for one in align(before, after))
        return time.process_time() - begin

    assert took(200) < 12 * max(took(50), 0.01)


def test_paragraphs_of_a_report() -> None:
    """Headings are not compared; the items of a list are one paragraph."""
    document = read_pages(["# Mål\n\nFörsta stycket här.\n\n- ett\n- två\n\nA\tB\n1\t2\n"], [])
    found = paragraphs_of(document)
    assert [one.kind for one in found] == [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE]
    assert found[1].words == ("ett", "två")
    assert document.text[found[0].start : found[0].end] == "Första stycket här."
