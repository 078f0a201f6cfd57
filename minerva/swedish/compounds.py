"""
What compound words are made of: ``hemlöshetskartläggning`` of *hemlöshet* and *kartläggning*.

A word is cut where its first part is one that many other compounds begin with, and its last part one that many end
with. The forms that first parts take (*kvinno-*, *gatu-*, *arbets-*) are learnt from the vocabulary in the same way,
so no rule says where a linking s stands.
"""

from __future__ import annotations

import math
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from minerva.swedish.counts import CountTable, word_counts
from minerva.swedish.vocabulary import count
from minerva.swedish.words import ROOT_LETTERS, root, stem, stop_words

_SHORTEST = 3
"""Letters of a part."""
_SHORTEST_WORD = 6
_LONGEST_WORD = 60
"""What is longer is no word but something gone wrong, and would take long to cut."""
_SHORT = 3
"""Parts of so few letters make a word of nearly anything, and so must be parts of many words."""
_MANY_FIRST = 12
_MANY_LAST = 25
_SOME_LAST = 2
_FAMILY = 3
"""So many compounds a word counts as part of when none is known, if it may well be part of one."""
_LEAST_SCORE = 3.7
_COMMON = ((4, 1000), (6, 300), (8, 100), (99, 15))
"""How common in public texts a word of no dictionary must be, by its letters, to be part of compounds: the shorter, the
likelier is what stands before or behind it to be no word."""
_NOUNS = frozenset(
    "dag dagar dagarna dagen gång gången gånger man sak saken saker tid tiden tider år året åren".split()
)
"""Parts of compounds although they say too little to be searched, or are very short."""
_LINKING = ("doms", "hets", "ings", "skaps", "tets", "tions")
"""Words with these endings take their s in compounds only, and any of them may begin some."""
_LINKED_FAMILY = 20
_LINKED = 4
"""Letters of a word to which a linking s may be added that no known compound shows."""

NO_FIRST = frozenset(
    """
    all alla auto av bak beh bes besk best bet bete bio bort dis dit eft efter en ett extr extra fort foto fram
    från för förd före föreg fört förut genom geo hop hän här icke ihop in inne inom inter intra kol kom komp
    kon kontra man med mellan mikro mis miss mono mot multi ned ner om para per poly popu pre pro re sam samman
    semi sub super tele till tran trans ultra under upp uppe ut utan ute utom van vid åt åter över
    """.split()
)
"""Prefixes, particles and what looks like a first part but begins longer words."""

NO_LAST = frozenset(
    """
    ade akt ande anden are aren arens arna arnas bar bara barhet bart dom domar domen doms else elsen elser enad
    ende ens enär erade eras erat ering ers erska ets gas gen graf het heten hetens heter heterna heternas hets
    ing ingar ingen ings inna isk iska iskt ism ismen ist ister itet iv iva ive kap las lekt lektion lera lett
    lig liga lige ligt logi logisk lär nas nation ning ningar ningen nings rad rade rans rens ring ringar ringen
    ringens ryck rycka ryckt sam samhet samma samt sen serie skap skapen skapet skaps tant tas ten tera ting
    tion tor vare vist vitet yrka
    """.split()
)
"""Endings, and words that look like them: a *ring* ends no *värdering*."""


class Split(NamedTuple):
    """
    A compound, cut in two.

    Attributes
    ----------
    first, last
        As they stand in the word; the first perhaps with a linking letter.
    base
        The word that the first part is a form of: *kvinna* for ``kvinno``.
    """

    first: str
    last: str
    base: str


@lru_cache(maxsize=200_000)
def split(word: str) -> Split | None:
    """Return the two parts of a *word* in small letters; None if it is no compound, or a name."""
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha() or _is_name(word):
        return None
    cuts = (_cut(word[:place], word[place:]) for place in range(_SHORTEST, len(word) - 1))
    best = max(cuts)
    return Split(best.first, best.last, base(best.first)) if best.score >= _LEAST_SCORE else None


@lru_cache(maxsize=200_000)
def parts(word: str) -> tuple[str, ...]:
    """
    Return the words that *word* is made of, and those that they are made of in turn; none if it is no compound.

    ``arbetsmarknadsnämnd`` gives *arbetsmarknad*, *arbete*, *marknad* and *nämnd*.
    """
    found = split(word)
    if not found:
        return ()
    return tuple(dict.fromkeys([found.base, *parts(found.base), found.last, *parts(found.last)]))


@lru_cache(maxsize=200_000)
def part_stems(word: str) -> tuple[str, ...]:
    """Return the stems of the :func:`parts` of *word* that say enough to be searched, each once."""
    return tuple(
        dict.fromkeys(stem(part) for part in parts(word) if len(part) >= _SHORTEST and part not in stop_words())
    )


@lru_cache(maxsize=200_000)
def first_stems(word: str) -> frozenset[str]:
    """Return those of the :func:`part_stems` of *word* that are of its first part, which says what it is about."""
    cut = split(word)
    return frozenset({stem(cut.base), *part_stems(cut.base)} & {*part_stems(word)}) if cut else frozenset()


@lru_cache(maxsize=200_000)
def family_roots(word: str) -> tuple[str, ...]:
    """Return the roots of *word* and of its parts, each once, its own first."""
    return tuple(dict.fromkeys([root(word), *(part[:ROOT_LETTERS] for part in part_stems(word))]))


@lru_cache(maxsize=50_000)
def base(first: str) -> str:
    """Return the word that the *first* part of a compound is a form of; *first* itself if that is none."""
    return _base(first) or (first[:-1] if first.endswith("s") and split(first[:-1]) else first)


class _Cut(NamedTuple):
    """
    A place to cut a word; the greater, the better.

    Attributes
    ----------
    known
        How many of the parts are known as they are, not only as compounds of what is known.
    score
        How many compounds have such parts, as the sum of logarithms; minus infinity if one of them cannot be a part.
    """

    known: int
    score: float
    first: str
    last: str


def _cut(first: str, last: str) -> _Cut:
    # Most words have far fewer possible ends than beginnings.
    ends = _ended(last)
    begins = _begun(first) if ends else 0
    if not begins:
        return _Cut(-1, -math.inf, first, last)
    known = (_base(first) is not None) + is_part(last)
    return _Cut(known, math.log(1 + begins) + math.log(1 + ends), first, last)


@lru_cache(maxsize=100_000)
def _begun(first: str) -> int:
    """Return how many compounds begin with *first*; 0 if it is no first part."""
    if {first, first.removesuffix("s")} & NO_FIRST or _is_empty(first):
        return 0
    known = firsts().find(first)
    number = known.number if known else 0
    if len(first) <= _SHORT:
        return number if number >= _MANY_FIRST and _base(first) else 0
    whole = first.removesuffix("s")
    if first.endswith(_LINKING) and is_part(whole):
        return max(number, _LINKED_FAMILY)
    if is_part(first) or (whole != first and len(whole) >= _LINKED and is_part(whole)):
        return max(number, _FAMILY)
    if len(first) > _SHORTEST_WORD and (split(first) or split(whole)):
        return max(number, _FAMILY)
    return number if _base(first) else 0


@lru_cache(maxsize=100_000)
def _ended(last: str) -> int:
    """Return how many compounds end with *last* in some form; 0 if it is no last part."""
    if last in NO_LAST or _is_empty(last) or (len(last) < _SHORTEST and last not in _NOUNS):
        return 0
    if not is_part(last) and (len(last) <= _SHORTEST_WORD or not split(last)):
        return 0
    known = lasts().find(stem(last))
    number = known.number if known else 0
    return number if number >= (_MANY_LAST if len(last) <= _SHORT else _SOME_LAST) else 0


def is_part(word: str, *, only_entries: bool = False) -> bool:
    """Tell whether *word* is sure enough to be part of compounds: no name, and in a dictionary or common."""
    found = word_counts().find(word)
    if not found or found.is_name:
        return False
    least = next(number for letters, number in _COMMON if len(word) <= letters or letters == _COMMON[-1][0])
    return found.is_entry or (found.number >= least and not only_entries)


def _is_empty(word: str) -> bool:
    return word in stop_words() and word not in _NOUNS


def _is_name(word: str) -> bool:
    found = word_counts().find(word)
    return bool(found and found.is_name)


@lru_cache(maxsize=100_000)
def _base(first: str) -> str | None:
    for only_entries in (True, False):
        for forms in _base_forms(first):
            known = [form for form in forms if len(form) >= _SHORTEST and is_part(form, only_entries=only_entries)]
            if known:
                return max(known, key=count)
    return None


def _base_forms(first: str) -> list[list[str]]:
    """Return what *first* may be a form of, the likeliest first: *arbets-* of *arbete*, *skol-* of *skola*."""
    stump = first[:-1]
    linked = first.endswith("s")
    changed = first[-1] in "aeiou"
    return [
        [first],
        [stump] if linked else [],
        [stump + "a", stump + "e", stump] if linked or changed else [],
        [stump[:-1] + "a", stump[:-1] + "e"] if linked else [],
        [first + "a", first + "e"],
    ]


@lru_cache(maxsize=1)
def firsts() -> CountTable:
    """Return the forms that first parts take, and how many words each is known to stand before."""
    return _table("firsts.txt")


@lru_cache(maxsize=1)
def lasts() -> CountTable:
    """Return the stems of last parts, and how many forms each is known to stand behind."""
    return _table("lasts.txt")


def _table(name: str) -> CountTable:
    return CountTable(resources.files("minerva.swedish").joinpath(f"data/{name}").read_bytes())
