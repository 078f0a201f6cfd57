from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
import readability as independent
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from minerva.errors import MinervaError
from minerva.swedish.readability import graphic_words, nominal_ratio, readability, sentence_texts

if TYPE_CHECKING:
    from pathlib import Path

BY_HAND = [
    # text, words, sentences, long words
    ("Solen skiner.", 2, 1, 0),
    ("Vi bor i en liten by. Här finns en skola.", 10, 2, 0),
    ("Nämnden beslutade om ändrade riktlinjer för ekonomiskt bistånd.", 8, 1, 6),
    ("Färre sökte stöd. Det beror på att fler fick arbete! Varför?", 11, 3, 0),
    ("Kostnaderna ökade med 4,2 mnkr under 2022.", 7, 1, 1),
    ("Insatser, t.ex. kontaktfamilj, gavs till 31 barn.", 7, 1, 2),
    ("• Stöd till anhöriga\n• Råd till unga", 6, 2, 1),
    ("Arbetet fortsätter\n\nUnder hösten prövades en ny metod. Den heter Mötesplatsen.", 11, 3, 4),
    ("”Jag blev lyssnad på”, säger en förälder.", 7, 1, 2),
    ("Handläggningstiden för orosanmälningar förkortades väsentligt eftersom mottagningsenheten förstärktes.", 8, 1, 7),
]


@pytest.mark.parametrize(("text", "count", "sentences", "long_words"), BY_HAND)
def test_lix_by_hand(text: str, count: int, sentences: int, long_words: int) -> None:
    """LIX is what a person who counts gets."""
    found = readability(text)
    assert (found.words, found.sentences) == (count, sentences)
    assert found.sentence_words == count / sentences
    assert found.long_share == long_words / count
    assert found.lix == count / sentences + 100 * long_words / count


@pytest.mark.parametrize("text", [text for text, *_counts in BY_HAND] + [" ".join(text for text, *_counts in BY_HAND)])
def test_lix_of_another_program(text: str) -> None:
    """LIX equals that of the package *readability*, given the same sentences and words."""
    lines = "\n".join(" ".join(graphic_words(sentence)) for sentence in sentence_texts(text))
    told = independent.getmeasures(lines + "\n", lang="en")
    found = readability(text)
    assert found.sentences == told["sentence info"]["sentences"]
    assert found.lix == pytest.approx(told["readability grades"]["LIX"], rel=1e-12)


@settings(deadline=None)
@given(st.text("aå bcDEFghijkl.,!? \n•-3") | st.text())
def test_measures_keep_their_ranges(text: str) -> None:
    """Whatever the text, shares are shares, and LIX is the sum of its two parts."""
    found = readability(text)
    assert 0 <= found.long_share <= 1
    assert found.sentences <= found.words
    assert found.lix == pytest.approx(found.sentence_words + 100 * found.long_share)
    assert (found.words == 0) == (not graphic_words(text))


def test_variation() -> None:
    """OVIX is the formula, and is not told of a text in which no word comes twice."""
    assert readability("Vi ser att vi ser mer.").ovix == pytest.approx(
        math.log(6) / math.log(2 - math.log(4) / math.log(6))
    )
    assert readability("Ingen gång lika.").ovix is None


@pytest.fixture(scope="module")
def tagger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a pipeline that knows the parts of speech of a few words."""
    pipeline = spacy.blank("sv")
    ruler = pipeline.add_pipe("attribute_ruler")
    kinds = {"nämnden": "NOUN", "arbetet": "NOUN", "i": "ADP", "följer": "VERB", "de": "PRON", "Umeå": "PROPN"}
    for word, kind in kinds.items():
        ruler.add([[{"LOWER": word.lower()}]], {"POS": kind})
    ruler.add([[{"LOWER": "planerade"}]], {"POS": "ADJ", "MORPH": "VerbForm=Part"})
    folder = tmp_path_factory.mktemp("tagger") / "sv"
    pipeline.to_disk(folder)
    return folder


def test_nominal_ratio(tagger: Path) -> None:
    """Nouns, names, prepositions and participles are counted against pronouns, adverbs and verbs."""
    text = "Nämnden i Umeå följer det planerade arbetet. De följer."
    assert nominal_ratio(text, str(tagger)) == pytest.approx(5 / 3)
    assert readability(text, tagger=str(tagger)).nominal_ratio == pytest.approx(5 / 3)
    assert readability(text).nominal_ratio is None


def test_a_missing_tagger_is_named(tmp_path: Path) -> None:
    """A pipeline that is not there, or tells no parts of speech, is refused by its name."""
    with pytest.raises(MinervaError, match="sv_nowhere"):
        nominal_ratio("Text.", "sv_nowhere")
    spacy.blank("sv").to_disk(tmp_path / "blank")
    with pytest.raises(MinervaError, match="no parts of speech"):
        nominal_ratio("Text.", str(tmp_path / "blank"))
