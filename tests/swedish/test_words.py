from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minerva.swedish.counts import word_counts
from minerva.swedish.words import located_words, stem, stems, stop_words, words, words_holding


@settings(deadline=None)
@given(st.text("aÅß ﬁİ_-Å\u030a 1²'.\n") | st.text())
def test_located_words_are_the_words(text: str) -> None:
    """Words and located words are the same, and each stands where it is said to."""
    found, spans = located_words(text)
    assert found == words(text)
    assert [text[start:end].casefold() for start, end in spans] == found


@settings(deadline=None)
@given(st.text("aÅß ﬁİ_-Å\u030a km²'.\n") | st.text(), st.sampled_from(["a", "å", "m", "m²", "ss", "aa"]))
def test_words_holding_letters(text: str, letters: str) -> None:
    """They are those of the located words that hold them."""
    every = zip(*located_words(text), strict=True)
    assert list(words_holding(text, text.casefold(), letters)) == [one for one in every if letters in one[0]]


@settings(deadline=None)
@given(st.text("abcåäöÅÄÖ -.12"), st.text("abcåäöÅÄÖ -.12"))
def test_lines_may_be_analysed_one_by_one(one: str, other: str) -> None:
    """The words of two lines are the words of each."""
    assert words(f"{one}\n{other}") == words(one) + words(other)
    assert stems(f"{one}\n{other}") == stems(one) + stems(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Barn- och ungdomsvård", ["barn", "och", "ungdomsvård"]),
        ("HVB-hem 2017/18", ["hvb", "hem", "2017", "18"]),
        ("ÖVRIGA MÅL", ["övriga", "mål"]),
        ("4,5 mnkr (12 %)", ["4", "5", "mnkr", "12"]),
        ("fil_namn", ["fil", "namn"]),
        ("bl.a.", ["bl", "a"]),
        ("m² och 12¹, enligt planen²", ["m²", "och", "12", "enligt", "planen"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Words are runs of letters and digits in small letters; hyphens, points and the marks of notes part them."""
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        ("hemlös", "hemlösa", "hemlöshet", "hemlösheten"),
        ("nämnd", "nämnden", "nämndens", "nämnder"),
        ("kommun", "kommunen", "kommunens", "kommuner"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    """Inflected forms meet in their stem."""
    assert len(set(map(stem, forms))) == 1


def test_a_stem_is_what_a_word_begins_with() -> None:
    """Stemming only takes endings away, so that forms of a word can be looked for by their stem."""
    assert [one.word for one in word_counts() if not one.word.startswith(stem(one.word))] == []


def test_stop_words_have_no_stems() -> None:
    """Words that say too little are left out of the stems, in whatever case they stand."""
    assert stems("Och det ÄR i nämnden") == ["nämnd"]
    assert stems(" ".join(stop_words())) == []


def test_stop_words_are_words() -> None:
    """Each is one word in small letters, so that it can be met at all."""
    assert all(words(word) == [word] for word in stop_words())
