"""What a theme's author need not write: acronyms of the phrases, and what acronyms stand for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from minerva.library.acronyms import acronyms_for, meanings
from minerva.swedish.acronyms import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from minerva.library.store import Library
    from minerva.records import Theme

_PASSAGE_ID = re.compile(r"[0-9a-f]{16}")
_ACRONYM = re.compile(r"[^\W\d_]{2,9}")


def is_passage_id(example: str) -> bool:
    """Tell whether an example is the id of a passage, and no text."""
    return bool(_PASSAGE_ID.fullmatch(example))


def completed(library: Library, theme: Theme) -> Theme:
    """Return *theme* with the acronyms of its phrases and what its acronyms stand for; examples only if texts."""
    plain = [seed for seed in theme.seeds if not set("*+") & set(seed)]
    short = [one.acronym for one in acronyms_for(library, (key(seed) for seed in plain if " " in seed))]
    return replace(
        theme,
        seeds=tuple(dict.fromkeys([*theme.seeds, *filter(_is_written_large, short), *_written_out(library, plain)])),
        examples=tuple(one for one in theme.examples if not is_passage_id(one)),
    )


def _is_written_large(acronym: str) -> bool:
    return sum(map(str.isupper, acronym)) * 2 > len(acronym)


def _written_out(library: Library, seeds: Iterable[str]) -> Iterator[str]:
    """Yield what acronyms among *seeds* stand for, if it is one thing only."""
    for seed in seeds:
        if _ACRONYM.fullmatch(seed) and _is_written_large(seed):
            found = meanings(library, [seed.casefold()])
            if len(found) == 1:
                yield from (one.meaning for one in found)
