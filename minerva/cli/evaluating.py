"""How good the search is."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads it from the signature
from typing import Annotated

import typer

from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, print_json
from minerva.messages import decimal
from minerva.messages import translate as _

EXAMPLE = _("Example: minerva eval corpus/truth/queries.jsonl")


def evaluate(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=_("FILE.jsonl"), help=_("Judged queries, one a line."))],
    missed: Annotated[bool, typer.Option("--missed", help=_("List the answers that were not found."))] = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Ask every judged query and print how well it was answered, over all and by kind, by each way of looking."""
    from minerva.evaluate import MEASURES, read_judged, summary  # noqa: PLC0415 - --help must not wait for it
    from minerva.evaluate import evaluate as measure  # noqa: PLC0415
    from minerva.retrieval.rankings import Mode, usual_mode  # noqa: PLC0415

    library, queries = open_chosen(context, index), read_judged(file)
    usual = usual_mode(library)
    modes = list(Mode) if usual is Mode.HYBRID else [usual]
    outcomes = {mode: measure(library, queries, mode=mode) for mode in modes}
    results = {mode: summary(of_mode) for mode, of_mode in outcomes.items()}
    if as_json:
        print_json(
            results[usual] | {"mode": usual.value, "by_mode": {mode.value: one for mode, one in results.items()}}
        )
        return
    screen, asked = console(), _("queries")
    for mode, result in results.items():
        screen.print(f"{mode.value:12}{asked:>9}" + "".join(f"{name:>11}" for name in MEASURES), markup=False)
        for kind, means in [*result["by_kind"].items(), (_("all"), result)]:
            figures = "".join(f"{'–' if means[name] is None else decimal(means[name], 3):>11}" for name in MEASURES)
            screen.print(f"{kind:12}{means['queries']:>9}{figures}", markup=False)
        screen.print()
    if missed:
        for outcome in outcomes[usual]:
            for judgment in outcome.missed:
                screen.print(f"{outcome.query.query} → {judgment.report}: {judgment.snippet}", markup=False)
