"""Encoders: which there are, and which a library uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.model_training import TRAIN_EXAMPLE, train
from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, print_json, progress_bar
from minerva.cli.wording import Command, Group
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from minerva.library.passage_vectors import KnownHere

USE_EXAMPLE = _("Example: minerva model use intfloat/multilingual-e5-small")

app = typer.Typer(cls=Group, help=_("Show or choose the encoder that search by meaning uses."), no_args_is_help=True)
_verb = app.command

Name = Annotated[
    str, typer.Argument(metavar=_("NAME"), help=_("Name of a model, or a folder that sentence-transformers wrote."))
]


@_verb("list", cls=Command, help=_("Show encoders and which is in use."))
def list_models(context: typer.Context, index: Index = None, as_json: AsJson = False) -> None:
    """Show which encoders are worth a try, which are on this machine and which the library uses."""
    from minerva.library.passage_vectors import known_encoders  # noqa: PLC0415 - --help must not wait for it

    known = known_encoders(open_chosen(context, index))
    if as_json:
        print_json({"models": [_plain(one) for one in known]})
        return
    width = max(len(one.name) for one in known)
    for one in known:
        states = {_("in use"): one.is_used, _("on this machine"): one.is_here, _("to be fetched"): not one.is_here}
        notes = [note for note, holds in states.items() if holds]
        if one.about:
            notes.append(_(one.about))
        if one.vectors and not one.is_used:
            begun = translate_count("{n} passage encoded", "{n} passages encoded", one.vectors)
            notes.append(begun.format(n=one.vectors))
        console().print(f"{'*' if one.is_used else ' '} {one.name:{width}}  {', '.join(notes)}", markup=False)


@_verb("use", cls=Command, help=_("Let search by meaning use another encoder."), epilog=USE_EXAMPLE)
def use(context: typer.Context, name: Name, index: Index = None, as_json: AsJson = False) -> None:
    """Encode every passage anew, then change over; searches go on with the encoder before meanwhile."""
    from minerva.library.passage_vectors import use_encoder  # noqa: PLC0415 - as above

    library = open_chosen(context, index)
    with progress_bar() as on_progress:
        used = use_encoder(library, name, on_progress=on_progress)
    if as_json:
        print_json({"name": used.name, "fingerprint": used.fingerprint, "dimensions": used.dimensions})
    else:
        console().print(_("Search by meaning now uses {name}.").format(name=used.name), markup=False)


_verb("train", cls=Command, help=_("Train an encoder on public texts."), epilog=TRAIN_EXAMPLE)(train)


def _plain(one: KnownHere) -> dict[str, Any]:
    return {
        "name": one.name,
        "about": _(one.about) if one.about else "",
        "used": one.is_used,
        "here": one.is_here,
        "dimensions": one.dimensions,
        "vectors": one.vectors,
    }
