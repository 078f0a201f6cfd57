"""Defined themes: written down and assigned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, print_json
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.library.store import Library
    from minerva.records import Theme
    from minerva.themes.assigning import AssignedTheme

DEFINE_EXAMPLE = _(
    'Example: minerva themes define "stöd till anhöriga" --seed "anhörigstöd*" --seed "stöd + anhöriga". '
    "A star stands for any letters; what stands around + must stand in one sentence."
)
ASSIGN_EXAMPLE = _("Example: minerva themes assign hemlöshet (all defined themes by default)")

ThemeName = Annotated[str, typer.Argument(metavar=_("THEME"), help=_("Name of a theme, or its beginning."))]
ThemeNames = Annotated[
    list[str] | None, typer.Argument(metavar=_("THEME"), help=_("Names of themes; all defined ones by default."))
]
NewName = Annotated[str, typer.Argument(metavar=_("NAME"), help=_("What the theme is called."))]
Description = Annotated[str, typer.Option("--description", metavar=_("TEXT"), help=_("What it is about."))]
Phrases = list[str] | None
Seeds = Annotated[
    Phrases, typer.Option("--seed", metavar=_("PHRASE"), help=_("Tells the theme by itself; may be repeated."))
]
Hints = Annotated[
    Phrases, typer.Option("--hint", metavar=_("PHRASE"), help=_("Speaks for it beside others; may be repeated."))
]
Excluded = Annotated[
    Phrases, typer.Option("--exclude", metavar=_("PHRASE"), help=_("Read as if it were not there; may be repeated."))
]
Examples = Annotated[
    Phrases, typer.Option("--example", metavar=_("ID|TEXT"), help=_("A passage that is about it; may be repeated."))
]
Counterexamples = Annotated[
    Phrases,
    typer.Option("--counterexample", metavar=_("ID"), help=_("A passage that is not about it; may be repeated.")),
]
DefinitionFile = Annotated[
    Path | None, typer.Option("--from", metavar=_("FILE"), help=_("A TOML file that defines themes."))
]


def define(
    context: typer.Context,
    name: NewName = "",
    description: Description = "",
    seed: Seeds = None,
    hint: Hints = None,
    exclude: Excluded = None,
    example: Examples = None,
    counterexample: Counterexamples = None,
    file: DefinitionFile = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Keep themes in the library and assign them."""
    from minerva.themes.assigning import assign_themes  # noqa: PLC0415 - --help must not wait for it
    from minerva.themes.defining import define_from, define_themes  # noqa: PLC0415
    from minerva.themes.definitions import defined_theme  # noqa: PLC0415

    if bool(name) == bool(file):
        raise typer.BadParameter(_("Give either a name or a file."), param_hint="NAME")
    library = open_chosen(context, index, create=True)
    if file:
        kept = define_from(library, file)
    else:
        given = {"seeds": seed, "hints": hint, "excluded": exclude}
        phrases = {key: value for key, value in given.items() if value}
        kept = define_themes(
            library,
            [
                defined_theme(
                    name,
                    description=description,
                    examples=_full_ids(library, example),
                    counterexamples=_full_ids(library, counterexample),
                    **phrases,
                )
            ],
        )
    found = assign_themes(library, [theme.name for theme in kept]) if library.reports() else []
    _present(found, as_json=as_json)
    if not found and not as_json:
        count = translate_count("{n} theme defined.", "{n} themes defined.", len(kept))
        console().print(count.format(n=len(kept)), markup=False)


def assign(context: typer.Context, themes: ThemeNames = None, index: Index = None, as_json: AsJson = False) -> None:
    """Look through all passages for the defined themes."""
    from minerva.themes.assigning import assign_themes  # noqa: PLC0415 - as above

    _present(assign_themes(open_chosen(context, index), themes or ()), as_json=as_json)


def bring_up_to_date(library: Library, names: Sequence[str]) -> list[Theme]:
    """Assign the defined themes of these *names*, by default all, to reports added since; return all of the names."""
    from minerva.records import Origin  # noqa: PLC0415 - as above
    from minerva.themes.assigning import assign_themes, unassigned_reports  # noqa: PLC0415
    from minerva.themes.choosing import chosen_theme  # noqa: PLC0415
    from minerva.themes.defining import known_themes  # noqa: PLC0415

    chosen = [chosen_theme(library, name) for name in names] or known_themes(library)
    missing = unassigned_reports(library, [theme for theme in chosen if theme.origin is Origin.DEFINED])
    if missing:
        console(stderr=True).print(_("Looking through the reports for themes …"), style="dim")
        assign_themes(library, [theme.name for theme in chosen if theme.id in missing])
    return chosen


def _full_ids(library: Library, given: Sequence[str] | None) -> list[str]:
    """Return examples with ids written out; what is no beginning of one, having a blank, is a text."""
    return [one if " " in one else library.passage(one).id for one in given or ()]


def _present(found: Sequence[AssignedTheme], *, as_json: bool) -> None:
    if as_json:
        print_json({"themes": [_assigned_json(one) for one in found]})
        return
    width = max((len(one.theme.name) for one in found), default=0)
    for one in found:
        told = translate_count("{n} passage", "{n} passages", one.passages).format(n=one.passages)
        reports = translate_count("in {n} report", "in {n} reports", one.reports).format(n=one.reports)
        line = f"{one.theme.name:{width}}  {told} {reports}"
        console().print(line, style="" if one.passages else "dim", markup=False)
        if one.is_silent:
            note = _("None of its seeds stands in any passage. Try other ones: minerva themes show {name} --toml")
            console(stderr=True).print(f"  {note.format(name=repr(one.theme.name))}", style="yellow", markup=False)


def _assigned_json(one: AssignedTheme) -> dict[str, Any]:
    return {
        "id": one.theme.id,
        "name": one.theme.name,
        "origin": str(one.theme.origin),
        "keywords": list(one.theme.keywords or one.theme.seeds[:10]),
        "passages": one.passages,
        "reports": one.reports,
        "municipalities": one.municipalities,
        "seeds_found": not one.is_silent,
    }
