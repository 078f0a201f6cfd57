"""
What a user types becomes a query.

Words are looked for in any form and any number: the more of them a passage holds, the better. ``"exact words"`` must
stand there as written, ``-word`` must not, and of ``this OR that`` one must.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minerva.errors import QueryError
from minerva.messages import translate as _
from minerva.swedish.words import stop_words, words

_TOKEN = re.compile(
    r"(?P<minus>(?<!\S)[-–](?=[\w\"”“]))?(?:[\"”“](?P<phrase>[^\"”“]*)(?:[\"”“]|$)|(?P<word>[^\s\"”“]+))"
)
_OR = {"OR", "ELLER"}


@dataclass(frozen=True, slots=True)
class Term:
    """A word in any form, or an exact phrase: ``words`` in small letters."""

    words: tuple[str, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """
    A parsed query.

    Attributes
    ----------
    wanted
        Terms that make a passage better.
    required
        Groups of terms; one of each group must be in the passage.
    unwanted
        Terms that must not.
    """

    text: str
    wanted: tuple[Term, ...] = ()
    required: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()

    def terms(self) -> tuple[Term, ...]:
        """Return all terms that a passage may hold, each once."""
        return tuple(dict.fromkeys([*self.wanted, *(term for group in self.required for term in group)]))


def parse(text: str) -> Query:
    """
    Parse what a user typed.

    Stop words are left out unless nothing else is asked for or they stand in a phrase.

    Raises
    ------
    QueryError
        If it holds no word to look for.
    """
    groups, unwanted = _groups(text)
    single = [group[0] for group in groups if len(group) == 1 and not group[0].exact]
    required = tuple(tuple(group) for group in groups if len(group) > 1 or group[0].exact)
    telling = tuple(term for term in single if term.words[0] not in stop_words())
    wanted = tuple(dict.fromkeys(telling or (() if required else single)))
    if not wanted and not required:
        raise QueryError(_nothing_to_find(text, unwanted=bool(unwanted)))
    return Query(text, wanted, required, tuple(unwanted))


def _nothing_to_find(text: str, *, unwanted: bool) -> str:
    text = " ".join(text.split())[:80]
    if unwanted:
        return _("The query {text!r} only excludes; name also a word to look for.").format(text=text)
    if not text:
        return _("The query is empty; type a word, such as: hemlöshet")
    return _("The query {text!r} holds no word; type one, such as: hemlöshet").format(text=text)


def _groups(text: str) -> tuple[list[list[Term]], list[Term]]:
    """Return groups of alternatives, and what is excluded."""
    groups: list[list[Term]] = []
    unwanted: list[Term] = []
    joined = False
    for match in _TOKEN.finditer(text):
        if match["word"] in _OR and not match["minus"]:
            joined = bool(groups)
            continue
        terms = _terms(match)
        if match["minus"]:
            unwanted += terms
        elif joined and terms:
            groups[-1].append(terms[0])
            groups += [[term] for term in terms[1:]]
        else:
            groups += [[term] for term in terms]
        joined = joined and not terms
    return groups, unwanted


def _terms(match: re.Match[str]) -> list[Term]:
    phrase = match["phrase"]
    if phrase is None:
        return [Term((word,)) for word in words(match["word"])]
    found = tuple(words(phrase))
    return [Term(found, exact=True)] if found else []


def asked_text(query: Query) -> str:
    """Return what a user typed without its signs and without what is excluded: what is compared by meaning."""
    kept = [
        match["word"] or match["phrase"]
        for match in _TOKEN.finditer(query.text)
        if not match["minus"] and match["word"] not in _OR
    ]
    return " ".join(kept)
