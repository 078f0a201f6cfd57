"""The page of examples for those who teach: texts, pairs to compare, and texts with blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from minerva.examples.choosing import examples
from minerva.examples.teaching_sets import teaching_set
from minerva.examples.worksheets import set_sheet
from minerva.messages import grouped, translate_count
from minerva.messages import translate as _
from minerva.views import (
    caching,
    example_choice,
    example_exercises,
    example_sheets,
    markup,
    notices,
    places,
    saving,
    theme_choice,
)
from minerva.views.example_cards import draw_example
from minerva.views.facets import LABELS
from minerva.views.frame import needed_library

if TYPE_CHECKING:
    from minerva.library.store import Library
    from minerva.records.examples import Example
    from minerva.views.example_choice import Wanted

TEXTS, PAIRS, BLANKS = "texter", "par", "luckor"

Balance = tuple[tuple[str, tuple[tuple[str | None, int], ...]], ...]


def page() -> None:
    """Draw the page."""
    needed_library()
    notices.tell()
    st.title(_("Examples"))
    names = {TEXTS: _("Texts"), PAIRS: _("Good and weak"), BLANKS: _("Fill in")}
    part = places.choose_part(names, key="part of examples")
    wanted = example_choice.wanted()
    example_choice.choose(wanted, for_pairs=part == PAIRS)
    example_choice.choose_filters(wanted)
    if wanted.theme and theme_choice.is_behind():
        st.caption(_("Reports have been added since themes were sought; seek them anew on the page of themes."))
    if part == PAIRS:
        example_exercises.draw_pairs(wanted)
        return
    with st.spinner(_("Looking for examples …")):
        found, balance = caching.kept(chosen_examples, wanted)
    if not found:
        markup.empty(
            _("No such examples found."),
            _("Ask for less: another function, other words, a wider range, or also what needs its surroundings."),
        )
    elif part == BLANKS:
        example_exercises.draw_blanks(found, wanted)
    else:
        _draw_texts(found, balance, wanted)


def chosen_examples(library: Library, wanted: Wanted) -> tuple[tuple[Example, ...], Balance]:
    """Return the examples that are wanted, and how many of them have what they are balanced over."""
    if not wanted.balance:
        wish = wanted.wish
        found = examples(
            library, function=wish.function or "", words=wish.words, lix=wish.lix, complete=wish.complete,
            limit=wanted.count, query=wanted.query, theme=wanted.theme_alone, filters=wanted.filters_of_query,
        )  # fmt: skip
        return found.examples, ()
    made = teaching_set(
        library, wanted.count, balance=wanted.balance, wish=wanted.wish, query=wanted.query,
        theme=wanted.theme_alone, filters=wanted.filters_of_query,
    )  # fmt: skip
    return made.examples, tuple((facet, tuple(counts.items())) for facet, counts in made.balance.items())


def _draw_texts(found: tuple[Example, ...], balance: Balance, wanted: Wanted) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        number = translate_count("{n} example", "{n} examples", len(found)).format(n=grouped(len(found)))
        st.markdown(markup.strong(number), width="content")
        with st.container(horizontal=True, width="content"):
            saving.offer_all([one.passage.id for one in found])
            example_sheets.offer(example_choice.told(wanted), lambda title: set_sheet(title, found))
    for facet, counts in balance:
        st.caption(_balance(facet, counts))
    saving.hint()
    for one in found:
        draw_example(one, wanted)


def _balance(facet: str, counts: tuple[tuple[str | None, int], ...]) -> str:
    label = _("What they do") if facet == "function" else _(LABELS[facet])
    unknown = _("unknown")
    values = (f"{markup.literal(value) if value else unknown} {n}" for value, n in counts)
    return f"{label}: {', '.join(values)}"
