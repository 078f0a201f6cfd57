import numpy as np

from minerva.encoding.pieces import goes_word_by_word
from minerva.training.composing import shared_parts
from minerva.training.pieces import learn_pieces
from minerva.training.ragged import Cutter, Ragged

COUNTS = {
    "missbruk": 400.0,
    "alkohol": 300.0,
    "vård": 500.0,
    "vården": 300.0,
    "alkoholmissbruk": 3.0,
    "missbruksvård": 3.0,
    "boende": 100.0,
}


def test_compounds_share_their_parts() -> None:
    """A rare compound is cut into the frequent words that it is made of."""
    tokenizer = learn_pieces(COUNTS, size=40)
    assert tokenizer.encode("Alkoholmissbruk").tokens == ["alkohol", "missbruk"]


def test_there_are_no_more_pieces_than_asked_for() -> None:
    """The number of pieces, with the unknown one, is kept."""
    assert learn_pieces(COUNTS, size=30).get_vocab_size() <= 30


def test_runtime_may_cut_word_by_word() -> None:
    """The tokenizer is of a kind whose words may be cut once each, which makes encoding quick."""
    assert goes_word_by_word(learn_pieces(COUNTS, size=40))


def test_cutting_once_a_word_changes_nothing() -> None:
    """A text cut word by word has the pieces that the tokenizer gives."""
    tokenizer = learn_pieces(COUNTS, size=40)
    texts = ["Vården, missbruksvård & boende – ”ALKOHOL”!", "", "vård\tav okända ord 2017"]
    cut = Cutter(tokenizer).cut(texts)
    for number, text in enumerate(texts):
        assert cut.take(np.array([number])).flat.tolist() == tokenizer.encode(text).ids


def test_rows_are_taken_thinned_and_joined() -> None:
    """Ragged rows keep their bounds, whatever is taken, dropped or put behind."""
    rows = Ragged(np.array([1, 2, 3, 4, 5, 6], np.int32), np.array([0, 1, 1, 4, 6]))
    taken = rows.take(np.array([2, 0, 1]))
    assert taken.flat.tolist() == [2, 3, 4, 1]
    assert taken.lengths.tolist() == [3, 1, 0]
    assert rows.thinned(1.0, np.random.default_rng(0)).lengths.tolist() == [0, 0, 0, 0]
    assert rows.thinned(0.0, np.random.default_rng(0)).flat.tolist() == rows.flat.tolist()
    assert rows.then(taken).lengths.tolist() == [1, 0, 3, 2, 3, 1, 0]


def test_kindred_pieces_share_parts() -> None:
    """Inflections have parts in common, words without kinship none; short pieces stand alone."""
    parts = shared_parts(["vaccination", "vaccinationen", "vaccinationer", "torrfoder", "av"])
    likeness = (parts @ parts.T).toarray()
    assert likeness[0, 1] > 0.7
    assert likeness[0, 3] == likeness[0, 4] == 0
