import numpy as np

from minerva.themes.naming import names_of, nearest_themes

HOMES = [
    "Bostadslösa familjer i akut hemlöshet fick hjälp",
    "Akut hemlöshet har minskat i kommunen",
    "Kommunen kartlade akut hemlöshet bland unga",
]
MONEY = [
    "Kommunen redovisar ett överskott för placeringar",
    "Ett överskott beror på lägre kostnader för placeringar",
    "Kostnader för placeringar i kommunen sjönk",
]


def _named(texts: list[list[str]]) -> list[str]:
    owners = [[str(n) for n in range(len(of))] for of in texts]
    neighbours = [[other for other in range(len(texts)) if other != one] for one in range(len(texts))]
    return [one.title for one in names_of(texts, owners, neighbours)]


def test_a_theme_is_called_by_what_is_its_own() -> None:
    """The title is a phrase that the theme's passages share and others lack, whole and with a capital."""
    homes, money = _named([HOMES, MONEY])
    assert homes.startswith("Akut hemlöshet")
    assert money.casefold().startswith(("överskott", "placeringar", "kostnader"))


def test_keywords_say_each_thing_once() -> None:
    """No keyword repeats the words of another, nor is one in every theme."""
    for one in names_of([HOMES, MONEY], [["a", "b", "c"]] * 2, [[1], [0]]):
        stems = [word[:5] for keyword in one.keywords for word in keyword.split()]
        assert len(stems) == len(set(stems))
        assert "kommunen" not in one.keywords
        assert set(one.apart) <= {keyword for keyword in one.apart if keyword != "kommunen"}


def test_no_name_from_one_owner_alone() -> None:
    """Where a theme has several owners, a word of one of them does not name it."""
    texts = [["Resursteamet och hemlöshet", "Resursteamet och hemlöshet", "hemlöshet"], MONEY]
    (first, _second) = names_of(texts, [["a", "a", "b"], ["a", "b", "c"]], [[1], [0]])
    assert first.keywords == ("hemlöshet",)


def test_titles_differ() -> None:
    """Two themes of the same words get different titles as far as there are words."""
    titles = _named([[*HOMES, *["bostad till unga"] * 2], [*HOMES, *["omsorg om äldre"] * 2]])
    assert len(set(titles)) == 2


def test_acronyms_are_spelled_out_in_titles() -> None:
    """A title that would be an acronym of the field says what it stands for."""
    homes, _money = _named([["Fler SIP gjordes", "SIP för unga", "Möten om SIP"], MONEY])
    assert homes == "Samordnad individuell plan (SIP)"


def test_nothing_to_call_it() -> None:
    """A theme without words has a title all the same."""
    assert _named([["2019 2020", "och"], MONEY])[0] == "–"


def test_nearest_themes() -> None:
    """The nearest themes are those at the smallest angle, never the theme itself."""
    centres = np.array([[1, 0], [0.9, 0.1], [0, 1]], np.float32)
    assert nearest_themes(centres, 1) == [[1], [0], [1]]
    assert nearest_themes(centres[:1]) == [[]]
