"""
Pairs that belong together, mined from public pages.

A page says itself what belongs together: its title and its text, a heading and what follows, a question and the text
around it, a sentence and the rest of its passage, a passage and the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.training.texts import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from minerva.training.texts import Page

PASSAGE_WORDS = 110
"""Mined passages are as long as those of reports."""
_SHORT = 8
"""A text of fewer words says too little to be the answer to anything."""
_LONGEST_QUESTION = 45
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ–—\"”(0-9])")
"""Quicker and coarser than :func:`minerva.swedish.sentences.sentences`: it sees fifty million words."""
_INTERPELLATION = re.compile(r"^\W*Interpellation\s+\d{4}/\d{2,4}:\d+\s+")
_ADDRESS = re.compile(r"\s+av\s+[^()]{3,60}\([^)]{1,20}\)\s+till\s.*$")
_ABOUT = re.compile(r"^.*\btill\b.*\)[^()]*?\som\s+")
_NUMBERED = re.compile(
    r"^\W*(?:\d+\s*(?:[a-z]\s*)?(?:§|kap\b)|(?:§|(?:kap|artikel|avdelning)\b\.?)\s*\d+(?:\s*[a-z]\b)?)\W*",
    re.IGNORECASE,
)
_STATUTE_NUMBER = re.compile(r"\s*\(\d{4}:\d+\)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page under one heading (empty before the first)."""

    heading: str
    text: str


def mine(page: Page, random: Random) -> Iterator[Pair]:
    """Yield every pair that *page* holds; *random* picks sentences and phrases."""
    passages = list(cut(page.paragraphs))
    title = clean_title(page.title)
    yield from title_pairs(title, passages)
    yield from heading_pairs(title, passages)
    yield from question_pairs(page.paragraphs)
    yield from neighbour_pairs(passages)
    for passage in passages:
        yield from cloze_pairs(passage.text, random)


def clean_title(title: str) -> str:
    """Return what a title is about, without numbers, names and addressees."""
    title = _INTERPELLATION.sub("", title)
    title = _ADDRESS.sub("", _ABOUT.sub("", title))
    return _STATUTE_NUMBER.sub("", _NUMBERED.sub("", title)).strip()


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
            heading = _NUMBERED.sub("", paragraph.lstrip("# ")).strip()
        elif not _INTERPELLATION.match(paragraph):
            gathered.append(shorten(paragraph))
            words += size
    if gathered:
        yield Passage(heading, " ".join(gathered))


def title_pairs(title: str, passages: Sequence[Passage], *, at_most: int = 3) -> Iterator[Pair]:
    """Yield the title with each of the first passages."""
    if _says_something(title):
        for passage in passages[:at_most]:
            if len(passage.text.split()) >= _SHORT:
                yield Pair("title", title, passage.text)


def heading_pairs(title: str, passages: Sequence[Passage]) -> Iterator[Pair]:
    """Yield a heading with the passages under it; a heading that asks is a kind of its own."""
    for passage in passages:
        if _says_something(passage.heading) and len(passage.text.split()) >= _SHORT:
            asks = passage.heading.endswith("?")
            yield Pair("asked" if asks else "heading", passage.heading, passage.text)
            if title and not asks:
                yield Pair("title-heading", f"{title} {passage.heading}", passage.text)


def question_pairs(paragraphs: Sequence[str]) -> Iterator[Pair]:
    """
    Yield each paragraph that asks with the text after it, or before it where nothing follows.

    Who asks in parliament gives the reasons first; a page of questions and answers answers afterwards.
    """
    for at, question in enumerate(paragraphs):
        if not question.endswith("?") or question.startswith("#") or len(question.split()) > _LONGEST_QUESTION:
            continue
        after = _plain(paragraphs[at + 1 : at + 4])
        before = _plain(paragraphs[max(0, at - 4) : at])
        if after:
            yield Pair("asked", question, after)
        for text in before[-PASSAGE_WORDS * 12 :].split("\n") if before and not after else ():
            yield Pair("reasons", question, text)


def neighbour_pairs(passages: Sequence[Passage], *, at_most: int = 12) -> Iterator[Pair]:
    """Yield a passage with the next one."""
    for passage, following in pairwise(passages[: at_most + 1]):
        if min(len(passage.text.split()), len(following.text.split())) >= 2 * _SHORT:
            yield Pair("neighbour", passage.text, following.text)


def cloze_pairs(text: str, random: Random) -> Iterator[Pair]:
    """
    Yield a sentence with the rest of its passage, and a phrase with the passage.

    Inverse cloze: Lee, Chang and Toutanova, "Latent retrieval for weakly supervised open domain question answering",
    ACL 2019. A phrase stays in its passage: to find the same words is a part of the task.
    """
    found = [sentence for sentence in _SENTENCE_END.split(text) if len(sentence.split()) >= _SHORT // 2]
    if len(found) < 2:  # noqa: PLR2004 - one sentence has no rest
        return
    at = random.randrange(len(found))
    rest = " ".join(found[:at] + found[at + 1 :])
    if len(rest.split()) >= _SHORT:
        yield Pair("cloze", found[at], rest)
    words = random.choice(found).split()
    size = random.randint(2, 6)
    start = random.randrange(max(1, len(words) - size + 1))
    yield Pair("phrase", " ".join(words[start : start + size]), text)


def shorten(text: str, words: int = PASSAGE_WORDS) -> str:
    """Return the first *words* words of *text*."""
    return " ".join(text.split()[:words])


def _plain(paragraphs: Sequence[str]) -> str:
    """Return the paragraphs as one passage, without headings and questions."""
    told = [one for one in paragraphs if not one.startswith("#") and not one.endswith("?")]
    text = shorten(" ".join(told))
    return text if len(text.split()) >= _SHORT else ""


def _says_something(title: str) -> bool:
    """Whether a title has a word that is neither short nor a number."""
    return any(len(word) > 4 and word.isalpha() for word in title.split())  # noqa: PLR2004 - "1 kap." does not
