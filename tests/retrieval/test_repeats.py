from __future__ import annotations

from typing import TYPE_CHECKING

from minerva import search
from minerva.retrieval.repeats import repeats
from tests.making import FILLER, put_text

if TYPE_CHECKING:
    from minerva import Library

YEAR = (
    "Antalet hemlösa i kommunen var {n} vid mätningen i april. De flesta bor på stödboende eller hos bekanta, och "
    "nämnden arbetar för att fler ska få ett eget kontrakt."
)


def test_nearly_the_same() -> None:
    """A text with other figures repeats an earlier one; another text of the same words does not."""
    texts = [YEAR.format(n=12), "Nämnden arbetar för att fler ska få arbete. De hemlösa var få.", YEAR.format(n=17), ""]
    assert list(repeats(texts)) == [None, None, 0, None]


def test_hits_tell_what_they_repeat(library: Library) -> None:
    """A hit tells which better one it repeats, by its place among all; both are counted."""
    for year in (2021, 2022):
        put_text(library, f"{year}.txt", f"# Boende\n\n{YEAR.format(n=year)} {FILLER}", year=year)
    hits = search(library, "hemlösa", mode="words")
    assert (hits.total, [hit.repeats for hit in hits]) == (2, [None, 1])
    assert [hit.repeats for hit in search(library, "hemlösa", mode="words", offset=1)] == [None]
