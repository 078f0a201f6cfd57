"""Defined themes, judged and shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.cli.defining import Phrases, ThemeName, bring_up_to_date
from minerva.cli.discovering import show as show_discovered
from minerva.cli.finding import print_hit
from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, hit_json, print_json
from minerva.messages import decimal, translate_count
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.records import Hit, Theme
    from minerva.themes.judging import Measured

JUDGE_EXAMPLE = _(
    "Example: minerva themes judge hemlöshet --accept 5d0c7b --reject 91ff02 (without ids: what to judge)"
)
SHOW_EXAMPLE = _("Example: minerva themes show hemlöshet")

Accept = Annotated[
    Phrases, typer.Option("--accept", metavar="ID", help=_("A passage that is about it; may be repeated."))
]
Reject = Annotated[
    Phrases, typer.Option("--reject", metavar="ID", help=_("A passage that is not about it; may be repeated."))
]
Limit = Annotated[int, typer.Option("-k", "--limit", metavar=_("N"), min=0, help=_("How many passages to show."))]
AsToml = Annotated[bool, typer.Option("--toml", help=_("Print the definition, to be changed and defined again."))]


def judge(
    context: typer.Context,
    theme: ThemeName,
    accept: Accept = None,
    reject: Reject = None,
    limit: Limit = 10,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Remember judgments and learn from them; without any, show the passages of which one would teach most."""
    from minerva.themes.defining import known_theme  # noqa: PLC0415 - as above
    from minerva.themes.judging import judge as remember  # noqa: PLC0415
    from minerva.themes.judging import measured, suggestions  # noqa: PLC0415
    from minerva.themes.quoting import theme_hits  # noqa: PLC0415

    library = open_chosen(context, index)
    if accept or reject:
        judged = remember(library, theme, accept=accept or (), reject=reject or ())
        found = measured(library, judged)
        if as_json:
            print_json({"theme": judged.name, "measured": _measured_json(found)})
        else:
            console().print(_measured_text(found), markup=False)
        return
    chosen = known_theme(library, theme)
    hits = theme_hits(library, chosen, [(one.passage.id, one.strength) for one in suggestions(library, chosen, limit)])
    if as_json:
        print_json({"theme": chosen.name, "suggestions": [hit_json(hit, rank) for rank, hit in enumerate(hits, 1)]})
        return
    console().print(
        _("Judge these, of which it is least sure: --accept ID what is about {name}, --reject ID what is not.").format(
            name=chosen.name
        ),
        markup=False,
    )
    _print_hits(hits)


def show(
    context: typer.Context,
    theme: ThemeName,
    limit: Limit = 5,
    toml: AsToml = False,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show what a theme is, its strongest passages, and, if it was defined, its precision and recall by judgments."""
    from minerva.library.themes import assignments  # noqa: PLC0415 - as above
    from minerva.records import Origin  # noqa: PLC0415
    from minerva.themes.choosing import chosen_theme  # noqa: PLC0415
    from minerva.themes.definitions import as_toml  # noqa: PLC0415
    from minerva.themes.judging import measured  # noqa: PLC0415
    from minerva.themes.quoting import theme_hits  # noqa: PLC0415

    library = open_chosen(context, index)
    chosen = chosen_theme(library, theme)
    if chosen.origin is Origin.DISCOVERED:
        show_discovered(context, chosen.id, index, as_json)
        return
    if toml:
        sys.stdout.write(as_toml(chosen))
        return
    if library.reports():
        bring_up_to_date(library, [chosen.name])
    assigned = assignments(library, theme_id=chosen.id)
    hits = theme_hits(library, chosen, [(one.passage_id, one.strength) for one in assigned[:limit]])
    found = measured(library, chosen)
    if as_json:
        shown = {
            key: getattr(chosen, key) for key in ("id", "name", "description", "keywords", "seeds", "hints", "excluded")
        }
        print_json(
            {
                "theme": {key: list(value) if isinstance(value, tuple) else value for key, value in shown.items()}
                | {"origin": str(chosen.origin)},
                "passages": len(assigned),
                "measured": _measured_json(found),
                "hits": [hit_json(hit, rank) for rank, hit in enumerate(hits, 1)],
            }
        )
        return
    _print_theme(chosen, len(assigned))
    console().print(_measured_text(found), markup=False)
    _print_hits(hits)


def _measured_json(found: Measured | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "judged": found.judged,
        "accepted": found.accepted,
        "found": found.found,
        "right": found.right,
        "precision": None if found.precision is None else round(found.precision, 4),
        "recall": None if found.recall is None else round(found.recall, 4),
    }


def _measured_text(found: Measured | None) -> str:
    if found is None:
        return _("Too few passages have been judged to measure it. See what to judge: minerva themes judge THEME")
    shares = [_("none") if one is None else decimal(one, 2) for one in (found.precision, found.recall)]
    return _("By {n} judged passages: precision {precision}, recall {recall}.").format(
        n=found.judged, precision=shares[0], recall=shares[1]
    )


def _print_theme(theme: Theme, passages: int) -> None:
    count = translate_count("{n} passage", "{n} passages", passages).format(n=passages)
    console().print(f"{theme.name} · {count}", style="bold", markup=False)
    if theme.description:
        console().print(theme.description, markup=False)
    for label, phrases in ((_("Seeds"), theme.seeds), (_("Hints"), theme.hints), (_("Keywords"), theme.keywords)):
        if phrases:
            console().print(f"{label}: {', '.join(phrases)}", style="dim", markup=False)


def _print_hits(hits: Sequence[Hit]) -> None:
    screen = console()
    for rank, hit in enumerate(hits, 1):
        screen.print()
        print_hit(screen, hit, rank, full=False)
        screen.print(_("Strength {strength}").format(strength=decimal(hit.score, 2)), style="dim", markup=False)
