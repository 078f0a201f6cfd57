"""Finding passages and reading around them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.citation import cite
from minerva.cli.defining import bring_up_to_date
from minerva.cli.explaining import hit_lines, reading_json, reading_lines, ways_json
from minerva.cli.narrowing import NARROWED, OF_PASSAGES, narrowed_by
from minerva.cli.options import AsJson, Index, Names, choice, open_chosen
from minerva.cli.output import console, heading, highlighted, hit_json, print_json, print_rest
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from minerva.library.store import Library
    from minerva.records import Hit, Hits, Passage, Report
    from minerva.retrieval.explaining import QueryReading
    from minerva.retrieval.filters import Filters

SEARCH_EXAMPLE = _(
    'Example: minerva search "våld i nära relation" --municipality Mölndal --year-from 2017. '
    'In the query, "exact words" must stand as written, -word must not, and of: this OR that, one must.'
)
SIMILAR_EXAMPLE = _("Example: minerva similar 5d0c7b --spread municipality (ids: minerva search)")
SHOW_EXAMPLE = _("Example: minerva show 5d0c7b (ids: minerva search)")

_EXCERPT = 420
"""Characters of a passage that a list of hits shows; some four lines on a terminal."""

QueryText = Annotated[str, typer.Argument(metavar=_("QUERY"), help=_("What to look for."))]
PassageId = Annotated[str, typer.Argument(metavar="ID", help=_("Id of a passage, or its beginning."))]
Limit = Annotated[int, typer.Option("-k", "--limit", metavar=_("N"), min=0, help=_("How many hits to show."))]
Offset = Annotated[int, typer.Option("--offset", metavar=_("N"), min=0, help=_("How many of the best to pass over."))]
ModeName = Annotated[
    str | None,
    typer.Option(
        "--mode", metavar="hybrid|words|meaning", help=_("How to look: by words, by meaning, or by both, as is usual.")
    ),
]
SpreadName = Annotated[
    str,
    typer.Option("--spread", metavar="municipality|report|none", help=_("Show only the best passage of each.")),
]
ThemeNames = Annotated[
    Names, typer.Option("--theme", metavar=_("NAME"), help=_("Only passages about this theme; may be repeated."))
]
Like = Annotated[Names, typer.Option("--like", metavar="ID", help=_("More like this passage; may be repeated."))]
Unlike = Annotated[Names, typer.Option("--unlike", metavar="ID", help=_("Less like this passage; may be repeated."))]
Rerank = Annotated[
    str,
    typer.Option(
        "--rerank", metavar=_("MODEL"), help=_("Name or folder of a cross-encoder that orders the best hits.")
    ),
]
Explain = Annotated[bool, typer.Option("--explain", help=_("Say why each hit was found."))]
Full = Annotated[bool, typer.Option("--full", help=_("Show whole passages."))]


@narrowed_by(*OF_PASSAGES)
def search(
    context: typer.Context,
    query: QueryText,
    limit: Limit = 10,
    offset: Offset = 0,
    mode: ModeName = None,
    filters: Filters = NARROWED,
    theme: ThemeNames = None,
    spread: SpreadName = "none",
    like: Like = None,
    unlike: Unlike = None,
    rerank: Rerank = "",
    explain: Explain = False,
    full: Full = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Find passages and show them with their sources."""
    from minerva.retrieval.explaining import read_query  # noqa: PLC0415 - --help must not wait for it
    from minerva.retrieval.ranking import Spread  # noqa: PLC0415
    from minerva.retrieval.rankings import Mode  # noqa: PLC0415
    from minerva.retrieval.search import search as find  # noqa: PLC0415
    from minerva.retrieval.suggesting import suggest  # noqa: PLC0415

    library = open_chosen(context, index)
    filters = replace(filters, theme=tuple(ids_of(library, theme)))
    hits = find(
        library,
        query,
        limit=limit,
        offset=offset,
        filters=filters,
        mode=None if mode is None else choice("--mode", mode, [one.value for one in Mode]),
        spread=choice("--spread", spread, [one.value for one in Spread]),
        like=like or (),
        unlike=unlike or (),
        reranker=rerank,
    )
    reading = read_query(library, query) if explain else None
    better = suggest(library, query)
    suggestions = [better] if better else []
    _present(hits, reading=reading, suggestions=suggestions, full=full, as_json=as_json)


def ids_of(library: Library, themes: Sequence[str] | None) -> list[str]:
    """Return the ids of *themes* by name; the defined ones are assigned to reports that were added since."""
    return [theme.id for theme in bring_up_to_date(library, themes)] if themes else []


@narrowed_by(*OF_PASSAGES)
def similar(
    context: typer.Context,
    passage: PassageId,
    limit: Limit = 10,
    offset: Offset = 0,
    filters: Filters = NARROWED,
    theme: ThemeNames = None,
    spread: SpreadName = "none",
    explain: Explain = False,
    full: Full = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Find passages that say nearly the same as one."""
    from minerva.retrieval.explaining import QueryReading  # noqa: PLC0415 - as above
    from minerva.retrieval.ranking import Spread  # noqa: PLC0415
    from minerva.retrieval.similar import similar as find  # noqa: PLC0415

    library = open_chosen(context, index)
    filters = replace(filters, theme=tuple(ids_of(library, theme)))
    hits = find(
        library,
        passage,
        limit=limit,
        offset=offset,
        filters=filters,
        spread=choice("--spread", spread, [one.value for one in Spread]),
    )
    _present(hits, reading=QueryReading() if explain else None, full=full, as_json=as_json)


def show(
    context: typer.Context,
    passage: PassageId,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show a passage, what stands before and after it, and how to cite it."""
    library = open_chosen(context, index)
    chosen = library.passage(passage)
    report = library.report(chosen.report_id)
    passages = library.passages(report.id)
    place = passages.index(chosen)
    before = passages[place - 1] if place else None
    after = passages[place + 1] if place + 1 < len(passages) else None
    if as_json:
        print_json(
            {
                "passage": _passage_json(library, report, chosen),
                "before": _passage_json(library, report, before) if before else None,
                "after": _passage_json(library, report, after) if after else None,
                "citation": cite(report, chosen),
            }
        )
        return
    screen = console()
    screen.print(cite(report, chosen), style="bold", markup=False)
    screen.print(" › ".join(chosen.section), style="italic", markup=False)
    for one, style in ((before, "dim"), (chosen, ""), (after, "dim")):
        if one:
            screen.print("\n" + library.quote(one), style=style, markup=False)
    if chosen.ocr:
        screen.print(
            "\n" + _("Recognised from a picture; compare it with page {page} of the file.").format(page=chosen.page),
            style="yellow",
            markup=False,
        )
    screen.print(f"\n{report.file}  {chosen.id}", style="dim", markup=False)


def _present(
    hits: Hits,
    *,
    reading: QueryReading | None,
    suggestions: Sequence[str] | None = None,
    full: bool,
    as_json: bool,
) -> None:
    """Print *hits*: how each answers what the query is read as, if that is given, and what was perhaps meant."""
    if as_json:
        shown = {"query": hits.query, "mode": hits.mode, "total": hits.total, "hits": _ranked_json(hits, reading)}
        if suggestions is not None:
            shown |= {"suggestions": list(suggestions), "answered": hits.answered, "warnings": list(hits.warnings)}
        print_json(shown | ({"reading": reading_json(reading)} if reading else {}))
    else:
        _print_hits(hits, reading=reading, suggestions=suggestions or (), full=full)


def _ranked_json(hits: Hits, reading: QueryReading | None) -> list[dict[str, Any]]:
    from minerva.retrieval.explaining import ways  # noqa: PLC0415 - as above

    ranked = [hit_json(hit, rank) for rank, hit in enumerate(hits, hits.offset + 1)]
    if reading:
        for shown, hit in zip(ranked, hits, strict=True):
            shown["why"]["ways"] = ways_json(ways(hit, reading))
    return ranked


def _passage_json(library: Library, report: Report, passage: Passage) -> dict[str, object]:
    from minerva.records import Hit  # noqa: PLC0415 - as above

    shown = hit_json(Hit(passage, report, library.quote(passage), 0.0), 0)
    return {name: value for name, value in shown.items() if name not in {"rank", "score", "highlights", "why"}}


def _print_hits(hits: Hits, *, reading: QueryReading | None, suggestions: Sequence[str], full: bool) -> None:
    from minerva.retrieval.answering import UNLIKELY  # noqa: PLC0415 - as above
    from minerva.retrieval.explaining import ways  # noqa: PLC0415

    screen = console()
    found = translate_count("{n} hit for: {query}", "{n} hits for: {query}", hits.total)
    screen.print(found.format(n=hits.total, query=hits.query), style="bold", markup=False)
    for warning in hits.warnings:
        console(stderr=True).print(
            _("Looked for words alone. {reason}").format(reason=warning), style="yellow", markup=False
        )
    for better in suggestions:
        screen.print(_("Did you mean: {query}").format(query=better), style="yellow", markup=False)
    if not hits.total:
        screen.print(_("Try fewer or other words, or leave out filters; minerva reports shows what there is."))
    elif hits.answered is not None and hits.answered < UNLIKELY:
        screen.print(
            _("None of this may really answer what you ask; these are the nearest."), style="yellow", markup=False
        )
    for line in reading_lines(reading) if reading else ():
        screen.print(line, style="dim", markup=False)
    for rank, hit in enumerate(hits, hits.offset + 1):
        screen.print()
        print_hit(screen, hit, rank, full=full)
        for line in hit_lines(hit, ways(hit, reading)) if reading else ():
            screen.print(line, style="dim", markup=False)
    print_rest(hits)


def print_hit(screen: Console, hit: Hit, rank: int, *, full: bool) -> None:
    """Print a hit with its source, and of its text what shows the first word that matched, or all."""
    page = "" if hit.passage.page is None else " · " + _("p. {page}").format(page=hit.passage.page)
    ocr = " · " + _("OCR") if hit.passage.ocr else ""
    screen.print(f"{rank}. {heading(hit.report)}{page}{ocr}", style="bold cyan", markup=False)
    if hit.passage.section:
        screen.print(" › ".join(hit.passage.section), style="italic", markup=False)
    if hit.repeats and not full:
        screen.print(_("Says nearly the same as hit {rank}.").format(rank=hit.repeats), style="dim", markup=False)
        screen.print(f"{hit.report.file}  {hit.passage.id}", style="dim", markup=False)
        return
    begin, end = (0, len(hit.text)) if full else _excerpt(hit)
    text = highlighted(hit.text, hit.highlights)[begin:end]
    screen.print("… " if begin else "", text, " …" if end < len(hit.text) else "", sep="")
    screen.print(f"{hit.report.file}  {hit.passage.id}", style="dim", markup=False)


def _excerpt(hit: Hit) -> tuple[int, int]:
    """Return the part of a passage that shows its closest sentence, or the first word that matched, cut at a blank."""
    first = hit.closest.start if hit.closest else hit.highlights[0].start if hit.highlights else 0
    begin = max(first - _EXCERPT // 3, 0)
    begin = hit.text.rfind(" ", 0, begin) + 1 if begin else 0
    end = min(begin + _EXCERPT, len(hit.text))
    return begin, hit.text.rfind(" ", begin, end) if end < len(hit.text) else end
