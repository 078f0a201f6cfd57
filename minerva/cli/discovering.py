"""Themes found in the passages: discovered, listed, shown, compared and exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.options import AsJson, Index, choice, open_chosen
from minerva.cli.output import console, heading, print_json, progress_bar
from minerva.messages import decimal, translate_count
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.themes.contrast import Contrast, Pair
    from minerva.themes.overview import Spread

DISCOVER_EXAMPLE = _("Example: minerva themes discover --granularity fine")
LIST_EXAMPLE = _("Example: minerva themes list --run 2")
SHOW_EXAMPLE = _("Example: minerva themes show hemlöshet")
COMPARE_EXAMPLE = _("Example: minerva themes compare 1 2")
EXPORT_EXAMPLE = _("Example: minerva themes export themes-2022 --as parquet; minerva themes export --html report.html")

_GRANULARITIES = ("coarse", "medium", "fine")
_FORMS = ("csv", "jsonl", "parquet")
_KEYWORDS = 5

Granularity = Annotated[
    str,
    typer.Option(
        "--granularity",
        metavar="|".join(_GRANULARITIES),
        help=_("How finely to tell passages apart; the data say how many themes that makes."),
    ),
]
Count = Annotated[int | None, typer.Option("--themes", metavar=_("N"), min=1, help=_("How many themes to find."))]
Seed = Annotated[int, typer.Option("--seed", metavar=_("N"), help=_("For what is left to chance."))]
Run = Annotated[
    int | None, typer.Option("--run", metavar=_("N"), help=_("Number of an earlier run; the latest by default."))
]
ThemeName = Annotated[
    str, typer.Argument(metavar=_("THEME"), help=_("Name of a theme, or its id or the beginning of that."))
]
First = Annotated[int, typer.Argument(metavar=_("RUN"), help=_("Number of a run."))]
Second = Annotated[int, typer.Argument(metavar=_("RUN"), help=_("Number of another."))]
Folder = Annotated[Path | None, typer.Argument(metavar=_("DIR"), help=_("Folder for the tables."))]
Form = Annotated[str, typer.Option("--as", metavar="|".join(_FORMS), help=_("What kind of tables to write."))]
Page = Annotated[
    Path | None, typer.Option("--html", metavar=_("FILE"), help=_("Write the whole run as one web page, too."))
]


def discover(
    context: typer.Context,
    granularity: Granularity = "medium",
    themes: Count = None,
    seed: Seed = 0,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Find what the passages are about; themes found before keep their ids and what was changed of them."""
    from minerva.themes.discovering import discover_themes  # noqa: PLC0415 - --help must not wait for it

    choice("--granularity", granularity, _GRANULARITIES)
    library = open_chosen(context, index)
    with progress_bar() as on_progress:
        found = discover_themes(library, seed=seed, granularity=granularity, themes=themes, on_progress=on_progress)
    _present(library, found.run.id, as_json=as_json, run=found.run.measures)


def update(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Put passages that came since to the themes found; say what moved and what fits no more."""
    from minerva.themes.updating import update_themes  # noqa: PLC0415 - as above

    updated = update_themes(open_chosen(context, index))
    if as_json:
        drifts = [
            {"theme": one.theme.id, "name": one.theme.name, "before": one.before, "added": one.added}
            | {"moved": round(one.moved, 4)}
            for one in updated.drifts
        ]
        print_json({"assigned": updated.assigned, "unfitting": updated.unfitting, "drifts": drifts})
        return
    screen = console()
    told = translate_count("{n} passage has joined a theme.", "{n} passages have joined themes.", updated.assigned)
    screen.print(told.format(n=updated.assigned), markup=False)
    if updated.unfitting:
        told = translate_count("{n} passage fits none.", "{n} passages fit none.", updated.unfitting)
        screen.print(told.format(n=updated.unfitting), markup=False)
    for one in sorted(updated.drifts, key=lambda one: -one.moved):
        if one.added:
            told = _("{name}: {added} new, moved by {moved}").format(
                name=one.theme.name, added=one.added, moved=decimal(one.moved, 3)
            )
            screen.print(f"  {told}", markup=False)


def list_themes(context: typer.Context, run: Run = None, index: Index = None, as_json: AsJson = False) -> None:
    """Show the themes defined and found, the coarser ones above those that they hold."""
    _present(open_chosen(context, index), run, as_json=as_json)


def show(context: typer.Context, theme: ThemeName, index: Index = None, as_json: AsJson = False) -> None:
    """Show what a theme is about, what sets it apart, and passages of several municipalities."""
    from minerva.library.themes import theme as theme_of  # noqa: PLC0415 - as above
    from minerva.themes.overview import overview, theme_row  # noqa: PLC0415

    library = open_chosen(context, index)
    chosen = theme_of(library, theme)
    found = overview(library)
    spread = next(one for one in (*found.themes, *found.coarser) if one.theme.id == chosen.id)
    if as_json:
        print_json(theme_row(spread))
        return
    names = {one.theme.id: one.theme.name for one in (*found.themes, *found.coarser)}
    _print_theme(spread, names)
    for passage_id in chosen.examples:
        _print_passage(library, passage_id)


def compare(context: typer.Context, first: First, second: Second, index: Index = None, as_json: AsJson = False) -> None:
    """Show which themes two runs share, by the passages that both know."""
    from minerva.themes.contrast import contrast_runs  # noqa: PLC0415 - as above

    found = contrast_runs(open_chosen(context, index), first, second)
    if as_json:
        print_json(_contrast_json(found))
        return
    told = _("{n} passages in both; adjusted Rand index {rand}").format(n=found.passages, rand=decimal(found.rand, 2))
    console().print(told, style="bold", markup=False)
    for pair in found.pairs:
        console().print(_pair_line(pair), markup=False)


def export(
    context: typer.Context,
    folder: Folder = None,
    form: Form = "csv",
    page: Page = None,
    run: Run = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Write tables of themes and assignments, a web page, or both."""
    from minerva.themes.exports import Form as FileForm  # noqa: PLC0415 - as above
    from minerva.themes.exports import export_themes, write_page  # noqa: PLC0415

    if not folder and not page:
        raise typer.BadParameter(_("Give a folder, --html, or both."), param_hint="DIR")
    library = open_chosen(context, index)
    choice("--as", form, _FORMS)
    written = [write_page(library, page, run_id=run)] if page else []
    written += export_themes(library, folder, FileForm(form), run_id=run) if folder else []
    if as_json:
        print_json({"files": [str(path) for path in written]})
    else:
        for path in written:
            console().print(str(path), markup=False)


def print_spreads(spreads: Sequence[Spread]) -> None:
    """Print a line for each theme: id, counts, name and keywords."""
    for one in spreads:
        counts = translate_count("{n} passage", "{n} passages", one.passages).format(n=one.passages)
        where = translate_count("{n} municipality", "{n} municipalities", one.municipalities)
        console().print(
            f"{one.theme.id[:8]}  {one.theme.name} · {counts} · {where.format(n=one.municipalities)}", markup=False
        )
        words = ", ".join((one.theme.keywords or one.theme.seeds)[:_KEYWORDS])
        console().print(f"          {words}", style="dim", markup=False)


def _present(library: Library, run_id: int | None, *, as_json: bool, run: dict[str, float] | None = None) -> None:
    from minerva.themes.overview import overview, theme_row  # noqa: PLC0415 - as above

    found = overview(library, run_id=run_id)
    if as_json:
        told = {
            "themes": [theme_row(one) for one in found.themes],
            "coarser": [theme_row(one) for one in found.coarser],
        }
        print_json(told | ({"run": run_id, "measures": run} if run else {}))
        return
    if not found.themes:
        console().print(_("There are no themes yet. Find or define some first: minerva themes discover"))
    for holder in found.coarser:
        console().print(f"\n{holder.theme.name}", style="bold", markup=False)
        print_spreads([one for one in found.themes if one.theme.parent == holder.theme.id])
    alone = [one for one in found.themes if one.theme.parent is None]
    if alone and found.coarser:
        console().print("\n" + _("By themselves"), style="bold", markup=False)
    print_spreads(alone)


def _print_theme(one: Spread, names: dict[str, str]) -> None:
    theme, screen = one.theme, console()
    screen.print(theme.name, style="bold", markup=False)
    counts = [
        translate_count("{n} passage", "{n} passages", one.passages).format(n=one.passages),
        translate_count("{n} report", "{n} reports", one.reports).format(n=one.reports),
        translate_count("{n} municipality", "{n} municipalities", one.municipalities).format(n=one.municipalities),
    ]
    if theme.stability is not None:
        counts.append(_("stability {n}").format(n=decimal(theme.stability, 2)))
    screen.print(" · ".join(counts), markup=False)
    for line in filter(None, (theme.description, ", ".join(theme.keywords or theme.seeds))):
        screen.print(line, markup=False)
    near = ", ".join(names[other] for other in theme.neighbours if other in names)
    if near and theme.apart:
        told = _("Nearest to {themes}; set apart from those by: {words}")
        screen.print(told.format(themes=near, words=", ".join(theme.apart)), style="dim", markup=False)


def _print_passage(library: Library, passage_id: str) -> None:
    from minerva.errors import UnknownValue  # noqa: PLC0415 - as above

    try:
        passage = library.passage(passage_id)
    except UnknownValue:
        # Its report has been removed since, or it is a text and no id.
        return
    screen = console()
    screen.print(f"\n{heading(library.report(passage.report_id))}", style="bold cyan", markup=False)
    screen.print(" ".join(library.quote(passage).split()), markup=False)
    screen.print(passage.id, style="dim", markup=False)


def _pair_line(pair: Pair) -> str:
    if pair.first and pair.second:
        name = pair.first.name if pair.first.name == pair.second.name else f"{pair.first.name} → {pair.second.name}"
        counts = f"{pair.first_passages} → {pair.second_passages}"
        return f"{decimal(pair.likeness, 2)}  {name}  ({counts})"
    if pair.first:
        return _("gone: {name} ({n})").format(name=pair.first.name, n=pair.first_passages)
    return _("new: {name} ({n})").format(name=pair.second.name if pair.second else "", n=pair.second_passages)


def _contrast_json(found: Contrast) -> dict[str, Any]:
    pairs = [
        {
            "first": pair.first.id if pair.first else None,
            "first_name": pair.first.name if pair.first else None,
            "first_passages": pair.first_passages,
            "second": pair.second.id if pair.second else None,
            "second_name": pair.second.name if pair.second else None,
            "second_passages": pair.second_passages,
            "likeness": pair.likeness,
        }
        for pair in found.pairs
    ]
    return {
        "first": found.first.id,
        "second": found.second.id,
        "passages": found.passages,
        "rand": found.rand,
        "pairs": pairs,
    }
