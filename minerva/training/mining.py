"""
Pairs that belong together, mined from public pages.

A page says itself what belongs together: its title and its text, a heading and what follows, a question and the text
around it, a sentence and the rest of its passage, a passage and the next.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from minerva.training.asking import framed, made_questions
from minerva.training.passages import INTERPELLATION, NUMBERED, PASSAGE_WORDS, Passage, cut, shorten, split_sentences
from minerva.training.texts import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from minerva.training.texts import Page

_SHORT = 8
"""A text of fewer words says too little to be the answer to anything."""
_LONGEST_QUESTION = 45
_ADDRESS = re.compile(r"\s+av\s+[^()]{3,60}\([^)]{1,20}\)\s+till\s.*$")
_ABOUT = re.compile(r"^.*\btill\b.*\)[^()]*?\som\s+")
_STATUTE_NUMBER = re.compile(r"\s*\(\d{4}:\d+\)")


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
        yield from made_questions(passage.text, random)
    for topic in (title, *(passage.heading for passage in passages[:1])):
        if passages and _says_something(topic) and not topic.endswith("?"):
            yield Pair("framed", framed(topic, random), passages[0].text)


def clean_title(title: str) -> str:
    """Return what a title is about, without numbers, names and addressees."""
    title = INTERPELLATION.sub("", title)
    title = _ADDRESS.sub("", _ABOUT.sub("", title))
    return _STATUTE_NUMBER.sub("", NUMBERED.sub("", title)).strip()


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
    found = [sentence for sentence in split_sentences(text) if len(sentence.split()) >= _SHORT // 2]
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


def _plain(paragraphs: Sequence[str]) -> str:
    """Return the paragraphs as one passage, without headings and questions."""
    told = [one for one in paragraphs if not one.startswith("#") and not one.endswith("?")]
    text = shorten(" ".join(told))
    return text if len(text.split()) >= _SHORT else ""


def _says_something(title: str) -> bool:
    """Whether a title has a word that is neither short nor a number."""
    return any(len(word) > 4 and word.isalpha() for word in title.split())  # noqa: PLR2004 - "1 kap." does not
