"""Whether words with a letter wrong are put right, and sound queries left alone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.judged import judged_sets
from minerva.library.words import WORDS
from minerva.retrieval.rankings import word_view
from minerva.retrieval.suggesting import suggest
from minerva.swedish.words import telling_words, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.judged import JudgedSet

_SHORTEST = 6
_LEAST_HELD = 3
_TRIED = 300


def measure() -> Iterator[Figure]:
    """Misspell words of each library by one letter and by two, and ask its judged queries as they are."""
    with judged_sets() as sets:
        for one in sets:
            some = _common_words(one)
            for errors, least in ((1, 0.8), (2, None)):
                right = sum(suggest(one.library, misspelt(word, errors)) == word for word in some)
                name = f"{one.name}, words put right with {errors} letters wrong"
                yield Figure(name, right / len(some), "", at_least=least, beside=f"{len(some)} words")
        asked = [(one.library, query.query) for one in sets for query in one.queries]
        alarms = sum(suggest(library, query) is not None for library, query in asked)
        yield Figure("sound queries put right", alarms / len(asked), "", at_most=0.02, beside=f"{len(asked)} queries")


def misspelt(word: str, errors: int = 1) -> str:
    """Return *word* with so many letters left out, doubled, changed or swapped; the same each time."""
    chance = random.Random(word)
    for _error in range(errors):
        place = chance.randrange(1, len(word) - 1)
        before, letter, after = word[:place], word[place], word[place + 1 :]
        other = chance.choice("abcdefghijklmnoprstuvyåäö".replace(letter, ""))
        kinds = (
            before + after,
            before + 2 * letter + after,
            before + other + after,
            before[:-1] + letter + before[-1] + after,
        )
        word = chance.choice([kind for kind in kinds if kind != word])
    return word


def _common_words(judged: JudgedSet) -> list[str]:
    library, view = judged.library, word_view(judged.library)
    some = {word for report in library.reports() for word in telling_words(words(library.text(report.id)))}
    telling = [
        one for one in some if one.isalpha() and len(one) >= _SHORTEST and view.holding(WORDS, one) >= _LEAST_HELD
    ]
    return random.Random(0).sample(sorted(telling), min(_TRIED, len(telling)))
