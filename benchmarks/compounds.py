"""Whether compounds are cut where people and a dictionary cut them, what is no compound is left alone, and how fast."""

from __future__ import annotations

import bz2
import re
import time
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from benchmarks.figures import Figure
from benchmarks.places import SHARED, real_reports
from minerva.swedish.compounds import family_roots, part_stems, split
from minerva.swedish.places import municipalities
from minerva.swedish.words import telling_words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_DICTIONARY = SHARED / "lexical" / "folkets_sv_en_public.xml.bz2"
_BY_HAND = Path(__file__).with_name("compounds.txt")
_CUT = re.compile(r"[a-zåäöé]{2,}\|[a-zåäöé]{2,}")
_WORD = re.compile(r"[a-zåäöé]{6,}")
_LEAST_TOKENS = 500_000


def measure() -> Iterator[Figure]:
    """Compare with words cut by hand, and with a dictionary where it is at hand; measure the speed on reports."""
    yield from _compared_by_hand()
    if _DICTIONARY.exists():
        yield from _compared()
    names = [place.name.casefold() for place in municipalities()]
    yield Figure("names of municipalities cut", sum(split(name) is not None for name in names), "", at_most=0)
    tokens = [word for file in real_reports().glob("*.txt") for word in telling_words(words(file.read_text("utf-8")))]
    if tokens:
        distinct = len(set(tokens))
        yield Figure("words of reports taken apart, at first sight", distinct / _seconds(tokens[:]), "words/s")
        again = tokens * (_LEAST_TOKENS // len(tokens) + 1)
        yield Figure("... and again", len(again) / _seconds(again), "words/s", at_least=200_000)


def _compared_by_hand() -> Iterator[Figure]:
    lines = [line for line in _BY_HAND.read_text("utf-8").splitlines() if not line.startswith("#")]
    cuts = {line: split(line.replace("|", "")) for line in lines}
    made = {line: f"{cut.first}|{cut.last}" for line, cut in cuts.items() if cut}
    compounds = sum("|" in line for line in lines)
    right = sum(line == cut for line, cut in made.items())
    beside = f"{len(lines)} words cut by hand, {compounds} of them compounds"
    yield Figure("precision of cuts, by hand", right / len(made), "", at_least=0.95, beside=beside)
    yield Figure("recall of cuts, by hand", right / compounds, "", at_least=0.85)


def _compared() -> Iterator[Figure]:
    compounds, simple = _judged()
    cuts = [(word, split(word.replace("|", ""))) for word in compounds]
    found = [(word, cut) for word, cut in cuts if cut]
    right = sum(len(cut.first) == word.index("|") for word, cut in found)
    beside = f"{len(compounds)} compounds, which the word counts hold too"
    yield Figure("compounds cut rightly, of those cut", right / len(found), "", at_least=0.95, beside=beside)
    yield Figure("compounds cut rightly, of all", right / len(compounds), "", at_least=0.6)
    wrong = sum(split(word) is not None for word in simple)
    beside = f"{len(simple)} words spoken with one stressed syllable"
    yield Figure("simple words cut", wrong / len(simple), "", at_most=0.01, beside=beside)


def _judged() -> tuple[list[str], list[str]]:
    """
    Return words that the dictionary cuts with a bar, and words that are no compounds.

    A Swedish compound has two long, stressed sounds, which the dictionary's phonetic writing marks with colons.
    """
    compounds: set[str] = set()
    simple: set[str] = set()
    with bz2.open(_DICTIONARY) as stream:
        for _event, element in ET.iterparse(stream):  # noqa: S314 - a file at hand
            word = unescape(element.get("value", "")).lower()
            if element.tag in {"word", "compound"} and _CUT.fullmatch(word):
                compounds.add(word)
            elif element.tag == "word" and _WORD.fullmatch(word):
                spoken = [unescape(one.get("value", "")) for one in element.iter("phonetic")]
                if spoken and spoken[0].count(":") <= 1:
                    simple.add(word)
    return sorted(compounds), sorted(simple - {word.replace("|", "") for word in compounds})


def _seconds(tokens: list[str]) -> float:
    began = time.perf_counter()
    for word in tokens:
        part_stems(word)
        family_roots(word)
    return time.perf_counter() - began
