"""Numbered cases: the same number gives the same file on every machine."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.hostile import bombs, mutations
from benchmarks.hostile.objects import Pdf, dump, load

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS = Path(__file__).parents[2] / "corpus" / "reports"
_BASES = (("almvik-2021", (2, 4)), ("granfors-2022", (5, 6)), ("vretstad-2020", (6, 7)))
"""Reports and the two pages, from 0, that are taken of each: running text, tables, indicators."""
_OF_BYTES = (mutations.flip_bytes, mutations.splice, mutations.cut_off, mutations.lie_in_numbers)
_OF_OBJECTS = (mutations.change_objects, mutations.change_streams, mutations.swap_objects)
_TOGETHER = _OF_BYTES + _OF_OBJECTS
BOMB_EVERY = 8
"""One case in so many is built to be a bomb, the others are changed reports."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file that means harm; *family* says how it was made."""

    number: int
    family: str
    data: bytes


def case(number: int, seed: int = 0) -> Case:
    """Make case *number* of the run *seed*."""
    chance = random.Random(f"{seed} {number}")
    if number % BOMB_EVERY == 0:
        make = bombs.BOMBS[number // BOMB_EVERY % len(bombs.BOMBS)]
        return Case(number, make.__name__, make(chance))
    base, opened = _bases()[number % len(_BASES)]
    change: Callable[..., bytes] = _TOGETHER[number // len(_BASES) % len(_TOGETHER)]
    if change in _OF_OBJECTS:
        return Case(number, change.__name__, change(opened, chance))
    # As programs write it, nearly all is packed; written plainly, every byte is one that the reader looks at.
    return Case(number, change.__name__, change(chance.choice((base, dump(opened))), chance))


@lru_cache
def _bases() -> list[tuple[bytes, Pdf]]:
    import pypdfium2  # noqa: PLC0415 - as in the reader

    made = []
    for name, pages in _BASES:
        with pypdfium2.PdfDocument(CORPUS / f"{name}.pdf") as report, pypdfium2.PdfDocument.new() as chosen:
            chosen.import_pages(report, list(pages))
            file = io.BytesIO()
            chosen.save(file)
        made.append((file.getvalue(), load(file.getvalue())))
    return made
