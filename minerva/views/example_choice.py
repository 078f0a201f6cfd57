"""What examples a user asks for, as the address holds it, and the widgets by which it is chosen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from minerva.examples.teaching_sets import FACETS
from minerva.examples.weighing import Range, Wish
from minerva.examples.wording import function_label
from minerva.messages import translate as _
from minerva.records.examples import Function
from minerva.retrieval.facets import Count
from minerva.retrieval.filters import Filters, narrowed
from minerva.views import asked, caching, facets, markup, places, theme_choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from minerva.records import Report
    from minerva.themes.overview import Spread

_FUNCTION, _WORDS, _LIX, _WEAK, _COUNT, _BALANCE = "funktion", "langd", "lix", "ofullstandiga", "antal", "balans"
_USUAL, _MOST = 8, 40
_LENGTHS, _LEVELS = range(0, 301, 10), range(20, 71, 5)
"""Words, and LIX, to choose among; the first and the last stand for no bound."""
_REPORT_FACETS = ("municipality", "county", "group", "board", "kind", "year")


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    Examples that are asked for.

    Attributes
    ----------
    query, theme
        What they are about; with both, what answers the query among what is about the theme.
    count
        How many.
    balance
        Facets over which they are balanced; without any they are varied over senders.
    """

    query: str
    theme: str
    wish: Wish
    filters: Filters
    count: int = _USUAL
    balance: tuple[str, ...] = ()

    @property
    def theme_alone(self) -> str:
        """The theme, where no query is sought within it."""
        return "" if self.query else self.theme

    @property
    def filters_of_query(self) -> Filters:
        """What a query is narrowed to: also the theme within which it is sought."""
        return narrowed(self.filters, "theme", [self.theme]) if self.query and self.theme else self.filters


def wanted() -> Wanted:
    """Return what the address asks for; what makes no sense there is left out."""
    query, search = st.query_params, asked.asked()
    function = query.get(_FUNCTION, "")
    count = query.get(_COUNT, "")
    return Wanted(
        search.query,
        next(iter(search.filters.theme), ""),
        Wish(
            Function(function) if function in set(Function) else None,
            _range(query.get(_WORDS, "")),
            _range(query.get(_LIX, "")),
            complete=_WEAK not in query,
        ),
        narrowed(search.filters, "theme", ()),
        min(max(int(count), 1), _MOST) if count.isdecimal() else _USUAL,
        tuple(one for one in query.get_all(_BALANCE) if one in FACETS),
    )


def _range(told: str) -> Range:
    """Return the bounds of a range such as ``40-120``, ``40-`` or ``-120``; of anything else, none."""
    least, _dash, most = told.partition("-")
    bounds = tuple(int(one) if one.isdecimal() else None for one in (least, most))
    return (None, None) if None not in bounds and bounds[0] > bounds[1] else bounds  # type: ignore[operator,return-value]


def choose(now: Wanted, *, for_pairs: bool) -> None:
    """Draw what is chosen by: what examples are about, what they do, how long and how hard they are, and how many."""
    spreads = theme_choice.in_order(theme_choice.all_themes())
    with st.container(horizontal=True, key="m-about"):
        _choose_query(now)
        if spreads:
            _choose_theme(now, spreads)
    _choose_function(now)
    with st.container(horizontal=True, key="m-bounds", gap="medium"):
        _choose_range(_("Length in words"), _WORDS, _LENGTHS, now.wish.words, _("Both numbers included."))
        if not for_pairs:
            _choose_range(
                _("Readability (LIX)"), _LIX, _LEVELS, now.wish.lix,
                _("Below 30 is easy, 40 to 50 usual in official texts, above 60 very hard."),
            )  # fmt: skip
        _choose_count(now)
        if not for_pairs:
            _choose_balance(now)
    if not for_pairs:
        _choose_complete(now)


def _choose_query(now: Wanted) -> None:
    key = "example query"
    st.session_state[key] = now.query
    st.text_input(
        _("What are they about?"), key=key, type="search", label_visibility="collapsed", icon=":material/search:",
        placeholder=_("What are they about? Words or a question; leave empty for anything"),
        on_change=lambda: asked.change(query=st.session_state[key]),
    )  # fmt: skip


def _choose_theme(now: Wanted, spreads: Sequence[Spread]) -> None:
    def take(theme_id: str) -> None:
        asked.change(filters=narrowed(asked.filters_of_address(), "theme", [theme_id] if theme_id else []))

    theme_choice.choose(spreads, now.theme, key="example theme", on_change=take)


def _choose_function(now: Wanted) -> None:
    _keep(
        "example function", now.wish.function,
        lambda key, keep: st.pills(
            _("What they do"), list(Function), format_func=function_label, key=key, on_change=keep
        ),
        lambda value: {_FUNCTION: value or ""},
    )  # fmt: skip


def _choose_range(label: str, name: str, scale: range, bounds: Range, told: str) -> None:
    least, most = bounds
    first, last = scale[0], scale[-1]
    unbounded = _("At either end there is no bound.")
    value = (first if least is None else _on(scale, least), last if most is None else _on(scale, most))
    _keep(
        f"example {name}", value,
        lambda key, keep: st.slider(
            label, first, last, step=scale.step, key=key, on_change=keep, width=210,
            help=f"{told} {unbounded}",
        ),
        lambda chosen: {name: _told_range(scale, *chosen)},
    )  # fmt: skip


def _on(scale: range, value: float) -> int:
    """Return the mark of *scale* that is nearest to *value*."""
    return min(scale, key=lambda one: abs(one - value))


def _told_range(scale: range, least: int, most: int) -> str:
    """Return a range as the address holds it, without bounds that are none."""
    low = "" if least == scale[0] else str(least)
    high = "" if most == scale[-1] else str(most)
    return f"{low}-{high}" if low or high else ""


def _choose_count(now: Wanted) -> None:
    _keep(
        "example count", now.count,
        lambda key, keep: st.number_input(_("How many"), 1, _MOST, key=key, on_change=keep, width=110),
        lambda value: {_COUNT: "" if value == _USUAL else str(value)},
    )  # fmt: skip


def _choose_balance(now: Wanted) -> None:
    key = "example balance"
    labels = {**facets.LABELS, "function": _("What they do")}
    st.session_state[key] = list(now.balance)

    def keep() -> None:
        st.query_params[_BALANCE] = st.session_state[key]

    st.multiselect(
        _("As many of each"), FACETS, key=key, format_func=lambda one: _(labels[one]), on_change=keep, width=285,
        placeholder=_("Varied over senders and years"),
        help=_("A teaching set: as many of each of these as can be, the most important first."),
    )  # fmt: skip


def _choose_complete(now: Wanted) -> None:
    _keep(
        "example complete", now.wish.complete,
        lambda key, keep: st.toggle(_("Only what can be understood alone"), key=key, on_change=keep),
        lambda value: {_WEAK: "" if value else "1"},
    )  # fmt: skip


def _keep(
    key: str, value: object, draw: Callable[[str, Callable[[], None]], object], told: Callable[..., dict[str, str]]
) -> None:
    """Draw a widget that shows *value*; the address holds what it is changed to, as *told*."""
    st.session_state[key] = value
    draw(key, lambda: places.change(told(st.session_state[key])))


def choose_filters(now: Wanted) -> None:
    """Draw, in the sidebar, whose reports examples are taken from."""
    reports = caching.kept(caching.reports_in_order)
    counts = {facet: _counts(reports, facet) for facet in _REPORT_FACETS}
    with st.sidebar:
        facets.choose_filters(counts, now.filters, note=_("The numbers count reports."))
    facets.chosen_values(now.filters)


def _counts(reports: Sequence[Report], facet: str) -> list[Count]:
    counts = Counter(getattr(report, facet) for report in reports if getattr(report, facet) is not None)
    ordered = sorted(counts, reverse=True) if facet == "year" else [value for value, _n in counts.most_common()]
    return [Count(value, counts[value]) for value in ordered]


def told(now: Wanted) -> str:
    """Say what is asked for, as the title of a sheet; plain text."""
    parts = [
        function_label(now.wish.function) if now.wish.function else _("Examples"),
        theme_choice.titles().get(now.theme, ""),
        now.query,
    ]
    return markup.plain(" · ".join(filter(None, parts)))
