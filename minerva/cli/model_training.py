"""Training an encoder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minerva.cli.options import AsJson
from minerva.cli.output import console, print_json
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from minerva.training.train import Progress

TRAIN_EXAMPLE = _("Example: minerva model train --data texts --out models/my-encoder")

Data = Annotated[Path, typer.Option("--data", metavar=_("FOLDER"), help=_("Folder of training texts and pairs."))]
Dictionaries = Annotated[
    Path | None,
    typer.Option("--dictionaries", metavar=_("FOLDER"), help=_("Folder of dictionaries; by default none.")),
]
Questions = Annotated[
    Path | None,
    typer.Option("--questions", metavar=_("FOLDER"), help=_("Folder of passages with questions; by default none.")),
]
Start = Annotated[
    Path | None,
    typer.Option("--from", metavar=_("FOLDER"), help=_("An encoder to train further; by default a new one is made.")),
]
Out = Annotated[Path, typer.Option("--out", metavar=_("FOLDER"), help=_("Folder that the encoder is written to."))]
Seed = Annotated[int, typer.Option("--seed", help=_("The same seed gives the same encoder."))]
Passes = Annotated[
    float | None, typer.Option("--passes", min=0.0, help=_("How often to go through the pairs; by default as shipped."))
]
Teacher = Annotated[bool, typer.Option(help=_("Whether to learn from an English encoder by way of translations."))]


def train(
    data: Data,
    out: Out,
    dictionaries: Dictionaries = None,
    questions: Questions = None,
    start: Start = None,
    seed: Seed = 0,
    passes: Passes = None,
    teacher: Teacher = True,
    as_json: AsJson = False,
) -> None:
    """Train an encoder; repeated after a break, it goes on where it was."""
    from minerva.training.gathering import Sources  # noqa: PLC0415 - --help must not wait for it
    from minerva.training.recipe import FURTHER, Recipe  # noqa: PLC0415
    from minerva.training.train import train_encoder  # noqa: PLC0415

    shipped = FURTHER if start else Recipe()
    recipe = replace(
        shipped,
        seed=seed,
        passes=shipped.passes if passes is None else passes,
        teacher_weight=shipped.teacher_weight if teacher else 0.0,
    )
    with _stages() as on_progress:
        train_encoder(Sources(data, dictionaries, questions, start), out, recipe, on_progress=on_progress)
    if as_json:
        print_json({"folder": str(out), "recipe": recipe.as_json()})
    else:
        console().print(_("The encoder is in {folder}. Use it with: minerva model use {folder}").format(folder=out))


def _stages() -> AbstractContextManager[Progress]:
    from contextlib import contextmanager  # noqa: PLC0415

    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    names = {
        "pieces": _("learning pieces of words"),
        "pairs": _("gathering pairs"),
        "teacher": _("asking the teacher"),
        "training": _("training"),
    }

    @contextmanager
    def bars() -> Iterator[Progress]:
        """Show a bar a stage on a terminal, nothing elsewhere."""
        screen = console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Bar(*columns, console=screen, disable=not screen.is_terminal) as bar:
            tasks = {stage: bar.add_task(name, total=None, start=False) for stage, name in names.items()}

            def on_progress(stage: str, done: int, total: int) -> None:
                bar.start_task(tasks[stage])
                bar.update(tasks[stage], completed=done, total=total)

            yield on_progress

    return bars()
