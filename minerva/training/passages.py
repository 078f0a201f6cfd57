"""Pages cut into passages, and passages into sentences, quickly rather than finely: there are fifty million words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PASSAGE_WORDS = 110
"""Mined passages are as long as those of reports."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ–—\"”(0-9])")
INTERPELLATION = re.compile(r"^\W*Interpellation\s+\d{4}/\d{2,4}:\d+\s+")
NUMBERED = re.compile(
    r"^\W*(?:\d+\s*(?:[a-z]\s*)?(?:§|kap\b)|(?:§|(?:kap|artikel|avdelning)\b\.?)\s*\d+(?:\s*[a-z]\b)?)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page under one heading (empty before the first)."""

    heading: str
    text: str


def cut(paragraphs: Sequence[str]) -> Iterator[Passage]:
    """Yield the passages of a page: paragraphs joined up to :data:`PASSAGE_WORDS`, never over a heading."""
    heading, words = "", 0
    gathered: list[str] = []
    for paragraph in paragraphs:
        is_heading = paragraph.startswith("#")
        size = len(paragraph.split())
        if gathered and (is_heading or words + size > PASSAGE_WORDS):
            yield Passage(heading, " ".join(gathered))
            gathered, words = [], 0
        if is_heading:
            heading = NUMBERED.sub("", paragraph.lstrip("# ")).strip()
        elif not INTERPELLATION.match(paragraph):
            gathered.append(shorten(paragraph))
            words += size
    if gathered:
        yield Passage(heading, " ".join(gathered))


def shorten(text: str, words: int = PASSAGE_WORDS) -> str:
    """Return the first *words* words of *text*."""
    return " ".join(text.split()[:words])


def split_sentences(text: str) -> list[str]:
    """Return the sentences of *text*; coarser than :func:`minerva.swedish.sentences.sentences`, and much quicker."""
    return _SENTENCE_END.split(text)
