import pytest
from hypothesis import given
from hypothesis import strategies as st

from minerva import Library
from minerva.retrieval.suggesting import distance, suggest
from tests.making import FILLER, put_text


@pytest.fixture
def reports(library: Library) -> Library:
    """Give a library of three reports on one matter."""
    for number in range(3):
        put_text(library, f"{number}.txt", f"# Bostad\n\nHemlöshetskartläggningen visar fler vräkningar. {FILLER}")
    return library


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hemlöshetskartlägningen", "hemlöshetskartläggningen"),
        ("färre vräknignar i år", "färre vräkningar i år"),
        ("Vräkninngar -barn", "vräkningar -barn"),
    ],
)
def test_misspelt_words_are_put_right(reports: Library, query: str, expected: str) -> None:
    """A misspelt word gets the library's own spelling; the rest of the query stays as it was."""
    assert suggest(reports, query) == expected


@pytest.mark.parametrize(
    "query", ["vräkningar", "vräkning", "giraffer", '"vräknignar"', "xyz", "hemlöshetskartläggning"]
)
def test_nothing_to_suggest(reports: Library, query: str) -> None:
    """Words that are Swedish or found, exact phrases, and words near nothing are left alone."""
    assert suggest(reports, query) is None


def test_names_are_put_right(library: Library) -> None:
    """A name is put right where the library holds it, also where a report misspells it too."""
    for number in range(3):
        put_text(library, f"{number}.txt", f"# Samverkan\n\nSamverkan med Mölndals stad har utökats. {FILLER}")
    assert suggest(library, "Mölnadal") == "mölndal"
    put_text(library, "x.txt", f"# Samverkan\n\nMölnadal deltog i mars. {FILLER}")
    assert suggest(library, "samverkan Mölnadal") == "samverkan mölndal"


def test_another_form_is_no_misspelling(library: Library) -> None:
    """A word of known parts that stands in the library only with another ending is not put right to that."""
    for number in range(3):
        put_text(library, f"{number}.txt", f"# Boende\n\nPlatser i stödboende är fler. {FILLER}")
    assert suggest(library, "stödboendet") is None


def test_two_letters_wrong(reports: Library) -> None:
    """Two errors are seen where the word begins rightly."""
    assert suggest(reports, "hemlöshetskartlägnningn") == "hemlöshetskartläggningen"


def _slow(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    cost = min(
        _slow(one[:-1], other) + 1, _slow(one, other[:-1]) + 1, _slow(one[:-1], other[:-1]) + (one[-1] != other[-1])
    )
    if one[-2:] == other[-2:][::-1] and len(one) > 1 and len(other) > 1:
        cost = min(cost, _slow(one[:-2], other[:-2]) + 1)
    return cost


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_distance(one: str, other: str) -> None:
    """The distance agrees with its definition, and is the same both ways."""
    assert distance(one, other) == distance(other, one) == _slow(one, other)
