import itertools
import random
import string

from hypothesis import given
from hypothesis import strategies as st

from minerva.swedish.counts import Count, CountTable, packed, word_counts

WORDS = st.sets(st.text("abåäö-", min_size=1, max_size=40), min_size=1, max_size=80)


@given(WORDS, st.integers(0, 10**7))
def test_packing_loses_nothing(words: set[str], seed: int) -> None:
    """A table holds just the words that were packed, with their numbers, in order."""
    chance = random.Random(seed)
    counts = [
        Count(word, chance.randrange(10**6), chance.random() < 0.2, chance.random() < 0.2) for word in sorted(words)
    ]
    assert list(CountTable(packed(counts).encode())) == counts


@given(WORDS, WORDS)
def test_looking_up_agrees_with_reading_all(words: set[str], asked: set[str]) -> None:
    """A word is found by halving exactly if the table holds it."""
    counts = {word: Count(word, number) for number, word in enumerate(sorted(words))}
    table = CountTable(packed(counts.values()).encode())
    assert all(table.find(word) == counts.get(word) for word in words | asked)


def test_many_words_are_found_like_few() -> None:
    """Whether one word is asked for or thousands changes nothing."""
    every = list(word_counts())
    some = random.Random(0).sample(every, 4000)
    table = word_counts()
    assert [table.find(one.word) for one in some] == some
    assert table.find("zzzzzz") is None


def test_the_table_that_ships_is_in_order() -> None:
    """Words come in the order of code points, in small letters, each once; that is what halving relies on."""
    words = [one.word for one in word_counts()]
    assert all(first < last for first, last in itertools.pairwise(words))
    assert not any(set(word) & set(string.ascii_uppercase + string.digits) for word in words)
