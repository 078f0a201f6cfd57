from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minerva.read.markup import is_emphasised, raised, split_paragraph_tags, strip_markup


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("<b>Antal</b> barn", "Antal barn"),
        ("12<sup>1</sup>", "12¹"),
        ("m<SUP> 2 </SUP>", "m²"),
        ("<sup>a</sup>", "a"),
        ("**Fet** och *kursiv* och ***båda***", "Fet och kursiv och båda"),
        ("__Fet__ och _kursiv_", "Fet och kursiv"),
        ("*_dubbelt_*", "dubbelt"),
        ("**öppen fet", "öppen fet"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("fil_med_namn.txt", "fil_med_namn.txt"),
        ("Namn: ________", "Namn: ________"),
        ("Inledning ____________ 3", "Inledning ____________ 3"),
        ("rad ett<br>rad två<br/>rad tre", "rad ett rad två rad tre"),
        ("<li>punkt</li>", "punkt"),
        ('<span class="x">text</span>', "text"),
        ("x < 3 och y > 5", "x < 3 och y > 5"),
        ("före<!-- osynligt -->efter", "föreefter"),
        ("[Boverket](https://exempel.se/a)", "Boverket"),
        ("![Diagram över barn](bild.png)", "Diagram över barn"),
        ("Se [1] och (2)", "Se [1] och (2)"),
        (r"1\. inte \*lista\*", "1. inte *lista*"),
        ("A &amp; B &auml;r", "A & B är"),
        ("R&D & co", "R&D & co"),
        ("<b></b>", ""),
    ],
)
def test_marks_go_and_text_stays(marked: str, plain: str) -> None:
    """Tags, emphasis, links, escapes and entities leave what they mark; what only looks like one stays."""
    assert strip_markup(marked) == plain


@settings(deadline=None)
@given(st.text("abcåäö 0123456789.,:;!?()–”", max_size=40))
def test_plain_text_stays(text: str) -> None:
    """A line without marks is changed in nothing but its spaces."""
    assert strip_markup(text).split() == text.split()


@settings(deadline=None)
@given(st.text("a*_<b>[]()\\ &", max_size=30))
def test_any_mixture_of_marks_is_taken(text: str) -> None:
    """Marks that are opened and never closed, or closed twice, break nothing and invent nothing."""
    letters = [char for char in strip_markup(text) if char.isalpha()]
    assert len(letters) <= sum(char.isalpha() for char in text)


@pytest.mark.parametrize(
    "line", ["**Mål**", "*Mål*", "_Mål_", "__Mål__", "<b>Mål</b>", "<em>Mål</em>", "  **Mål:**  ", "**Mål**:"]
)
def test_a_line_wholly_marked_is_emphasised(line: str) -> None:
    """Bold or italics over all of a line make it a candidate for a heading."""
    assert is_emphasised(line)


@pytest.mark.parametrize("line", ["Mål", "**Mål** för året", "Ett **mål**", "**Mål** och **medel**", "_____", ""])
def test_a_line_partly_marked_is_not(line: str) -> None:
    """A word in bold does not make a heading of its line."""
    assert not is_emphasised(line)


def test_paragraph_tags_divide_a_line() -> None:
    """A line that holds several paragraphs is several."""
    assert split_paragraph_tags("<p>Ett.</p> <p>Två.</p>") == ["Ett.", "Två."]
    assert split_paragraph_tags("Ett.</p><p>Två.") == ["Ett.", "Två."]
    assert split_paragraph_tags("Ett.") == ["Ett."]


def test_raised_digits_do_not_join_a_number() -> None:
    """Digits are raised, letters stay."""
    assert raised("12a") == "¹²a"
