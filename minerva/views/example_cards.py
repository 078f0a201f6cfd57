"""An example as a card: its words, what they do, how they read, and why they can be understood alone, or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.examples.criteria import judged
from minerva.examples.wording import function_label, lack_text
from minerva.messages import decimal, grouped, translate_count
from minerva.messages import translate as _
from minerva.views import markup, places, saving
from minerva.views.cards import source_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minerva.examples.criteria import Met
    from minerva.records.examples import Example, Function
    from minerva.views.example_choice import Wanted


def draw_example(one: Example, wanted: Wanted) -> None:
    """Draw an example as a card."""
    with st.container(border=True, key=f"card-{one.passage.id}", gap="small"):
        text = f'<div class="m-text">{markup.passage(one.text)}</div>'
        st.html(
            f'<article class="m-card">{source_line(one.report, one.passage)}{text}'
            f"{facts(one, wanted.wish.function)}{_alone(one)}{_criteria(one, wanted.wish.function)}</article>"
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            query = {"stycke": one.passage.id, "q": wanted.query}
            places.link("read", _("Read in the report"), query, icon=":material/menu_book:")
            saving.offer(one.passage.id)


def facts(one: Example, function: Function | None = None) -> str:
    """Return, as HTML, what an example does and how it reads."""
    doing = list(one.functions)
    if function and function in doing:
        doing = [function, *(other for other in doing if other != function)]
    unknown = markup.escaped(_("no known function"))
    told = (
        "".join(
            f'<span class="m-does">{markup.escaped(function_label(does))} '
            f"<small>{markup.escaped(_percent(one.chances[does]))}</small></span>"
            for does in doing
        )
        or f'<span class="m-does">{unknown}</span>'
    )
    read = one.readability
    figures = [
        _("LIX {lix}").format(lix=decimal(read.lix, 0)),
        _("{words} words a sentence").format(words=decimal(read.sentence_words, 1)),
        _("{share} percent long words").format(share=decimal(100 * read.long_share, 0)),
        translate_count("{n} word", "{n} words", read.words).format(n=grouped(read.words)),
    ]
    return f'<p class="m-facts">{told}<span>{markup.escaped(" · ".join(figures))}</span></p>'


def _percent(chance: float) -> str:
    return _("{n} percent").format(n=round(100 * chance))


def _alone(one: Example) -> str:
    """Return, as HTML, whether an example can be understood alone, and why."""
    if one.is_complete:
        reason = _(
            "It names what it speaks of, begins and ends with a whole sentence, is no part of a cut list, "
            "and points to no table and no other place."
        )
        return markup.details(_("Can be understood alone"), f"<p>{markup.escaped(reason)}</p>", name="m-more m-alone")
    lacks = "".join(f"<li>{markup.escaped(lack_text(lack))}</li>" for lack in one.wanting)
    return markup.details(_("Needs its surroundings"), f'<ul class="m-why">{lacks}</ul>', name="m-more m-needs")


def _criteria(one: Example, function: Function | None) -> str:
    """Return, as HTML, what makes an example a good one of what it does."""
    function = function or next(iter(one.functions), None)
    if function is None:
        return ""
    title = _("As an example of: {function}").format(function=function_label(function).lower())
    return markup.details(title, criteria(judged(one, function)))


def criteria(met: Iterable[Met]) -> str:
    """Return, as HTML, which criteria are met, and by which words."""
    lines = []
    for one in met:
        quote = f" (”{markup.escaped(' '.join(one.quote.split()))}”)" if one.quote else ""
        name = markup.escaped(_(one.criterion.name))
        sign, said = ("✓", _("yes")) if one.is_met else ("–", _("no"))
        lines.append(
            f'<li><span aria-hidden="true">{sign}</span><span class="m-hidden">{markup.escaped(said)}:</span> '
            f"{name}{quote}</li>"
        )
    return f'<ul class="m-criteria">{"".join(lines)}</ul>'
