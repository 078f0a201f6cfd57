"""
The pieces that words are cut into: whole words where they are frequent, else parts that compounds share.

A unigram model (Kudo, "Subword regularization", ACL 2018) whose seeds are the words of the text and their endings
rather than every substring. A part has no mark for where in a word it stands, so that *missbruk* is the same piece in
*alkoholmissbruk*.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tokenizers import Tokenizer

UNKNOWN = "[UNK]"
_WORD = re.compile(r"\w+")
_SEED_COUNT = 6
_LONGEST_ENDING = 7
_LONGEST_PIECE = 24
_SHRINK = 0.6
"""Each round keeps this share of the pieces; fewer rounds prune pieces that others would have needed."""
_NO_WAY = -30.0
"""Log-probability of a piece that no two others can make up."""


def words_of(text: str) -> list[str]:
    """Return the words of *text* as the tokenizer sees them: composed and in small letters."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def count_words(texts: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Count the words of texts, each text weighing what stands beside it."""
    counts: defaultdict[str, float] = defaultdict(float)
    for text, weight in texts:
        for word in words_of(text):
            counts[word] += weight
    return counts


def learn_pieces(counts: Mapping[str, float], size: int) -> Tokenizer:
    """
    Learn *size* pieces from weighted word counts, and return the tokenizer that cuts into them.

    Counting with the best segmentation and pruning what is cheapest to do without take turns.
    """
    counts = {word: count for word, count in counts.items() if count >= 2 and len(word) <= 60}  # noqa: PLR2004 - noise
    scores = _log_shares(_seeds(counts))
    characters = {character for word in counts for character in word}
    while True:
        used = _usage(_tokenizer(scores), counts)
        scores = _log_shares(used | {one: max(used.get(one, 0), 1.0) for one in characters})
        room = size - 1
        if len(scores) <= room:
            return _tokenizer(scores)
        keep = max(room, int(len(scores) * _SHRINK))
        dear = sorted(scores, key=lambda piece: (-_loss(piece, scores, used.get(piece, 0)), piece))
        kept = set(dear[:keep])
        scores = {piece: score for piece, score in scores.items() if piece in kept}
        if keep == room:
            used = _usage(_tokenizer(scores), counts)
            return _tokenizer(_log_shares({piece: max(used.get(piece, 0), 1.0) for piece in scores}))


def _seeds(counts: Mapping[str, float]) -> dict[str, float]:
    """Return frequent words, and the endings and beginnings that many words share, with rough counts."""
    seeds: defaultdict[str, float] = defaultdict(float)
    for word, count in counts.items():
        if count >= _SEED_COUNT and len(word) <= _LONGEST_PIECE and not (word.isdigit() and len(word) > 4):  # noqa: PLR2004 - years are words
            seeds[word] += count
        for size in range(1, min(_LONGEST_ENDING, len(word) - 1) + 1):
            seeds[word[-size:]] += math.sqrt(count)
            seeds[word[:-size]] += math.sqrt(count) / 2
    often = {
        piece: count for piece, count in seeds.items() if count >= 2 * _SEED_COUNT and len(piece) <= _LONGEST_PIECE
    }
    return often | {character: 1.0 for word in counts for character in word if character not in often}


def _log_shares(counts: Mapping[str, float]) -> dict[str, float]:
    total = math.log(sum(counts.values()))
    return {piece: math.log(count) - total for piece, count in counts.items() if count > 0}


def _usage(tokenizer: Tokenizer, counts: Mapping[str, float]) -> dict[str, float]:
    """Return how often each piece is used in the best segmentation of all words."""
    words = list(counts)
    used: defaultdict[int, float] = defaultdict(float)
    for word, cut in zip(words, tokenizer.encode_batch_fast(words, add_special_tokens=False), strict=True):
        for piece in cut.ids:
            used[piece] += counts[word]
    named = {tokenizer.id_to_token(piece) or UNKNOWN: count for piece, count in used.items()}
    return {piece: count for piece, count in named.items() if piece != UNKNOWN}


def _loss(piece: str, scores: Mapping[str, float], used: float) -> float:
    """Return what the text loses in log-probability without *piece*; characters are beyond price."""
    if len(piece) == 1:
        return math.inf
    halves = (scores.get(piece[:at], _NO_WAY) + scores.get(piece[at:], _NO_WAY) for at in range(1, len(piece)))
    return used * (scores[piece] - max(*halves, 2 * _NO_WAY))


def _tokenizer(scores: Mapping[str, float]) -> Tokenizer:
    """Return a tokenizer over pieces with their log-probabilities, in an order that does not depend on chance."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers  # noqa: PLC0415 - only to train

    ordered: list[Any] = [(UNKNOWN, 0.0), *sorted(scores.items(), key=lambda item: (-item[1], item[0]))]
    tokenizer = Tokenizer(models.Unigram(ordered, unk_id=0, byte_fallback=False))
    # White space first, and nothing that looks beyond a word: so that each word need be cut only once.
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split(Regex(r"\W+"), "removed")]
    )
    return tokenizer
