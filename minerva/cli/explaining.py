"""What ``minerva search --explain`` says of a query and of each hit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minerva.messages import decimal, translate_count
from minerva.messages import translate as _
from minerva.records import How

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from minerva.records import Hit, Match
    from minerva.retrieval.explaining import QueryReading, TermReading


def reading_json(reading: QueryReading) -> dict[str, Any]:
    """Return how a query is read."""
    return {
        "terms": [
            {
                "term": one.term,
                "exact": one.exact,
                "stem": one.stem or None,
                "parts": list(one.parts),
                "roots": list(one.roots),
            }
            for one in reading.terms
        ],
        "acronyms": [{"asked": one.asked, "answered_by": list(one.answered_by)} for one in reading.acronyms],
    }


def ways_json(found: Sequence[Match]) -> list[dict[str, str]]:
    """Return in what way a hit answers which words of the query."""
    return [{"term": one.term, "how": one.how.value, "found": one.found} for one in found]


def reading_lines(reading: QueryReading) -> Iterator[str]:
    """Say how a query is read, a line a word; nothing of a query that is no words."""
    if not reading.terms:
        return
    yield _("How the query is read:")
    for term in reading.terms:
        yield f"  {term.term}: {'; '.join(_looked_for(term))}"
    for acronym in reading.acronyms:
        answers = ", ".join(acronym.answered_by)
        line = _("also {answers}").format(answers=answers)
        several = len(acronym.answered_by)
        if several > 1:
            note = translate_count("{n} meaning", "{n} meanings: write out the one that is meant", several)
            line = f"{line} ({note.format(n=several)})"
        yield f"  {acronym.asked}: {line}"


def _looked_for(term: TermReading) -> Iterator[str]:
    if term.exact:
        yield _("just as written")
        return
    yield _("any form of {stem}").format(stem=term.stem)
    if term.parts:
        yield _("made of {parts}").format(parts=", ".join(term.parts))
    yield _("lifted by words that begin with {roots}").format(roots=", ".join(f"{root}-" for root in term.roots))


def hit_lines(hit: Hit, found: Sequence[Match]) -> Iterator[str]:
    """Say where a hit stands in each ranking, and by what it answers each word of the query."""
    places = [
        text.format(rank=rank)
        for text, rank in (
            (_("place {rank} by words"), hit.lexical_rank),
            (_("place {rank} by meaning"), hit.semantic_rank),
        )
        if rank is not None
    ]
    yield ", ".join([*places, _("score {score}").format(score=decimal(hit.score, 2))])
    by_term: dict[str, dict[How, list[str]]] = {}
    for one in found:
        by_term.setdefault(one.term, {}).setdefault(one.how, []).append(one.found)
    for term, by_how in by_term.items():
        yield f"  {term}: " + "; ".join(_way(how, answers) for how, answers in by_how.items())


def _way(how: How, answers: Sequence[str]) -> str:
    labels = {
        How.WORD: _("as written"),
        How.STEM: _("another form"),
        How.PART: _("part of a compound"),
        How.ACRONYM: _("acronym"),
        How.ROOT: _("begins alike"),
    }
    return labels[how] if how is How.WORD else f"{labels[how]}: {', '.join(answers)}"
