from minerva.themes.terms import says_something, term_counts, weighted, wording_of


def test_words_come_back() -> None:
    """The words of each text are those that it has, in their order."""
    wording = wording_of(["Hem och hus", "", "hus"])
    assert [[wording.vocabulary[one] for one in wording.of(text)] for text in range(3)] == [
        ["hem", "och", "hus"],
        [],
        ["hus"],
    ]
    assert wording.owners.tolist() == [0, 0, 0, 2]


def test_counting_changes_nothing() -> None:
    """Counting words leaves their order as it was."""
    wording = wording_of(["två ett två tre"])
    before = wording.ids.tolist()
    assert wording.counts().toarray().tolist() == [[2, 1, 1]]
    assert wording.ids.tolist() == before


def test_compounds_count_as_their_parts_too() -> None:
    """A compound shares terms with its parts; stop words and figures are no terms."""
    counts = term_counts(wording_of(["bostadsbrist", "bostad och 2019", "och 2019"])).toarray()
    assert (counts[0] * counts[1]).sum() == 1
    assert counts[2].sum() == 0
    assert not says_something("och")


def test_weights() -> None:
    """Terms of one text only, and those of too many, weigh nothing; rarer ones weigh more."""
    texts = [
        "hemlöshet kommun",
        "hemlöshet kommun",
        *["kommun"] * 30,
        "kommun droger",
        "kommun droger",
        "kommun droger",
    ]
    weights = weighted(term_counts(wording_of(texts))).toarray()
    assert weights.shape == (len(texts), 2)
    assert weights[0].max() > weights[-1].max() > 0
