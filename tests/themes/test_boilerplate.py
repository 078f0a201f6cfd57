import numpy as np

from minerva.themes.repeats import first_of_repeats
from minerva.themes.terms import wording_of

BOILERPLATE = (
    "Nämnden ansvarar för kommunens uppgifter enligt socialtjänstlagen och redovisar varje år hur målen har nåtts "
    "och hur pengarna har använts samt vad som återstår att göra i den del av verksamheten som rapporten gäller"
)


def test_near_repeats() -> None:
    """A text that differs in a figure or a word repeats the first of its kind; others repeat only themselves."""
    texts = [
        f"{BOILERPLATE} under 2021",
        "Fler unga fick hjälp",
        f"{BOILERPLATE} under 2022",
        BOILERPLATE.replace("pengarna", "medlen") + " under 2022",
        BOILERPLATE[:70],
    ]
    assert first_of_repeats(wording_of(texts)).tolist() == [0, 1, 0, 0, 4]


def test_short_and_empty_texts() -> None:
    """Texts of few words repeat each other if they are the same; empty ones repeat nothing."""
    assert first_of_repeats(wording_of(["", "ja", "nej", "ja", ""])).tolist() == [0, 1, 2, 1, 4]
    assert first_of_repeats(wording_of([])).tolist() == []


def test_agrees_with_comparing_all() -> None:
    """Whatever repeats by comparing all pairs is found, and nothing else."""
    chance = np.random.default_rng(0)
    words = [f"ord{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300)]
    originals = [[words[one] for one in chance.integers(0, 300, 40)] for _ in range(30)]
    texts = []
    for original in originals:
        texts.append(" ".join(original))
        texts.append(" ".join([*original[:-1], words[0]]))
    found = first_of_repeats(wording_of(texts)).tolist()
    assert found == [place - place % 2 for place in range(60)]
