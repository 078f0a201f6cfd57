"""Why a search finds what it finds: how each word of the query is read, and how a passage answers it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.records import How, Match
from minerva.retrieval.expansion import question_of
from minerva.retrieval.query import parse
from minerva.swedish.compounds import family_roots, parts
from minerva.swedish.words import stem, stop_words, words

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records import Hit
    from minerva.retrieval.query import Term


@dataclass(frozen=True, slots=True)
class TermReading:
    """
    How a word or phrase of a query is looked for.

    Attributes
    ----------
    exact
        Just as it was typed; then it has none of the following.
    stem
        What its forms have in common.
    parts
        The words that it is made of, if it is a compound.
    roots
        How words begin that lift a passage, its own root first.
    """

    term: str
    exact: bool
    stem: str = ""
    parts: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AcronymReading:
    """Words of a query, and all that they stand for or that stands for them; several meanings are all looked for."""

    asked: str
    answered_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryReading:
    """How a query is read; nothing of it is where it is a passage."""

    terms: tuple[TermReading, ...] = ()
    acronyms: tuple[AcronymReading, ...] = ()


def read_query(library: Library, query: str) -> QueryReading:
    """
    Return how *query* is read.

    Raises
    ------
    QueryError
        If it holds nothing to look for.
    """
    question = question_of(library, parse(query))
    by_asked: dict[str, dict[str, str]] = {}
    for one in question.related:
        # "Nöjd Kundindex" and "nöjd kund-index" are no two meanings.
        by_asked.setdefault(one.asked, {}).setdefault("".join(words(one.written)), one.written)
    acronyms = (AcronymReading(asked, tuple(answers.values())) for asked, answers in by_asked.items())
    return QueryReading(tuple(map(_read_term, question.query.terms())), tuple(acronyms))


def _read_term(term: Term) -> TermReading:
    asked, word = " ".join(term.words), term.words[0]
    if term.exact or word in stop_words():
        return TermReading(asked, exact=True)
    return TermReading(asked, exact=False, stem=stem(word), parts=parts(word), roots=family_roots(word))


def ways(hit: Hit, reading: QueryReading) -> list[Match]:
    """Return all ways in which *hit* answers a query: those that make it a hit, and words that begin alike."""
    answers = {one.found for one in hit.matches}
    others = [word for word in dict.fromkeys(words(hit.text)) if word not in answers and word not in stop_words()]
    kindred = [
        Match(term.term, How.ROOT, word)
        for term in reading.terms
        for word in others
        if not set(term.roots).isdisjoint(family_roots(word))
    ]
    return [*hit.matches, *kindred]
