"""Exercises made of example passages: pairs to compare, texts with blanks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minerva.citation import cite
from minerva.cli.example_options import Limit, Theme, Title, To, WantedFunction, WithKey, Words, bounds, opened
from minerva.cli.example_output import criteria_text, pair_json, print_written
from minerva.cli.narrowing import NARROWED, narrowed_by
from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, print_json
from minerva.messages import translate as _

if TYPE_CHECKING:
    from minerva.retrieval.filters import Filters


CONTRAST_EXAMPLE = _("Example: minerva examples contrast analys --theme hemlöshet --to par.docx --key")
CLOZE_EXAMPLE = _("Example: minerva examples cloze 5d0c7b --hide siffror --seed 1 (ids: minerva examples)")

Hide = Annotated[
    str, typer.Option("--hide", metavar="siffror|orsaksord|begrepp|funktion", help=_("What is to be filled in."))
]
Seed = Annotated[int, typer.Option("--seed", metavar=_("N"), help=_("Draws other blanks."))]
Most = Annotated[int, typer.Option("--most", metavar=_("N"), min=1, help=_("How many blanks at most."))]


@narrowed_by("municipality", "year")
def contrast(
    context: typer.Context,
    function: WantedFunction,
    query: Annotated[str, typer.Option("--query", metavar=_("QUERY"), help=_("What they are about."))] = "",
    theme: Theme = "",
    words: Words = "",
    limit: Limit = 3,
    filters: Filters = NARROWED,
    to: To = None,
    key: WithKey = False,
    title: Title = _("Which is better?"),
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show, or write, pairs that do the same: one that meets the criteria of its function and one that does not."""
    from minerva.examples.contrasts import contrast_pairs  # noqa: PLC0415 - as above
    from minerva.examples.worksheets import contrast_sheet  # noqa: PLC0415

    pairs = contrast_pairs(
        opened(context, index, theme),
        function,
        query=query,
        theme=theme,
        words=bounds("--words", words),
        filters=filters,
        limit=limit,
    )
    if to:
        contrast_sheet(title, pairs).write(Path(to), with_key=key)
    if as_json:
        print_json({"pairs": [pair_json(one) for one in pairs], "file": to})
        return
    screen = console()
    if not pairs:
        screen.print(_("No two examples are far enough apart. Ask for another function or theme."))
    for pair in pairs if not to else ():
        for label, graded in ((_("Good"), pair.good), (_("Weak"), pair.weak)):
            screen.print(f"\n{label}", style="bold", markup=False)
            screen.print(graded.example.text, markup=False)
            screen.print(criteria_text(graded), style="dim", markup=False)
            screen.print(cite(graded.example.report, graded.example.passage), style="dim", markup=False)
    print_written(screen, to)


def hide(
    context: typer.Context,
    passages: Annotated[list[str], typer.Argument(metavar="ID...", help=_("Ids of passages, or their beginnings."))],
    what: Hide = "siffror",
    most: Most = 6,
    seed: Seed = 0,
    to: To = None,
    key: WithKey = False,
    title: Title = _("Fill in"),
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show, or write, passages with blanks; --key shows what was hidden."""
    from minerva.examples.cloze import cloze  # noqa: PLC0415
    from minerva.examples.weighing import known_examples  # noqa: PLC0415 - as above
    from minerva.examples.worksheets import cloze_sheet  # noqa: PLC0415

    found = known_examples(open_chosen(context, index), passages)
    exercises = [cloze(one, what, most=most, seed=seed) for one in found]
    sheet = cloze_sheet(title, exercises)
    if to:
        sheet.write(Path(to), with_key=key)
    if as_json:
        print_json(
            {
                "exercises": [
                    {
                        "passage": one.example.passage.id,
                        "text": one.text,
                        "key": [
                            {"number": b.number, "start": b.start, "end": b.end, "answer": b.answer} for b in one.blanks
                        ],
                    }
                    for one in exercises
                ],
                "file": to,
            }
        )
        return
    screen = console()
    for item in sheet.items if not to else ():
        screen.print(f"\n{item.text}", markup=False)
        screen.print(item.source, style="dim", markup=False)
        if key:
            screen.print("; ".join(item.key), style="green", markup=False)
    print_written(screen, to)
