"""What to call themes: words and phrases that their passages share and others do not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np

from minerva.swedish.acronyms import glossary
from minerva.swedish.compounds import part_stems
from minerva.swedish.vocabulary import count
from minerva.themes.candidates import JOINTS, Phrase, Tally, content, tallied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_KEYWORDS = 10
_CANDIDATES = 60
_FEWEST = 2
"""So many owners must have a phrase, where a theme has several."""
_BOUND = 0.35
"""A phrase stands for its rarest word where so much of that word is met in it."""
_REDUNDANCY = 0.6
"""How much being unlike the keywords before weighs against being telling."""
_SAME_WORDS = 0.6
_SAME_LETTERS = 0.75
"""Phrases that share more are forms of one: *arbetsmarknad* and *arbetsmarknaden*, whose stems differ."""
_PUBLIC_WORDS = 20_000_000
"""About so many words were counted into the table of word counts."""
_SECOND = 0.6
"""A second phrase is named in the title if it tells at least so much as the first."""


@dataclass(frozen=True, slots=True)
class Naming:
    """
    What a theme is called.

    Attributes
    ----------
    title
        One or two phrases, with a capital.
    keywords
        Words and phrases, the most telling first.
    apart
        Those that tell it from the themes nearest to it.
    """

    title: str
    keywords: tuple[str, ...]
    apart: tuple[str, ...]


def names_of(
    texts: Sequence[Sequence[str]],
    owners: Sequence[Sequence[str]],
    neighbours: Sequence[Sequence[int]],
    *,
    beside: Sequence[Sequence[str]] = (),
) -> list[Naming]:
    """
    Name themes.

    Parameters
    ----------
    texts
        Passages of each theme.
    owners
        What each of those is from, such as its municipality; a name is not taken from one alone.
    neighbours
        The places of the themes nearest to each.
    beside
        Passages of other themes, which are not to be named.

    Notes
    -----
    A phrase tells by the share of the theme's passages that have it, times the logarithm of how many times that is
    the mean over all themes: class-based tf-idf (Grootendorst, "BERTopic", 2022) over passages instead of words.
    What follows is chosen by maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998).
    """
    tallies = [tallied(*each) for each in zip(texts, owners, strict=True)]
    shares = [_shares(tally, len(of)) for tally, of in zip(tallies, texts, strict=True)]
    others = [_shares(tallied(of, [""] * len(of)), len(of)) for of in beside if of]
    everywhere = _mean([*shares, *others])
    named: list[Naming] = []
    taken: set[str] = set()
    for number, tally in enumerate(tallies):
        known = _allowed(tally, len(set(owners[number])))
        telling = _scores(known, shares[number], everywhere)
        chosen = _varied(telling)
        nearby = _mean([shares[one] for one in neighbours[number]])
        title = _title([(tally[one].form, telling[one]) for one in chosen], taken)
        taken.add(title)
        apart = _varied(_scores(known, shares[number], nearby))[: _KEYWORDS // 2] if neighbours[number] else []
        named.append(Naming(title, tuple(tally[one].form for one in chosen), tuple(tally[one].form for one in apart)))
    return named


def _shares(tally: dict[Phrase, Tally], passages: int) -> dict[Phrase, float]:
    return {phrase: one.passages / passages for phrase, one in tally.items()}


def _mean(shares: Sequence[dict[Phrase, float]]) -> dict[Phrase, float]:
    total: dict[Phrase, float] = {}
    for of in shares:
        for phrase, share in of.items():
            total[phrase] = total.get(phrase, 0.0) + share / len(shares)
    return total


def _allowed(tally: dict[Phrase, Tally], owners: int) -> dict[Phrase, Tally]:
    """
    Return the phrases that several passages and owners have: the longer, the more, and only such as are fixed.

    Where there are none, as in a theme of one passage, single words have to do.
    """
    words = {phrase[0]: one.passages for phrase, one in tally.items() if len(phrase) == 1}
    common = {
        phrase: one
        for phrase, one in tally.items()
        if one.passages > len(content(phrase)) and len(one.owners) >= min(owners, _FEWEST)
    }
    fixed = {
        phrase: one
        for phrase, one in common.items()
        if one.passages >= _BOUND * min((words.get(part, one.passages) for part in content(phrase)), default=0)
    }
    return fixed or {phrase: one for phrase, one in tally.items() if len(phrase) == 1}


def _scores(
    known: dict[Phrase, Tally], shares: dict[Phrase, float], elsewhere: dict[Phrase, float]
) -> dict[Phrase, float]:
    """Return the telling phrases, the most telling first, with how much they tell; at least one."""
    floor = 1e-3
    scores = {
        phrase: _rarity(known[phrase].form)
        * math.sqrt(len(content(phrase)))
        * shares[phrase]
        * math.log((shares[phrase] + floor) / (other + floor))
        for phrase in known
        for other in [elsewhere.get(phrase, 0.0)]
    }
    ranked = sorted(scores, key=lambda phrase: (-scores[phrase], known[phrase].form))
    return {phrase: scores[phrase] for phrase in ranked[:_CANDIDATES]}


def _rarity(form: str) -> float:
    """
    Return how rare the words of a phrase are in public texts, from 0 to 1.

    What every text speaks of, such as *arbete* and *område*, names no theme, even where it is met more than elsewhere.
    """
    numbers = [max(1, count(word)) for word in form.casefold().split() if word not in JOINTS]
    return sum(math.log(_PUBLIC_WORDS / number) for number in numbers) / (len(numbers) * math.log(_PUBLIC_WORDS))


def _varied(scores: dict[Phrase, float]) -> list[Phrase]:
    """Choose phrases that tell much and are unlike those before."""
    left = list(scores)
    chosen: list[Phrase] = []
    stems = {phrase: _stems(phrase) for phrase in left}
    top = max(scores.values(), default=1.0) or 1.0

    def worth(phrase: Phrase) -> float:
        likeness = max((_overlap(stems[phrase], stems[one]) for one in chosen), default=0.0)
        return (1 - _REDUNDANCY) * scores[phrase] / top - _REDUNDANCY * likeness

    while left and len(chosen) < _KEYWORDS:
        best = max(left, key=worth)
        if chosen and (scores[best] <= 0 or any(_is_said(best, one, stems) for one in chosen)):
            left.remove(best)
            continue
        chosen.append(best)
        left.remove(best)
    return chosen


def _is_said(phrase: Phrase, by: Phrase, stems: dict[Phrase, frozenset[str]]) -> bool:
    """Tell whether a phrase says no more than another that is chosen: the same words, or forms of them."""
    words, others = set(content(phrase)), set(content(by))
    if words <= others or others <= words or _overlap(stems[phrase], stems[by]) > _SAME_WORDS:
        return True
    one, other = " ".join(phrase), " ".join(by)
    alike = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return alike >= _SAME_LETTERS * max(len(one), len(other))


def _stems(phrase: Phrase) -> frozenset[str]:
    return frozenset(one for word in content(phrase) for one in (word, *part_stems(word)))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _title(chosen: Sequence[tuple[str, float]], taken: set[str]) -> str:
    """Return the first phrase, the second too if it tells as much or the title is another theme's already."""
    if not chosen:
        return "–"
    forms = [_spelled_out(form) for form, _score in chosen]
    is_second = len(chosen) > 1 and chosen[1][1] >= _SECOND * chosen[0][1]
    count = 2 if is_second and forms[1].casefold() not in forms[0].casefold() else 1
    while (title := _capital(", ".join(forms[:count]))) in taken and count < len(forms):
        count += 1
    return title


def _spelled_out(form: str) -> str:
    """Return what an acronym of the field stands for, the acronym behind it; other phrases as they are."""
    meanings = [one.meaning for one in glossary() if one.acronym == form]
    return f"{meanings[0]} ({form})" if len(meanings) == 1 else form


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def nearest_themes(centres: NDArray[np.float32], count: int = 2) -> list[list[int]]:
    """Return the *count* themes nearest to each theme, the nearest first."""
    cosines = centres @ centres.T
    np.fill_diagonal(cosines, -np.inf)
    order = np.argsort(-cosines, axis=1, kind="stable")[:, : min(count, len(centres) - 1)]
    return [[int(one) for one in row] for row in order]
