"""Words with spaces between their letters, as letter-spaced covers and careless programs leave them, closed up."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from minerva.swedish.vocabulary import count, is_known

_SINGLES = re.compile(r"(?<!\S)[^\W_](?: +[^\W_]){3,}(?!\S)")
_WORD_GAP = re.compile(r" {2,}")
_RUNS = re.compile(r"\d+|\D+")
_LETTER_WORDS = frozenset("iåö")
"""The words of one letter; other letters are enumerations, units, or torn off a word."""
_LEAST_WORD = 2
_COMMON = 20
"""A word that occurs so often may be part of what letter-spacing runs together."""

_PAIR = re.compile(r"(?<![^\W_])(?<![-'’.@/])([^\W\d_]+) (?=([a-zåäöéü]+)(?![\w@/-]|[.]\w|(?<=\s\w)[.]))")
_LEAST_LETTERS = 5
_LEAST_COUNT = 3
_TIMES = 100
"""
The whole must be so much more common than the rarer half. With it, six pairs of words were closed up in 1.5 million
words of public texts, all rightly, and 85 of 100 words into which a space was set.
"""
_LEAST_COMPOUND = 8


def join_letters(text: str) -> str:
    """
    Close up words that are set with a space between all letters: ``V E R K S A M H E T   2 0 2 1``.

    More than one space parts words; where there is but one throughout, common words are looked for. Letters that make
    no word, as the heads of columns, stay.
    """
    return _SINGLES.sub(_joined, text) if _SINGLES.search(text) else text


def close_up(text: str) -> str:
    """
    Close up words with a stray space within: ``verksamhe t``, ``tjä nsteinformation``.

    Two neighbours are one word if that is a common one and one of them is hardly any, or if both are unknown and
    the whole is a compound of known words.
    """
    # Hardly any text has such words, and to look at each pair once is quicker than to write them all anew.
    while any(_is_torn(first.casefold(), last) for first, last in set(_PAIR.findall(text))):
        text = _PAIR.sub(_closed, text)
    return text


def _joined(match: re.Match[str]) -> str:
    groups = [group.replace(" ", "") for group in _WORD_GAP.split(match.group())]
    words = [_words_of(group) for group in groups]
    if len(groups) == 1:
        return words[0] or match.group()
    # One word that is known shows how the others, which may be names, are set.
    known = any(word and word.isalpha() and len(word) >= _LEAST_LETTERS for word in words)
    return " ".join(word or group for word, group in zip(words, groups, strict=True)) if known else match.group()


def _words_of(letters: str) -> str:
    """Return the words and numbers that *letters* make together; empty if they make none."""
    words = [run if run.isdecimal() else _parted(run) for run in _RUNS.findall(letters)]
    return " ".join(words) if all(words) and not letters.isdecimal() else ""


def _parted(letters: str) -> str:
    """Return *letters* as one known word, or as the fewest common ones; empty if they make none."""
    small = letters.casefold()
    if all(ord(after) - ord(before) == 1 for before, after in pairwise(small)):
        return ""  # a, b, c, d
    if _is_common(small) or (not count(small) and is_known(small)):
        return letters
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        ways = [
            [*before, letters[start:end]]
            for start in range(end)
            if (before := best[start]) is not None and _is_common(small[start:end])
        ]
        best.append(min(ways, key=len, default=None))
    return " ".join(best[-1] or ())


def _is_common(word: str) -> bool:
    return word in _LETTER_WORDS or (len(word) >= _LEAST_WORD and count(word) >= _COMMON)


def _closed(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    return first if _is_torn(first.casefold(), last) else match.group()


@lru_cache(maxsize=50_000)
def _is_torn(first: str, last: str) -> bool:
    if len(first) + len(last) < _LEAST_LETTERS:
        return False
    whole = count(first + last)
    has_letter = min(len(first), len(last)) == 1
    # Hardly any two neighbours make a word together, so nothing else is looked up of most.
    if whole < _LEAST_COUNT:
        long = not has_letter and len(first) + len(last) >= _LEAST_COMPOUND
        return long and not _worth(first) and not _worth(last) and is_known(first + last)
    if has_letter:
        # "Bilaga a" names what "c eller d" sets apart: a letter is torn off only what is no word without it.
        return max(_worth(first), _worth(last)) * _TIMES < whole
    if min(_worth(first), _worth(last)) * _TIMES >= whole:
        return False
    # A compound that no list holds may stand beside a common word: "egen regiverksamhet".
    return whole >= _COMMON or not (is_known(first) and is_known(last))


def _worth(word: str) -> int:
    """Return how common a word is; a letter that is no word is none."""
    return count(word) if len(word) > 1 or word in _LETTER_WORDS else 0
