import pytest
from hypothesis import given
from hypothesis import strategies as st

from minerva.errors import QueryError
from minerva.retrieval.query import Query, Term, parse


def _words(*words: str) -> tuple[Term, ...]:
    return tuple(Term((word,)) for word in words)


def test_words_are_wanted() -> None:
    """Plain words make a passage better; stop words are left out."""
    assert parse("Våld i nära relation").wanted == _words("våld", "nära", "relation")


def test_phrase_is_required_word_for_word() -> None:
    """Words within quotation marks must stand as written, stop words included."""
    query = parse('"våld i nära relation"')
    assert query.required == ((Term(("våld", "i", "nära", "relation"), exact=True),),)
    assert not query.wanted


@pytest.mark.parametrize("marks", ['"{}"', "”{}”", "“{}”", '"{}'])
def test_any_quotation_marks(marks: str) -> None:
    """Swedish, English and unclosed quotation marks make a phrase alike."""
    assert parse(marks.format("bostad först")).required == ((Term(("bostad", "först"), exact=True),),)


def test_minus_excludes() -> None:
    """A minus before a word or a phrase excludes it; within a word it parts."""
    query = parse('hemlösa -barn -"unga vuxna" digital-tjänst')
    assert query.unwanted == (Term(("barn",)), Term(("unga", "vuxna"), exact=True))
    assert query.wanted == _words("hemlösa", "digital", "tjänst")


def test_or_makes_alternatives() -> None:
    """Of words joined by OR one is required, and the others stay wanted."""
    query = parse("vräkning OR avhysning OR uppsägning barn")
    assert query.required == (_words("vräkning", "avhysning", "uppsägning"),)
    assert query.wanted == _words("barn")


def test_stray_or_is_no_word() -> None:
    """An OR with nothing on one side asks for nothing."""
    assert parse("OR hemlösa OR") == Query("OR hemlösa OR", wanted=_words("hemlösa"))


def test_only_stop_words() -> None:
    """A query of stop words looks for them, since nothing else is asked."""
    assert parse("att vara och en").wanted == _words("att", "vara", "och", "en")


@pytest.mark.parametrize("text", ["", "  ", "\\", '"', '""', "-", "!?", "OR", "-barn", '-"barn"'])
def test_nothing_to_look_for(text: str) -> None:
    """A query that asks for nothing is refused, with an example of one that does."""
    with pytest.raises(QueryError, match=r"hemlöshet|name also a word"):
        parse(text)


@given(st.text(max_size=300))
def test_no_text_breaks_the_parser(text: str) -> None:
    """Any text is a query or a clear error."""
    try:
        query = parse(text)
    except QueryError:
        return
    assert query.terms()


def test_very_long_query() -> None:
    """A query of 10,000 characters keeps each word once."""
    text = " ".join(f"ord{number % 700}" for number in range(1600))[:10_000]
    assert len(parse(text).wanted) == len(dict.fromkeys(text.split()))
