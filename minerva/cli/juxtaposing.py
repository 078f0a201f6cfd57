"""Reports and municipalities side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.comparing import indicator_json
from minerva.cli.defining import bring_up_to_date
from minerva.cli.finding import Full, print_hit
from minerva.cli.narrowing import NARROWED, OF_REPORTS, narrowed_by
from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, heading, hit_json, print_json, report_json
from minerva.cli.wording import Command
from minerva.cli.wording import Group as VerbGroup
from minerva.messages import decimal, translate_count
from minerva.messages import translate as _

if TYPE_CHECKING:
    from minerva.compare.changes import ParagraphChange, ReportChanges
    from minerva.compare.paragraphs import Paragraph
    from minerva.compare.peers import Peers, Side
    from minerva.retrieval.filters import Filters

CHANGES_EXAMPLE = _("Example: minerva compare changes 1f0c 9ab2 (ids: minerva reports)")
PEERS_EXAMPLE = _(
    'Example: minerva compare peers "våld i nära relation" --municipality Mölndal --municipality Kungsbacka'
)

app = typer.Typer(cls=VerbGroup, help=_("Put reports or municipalities side by side."), no_args_is_help=True)
_verb = partial(app.command, cls=Command)

Earlier = Annotated[str, typer.Argument(metavar=_("REPORT"), help=_("Id of a report, or its beginning."))]
Later = Annotated[str, typer.Argument(metavar=_("REPORT"), help=_("Id of the other report, or its beginning."))]
ThemeArgument = Annotated[str, typer.Argument(metavar=_("THEME"), help=_("Name of a theme, or its beginning."))]
Question = Annotated[
    str, typer.Option("--query", metavar=_("QUERY"), help=_("Put side by side what answers this instead of a theme."))
]
Limit = Annotated[int, typer.Option("-k", "--limit", metavar=_("N"), min=0, help=_("How many passages of each."))]
Only = Annotated[bool, typer.Option("--all", help=_("Show also what is unchanged."))]


@_verb("changes", help=_("Show what a report repeats, changes and adds."), epilog=CHANGES_EXAMPLE)
def changes(
    context: typer.Context,
    earlier: Earlier,
    later: Later,
    show_all: Only = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Compare two reports paragraph by paragraph, the earlier year's with the later one's."""
    from minerva.compare.changes import compare_reports  # noqa: PLC0415 - --help must not wait for it

    found = compare_reports(open_chosen(context, index), earlier, later)
    if as_json:
        print_json(_changes_json(found))
    else:
        _print_changes(found, show_all=show_all)


@_verb("peers", help=_("Show what municipalities say of a theme, side by side."), epilog=PEERS_EXAMPLE)
@narrowed_by(*OF_REPORTS)
def peers(
    context: typer.Context,
    theme: ThemeArgument = "",
    query: Question = "",
    limit: Limit = 3,
    filters: Filters = NARROWED,
    full: Full = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show the best passages of each municipality on a theme or question, and its indicators."""
    from minerva.compare.peers import compare_peers  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    if theme and not query:
        bring_up_to_date(library, [theme])
    found = compare_peers(library, theme=theme, question=query, filters=filters, limit=limit)
    if as_json:
        print_json(_peers_json(found))
    else:
        _print_peers(found, full=full)


def _changes_json(found: ReportChanges) -> dict[str, Any]:
    return {
        "earlier": report_json(found.earlier),
        "later": report_json(found.later),
        "words": {str(change): count for change, count in found.words().items()},
        "paragraphs": [_paragraph_change_json(one) for one in found.paragraphs],
        "passages": [{"passage": one.passage.id, "unchanged": one.unchanged} for one in found.passages],
    }


def _paragraph_change_json(one: ParagraphChange) -> dict[str, Any]:
    return {
        "change": str(one.change),
        **_paragraph_json(one.paragraph),
        "likeness": round(one.likeness, 4),
        "before": [_paragraph_json(paragraph) for paragraph in one.before],
        "diff": [[str(segment.kept), segment.text] for segment in one.diff],
    }


def _paragraph_json(one: Paragraph) -> dict[str, Any]:
    return {"kind": str(one.kind), "page": one.page, "start": one.start, "end": one.end, "text": one.text}


def _print_changes(found: ReportChanges, *, show_all: bool) -> None:
    from minerva.compare.alignment import Change  # noqa: PLC0415 - as above

    screen = console()
    screen.print(f"{heading(found.earlier)}  →  {heading(found.later)}", style="bold", markup=False)
    words = found.words()
    total = sum(count for change, count in words.items() if change is not Change.GONE) or 1
    labels = {
        Change.UNCHANGED: _("unchanged"),
        Change.CHANGED: _("changed"),
        Change.NEW: _("new"),
        Change.GONE: _("gone"),
    }
    shares = [f"{labels[change]} {decimal(count / total * 100, 0)} %" for change, count in words.items()]
    screen.print(_("Words of the later report: {shares}").format(shares=", ".join(shares)), markup=False)
    for one in found.paragraphs:
        if show_all or one.change is not Change.UNCHANGED:
            page = "" if one.paragraph.page is None else " · " + _("p. {page}").format(page=one.paragraph.page)
            screen.print(f"\n{labels[one.change]}{page}", style="bold cyan", markup=False)
            _print_text(one)


def _print_text(one: ParagraphChange) -> None:
    """Print a paragraph; what was changed with its words that went, struck out, and those that came."""
    from rich.text import Text  # noqa: PLC0415 - as above

    if not one.diff:
        console().print(Text(one.paragraph.text))
        return
    shown = Text()
    for segment in one.diff:
        marked = {"equal": segment.text, "removed": f"[−{segment.text}−]", "added": f"[+{segment.text}+]"}
        style = {"equal": "", "removed": "red strike", "added": "green"}
        shown.append(marked[segment.kept] + " ", style[segment.kept])
    console().print(shown)


def _peers_json(found: Peers) -> dict[str, Any]:
    return {
        "asked": found.asked,
        "theme": found.theme.name if found.theme else None,
        "municipalities": [_side_json(side) for side in found.sides],
    }


def _side_json(side: Side) -> dict[str, Any]:
    reports = {report.id: report for report in side.reports}
    return {
        "municipality": side.municipality,
        "state": str(side.state),
        "reports": list(reports),
        "total": side.total,
        "hits": [hit_json(hit, rank) for rank, hit in enumerate(side.hits, 1)],
        "indicators": [indicator_json(one, reports[one.report_id]) for one in side.indicators],
    }


def _print_peers(found: Peers, *, full: bool) -> None:
    from minerva.cli.comparing import print_indicators  # noqa: PLC0415 - as above
    from minerva.compare.matrix import State  # noqa: PLC0415

    screen = console()
    screen.print(found.asked, style="bold", markup=False)
    for side in found.sides:
        screen.print(f"\n{side.municipality}", style="bold cyan", markup=False)
        if side.state is State.NO_REPORT:
            screen.print(_("No report in the library."), style="dim")
        elif side.state is State.ABSENT:
            screen.print(_("Reports, but nothing on this."), style="dim")
        for rank, hit in enumerate(side.hits, 1):
            print_hit(screen, hit, rank, full=full)
        if side.total > len(side.hits):
            more = translate_count("{n} more passage", "{n} more passages", side.total - len(side.hits))
            screen.print(more.format(n=side.total - len(side.hits)), style="dim", markup=False)
        if side.indicators:
            print_indicators(side.indicators)
