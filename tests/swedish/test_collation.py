import random

import pytest

from minerva.swedish.collation import sort_key


def test_swedish_letters_follow_z_in_their_order() -> None:
    """Å, ä and ö come last, in that order, whatever the case."""
    assert sorted(["Öckerö", "Zinkgruvan", "ängen", "Åre", "Ale"], key=sort_key) == [
        "Ale",
        "Zinkgruvan",
        "Åre",
        "ängen",
        "Öckerö",
    ]


def test_v_and_w_are_two_letters() -> None:
    """All words on v precede all words on w."""
    assert sorted(["wa", "vy", "va", "wy"], key=sort_key) == ["va", "vy", "wa", "wy"]


@pytest.mark.parametrize(
    ("before", "between", "after"), [("ida", "idé", "idf"), ("mya", "Müb", "myc"), ("oa", "ôb", "oc")]
)
def test_foreign_marks_do_not_move_a_letter(before: str, between: str, after: str) -> None:
    """É sorts as e, ü as y and ô as o."""
    assert sorted([after, between, before], key=sort_key) == [before, between, after]


def test_numbers_go_by_size() -> None:
    """A number of fewer digits comes first, and leading zeros do not count."""
    assert sorted(["mål 10", "mål 2", "mål 007", "mål"], key=sort_key) == ["mål", "mål 2", "mål 007", "mål 10"]


def test_a_number_of_any_length_can_be_sorted() -> None:
    """Digits are never turned into an int, which refuses more than 4300 of them."""
    assert sort_key("1" * 5000) > sort_key("9" * 4999)


def test_composed_and_decomposed_letters_sort_alike() -> None:
    """A file name from macOS, with its rings and dots apart, stands where the same name from Windows stands."""
    assert sort_key("A\u030are")[:-1] == sort_key("Åre")[:-1]


def test_the_order_is_total() -> None:
    """Texts that differ only in case or marks keep one order, whatever they were given in."""
    words = ["Ale", "ale", "ALE", "alé", "2", "02"]
    shuffled = random.Random(0).sample(words, k=len(words))
    assert sorted(words, key=sort_key) == sorted(shuffled, key=sort_key)
