"""A parsed query becomes the word index's own: what a passage must hold, and what makes it better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tantivy

from minerva.library.words import PARTS, ROOTS, SECTION, STEMS, TITLE, WORDS
from minerva.swedish.compounds import family_roots, first_stems, part_stems
from minerva.swedish.words import root, stem, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.retrieval.expansion import Related
    from minerva.retrieval.query import Query, Term
    from minerva.settings import SearchSettings

_BETWEEN = 1
"""So many words may stand between those that an acronym stands for."""
_OWN_ROOT = 0.8
"""What the root of a compound's part weighs beside that of a word."""


class Asking:
    """
    Makes queries of the word index.

    A passage answers a word if it holds any form of it, as a word or as part of a compound, the parts of it if it is a
    compound itself, or what is related to it. Words that only begin alike, headings and titles lift a passage that
    answers.
    """

    def __init__(self, schema: tantivy.Schema, settings: SearchSettings) -> None:
        self._schema = schema
        self._settings = settings

    def query(self, query: Query, related: Sequence[Related]) -> tantivy.Query:
        """Return what finds the passages that answer *query*; what it excludes is not looked at."""
        required = self.required(query)
        wanted = [*map(self._term, query.wanted), *map(self._related, related)]
        clauses = [(tantivy.Occur.Must, group) for group in required]
        if wanted and not required:
            clauses.append((tantivy.Occur.Must, any_of(wanted)))
        else:
            clauses += [(tantivy.Occur.Should, one) for one in wanted]
        clauses += [(tantivy.Occur.Should, lift) for term in query.terms() for lift in self._lifts(term)]
        return tantivy.Query.boolean_query(clauses)

    def required(self, query: Query) -> list[tantivy.Query]:
        """Return what a passage must answer whatever ranks it: exact phrases, one of each group of alternatives."""
        return [any_of([self._term(term) for term in group]) for group in query.required]

    def _term(self, term: Term) -> tantivy.Query:
        word = term.words[0]
        if term.exact or word in stop_words():
            return self.as_asked(term)
        return any_of([*self._stem(stem(word)), *self._own_parts(word)])

    def as_asked(self, term: Term) -> tantivy.Query:
        """Return a query for a phrase as it stands, or any form of a word; stop words have no stem in the index."""
        if term.exact and len(term.words) > 1:
            return tantivy.Query.phrase_query(self._schema, WORDS, list(term.words))
        word = term.words[0]
        if term.exact or word in stop_words():
            return self._one(WORDS, word)
        return self._one(STEMS, stem(word))

    def _stem(self, stemmed: str, weight: float = 1.0) -> list[tantivy.Query]:
        return [
            self._one(STEMS, stemmed, weight),
            self._one(PARTS, stemmed, weight * self._settings.part_weight),
        ]

    def _own_parts(self, word: str) -> Iterator[tantivy.Query]:
        """Yield a query for the parts of a compound. Its first must be there: *restid* is about travel, not time."""
        weight = self._settings.own_part_weight
        first = first_stems(word)
        if first and weight:
            rest = [part for part in part_stems(word) if part not in first]
            must = any_of([one for part in sorted(first) for one in self._stem(part, weight)])
            should = [one for part in rest for one in self._stem(part, weight)]
            clauses = [(tantivy.Occur.Must, must), *((tantivy.Occur.Should, one) for one in should)]
            yield tantivy.Query.boolean_query(clauses)

    def _related(self, related: Related) -> tantivy.Query:
        weight = self._settings.acronym_weight
        if len(related.stems) == 1:
            return self._one(STEMS, related.stems[0], weight)
        phrase = tantivy.Query.phrase_query(self._schema, STEMS, list(related.stems), _BETWEEN)
        return tantivy.Query.boost_query(phrase, weight)

    def _lifts(self, term: Term) -> Iterator[tantivy.Query]:
        settings = self._settings
        for word in term.words:
            if settings.section_weight:
                yield self._one(SECTION, stem(word), settings.section_weight)
            if settings.title_weight:
                yield self._one(TITLE, stem(word), settings.title_weight)
        if settings.root_weight and not term.exact:
            word = term.words[0]
            for one in family_roots(word):
                share = 1.0 if one == root(word) else _OWN_ROOT
                yield self._one(ROOTS, one, settings.root_weight * share)

    def _one(self, field: str, word: str, weight: float = 1.0) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, word, "freq")
        return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)


def any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """Return a query that any of *queries* answers; their scores are added."""
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
