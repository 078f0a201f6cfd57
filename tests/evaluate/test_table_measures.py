"""How well tables are read."""

from __future__ import annotations

import pytest

from minerva.evaluate.tables import Agreement, compare_neighbours, compare_rows, compare_tables, grid_of

BRIDGES = grid_of("Bro\t2018\t2019\nNorra bron\t12\t14\nSödra bron\t\t9")


def test_white_space_and_empty_ends_do_not_count() -> None:
    """Cells are compared with their white space folded, and rows without empty cells at their ends."""
    assert grid_of("Norra  bron\t 12\t\t\n\tx") == (("Norra bron", "12"), ("", "x"))


def test_the_same_tables_agree_wholly() -> None:
    """A table agrees with itself in every measure."""
    for compare in (compare_rows, compare_neighbours, compare_tables):
        agreement = compare([BRIDGES], [BRIDGES])
        assert agreement.precision == agreement.recall == agreement.f1 == 1


def test_a_cell_gone_astray_costs_its_row() -> None:
    """A figure under the wrong head makes its row wrong, the whole table too, and its neighbours only near by."""
    astray = grid_of("Bro\t2018\t2019\nNorra bron\t12\t14\nSödra bron\t9")
    assert compare_rows([astray], [BRIDGES]) == Agreement(3, 3, 2)
    assert compare_tables([astray], [BRIDGES]).f1 == 0
    assert 0.5 < compare_neighbours([astray], [BRIDGES]).f1 < 1


def test_what_is_missing_and_what_is_too_much() -> None:
    """A lost row lowers the recall, an invented one the precision; each row counts once."""
    lost = compare_rows([BRIDGES[:2]], [BRIDGES])
    assert lost.precision == 1
    assert lost.recall == pytest.approx(2 / 3)
    twice = compare_rows([BRIDGES, BRIDGES[2:]], [BRIDGES])
    assert twice.recall == 1
    assert twice.precision == pytest.approx(3 / 4)


def test_agreements_add_up() -> None:
    """The agreement of several documents is the sum of theirs; nothing at all agrees with nothing."""
    assert Agreement(2, 3, 1) + Agreement(1, 1, 1) == Agreement(3, 4, 2)
    assert Agreement().f1 == 1
