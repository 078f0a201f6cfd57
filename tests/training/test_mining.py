from random import Random

import pytest

from minerva.training.mining import clean_title, cloze_pairs, heading_pairs, mine, question_pairs
from minerva.training.passages import PASSAGE_WORDS, cut
from minerva.training.texts import Page, Pair

WATER = "Nämnden ansvarar för vattnet i kommunen. Den prövar avgifter varje år. Boende betalar i förskott."


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Interpellation 2001/02:3 av Kim Ek (X) till Bo Alm (Y) om Väntetider", "Väntetider"),
        ("Interpellation 2001/02:3 Väntetider av Kim Ek (X) till statsrådet Bo Alm (Y)", "Väntetider"),
        ("Lag (1901:2) om bryggor", "Lag om bryggor"),
        ("3 § Svar på fråga om bryggor", "Svar på fråga om bryggor"),
        ("2 kap. Avgifter", "Avgifter"),
        ("4 a § Avgifter", "Avgifter"),
        ("Artikel 5 Avgifter", "Avgifter"),
        ("§ 7 Avgifter", "Avgifter"),
        ("Kapitalskatter", "Kapitalskatter"),
        ("Trygga bryggor", "Trygga bryggor"),
    ],
)
def test_title_says_what_it_is_about(title: str, about: str) -> None:
    """Numbers, names and addressees are taken off a title, and nothing else."""
    assert clean_title(title) == about


def test_passages_stay_under_their_heading() -> None:
    """A passage is never longer than it should be, and never reaches over a heading."""
    passages = list(cut(["Ett två tre.", "## Avgifter", WATER, *[WATER] * 10]))
    assert [one.heading for one in passages][:2] == ["", "Avgifter"]
    assert passages[0].text == "Ett två tre."
    assert all(len(one.text.split()) <= PASSAGE_WORDS for one in passages)


def test_heading_that_asks_is_told_apart() -> None:
    """A heading with a question mark makes a question with its answer."""
    asked = heading_pairs("Vatten", list(cut(["## Vem ansvarar för vattnet?", WATER])))
    assert list(asked) == [Pair("asked", "Vem ansvarar för vattnet?", WATER)]


def test_question_gets_what_follows() -> None:
    """A paragraph that asks belongs with the text after it."""
    assert list(question_pairs(["Vem betalar vattnet?", WATER])) == [Pair("asked", "Vem betalar vattnet?", WATER)]


def test_question_at_the_end_gets_its_reasons() -> None:
    """Where nothing follows a question, it belongs with the text before it."""
    assert list(question_pairs([WATER, "Vem betalar vattnet?"])) == [Pair("reasons", "Vem betalar vattnet?", WATER)]


def test_cloze_leaves_the_sentence_out_and_the_phrase_in() -> None:
    """A sentence is searched in the rest of its passage, a phrase in the whole of it."""
    by_kind = {pair.kind: pair for pair in cloze_pairs(WATER, Random(0))}
    assert by_kind["cloze"].first not in by_kind["cloze"].second
    assert by_kind["phrase"].first in by_kind["phrase"].second == WATER


def test_the_same_seed_mines_the_same_pairs() -> None:
    """Mining depends on its seed alone."""
    page = Page("g0vse", "Om vattnet i kommunen", (WATER, "## Avgifter", WATER, WATER))
    assert list(mine(page, Random(3))) == list(mine(page, Random(3)))
