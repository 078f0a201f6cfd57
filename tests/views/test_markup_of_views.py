from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from minerva.records import Span
from minerva.views.markup import escaped, excerpt, literal, marked, passage, plain

TEXT = st.text(st.sampled_from("ab <>&\"'\n\t\u202e*[]()`_$:å"), max_size=60)


def _seen(markup: str) -> str:
    return html.unescape(re.sub(r"</?(?:mark|span)[^<>]*>", "", markup))


@given(TEXT, st.data())
def test_marking_changes_no_text(text: str, data: st.DataObject) -> None:
    """However spans lie, what a reader sees is the text, and no tag but ours is there."""
    place = st.integers(0, len(text))
    spans = [Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(place, place), max_size=3))]
    closest = Span(*sorted(data.draw(st.tuples(place, place))))
    shown = marked(text, spans, closest)
    assert _seen(shown) == plain(text)
    assert set(re.findall(r"<[^<>]*>", shown)) <= {"<mark>", "</mark>", '<span class="m-near">', "</span>"}


def test_signs_that_turn_the_direction_are_gone() -> None:
    """No sign of a report makes the page show another order than the text has."""
    assert escaped("a\u202eb\u2066c\x00d") == "abcd"


@pytest.mark.parametrize(
    "text", ["<b>", "[a](javascript:x)", "**a** _b_ `c`", "# a", "1. a", "- a", "http://x.se", "a|b"]
)
def test_literal_markdown(text: str) -> None:
    """As Markdown, a literal text shows just itself."""
    shown = MarkdownIt("commonmark", {"html": True}).render(literal(text))
    assert re.sub(r"</?p>|\n", "", shown) == html.escape(text, quote=False)


def test_streamlits_own_signs_are_literal() -> None:
    """What Streamlit reads beside Markdown (colours, formulas, icons) is escaped too."""
    assert literal("$x$ :red[y]") == r"\$x\$ \:red\[y\]"


def test_tables_are_tables() -> None:
    """Lines with tabs become rows, in their place among the others."""
    shown = passage("Före\na\tb <\nc\td\nefter")
    assert "<td>b &lt;</td></tr><tr><td>c</td>" in shown
    assert shown.index("Före") < shown.index("<table>") < shown.index("efter")


def test_excerpt_holds_what_answers() -> None:
    """A cut text shows the sentence nearest to the query, and tells on which sides it is cut."""
    text = "ord " * 100 + "Svaret står här. " + "mer " * 100
    closest = Span(400, 416)
    place = excerpt(text, (), closest, 120)
    assert place.start <= closest.start <= closest.end <= place.end
    assert place.end - place.start <= 120
    assert re.search(r">… .* …<", passage(text, (), closest, limit=120))
