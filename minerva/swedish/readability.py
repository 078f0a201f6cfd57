"""How hard a Swedish text is to read, by its surface: sentences, long words, variation, and nouns against verbs."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from minerva.errors import MinervaError
from minerva.messages import translate as _
from minerva.records.examples import Readability
from minerva.swedish.sentences import sentences

if TYPE_CHECKING:
    from spacy.language import Language

SHORT_LETTERS = 6
"""Longer words are long ones: Björnsson, "Läsbarhet", 1968."""
_BLOCK_ENDS = re.compile(r"\n\s*\n|\n(?=[•–\-*] )")
"""Paragraphs and items of lists end a sentence, whether or not a point stands there."""
_NOMINAL = {"NOUN", "PROPN", "ADP"}
_VERBAL = {"PRON", "ADV", "VERB", "AUX"}
_PARTICIPLE = "VerbForm=Part"


def readability(text: str, *, tagger: str = "") -> Readability:
    """
    Return how hard *text* is to read.

    Parameters
    ----------
    tagger
        Name or folder of a spaCy pipeline with parts of speech that is installed; without one there is no nominal
        ratio.

    Raises
    ------
    MinervaError
        If there is no such pipeline, or it tells no parts of speech.

    Notes
    -----
    LIX is the mean number of words in a sentence plus the percentage of words of more than six letters: Björnsson,
    "Läsbarhet", 1968. A text without words has 0 of everything.
    """
    counted = [graphic_words(sentence) for sentence in sentence_texts(text)]
    flat = [word for sentence in counted for word in sentence]
    if not flat:
        return Readability(0, 0, 0.0, 0.0, 0.0)
    sentence_words = len(flat) / len(counted)
    long_words = sum(len(word) > SHORT_LETTERS for word in flat)
    return Readability(
        words=len(flat),
        sentences=len(counted),
        lix=sentence_words + 100 * long_words / len(flat),
        sentence_words=sentence_words,
        long_share=long_words / len(flat),
        ovix=variation(flat),
        nominal_ratio=nominal_ratio(text, tagger) if tagger else None,
    )


def sentence_texts(text: str) -> list[str]:
    """Return the sentences of a passage, whose paragraphs and items of lists stand apart, without what has no word."""
    blocks = _BLOCK_ENDS.split(text)
    found = (block[start:end] for block in blocks for start, end in sentences(block))
    return [sentence for sentence in found if graphic_words(sentence)]


def graphic_words(text: str) -> list[str]:
    """
    Return the words of *text* as they are counted: what stands between blanks, in small letters, without other signs.

    Unlike :func:`minerva.swedish.words.words`, which is made for searching, *4,2*, *t.ex.* and *IT-stöd* are one word.
    """
    folded = ("".join(filter(str.isalnum, one)).casefold() for one in text.split())
    return [word for word in folded if word]


def variation(some: list[str]) -> float | None:
    """
    Return the variation of the vocabulary of *some* words; ``None`` where no word comes twice.

    Notes
    -----
    OVIX, ordvariationsindex: Hultman and Westman, "Gymnasistsvenska", 1977.
    """
    all_of_them, different = len(some), len(set(some))
    if different in {0, all_of_them}:
        return None
    return math.log(all_of_them) / math.log(2 - math.log(different) / math.log(all_of_them))


def nominal_ratio(text: str, tagger: str) -> float | None:
    """
    Return nouns, prepositions and participles over pronouns, adverbs and verbs; ``None`` where there are none of these.

    Raises
    ------
    MinervaError
        If *tagger* is not installed or tells no parts of speech.

    Notes
    -----
    Full nominal quotient: Hultman and Westman, "Gymnasistsvenska", 1977. Names count as nouns, auxiliaries as verbs.
    """
    nominal = verbal = 0
    for token in _tagger(tagger)(text):
        is_participle = _PARTICIPLE in str(token.morph)
        nominal += is_participle or token.pos_ in _NOMINAL
        verbal += not is_participle and token.pos_ in _VERBAL
    return nominal / verbal if verbal else None


@lru_cache(maxsize=1)
def _tagger(name: str) -> Language:
    import spacy  # noqa: PLC0415 - takes seconds, and few have a tagger

    try:
        pipeline = spacy.load(name)
    except (OSError, ValueError) as error:
        raise MinervaError(
            _(
                "The tagger '{name}' cannot be loaded. Install a spaCy pipeline of that name, or take the setting "
                "tagger in minerva.toml away."
            ).format(name=name)
        ) from error
    if not any(token.pos_ for token in pipeline("Nämnden följer arbetet.")):
        raise MinervaError(
            _("The tagger '{name}' tells no parts of speech. Name another in minerva.toml.").format(name=name)
        )
    return pipeline
