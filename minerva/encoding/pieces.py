"""Whether a tokenizer may be asked word by word, so that each word need be cut into pieces only once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_LOCAL_NORMALIZERS = {"BertNormalizer", "Lowercase", "NFC", "NFD", "NFKC", "NFKD", "StripAccents"}
"""What they make of a word does not depend on what stands beyond the white space around it."""
_SPLITTERS = {"BertPreTokenizer", "Whitespace", "WhitespaceSplit"}
"""They split at white space."""
_DROPPED = {r"\s+", r"\W+"}
"""Patterns that match all white space; what matches is dropped."""
_LATER_SPLITTERS = _SPLITTERS | {"Digits", "Punctuation", "Split"}
SPLIT_OTHERWISE = re.compile(r"[\x1c-\x1f]")
"""Characters that are white space in Python but not for a tokenizer."""


def goes_word_by_word(tokenizer: Tokenizer) -> bool:
    """
    Tell whether the pieces of a text are those of its words, one word after the other.

    That is so when nothing looks beyond a word: it follows from how the tokenizer is composed. False where it cannot
    be told.
    """
    parts = json.loads(tokenizer.to_str())
    normalizers = _steps(parts.get("normalizer"), "normalizers")
    splitters = _steps(parts.get("pre_tokenizer"), "pretokenizers")
    return (
        not parts.get("truncation")
        and not (parts["model"].get("dropout") or 0)
        and all(re.fullmatch(r"\S+", token["content"]) for token in parts.get("added_tokens", ()))
        and all(_normalizes_words(step) for step in normalizers)
        and bool(splitters)
        and _splits_at_space(splitters[0])
        and all(_splits_words(step) for step in splitters[1:])
    )


def _normalizes_words(step: dict[str, Any]) -> bool:
    if step["type"] == "Replace":
        replaced = step["pattern"].get("String", " ")
        return not any(character.isspace() for character in replaced)
    return step["type"] in _LOCAL_NORMALIZERS


def _splits_at_space(step: dict[str, Any]) -> bool:
    if step["type"] == "Split":
        return step["behavior"] == "Removed" and not step["invert"] and step["pattern"].get("Regex") in _DROPPED
    return step["type"] in _SPLITTERS


def _splits_words(step: dict[str, Any]) -> bool:
    if step["type"] == "Metaspace":
        # "first" marks only the first word of a text.
        return step.get("prepend_scheme") in {"always", "never"}
    return step["type"] in _LATER_SPLITTERS


def _steps(step: dict[str, Any] | None, name: str) -> list[dict[str, Any]]:
    """Return the steps of a part that may be a sequence, or nothing."""
    if step is None:
        return []
    if step["type"] != "Sequence":
        return [step]
    return [inner for one in step[name] for inner in _steps(one, name)]
