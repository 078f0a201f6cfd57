"""The options that narrow what is looked at, the same in every verb that takes them."""

from __future__ import annotations

from functools import wraps
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from minerva.cli.options import Names
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from minerva.retrieval.filters import Filters

Municipality = Annotated[
    Names, typer.Option("--municipality", metavar=_("NAME"), help=_("Name or code; may be repeated."))
]
County = Annotated[Names, typer.Option("--county", metavar=_("NAME"), help=_("Such as: Skåne län."))]
Group = Annotated[
    Names, typer.Option("--group", metavar=_("NAME"), help=_("Municipality group of 2011, such as: Större städer."))
]
Board = Annotated[Names, typer.Option("--board", metavar=_("NAME"), help=_("Such as: socialnämnden."))]
Kind = Annotated[Names, typer.Option("--kind", metavar=_("NAME"), help=_("Such as: årsredovisning, delårsrapport."))]
Year = Annotated[
    list[int] | None, typer.Option("--year", metavar=_("YEAR"), help=_("The year reported on; may be repeated."))
]
YearFrom = Annotated[int | None, typer.Option("--year-from", metavar=_("YEAR"), help=_("This year or later."))]
YearTo = Annotated[int | None, typer.Option("--year-to", metavar=_("YEAR"), help=_("This year or earlier."))]
ReportId = Annotated[Names, typer.Option("--report", metavar="ID", help=_("Only in this report."))]
Section = Annotated[
    str | None, typer.Option("--section", metavar=_("WORDS"), help=_("The headings above hold these words."))
]
PassageKindName = Annotated[
    Names,
    typer.Option(
        "--passage-kind", metavar="text|lista|tabell|fotnot", help=_("Only passages of this kind; may be repeated.")
    ),
]

_OPTION_BY_NAME = {
    "municipality": Municipality,
    "county": County,
    "group": Group,
    "board": Board,
    "kind": Kind,
    "year": Year,
    "year_from": YearFrom,
    "year_to": YearTo,
    "report": ReportId,
    "section": Section,
    "passage_kind": PassageKindName,
}
OF_REPORTS = ("municipality", "county", "group", "board", "kind", "year", "year_from", "year_to")
"""What narrows to some reports by what they are."""
OF_PASSAGES = tuple(_OPTION_BY_NAME)
"""What narrows to some passages."""
NARROWED: Any = None
"""Stands in a verb's signature where its options that narrow are to stand."""


def narrowed_by(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """
    Give a verb the options *names* in the place of its parameter ``filters``, and what was chosen as its argument.

    Typer reads a verb's options from its signature, so without this each verb would spell them out and gather them.
    """

    def taking(verb: Callable[..., None]) -> Callable[..., None]:
        # Filters themselves are no option: their module is loaded when a verb runs.
        annotations = get_type_hints(verb, localns={"Filters": object}, include_extras=True)

        def parameters() -> Iterator[Parameter]:
            for one in signature(verb).parameters.values():
                if one.name == "filters":
                    for name in names:
                        yield Parameter(name, one.kind, default=None, annotation=_OPTION_BY_NAME[name])
                else:
                    yield one.replace(annotation=annotations[one.name])

        @wraps(verb)
        def narrowed(**given: Any) -> None:  # noqa: ANN401 - as the verb has them
            chosen = {name: given.pop(name) for name in names}
            verb(**given, filters=_filters(chosen))

        narrowed.__signature__ = signature(verb).replace(parameters=list(parameters()))  # type: ignore[attr-defined]
        narrowed.__annotations__ = {one.name: one.annotation for one in parameters()}
        return narrowed

    return taking


def _filters(chosen: dict[str, Any]) -> Filters:
    """Return what was *chosen*, lists for tuples and None for nothing, as filters."""
    from minerva.retrieval.filters import Filters  # noqa: PLC0415 - --help must not wait for it

    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in chosen.items() if value is not None
    }
    return Filters(**told)
