"""
Learn which words compounds begin and end with, out of the word counts that Minerva ships.

``python -m lexicon.compound_parts`` writes ``firsts.txt`` and ``lasts.txt`` in ``minerva/swedish/data``.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lexicon.word_counts import TABLE
from minerva.swedish.compounds import NO_FIRST, NO_LAST, is_part
from minerva.swedish.counts import Count, packed, word_counts
from minerva.swedish.words import stem

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST_FIRST = 3
_SHORTEST_LAST = 3
_SHORTEST_TELLING = 4
"""Three letters that are a word stand at the end of too many words to tell that what precedes them is a first part."""
_LEAST_BEGUN = 2
_LEAST_BEGUN_TO_COUNT = 3
"""What begins fewer words is too doubtful to tell that what follows it is a last part."""


def main() -> None:
    """Write both tables."""
    firsts, lasts = learn([one.word for one in word_counts() if not one.is_name])
    for name, numbers in (("firsts.txt", firsts), ("lasts.txt", lasts)):
        counts = (Count(word, number) for word, number in sorted(numbers.items()))
        TABLE.with_name(name).write_text(packed(counts), encoding="utf-8", newline="\n")


def learn(vocabulary: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """
    Return first parts with the number of words (their stems) each stands before, and stems of last parts likewise.

    A word that goes on with another word after its third letter or later counts as if it were made of the two. That is
    often wrong, but wrong in ever new ways: what many words agree on is right.
    """
    before: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, set[str]] = defaultdict(set)
    for word in vocabulary:
        for place in range(_SHORTEST_FIRST, len(word) - _SHORTEST_LAST + 1):
            first, last = word[:place], word[place:]
            if first not in NO_FIRST and last not in NO_LAST and is_part(last):
                if len(last) >= _SHORTEST_TELLING:
                    before[first].add(stem(last))
                behind[stem(last)].add(first)
    begun = {first: len(stems) for first, stems in before.items() if len(stems) >= _LEAST_BEGUN}
    sure = {first for first, number in begun.items() if number >= _LEAST_BEGUN_TO_COUNT}
    ended = {last: len(forms & sure) for last, forms in behind.items()}
    return begun, {last: number for last, number in ended.items() if number}


if __name__ == "__main__":
    main()
