"""Misspelt names of municipalities: one letter too many, too few or wrong in a long name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from minerva.swedish.places import genitive, municipalities

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_LETTERS = 7
"""Shorter names have too many neighbours among words and surnames."""

_WORD = re.compile(rf"(?<![\w-])[A-ZÅÄÖ][a-zåäö]{{{MIN_LETTERS - 2},}}(?![\w-])")


def misspelt_names(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the municipality that each misspelt name in *text* must mean, with its offsets."""
    for match in _WORD.finditer(text):
        name = nearest_name(match[0])
        if name:
            yield name, match.start(), match.end()


@lru_cache(maxsize=20_000)
def nearest_name(word: str) -> str | None:
    """Return the one municipality whose name is a letter away from *word*; none if *word* is a name itself."""
    forms = _forms()
    if word in forms:
        return None
    near = {name for part in _shortened(word) for form, name in _by_shortened().get(part, ()) if _is_near(word, form)}
    return near.pop() if len(near) == 1 else None


def _shortened(word: str) -> set[str]:
    """Return *word* and every word that one letter less makes of it."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}


def _is_near(word: str, form: str) -> bool:
    """Say whether one letter put in, left out or replaced turns *word* into *form*."""
    short, long = sorted((word, form), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same:] == long[same + 1 :] or short[same + 1 :] == long[same + 1 :]


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    plain = {place.name: place.name for place in municipalities()}
    return plain | {genitive(name): name for name in plain}


@lru_cache(maxsize=1)
def _by_shortened() -> dict[str, tuple[tuple[str, str], ...]]:
    index: dict[str, tuple[tuple[str, str], ...]] = {}
    for form, name in _forms().items():
        if len(name) >= MIN_LETTERS:
            for part in _shortened(form):
                index[part] = (*index.get(part, ()), (form, name))
    return index
