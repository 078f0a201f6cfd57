import pytest

from minerva.swedish.compounds import family_roots, part_stems, parts, split
from minerva.swedish.places import municipalities
from minerva.swedish.words import stem


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("alkoholmissbruk", ("alkohol", "missbruk")),
        ("hemlöshetskartläggning", ("hemlöshet", "kartläggning")),
        ("hyrestid", ("hyra", "tid")),
        ("kvinnofridsarbete", ("kvinna", "arbete")),
        ("barnavård", ("barn", "vård")),
        ("gatukontoret", ("gata", "kontoret")),
        ("hälsofrämjande", ("hälsa", "främjande")),
        ("arbetsmarknadsnämnden", ("arbetsmarknad", "arbete", "marknad", "nämnden")),
        ("familjehem", ("familj", "hem")),
    ],
)
def test_parts_of_compounds(word: str, expected: tuple[str, ...]) -> None:
    """A compound gives words in the form they have alone, whatever links them, and their parts in turn."""
    assert set(expected) <= set(parts(word))


@pytest.mark.parametrize(
    "word",
    [
        "stockholm",
        "hockeypelaren",
        "missbruk",
        "verksamhet",
        "behandling",
        "ekonomi",
        "kommunerna",
        "möjligheter",
        "bil",
    ],
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    """Names, words with a prefix or an ending, and short words are not taken apart."""
    assert split(word) is None
    assert not parts(word)


def test_names_of_municipalities_stay_whole() -> None:
    """No municipality is taken for a compound."""
    assert not [place.name for place in municipalities() if split(place.name.casefold())]


def test_both_sides_of_a_cut_make_the_word() -> None:
    """What a word is cut into is the word."""
    found = split("socialförvaltningen")
    assert found
    assert found.first + found.last == "socialförvaltningen"


def test_stems_and_roots_of_parts() -> None:
    """The parts of a compound are indexed by their stems, and by their roots with its own first."""
    assert part_stems("alkoholmissbrukare")[0] == stem("alkohol")
    assert family_roots("våldsutsatta")[0] == "vålds"
    assert "våld" in family_roots("våldsutsatta")
