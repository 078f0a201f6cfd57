"""Exercises made of examples: pairs of which one is better, and texts with blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.examples.cloze import Hidden, cloze
from minerva.examples.contrasts import contrast_pairs
from minerva.examples.worksheets import cloze_sheet, contrast_sheet
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.views import caching, example_choice, example_sheets, markup, places, saving
from minerva.views.cards import source_line
from minerva.views.example_cards import criteria, facts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from minerva.examples.cloze import Cloze
    from minerva.examples.contrasts import ContrastPair, Graded
    from minerva.examples.worksheets import Worksheet
    from minerva.library.store import Library
    from minerva.records.examples import Example, Function
    from minerva.views.example_choice import Wanted

_HIDE, _SEED, _KEY = "dolj", "fro", "facit"


def draw_pairs(wanted: Wanted) -> None:
    """Draw pairs of a good and a weak example; which is which shows when the user asks for it."""
    if wanted.wish.function is None:
        markup.empty(
            _("Choose above what the texts shall do."),
            _("A good and a weak text that do the same then stand side by side."),
        )
        return
    with st.spinner(_("Looking for examples …")):
        pairs = caching.kept(_pairs, wanted.wish.function, wanted)
    if not pairs:
        markup.empty(
            _("No two examples are far enough apart."), _("Ask for another function or theme, or leave out filters.")
        )
        return
    counted = translate_count("{n} pair", "{n} pairs", len(pairs)).format(n=grouped(len(pairs)))
    title = _("Which is better? {about}").format(about=example_choice.told(wanted))
    shows_key = _draw_head(counted, title, lambda chosen: contrast_sheet(chosen, pairs))
    for number, pair in enumerate(pairs, 1):
        _draw_pair(number, pair, shows_key=shows_key)


def _pairs(library: Library, function: Function, wanted: Wanted) -> tuple[ContrastPair, ...]:
    found = contrast_pairs(
        library, function, query=wanted.query, theme=wanted.theme_alone, words=wanted.wish.words,
        filters=wanted.filters_of_query, limit=wanted.count,
    )  # fmt: skip
    return tuple(found)


def _draw_head(counted: str, title: str, make: Callable[[str], Worksheet]) -> bool:
    """Say how many exercises there are, let the user have them on paper or show the key; return whether it is shown."""
    key = "example key"
    st.session_state[key] = _KEY in st.query_params
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(markup.strong(counted), width="content")
        st.toggle(
            _("Show the answers"), key=key,
            on_change=lambda: places.change({_KEY: "1" if st.session_state[key] else ""}),
        )  # fmt: skip
        example_sheets.offer(title, make)
    return bool(st.session_state[key])


def _draw_pair(number: int, pair: ContrastPair, *, shows_key: bool) -> None:
    st.markdown("#### " + _("Pair {n}").format(n=number))
    with st.container(horizontal=True, key=f"m-beside-pair-{number}"):
        for letter, graded in zip("AB", pair.in_order(number), strict=True):
            with st.container(border=True, gap="small"):
                _draw_graded(letter, graded, pair.function if shows_key else None, is_good=graded is pair.good)


def _draw_graded(letter: str, graded: Graded, function: Function | None, *, is_good: bool) -> None:
    """Draw one of a pair; with the *function* by which it is judged, also how it does."""
    one = graded.example
    verdict = ""
    if function:
        said = _("the better example") if is_good else _("the weaker example")
        verdict = f"{facts(one, function)}{criteria(graded.criteria)}"
        st.badge(f"{letter}: {said}", icon=":material/check:" if is_good else ":material/remove:",
                 color="green" if is_good else "gray")  # fmt: skip
    else:
        st.markdown(markup.strong(_("Text {letter}").format(letter=letter)))
    text = f'<div class="m-text">{markup.passage(one.text)}</div>'
    st.html(f'<article class="m-card">{source_line(one.report, one.passage)}{text}{verdict}</article>')
    with st.container(horizontal=True, vertical_alignment="center"):
        places.link("read", _("Read in the report"), {"stycke": one.passage.id}, icon=":material/menu_book:")
        saving.offer(one.passage.id)


def draw_blanks(found: Sequence[Example], wanted: Wanted) -> None:
    """Draw examples with blanks, and the answers when the user asks for them."""
    hidden, seed = _choose_hidden()
    exercises = [one for one in (cloze(example, hidden, seed=seed) for example in found) if one.blanks]
    if not exercises:
        markup.empty(_("There is nothing of this to hide in the texts."), _("Choose something else to hide above."))
        return
    counted = translate_count("{n} text", "{n} texts", len(exercises)).format(n=grouped(len(exercises)))
    title = _("Fill in: {about}").format(about=example_choice.told(wanted))
    shows_key = _draw_head(counted, title, lambda chosen: cloze_sheet(chosen, exercises))
    for number, one in enumerate(exercises, 1):
        with st.container(border=True, gap="small"):
            st.html(_exercise(number, one, shows_key=shows_key))


def _choose_hidden() -> tuple[Hidden, int]:
    names = {
        Hidden.FIGURES: _("Figures"),
        Hidden.CAUSES: _("Words of cause"),
        Hidden.TERMS: _("Terms"),
        Hidden.FUNCTION: _("What it does"),
    }
    wanted, seed = st.query_params.get(_HIDE, ""), st.query_params.get(_SEED, "0")
    key = "example hidden"
    st.session_state[key] = Hidden(wanted) if wanted in names else Hidden.FIGURES
    drawn = int(seed) if seed.isdecimal() else 0
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            _("Hide"), list(names), format_func=names.__getitem__, key=key, required=True,
            on_change=lambda: places.change({_HIDE: st.session_state[key]}),
        )  # fmt: skip
        st.button(
            _("Other blanks"), icon=":material/casino:", key="other_blanks", type="tertiary",
            on_click=places.change, args=({_SEED: str(drawn + 1)},),
        )  # fmt: skip
    return st.session_state[key], drawn


def _exercise(number: int, one: Cloze, *, shows_key: bool) -> str:
    """Return an exercise as HTML; what fills a blank stands in it when the key is shown."""
    parts, at = [], 0
    for blank in one.blanks if one.hidden is not Hidden.FUNCTION else ():
        filled = markup.escaped(blank.answer) if shows_key else "&nbsp;" * 12
        drawn = f'<span class="m-blank"><small>{blank.number}</small> <span>{filled}</span></span>'
        parts += [_lines(one.example.text[at : blank.start]), drawn]
        at = blank.end
    parts.append(_lines(one.example.text[at:]))
    asked = ""
    if one.hidden is Hidden.FUNCTION:
        asked = _("What does the text do?") + (f" {one.blanks[0].answer}" if shows_key else " …")
        asked = f'<p class="m-facts"><strong>{markup.escaped(asked)}</strong></p>'
    head = source_line(one.example.report, one.example.passage)
    said = markup.escaped(_("Text {n}").format(n=number))
    text = f'<div class="m-text">{"".join(parts)}</div>'
    return f'<article class="m-card"><p class="m-path">{said}</p>{head}{text}{asked}</article>'


def _lines(text: str) -> str:
    return "<br>".join(markup.escaped(line) for line in text.split("\n"))
