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
"""They split at white space first."""
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
        and all(step["type"] in _LOCAL_NORMALIZERS for step in normalizers)
        and bool(splitters)
        and splitters[0]["type"] in _SPLITTERS
        and all(_is_local(step) for step in splitters[1:])
    )


def _is_local(step: dict[str, Any]) -> bool:
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
