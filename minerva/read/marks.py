"""Signs by which a line shows what it is: numbering, bullets, dot leaders, page numbers, captions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BULLET = re.compile(r"^(?:[•▪●○◦‣➢✓·■◆–—\uf0b7\uf0a7\uf0d8\uf0fc\uf02d-]|o(?=\s)|\*(?=\s))\s+(?=\S)")
NUMBERED_ITEM = re.compile(r"^(?:[1-9]\d?[.)]|[a-zåäö][.)])\s+(?=\S)")
NUMBERING = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+(?=(?:\d{1,2}\s+)?[^\W\d_])")
DOT_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{4,}")
CONTENTS_TITLE = re.compile(r"^innehåll(?:sförteckning)?(?:\s+sida)?\s*:?$", re.IGNORECASE)
ENDS_IN_PAGE_NUMBER = re.compile(r"(?:\s|\t|\.)\d{1,3}\.?$")
PAGE_NUMBER = re.compile(
    r"^(?:sid(?:a|an)?\.?\s*)?[-–]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:\(\d{1,4}\)|/\s*\d{1,4}|av\s+\d{1,4}))?$",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"^(?i:figur|tabell|diagram|bild|graf|karta)(?::(?=\s+\S)|\s+\d+(?:[.:]\d+)?(?:[.:]|\s+[–-]|\s+[A-ZÅÄÖ]))"
)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Figures as marks of notes and in units of area: raised, so that they are no part of the word or number before."""

LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
RAISED_FIGURES = re.compile(r"[⁰¹²³⁴-⁹]+")


def numbering_depth(line: str) -> int:
    """Return how deep the number goes that begins *line*: ``2.1 Ekonomi`` gives 2; 0 without one."""
    return len(_numbers(line))


def numbering_depths(headings: Sequence[str]) -> list[int]:
    """
    Return how deep the number goes that begins each heading of a document; 0 without one.

    A bare figure numbers a chapter only where its neighbour, or a section of its own, is numbered too: "24 nya
    lägenheter" is no chapter.
    """
    found = [_numbers(heading) for heading in headings]
    known = set(found)
    sections = {numbers[0] for numbers in known if len(numbers) > 1}

    def counts(numbers: tuple[int, ...]) -> bool:
        chapter = numbers[0]
        return len(numbers) > 1 or chapter in sections or bool({(chapter - 1,), (chapter + 1,)} & known)

    return [len(numbers) if numbers and counts(numbers) else 0 for numbers in found]


def _numbers(line: str) -> tuple[int, ...]:
    match = NUMBERING.match(line)
    return tuple(map(int, match["number"].split("."))) if match else ()
