"""What else than its own words may answer a query: acronyms and what they stand for."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.library.acronyms import acronyms_for, meanings
from minerva.records import How
from minerva.retrieval.query import asked_text
from minerva.swedish.acronyms import key
from minerva.swedish.counts import word_counts
from minerva.swedish.words import stem, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.retrieval.query import Query, Term

_LONGEST_MEANING = 8
"""Words that say something."""


@dataclass(frozen=True, slots=True)
class Related:
    """
    Something that answers as well as some words of the query.

    Attributes
    ----------
    asked
        The words of the query, as they were asked for.
    written
        What answers, to be shown: ``"våld i nära relation"``.
    stems
        What stands in a passage for it, one after the other but for stop words.
    """

    asked: str
    how: How
    written: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """
    A parsed query, and what else answers it.

    Attributes
    ----------
    related
        What is related to its words.
    like, unlike
        Numbers of passages that a user found good or bad.
    reranker
        Name or folder of a cross-encoder that orders the best anew; none where it is empty.
    """

    query: Query
    related: tuple[Related, ...] = ()
    like: tuple[int, ...] = ()
    unlike: tuple[int, ...] = ()
    reranker: str = ""

    @property
    def has_models(self) -> bool:
        """Whether a user named passages that others shall be like or unlike."""
        return bool(self.like or self.unlike)

    @property
    def needs_meaning(self) -> bool:
        """Whether words alone cannot do what a user asks."""
        return self.has_models or bool(self.reranker)


def question_of(library: Library, query: Query) -> Question:
    """
    Return *query* with what is related to its words, all meanings of an acronym included; not to exact phrases.

    An acronym that is also a common word (SoL, PART) is taken for one only where it is written with capitals.
    """
    terms = [term for term in query.terms() if not term.exact]
    found = [*_written_out(library, terms, query.text), *_abbreviated(library, terms)]
    return Question(query, tuple(dict.fromkeys(found)))


def meant_text(question: Question) -> str:
    """Return what is compared by meaning: what was asked, and what the acronyms in it stand for."""
    asked = asked_text(question.query)
    meanings = [one.written for one in question.related if one.how is How.ACRONYM and " " not in one.asked]
    return " ".join([asked, *meanings[:_MEANINGS]])


_MEANINGS = 3
"""Of more, the rest is about something else."""


def _written_out(library: Library, terms: Sequence[Term], text: str) -> list[Related]:
    asked = [term.words[0] for term in terms if not _is_common(term.words[0]) or term.words[0] in _capitals(text)]
    return [
        Related(one.acronym, How.ACRONYM, one.meaning, tuple(key(one.meaning).split()))
        for one in meanings(library, asked)
    ]


def _abbreviated(library: Library, terms: Sequence[Term]) -> list[Related]:
    stems = [stem(term.words[0]) for term in terms]
    ends = itertools.combinations(range(len(terms) + 1), 2)
    runs = {" ".join(stems[start:end]): (start, end) for start, end in ends if end - start <= _LONGEST_MEANING}
    found = []
    for one in acronyms_for(library, runs):
        start, end = runs[key(one.meaning)]
        asked = " ".join(term.words[0] for term in terms[start:end])
        folded = words(one.acronym)
        # In the index an acronym cannot be told from a common word.
        if not any(map(_is_common, folded)):
            found.append(Related(asked, How.ACRONYM, one.acronym, tuple(map(stem, folded))))
    return found


def _capitals(text: str) -> set[str]:
    """Return the words of *text* that have a capital after their first letter, in small letters."""
    return {word.casefold() for word in text.replace("-", " ").split() if word[1:] != word[1:].lower()}


def _is_common(word: str) -> bool:
    found = word_counts().find(word)
    return bool(found and found.is_entry and not found.is_name)
