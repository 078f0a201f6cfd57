"""How well the functions of paragraphs are told, beside what a person marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.evaluate.structure import Share
from minerva.records.examples import Function

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Told = tuple["Sequence[str]", "Sequence[str]"]
"""What was told of a paragraph, the surest first, and what is marked, the main function first."""


@dataclass(frozen=True, slots=True)
class FunctionMeasure:
    """
    How well functions were told.

    Attributes
    ----------
    every
        Of each function, as if every mark were to be found and nothing else.
    first
        Of each function, of the surest alone: right if it is one of those marked, and missed where it is the main one
        and neither it nor another that is marked was told.
    first_right
        Share of paragraphs whose surest function is marked, or that have none and were told none.
    """

    every: Mapping[Function, Share]
    first: Mapping[Function, Share]
    first_right: float

    @property
    def macro(self) -> float:
        """Mean of the functions' F1, every mark counting."""
        return _mean(self.every)

    @property
    def first_macro(self) -> float:
        """Mean of the functions' F1, of the surest alone."""
        return _mean(self.first)

    @property
    def micro(self) -> float:
        """F1 over all decisions, common functions weighing more."""
        return sum(self.every.values(), Share()).f1


def measure_functions(told: Iterable[Told]) -> FunctionMeasure:
    """Compare what was told of paragraphs with what is marked."""
    pairs = list(told)
    right = sum(_is_right(surest, marked) for surest, marked in pairs)
    return FunctionMeasure(
        {one: sum((_share(one, set(found), set(marked)) for found, marked in pairs), Share()) for one in Function},
        {one: sum((_share(one, set(found[:1]), _wanted(found, marked)) for found, marked in pairs), Share())
         for one in Function},
        right / max(len(pairs), 1),
    )  # fmt: skip


def _is_right(found: Sequence[str], marked: Sequence[str]) -> bool:
    return found[0] in marked if found else not marked


def _wanted(found: Sequence[str], marked: Sequence[str]) -> set[str]:
    """Return the function that should have been told: the surest if it is marked, else the main one."""
    return {found[0]} if found and found[0] in marked else set(marked[:1])


def _share(one: str, found: Collection[str], expected: Collection[str]) -> Share:
    return Share(one in found and one in expected, one in found, one in expected)


def _mean(shares: Mapping[Function, Share]) -> float:
    return sum(share.f1 for share in shares.values()) / len(shares)
