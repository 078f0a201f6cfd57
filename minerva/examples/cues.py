"""Words and headings that tell what a paragraph does in its report."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from minerva.records.examples import Function

if TYPE_CHECKING:
    from collections.abc import Iterable

CUES = "cues.toml"
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Cue:
    """
    What speaks for one function.

    Attributes
    ----------
    strong
        Tells it alone.
    weak
        Speaks for it beside others.
    heading
        Names it in a heading.
    """

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    heading: re.Pattern[str]


@lru_cache
def cues() -> dict[Function, Cue]:
    """Return what speaks for each function, from the file that ships."""
    text = resources.files("minerva.examples").joinpath(f"data/{CUES}").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    return {one: Cue(*(_any(told[one].get(name, ())) for name in ("strong", "weak", "heading"))) for one in Function}


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what matches where any of *patterns* begins a word."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{joined})", re.IGNORECASE) if joined else _NOTHING
