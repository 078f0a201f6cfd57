"""
Letters that came out as other signs, found out by what makes words of the whole document.

A PDF may draw a glyph without telling its character, or tell the wrong one: ``(cid:415)`` or Ɵ for the ligature *ti*.
A file may have been read in another encoding than it was written in: ``m†nga``, ``n‰mnden``. A sign stands for the same
letters throughout, so that a few words give it away.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain, product
from math import log1p
from typing import TYPE_CHECKING

from minerva.read.repair import DAMAGED, UNMAPPED
from minerva.swedish.vocabulary import count, is_known

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_SUSPECTS = "ŒŠš€…†„”Ž™Â‰ˆ≈ƒ÷}{|\\][ƟƩŌƫƞ§∂∫¬Ø¿"
"""
What stands for å, ä or ö where Mac OS Roman, code page 850, Latin-1 and the Swedish 7-bit set are taken for one
another, and for ligatures in the fonts of word processors.
"""
_MEANT = ("å", "ä", "ö", "é", "ti", "tt", "ft", "fi", "fl", "ff", "tti", "ffi", "fj", "tf", "-", "–")
_SIGN = rf"[{UNMAPPED}{re.escape(_SUSPECTS)}]"
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"(?:{_LETTER}|{_SIGN})+")
_SUSPECT = re.compile(rf"{_LETTER}{_SIGN}{_LETTER}|[{UNMAPPED}]")
_SIGNS = re.compile(_SIGN)
_UNKNOWN = re.compile(rf"[{UNMAPPED}]")
_LEAST_SHARE = 0.6
_LEAST_WORDS = 2
_BETTER = 1.3
"""
How much more the logarithms of the words' counts must sum up to than with the next best letters: the words that only
one reading makes known tell, not those that have a neighbour, as *för* and *får*.
"""
_LONG = 7
"""One word of so many letters is evidence enough, two shorter ones else."""
_ROUNDS = 3
"""A word with two unknown signs shows the one when the other is found out."""

_DAMAGED_WORD = re.compile(rf"(?:{_LETTER}|{DAMAGED}(?={_LETTER})|(?<={_LETTER}){DAMAGED})+")
_LOST = "åäöé"
_MOST_LOST = 2
_LEAST_LETTERS = 4
_TIMES = 1000
"""What a damaged word must be more common than what else it may be."""


def decipher(texts: Sequence[str]) -> list[str]:
    """
    Return the texts of a document with signs that stand for letters replaced by them.

    What cannot be found out, and stands for no character that is known, becomes :data:`~minerva.read.repair.DAMAGED`.
    """
    suspect = filter(_SUSPECT.search, texts)
    words = Counter(word for text in suspect for word in _WORD.findall(text) if _SUSPECT.search(word))
    read = _deciphered(texts, words) if words else texts
    return [_DAMAGED_WORD.sub(_guessed, text) if DAMAGED in text else text for text in read]


def _deciphered(texts: Iterable[str], words: Iterable[str]) -> list[str]:
    meant = _find_out(words)
    marked = re.compile(rf"(?:{_LETTER}|[{re.escape(''.join(meant))}])+") if meant else _UNKNOWN
    read = (marked.sub(lambda match: _read(match.group(), meant), text) for text in texts)
    return [_UNKNOWN.sub(DAMAGED, text) for text in read]


def _find_out(words: Iterable[str]) -> dict[str, str]:
    """Return what each sign stands for, where that could be found out."""
    meant: dict[str, str] = {}
    for _round in range(_ROUNDS):
        by_sign = _by_sign(words, meant)
        found = {sign: best for sign, some in sorted(by_sign.items()) if (best := _best(sign, some))}
        if not found:
            break
        meant |= found
    return meant


def _by_sign(words: Iterable[str], meant: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the words in which each sign is the only one left."""
    by_sign: dict[str, set[str]] = defaultdict(set)
    for word in words:
        rest = _replaced(word, meant)
        signs = set(_SIGNS.findall(rest))
        if len(signs) == 1:
            by_sign[signs.pop()].add(rest)
    return by_sign


def _best(sign: str, words: Collection[str]) -> str | None:
    """Return the letters that make known words of most of *words*, and far better ones than any other letters do."""
    read = {letters: [word.replace(sign, letters).casefold() for word in words] for letters in _MEANT}
    worth = {letters: sum(log1p(count(word)) for word in read[letters]) for letters in _MEANT}
    first, second = sorted(_MEANT, key=lambda letters: -worth[letters])[:2]
    known = [word for word, whole in zip(words, read[first], strict=True) if is_known(whole)]
    enough = len(known) >= _LEAST_WORDS or any(len(word) >= _LONG for word in known)
    clear = len(known) >= _LEAST_SHARE * len(words) and worth[first] > _BETTER * worth[second]
    if not enough or not clear:
        return None
    return first.upper() if all(_is_capital(sign, word) for word in known) else first


def _is_capital(sign: str, word: str) -> bool:
    rest = word.replace(sign, "")
    return word.startswith(sign) or rest.isupper()


def _read(word: str, meant: Mapping[str, str]) -> str:
    """Return what *word* says; where that is no word, which names may be, only signs between letters are replaced."""
    whole = _replaced(word, meant)
    if whole == word or is_known(whole.casefold()):
        return whole
    last = len(word) - 1
    return "".join(
        meant.get(sign, sign) if 0 < place < last or _UNKNOWN.match(sign) else sign for place, sign in enumerate(word)
    )


def _replaced(word: str, meant: Mapping[str, str]) -> str:
    return "".join(meant.get(letter, letter) for letter in word)


def _guessed(match: re.Match[str]) -> str:
    """Return the word that a damaged one must be, where there is but one, or one far more common than the others."""
    word = match.group()
    lost = word.count(DAMAGED)
    if not 0 < lost <= _MOST_LOST or len(word) < _LEAST_LETTERS:
        return word
    letters = _LOST.upper() if word.replace(DAMAGED, "").isupper() else _LOST
    parts = word.split(DAMAGED)
    ways = ("".join(chain(*zip(parts, way, strict=False), parts[lost:])) for way in product(letters, repeat=lost))
    ranked = sorted(((count(way.casefold()), way) for way in ways), reverse=True)
    if ranked[0][0] > _TIMES * ranked[1][0]:
        return ranked[0][1]
    compounds = [way for number, way in ranked if not ranked[0][0] and is_known(way.casefold())]
    return compounds[0] if len(compounds) == 1 else word
