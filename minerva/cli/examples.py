"""Example passages for teaching: all verbs under ``minerva examples``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli import exercises
from minerva.cli.example_options import (
    FunctionName,
    Incomplete,
    Limit,
    Lix,
    Query,
    Theme,
    Title,
    To,
    WantedFunction,
    WithKey,
    Words,
    bounds,
    opened,
)
from minerva.cli.example_output import example_json, print_example, print_written
from minerva.cli.finding import PassageId
from minerva.cli.narrowing import NARROWED, OF_REPORTS, narrowed_by
from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, print_json
from minerva.cli.wording import Command
from minerva.cli.wording import Group as VerbGroup
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from minerva.retrieval.filters import Filters


FIND = "find"
FIND_EXAMPLE = _("Example: minerva examples hemlöshet --function analys --words 40-120 --lix -45 --limit 8")
SET_EXAMPLE = _("Example: minerva examples set --function analys --balance municipality --balance year --to blad.docx")
JUDGE_EXAMPLE = _("Example: minerva examples judge 5d0c7b analys (ids: minerva examples)")


class _Verbs(VerbGroup):
    """Verbs, of which that which finds need not be named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer gives it no public name
        """Put the verb that finds before what is none of the verbs."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = [FIND, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_Verbs,
    help=_("Find example passages for teaching, and make exercises of them. Without a verb: find."),
    epilog=FIND_EXAMPLE,
)
_verb = partial(app.command, cls=Command)

Count = Annotated[int, typer.Option("-n", "--count", metavar=_("N"), min=1, help=_("How many examples."))]
Balance = Annotated[
    list[str] | None,
    typer.Option(
        "--balance",
        metavar="municipality|county|group|board|kind|year|function",
        help=_("As many of each of these as can be; may be repeated, the most important first."),
    ),
]
Not = Annotated[bool, typer.Option("--not", help=_("It does not have this function."))]


@_verb(FIND, help=_("Find example passages."), epilog=FIND_EXAMPLE)
@narrowed_by(*OF_REPORTS, "section")
def find(
    context: typer.Context,
    query: Query = "",
    theme: Theme = "",
    function: FunctionName = "",
    words: Words = "",
    lix: Lix = "",
    incomplete: Incomplete = False,
    limit: Limit = 8,
    filters: Filters = NARROWED,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show example passages from as many municipalities, boards and years as there are."""
    from minerva.examples.choosing import examples  # noqa: PLC0415 - --help must not wait for it

    library = opened(context, index, theme)
    found = examples(
        library,
        query=query,
        theme=theme,
        function=function,
        words=bounds("--words", words),
        lix=bounds("--lix", lix),
        complete=not incomplete,
        filters=filters,
        limit=limit,
    )
    if as_json:
        shown = [example_json(one, rank) for rank, one in enumerate(found, 1)]
        print_json({"query": query, "theme": theme or None, "weighed": found.weighed, "examples": shown})
        return
    screen = console()
    told = translate_count("{n} example", "{n} examples", len(found)).format(n=len(found))
    screen.print(told, style="bold", markup=False)
    if not found.examples:
        screen.print(_("Ask for less: another function, other words, a wider range, or --incomplete."))
    for rank, one in enumerate(found, 1):
        print_example(screen, one, rank)


@_verb("set", help=_("Choose a set of examples that is balanced."), epilog=SET_EXAMPLE)
@narrowed_by("municipality", "year")
def make_set(
    context: typer.Context,
    query: Query = "",
    theme: Theme = "",
    function: FunctionName = "",
    words: Words = "",
    lix: Lix = "",
    incomplete: Incomplete = False,
    count: Count = 8,
    balance: Balance = None,
    filters: Filters = NARROWED,
    to: To = None,
    key: WithKey = False,
    title: Title = _("Examples"),
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show, or write, examples with as many of each municipality, year ... as can be."""
    from minerva.examples.judging import known_function  # noqa: PLC0415
    from minerva.examples.teaching_sets import teaching_set  # noqa: PLC0415
    from minerva.examples.weighing import Wish  # noqa: PLC0415 - as above
    from minerva.examples.worksheets import set_sheet  # noqa: PLC0415

    wish = Wish(
        known_function(function) if function else None,
        bounds("--words", words),
        bounds("--lix", lix),
        complete=not incomplete,
    )
    found = teaching_set(
        opened(context, index, theme),
        count,
        balance=balance or ("municipality", "year"),
        query=query,
        theme=theme,
        wish=wish,
        filters=filters,
    )
    if to:
        set_sheet(title, found).write(Path(to), with_key=key)
    if as_json:
        shown = [example_json(one, rank) for rank, one in enumerate(found, 1)]
        counted = {facet: {str(value): n for value, n in some.items()} for facet, some in found.balance.items()}
        print_json({"examples": shown, "balance": counted, "file": to})
        return
    screen = console()
    for facet, some in found.balance.items():
        unknown = _("unknown")
        told = ", ".join(f"{value or unknown} {n}" for value, n in some.items())
        screen.print(f"{facet}: {told}", style="dim", markup=False)
    for rank, one in enumerate(found if not to else (), 1):
        print_example(screen, one, rank)
    print_written(screen, to)


@_verb("judge", help=_("Say what a passage does, which teaches."), epilog=JUDGE_EXAMPLE)
def judge(
    context: typer.Context,
    passage: PassageId,
    function: WantedFunction,
    rejected: Not = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Remember that a passage has a function, or has not."""
    from minerva.examples.judging import judge_function  # noqa: PLC0415 - as above

    judged = judge_function(open_chosen(context, index), passage, function, accepted=not rejected)
    if as_json:
        print_json({"passage": judged.passage_id, "function": judged.function, "accepted": judged.accepted})
        return
    said = (
        _("Remembered: {passage} is {function}.") if judged.accepted else _("Remembered: {passage} is not {function}.")
    )
    console().print(said.format(passage=judged.passage_id, function=judged.function), markup=False)


_verb("contrast", help=_("Put good and weak examples side by side."), epilog=exercises.CONTRAST_EXAMPLE)(
    exercises.contrast
)
_verb("cloze", help=_("Hide something of a passage, to be filled in."), epilog=exercises.CLOZE_EXAMPLE)(exercises.hide)
