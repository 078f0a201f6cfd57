from minerva.training.gathering import Draw, acronym_pairs, ready_pairs
from minerva.training.texts import Page, Pair


def _pairs(kind: str, count: int) -> list[Pair]:
    return [Pair(kind, f"fråga {number}", f"svar {number}") for number in range(count)]


def test_a_kind_of_many_is_sampled() -> None:
    """Of a kind that has more pairs than wanted, so many different ones are drawn."""
    draw = Draw({"a": 10}, seed=1)
    for pair in _pairs("a", 100):
        draw.offer(pair)
    assert len(set(draw.pairs())) == 10


def test_a_kind_of_few_is_repeated() -> None:
    """Of a kind that has fewer pairs than wanted, each is taken as often as any other, or once more."""
    draw = Draw({"a": 7}, seed=1)
    for pair in _pairs("a", 3):
        draw.offer(pair)
    drawn = draw.pairs()
    assert len(drawn) == 7
    assert {drawn.count(pair) for pair in drawn} == {2, 3}


def test_kinds_that_are_not_wanted_are_left() -> None:
    """A kind that the recipe does not name gives nothing, nor does a pair without text."""
    draw = Draw({"a": 7}, seed=1)
    for pair in [*_pairs("b", 3), Pair("a", " ", "svar")]:
        draw.offer(pair)
    assert draw.pairs() == []


def test_questions_about_held_out_pages_are_left_out() -> None:
    """A question is not trained on where any of its answers stands on a held-out page."""
    entries = [
        {"source": "swequad-mc", "kind": "question-answer", "a": "Vem betalar?", "b": "Den som bor där."},
        {"source": "swequad-mc", "kind": "question-answer", "a": "Vem betalar?", "b": "De boende."},
        {"source": "swequad-mc", "kind": "question-answer", "a": "När öppnar det?", "b": "Klockan nio."},
    ]
    assert [pair.first for pair in ready_pairs(entries, {"De boende."})] == ["När öppnar det?"]


def test_only_what_follows_is_a_pair() -> None:
    """Of graded pairs only those that say the same are trained on."""
    entries = [
        {"source": "x", "kind": "nli", "label": "entailment", "a": "Det regnar ute.", "b": "Det är vått."},
        {"source": "x", "kind": "nli", "label": "contradiction", "a": "Det regnar ute.", "b": "Det är torrt."},
    ]
    assert [pair.second for pair in ready_pairs(entries, set())] == ["Det är vått."]


def test_explained_acronyms_are_pairs() -> None:
    """A page that explains an acronym ties it to its meaning."""
    page = Page("g0vse", "Om köer", ("Samordnad individuell plan (SIP) upprättas.",))
    assert [(pair.first, pair.second) for pair in acronym_pairs(page)] == [("SIP", "Samordnad individuell plan")]
