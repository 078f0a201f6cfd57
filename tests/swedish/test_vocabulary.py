import pytest

from minerva.swedish.vocabulary import count, is_known


def test_common_words_are_counted() -> None:
    """The commoner of two words has the higher count; what is no word has none."""
    assert count("och") > count("barn") > count("barnhem") > count("barnhmem") == 0


@pytest.mark.parametrize("word", ["socialtjänst", "2017", "it-stöd", "boendestödsinsatserna", "12", "kommunens"])
def test_words_a_reader_knows(word: str) -> None:
    """Common words, numbers, words with hyphens and new compounds of common words are known."""
    assert is_known(word)


@pytest.mark.parametrize("word", ["kommnuens", "xqzv", "verksamhtes", "cid"])
def test_misprints_are_not_known(word: str) -> None:
    """A misprint is no word, nor a compound of any."""
    assert not is_known(word)
