"""Options that several verbs share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library

FOLDER = _("DIR")
INDEX_HELP = _("The library's folder; default: index.")

Names = list[str] | None

Index = Annotated[str | None, typer.Option("--index", metavar=FOLDER, help=INDEX_HELP)]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print one JSON document and nothing else."))]


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """What was given as ``--index`` before the verb."""

    folder: str | None


def open_chosen(context: typer.Context, index: str | None, *, create: bool = False) -> Library:
    """Open the library that the user chose: after the verb, before it, by the environment, or the default one."""
    from minerva.library.store import open_library  # noqa: PLC0415 - --help must not wait for it

    before = context.find_object(IndexFolder)
    library = open_library(index or (before.folder if before else None) or "index", create=create)
    context.call_on_close(library.close)
    return library


def choice(option: str, value: str, known: Sequence[str]) -> str:
    """Return *value* if it is one of *known*; else it is wrong usage."""
    if value not in known:
        raise typer.BadParameter(
            _("{value!r} is none of: {known}.").format(value=value, known=", ".join(known)), param_hint=option
        )
    return value
