from random import Random

import pytest

from minerva.training.asking import framed, made_questions


@pytest.mark.parametrize(
    ("statement", "asks"),
    [
        ("Beslut om bryggplats meddelas inom fyra veckor.", "tid|länge|När"),
        ("Bryggplatsen kostar varje säsong 800 kronor.", "mycket|kostar|många|stor|hög"),
        ("Bryggor delas ut av hamnnämnden varje vår.", "Vem|myndighet"),
        ("Bryggan stängdes på grund av is och vind.", "Varför|syftet|beror"),
    ],
)
def test_a_cue_makes_its_question(statement: str, asks: str) -> None:
    """What a statement tells decides what is asked, and the statement's cue is not in the question."""
    pair = next(made_questions(statement, Random(0)))
    assert any(word in pair.first for word in asks.split("|"))
    assert pair.first.endswith("?")
    assert pair.second == statement


def test_a_statement_without_cue_asks_nothing() -> None:
    """Where no cue is found no question is made."""
    assert list(made_questions("Bryggan ligger norr om hamnen.", Random(0))) == []


def test_a_framed_topic_keeps_its_words() -> None:
    """A topic in a frame is a question about it."""
    assert framed("bryggor i norr", Random(1)).endswith("bryggor i norr?")
