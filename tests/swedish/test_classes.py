import pytest

from minerva.swedish.classes import is_adjective, may_be_noun


@pytest.mark.parametrize("word", ["hemlöshet", "bistånd", "sjukfrånvaro", "medarbetarenkäten", "insatser", "boende"])
def test_nouns(word: str) -> None:
    """Nouns, also those that no dictionary lists, may be nouns and are no adjectives."""
    assert may_be_noun(word)
    assert not is_adjective(word)


@pytest.mark.parametrize("word", ["ekonomiskt", "tillfälliga", "hemlösa"])
def test_adjectives(word: str) -> None:
    """Adjectives are known in any form."""
    assert is_adjective(word)
    assert not may_be_noun(word)


@pytest.mark.parametrize("word", ["erbjuder", "bedöms", "används", "pågår"])
def test_verbs(word: str) -> None:
    """Verbs are neither."""
    assert not may_be_noun(word)
    assert not is_adjective(word)
