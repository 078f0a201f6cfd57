"""Options that the verbs under ``minerva examples`` share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from minerva.cli.defining import bring_up_to_date
from minerva.cli.options import open_chosen
from minerva.messages import translate as _

if TYPE_CHECKING:
    from minerva.library.store import Library

_RANGE = re.compile(r"(\d+(?:[.,]\d+)?)?-(\d+(?:[.,]\d+)?)?")

Query = Annotated[str, typer.Argument(metavar=_("QUERY"), help=_("What they are about; whatever by default."))]
Theme = Annotated[str, typer.Option("--theme", metavar=_("THEME"), help=_("A theme that they are about."))]
FunctionName = Annotated[
    str,
    typer.Option(
        "--function",
        metavar="mål|resultat|nuläge|analys|åtgärd|utmaning|plan|brukarröst",
        help=_("What they do, or how its name begins."),
    ),
]
Words = Annotated[str, typer.Option("--words", metavar=_("RANGE"), help=_("How long: 40-120, 40- or -120 words."))]
Lix = Annotated[
    str, typer.Option("--lix", metavar=_("RANGE"), help=_("How hard to read: LIX 30-45, 30- or -45; below 40 is easy."))
]
Incomplete = Annotated[bool, typer.Option("--incomplete", help=_("Also passages that cannot be understood alone."))]
Limit = Annotated[int, typer.Option("-k", "--limit", metavar=_("N"), min=0, help=_("How many."))]
To = Annotated[
    str | None,
    typer.Option("--to", metavar=_("FILE"), help=_("Write a sheet instead: Word (.docx) or Markdown (.md).")),
]
WithKey = Annotated[bool, typer.Option("--key", help=_("With --to: put the key at the end of the sheet."))]
Title = Annotated[str, typer.Option("--title", metavar=_("TEXT"), help=_("With --to: what stands above the sheet."))]

WantedFunction = Annotated[str, typer.Argument(metavar=_("FUNCTION"), help=_("What they do, or how its name begins."))]


def bounds(option: str, text: str) -> tuple[float | None, float | None]:
    """Return least and most of a range such as ``40-120``, ``40-`` or ``-120``; anything else is wrong usage."""
    if not text:
        return None, None
    found = _RANGE.fullmatch(text.strip())
    if not found or found.group() == "-":
        raise typer.BadParameter(
            _("'{text}' is no range such as 40-120, 40- or -120.").format(text=text), param_hint=option
        )
    least, most = (None if one is None else float(one.replace(",", ".")) for one in found.groups())
    return least, most


def opened(context: typer.Context, index: str | None, theme: str) -> Library:
    """Return the library, with the theme assigned to reports that were added since."""
    library = open_chosen(context, index)
    if theme:
        bring_up_to_date(library, [theme])
    return library
