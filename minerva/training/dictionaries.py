"""Pairs of words and phrases out of dictionaries: Folkets lexikon and Synlex."""

from __future__ import annotations

import bz2
import html
import lzma
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from minerva.training.texts import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TOO_COMMON = 12
"""A translation that so many words share (such as *make*) says little about any of them."""
_CLOSE = 3.6
"""Synlex grades pairs from 3.0 to 5.0; below this many are only loosely related."""


def folkets_pairs(path: Path) -> Iterator[Pair]:
    """Yield a word with its definition, its synonyms, its example, and other words of the same translation."""
    by_translation: defaultdict[str, list[str]] = defaultdict(list)
    for word in _entries(path):
        name = _text(word.get("value"))
        for definition in word.findall("definition"):
            yield Pair("definition", name, _text(definition.get("value")))
        for synonym in word.findall("synonym"):
            if float(synonym.get("level") or 0) >= _CLOSE:
                yield Pair("synonym", name, _text(synonym.get("value")))
        for example in word.findall("example"):
            yield Pair("example", name, _text(example.get("value")))
        for translation in word.findall("translation"):
            by_translation[_text(translation.get("value")).lower()].append(name)
    for words in by_translation.values():
        for first, second in combinations(sorted(set(words)), 2) if len(words) < _TOO_COMMON else ():
            yield Pair("same-translation", first, second)


def folkets_translations(path: Path) -> Iterator[tuple[str, str]]:
    """Yield Swedish words, definitions and inflections with what they are in English."""
    for word in _entries(path):
        name = _text(word.get("value"))
        english = "; ".join(_text(one.get("value")) for one in word.findall("translation"))
        if english:
            yield name, english
            for inflection in word.iterfind("paradigm/inflection"):
                yield _text(inflection.get("value")), english
        for compound in word.findall("compound"):
            for translation in compound.findall("translation"):
                yield _text(compound.get("value")).replace("|", ""), _text(translation.get("value"))
        for definition in word.findall("definition"):
            for translation in definition.findall("translation"):
                yield _text(definition.get("value")), _text(translation.get("value"))


def synlex_pairs(path: Path) -> Iterator[Pair]:
    """Yield synonyms that people graded as close."""
    with lzma.open(path) as file:
        for _event, element in ET.iterparse(file):  # noqa: S314 - a dictionary that the user chose
            if element.tag == "syn" and float(element.get("level") or 0) >= _CLOSE:
                yield Pair("synonym", element.findtext("w1", ""), element.findtext("w2", ""))


def _entries(path: Path) -> Iterator[ET.Element]:
    with bz2.open(path) as file:
        for _event, element in ET.iterparse(file):  # noqa: S314 - a dictionary that the user chose
            if element.tag == "word":
                yield element
                element.clear()


def _text(value: str | None) -> str:
    """Return an attribute's text; the dictionary escapes twice."""
    return html.unescape(html.unescape(value or ""))
