"""Words and headings that tell what a paragraph does in its report."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from minerva.records.examples import Function

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEADING, STRONG, WEAK = "heading", "strong", "weak"
_FILE = "data/cues.toml"


@lru_cache
def cues() -> dict[Function, dict[str, re.Pattern[str]]]:
    """
    Return what speaks for each function, by the name of the list in the file that ships; asked of small letters.

    Every function has what tells it alone (:data:`STRONG`), what speaks for it beside others (:data:`WEAK`) and what
    names it in a heading (:data:`HEADING`).
    """
    told = tomllib.loads(resources.files("minerva.examples").joinpath(_FILE).read_text(encoding="utf-8"))
    return {one: {name: _any(some, told["words"]) for name, some in told[one].items()} for one in Function}


def _any(patterns: Iterable[str], words: Mapping[str, str]) -> re.Pattern[str]:
    """Return what matches where any of *patterns* begins a word."""
    joined = "|".join(patterns)
    for name, meant in words.items():
        joined = joined.replace(f"{{{name}}}", meant)
    return re.compile(rf"(?<!\w)(?:{joined})")
