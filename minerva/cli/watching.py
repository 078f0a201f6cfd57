"""Saved searches, and what is new in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.collecting import now
from minerva.cli.finding import ModeName, QueryText, print_hit
from minerva.cli.narrowing import NARROWED, OF_PASSAGES, narrowed_by
from minerva.cli.options import AsJson, Index, choice, open_chosen
from minerva.cli.output import console, hit_json, print_json
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.collect.searches import News
    from minerva.records import SavedSearch
    from minerva.retrieval.filters import Filters

SAVE_EXAMPLE = _(
    'Example: minerva collections save-search Hemlöshet "akut hemlöshet" --kind årsredovisning --note "Till nämnden"'
)
NEWS_EXAMPLE = _("Example: minerva collections news Hemlöshet --seen (all saved searches by default)")
FORGET_EXAMPLE = _("Example: minerva collections forget-search Hemlöshet")

NewName = Annotated[str, typer.Argument(metavar=_("NAME"), help=_("What to call the search."))]
Name = Annotated[str, typer.Argument(metavar=_("NAME"), help=_("Name of a saved search, or its beginning."))]
OptionalName = Annotated[
    str, typer.Argument(metavar=_("NAME"), help=_("Name of a saved search, or its beginning; all by default."))
]
Why = Annotated[str, typer.Option("--note", metavar=_("TEXT"), help=_("Why it is saved."))]
Limit = Annotated[int, typer.Option("-k", "--limit", metavar=_("N"), min=1, help=_("How many of the best hits count."))]
Seen = Annotated[bool, typer.Option("--seen", help=_("From now on, what is shown is not new any more."))]


@narrowed_by(*OF_PASSAGES)
def save_search(
    context: typer.Context,
    name: NewName,
    query: QueryText,
    limit: Limit = 50,
    mode: ModeName = None,
    filters: Filters = NARROWED,
    note: Why = "",
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Save a search, to be told later what is new in it."""
    from minerva.collect.searches import save_search as save  # noqa: PLC0415 - --help must not wait for it
    from minerva.retrieval.rankings import Mode  # noqa: PLC0415

    chosen = None if mode is None else choice("--mode", mode, [one.value for one in Mode])
    library = open_chosen(context, index)
    _present([save(library, name, query, limit=limit, mode=chosen, filters=filters, note=note, when=now())], as_json)


def searches(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Show the saved searches."""
    from minerva.library.saved_searches import searches as saved  # noqa: PLC0415 - as above

    _present(saved(open_chosen(context, index)), as_json)


def forget_search(context: typer.Context, name: Name, index: Index = None, as_json: AsJson = False) -> None:
    """Remove a saved search."""
    from minerva.collect.searches import forget_search as forget  # noqa: PLC0415 - as above

    _present([forget(open_chosen(context, index), name)], as_json)


def news(
    context: typer.Context, name: OptionalName = "", seen: Seen = False, index: Index = None, as_json: AsJson = False
) -> None:
    """Show what is new in saved searches since they were last seen."""
    from minerva.collect import searches as saved  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    found = [saved.news(library, name)] if name else saved.all_news(library)
    if as_json:
        print_json({"searches": [_news_json(one) for one in found]})
    else:
        _print_news(found)
    for one in found if seen else ():
        saved.mark_seen(library, one.search.name, when=now())


def _search_json(one: SavedSearch) -> dict[str, Any]:
    return {
        "name": one.name,
        "query": one.query,
        "mode": one.mode,
        "filters": one.filters,
        "limit": one.limit,
        "note": one.note,
        "saved": one.saved,
        "seen": one.looked,
    }


def _news_json(one: News) -> dict[str, Any]:
    hits = [hit_json(hit, rank) for rank, hit in enumerate(one.hits, 1)]
    return {**_search_json(one.search), "new": len(hits), "repeated": one.repeated, "hits": hits}


def _present(found: Sequence[SavedSearch], as_json: bool) -> None:
    if as_json:
        print_json({"searches": [_search_json(one) for one in found]})
        return
    for one in found:
        _print_search(one)
    if not found:
        console().print(_("There are no saved searches yet. Save one: minerva collections save-search NAME QUERY"))


def _print_search(one: SavedSearch) -> None:
    screen = console()
    screen.print(f"{one.name}: {one.query}", style="bold", markup=False)
    filters = [f"{name}: {_plain(value)}" for name, value in one.filters.items()]
    seen = _("last seen {when}").format(when=one.looked[:16].replace("T", " "))
    screen.print("  " + " · ".join(filter(None, [one.note, one.mode, *filters, seen])), style="dim", markup=False)


def _print_news(found: Sequence[News]) -> None:
    screen = console()
    for one in found:
        _print_search(one.search)
        new = translate_count("{n} new hit", "{n} new hits", len(one.hits)).format(n=len(one.hits))
        told = translate_count("{n} repeats what was there", "{n} repeat what was there", one.repeated)
        repeated = [told.format(n=one.repeated)] if one.repeated else []
        screen.print("  " + ", ".join([new, *repeated]) + ".", markup=False)
        for rank, hit in enumerate(one.hits, 1):
            screen.print()
            print_hit(screen, hit, rank, full=False)
    if not found:
        _present([], as_json=False)


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
