import pytest

from minerva.swedish.places import genitive, municipalities
from minerva.understand.spelling import misspelt_names, nearest_name


@pytest.mark.parametrize(
    ("word", "name"),
    [("Mölnadal", "Mölndal"), ("Möndal", "Mölndal"), ("Mölnadals", "Mölndal"), ("Eskilstona", "Eskilstuna")],
)
def test_a_letter_off_is_understood(word: str, name: str) -> None:
    """One letter too many, too few or wrong leads to the name."""
    assert nearest_name(word) == name


def test_no_name_is_a_misspelling_of_another() -> None:
    """Lidköping, Linköping and their like are told apart."""
    for place in municipalities():
        assert nearest_name(place.name) is None
        assert nearest_name(genitive(place.name)) is None


@pytest.mark.parametrize("word", ["Moro", "Lunda", "Kommunen", "Verksamhet", "Sverige"])
def test_short_names_and_other_words_are_left_alone(word: str) -> None:
    """A short name has too many neighbours to guess by."""
    assert nearest_name(word) is None


def test_offsets_point_at_the_word() -> None:
    """What is yielded can be shown in the text."""
    text = "Vision för Mölnadal."
    assert [text[start:end] for _, start, end in misspelt_names(text)] == ["Mölnadal"]
