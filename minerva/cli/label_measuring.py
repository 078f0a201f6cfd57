"""How a labelling project stands, and how far its annotators agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from minerva.citation.short import cite
from minerva.cli.label_projects import project_json
from minerva.cli.labelling import Limit, ProjectName, known_project, mark_json
from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, hit_json, print_json
from minerva.messages import decimal, translate_count
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minerva.labelling.agreement import Disagreement
    from minerva.labelling.marking import Place
    from minerva.labelling.standing import Standing
    from minerva.records import Agreement

STATUS_EXAMPLE = _("Example: minerva label status orsaker")
AGREEMENT_EXAMPLE = _("Example: minerva label agreement orsaker (mark the same passages: minerva label go --second)")
DISAGREEMENTS_EXAMPLE = _("Example: minerva label disagreements orsaker -k 20")

Seed = Annotated[int, typer.Option("--seed", metavar=_("N"), help=_("By which draws are made."))]


def status(
    context: typer.Context, project: ProjectName, seed: Seed = 0, index: Index = None, as_json: AsJson = False
) -> None:
    """Show what has been marked, how well labels are told by it, and whether more marks pay."""
    from minerva.labelling.standing import standing  # noqa: PLC0415 - --help must not wait for it

    library = open_chosen(context, index)
    found = standing(library, known_project(library, project), seed=seed)
    if as_json:
        print_json(_standing_json(found))
    else:
        _print_standing(found)


def agreement(
    context: typer.Context, project: ProjectName, seed: Seed = 0, index: Index = None, as_json: AsJson = False
) -> None:
    """Show how far annotators agree on what more than one of them marked."""
    from minerva.labelling.agreement import agreement as agreed  # noqa: PLC0415 - as above
    from minerva.library.labelling import marks  # noqa: PLC0415

    library = open_chosen(context, index)
    chosen = known_project(library, project)
    found = agreed(chosen, marks(library, chosen), seed=seed)
    if as_json:
        print_json(_agreement_json(found))
    else:
        _print_agreement(found)


def disagreements(
    context: typer.Context, project: ProjectName, limit: Limit = 10, index: Index = None, as_json: AsJson = False
) -> None:
    """Show the passages on which annotators disagree."""
    from minerva.labelling.agreement import disagreements as differing  # noqa: PLC0415 - as above
    from minerva.labelling.marking import places_of  # noqa: PLC0415
    from minerva.library.labelling import marks  # noqa: PLC0415

    library = open_chosen(context, index)
    found = differing(marks(library, known_project(library, project)))
    places = places_of(library, [one.marks[0] for one in found])
    if as_json:
        told = [_disagreement_json(one, places) for one in found[:limit]]
        print_json({"total": len(found), "disagreements": told})
        return
    count = translate_count(
        "{n} passage on which annotators disagree", "{n} passages on which annotators disagree", len(found)
    )
    console().print(count.format(n=len(found)), style="bold", markup=False)
    for one in found[:limit]:
        _print_disagreement(one, places)


def hints() -> dict[str, str]:
    """Return in plain words whether more marks pay."""
    return {
        "too few": _("Too little is marked to tell how well labels are told. Mark twenty passages at least."),
        "rising": _("More marks pay: the last ones made it tell labels clearly better."),
        "flat": _("The last marks hardly changed anything. More of them will bring little; look at what it tells."),
        "good": _("Labels are told well. Apply them: minerva label apply"),
    }


def verdict(alpha: float) -> str:
    """
    Return in plain words how good an agreement is.

    Notes
    -----
    Krippendorff, "Content analysis", 2004, p. 241: rely on what reaches .8, draw tentative conclusions from .667 up.
    """
    if alpha >= 0.8:  # noqa: PLR2004 - as above
        return _("Reliable.")
    if alpha >= 0.667:  # noqa: PLR2004
        return _("Enough for tentative conclusions.")
    return _("Too low to rely on: make clearer what the labels mean, and mark anew.")


def _standing_json(found: Standing) -> dict[str, Any]:
    points = [
        {"marks": one.marks, "f1": round(one.f1, 4), "low": round(one.low, 4), "high": round(one.high, 4)}
        for one in found.curve
    ]
    return {
        "project": project_json(found.project),
        "passages": found.passages,
        "marked": found.marked,
        "annotators": found.by_annotator,
        "labels": found.by_label,
        "unsettled": found.unsettled,
        "gone": found.gone,
        "curve": points,
        "hint": str(found.hint),
    }


def _print_standing(found: Standing) -> None:
    screen = console()
    told = translate_count("{marked} of {n} passage marked", "{marked} of {n} passages marked", found.passages)
    screen.print(
        f"{found.project.name} · {told.format(marked=found.marked, n=found.passages)}", style="bold", markup=False
    )
    for name, count in found.by_label.items():
        screen.print(f"  {name}: {count}", markup=False)
    by = ", ".join(f"{name} {count}" for name, count in found.by_annotator.items())
    if by:
        screen.print(_("By: {annotators}").format(annotators=by), style="dim", markup=False)
    if found.unsettled:
        told = _("On {n} no label holds, since annotators differ: minerva label disagreements")
        screen.print(told.format(n=found.unsettled), style="yellow", markup=False)
    if found.gone:
        told = _("{n} are not in the library now; their marks are kept.").format(n=found.gone)
        screen.print(told, style="yellow", markup=False)
    for one in found.curve:
        told = _("{n} marks: F1 {f1} ({low}–{high})").format(
            n=f"{one.marks:>5}", f1=decimal(one.f1, 2), low=decimal(one.low, 2), high=decimal(one.high, 2)
        )
        screen.print(told, markup=False)
    screen.print(hints()[found.hint], markup=False)


def _agreement_json(found: Agreement) -> dict[str, Any]:
    return {
        "annotators": list(found.annotators),
        "passages": found.passages,
        "alpha": _rounded(found.alpha),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "labels": {name: _rounded(alpha) for name, alpha in found.by_label.items()},
    }


def _print_agreement(found: Agreement) -> None:
    screen = console()
    if found.alpha is None or found.low is None or found.high is None:
        told = _("Nothing can be told yet: two annotators must mark the same passages, and use more than one label.")
        screen.print(told, markup=False)
        return
    told = translate_count(
        "Krippendorff's alpha {alpha} ({low}–{high}) on {n} passage",
        "Krippendorff's alpha {alpha} ({low}–{high}) on {n} passages",
        found.passages,
    )
    shown = {"alpha": decimal(found.alpha, 2), "low": decimal(found.low, 2), "high": decimal(found.high, 2)}
    screen.print(told.format(n=found.passages, **shown), style="bold", markup=False)
    screen.print(verdict(found.alpha), markup=False)
    for name, alpha in found.by_label.items():
        screen.print(f"  {name}: {'–' if alpha is None else decimal(alpha, 2)}", markup=False)


def _disagreement_json(one: Disagreement, places: Mapping[str, Place]) -> dict[str, Any]:
    from minerva.records import Hit  # noqa: PLC0415 - as above

    place = places.get(one.passage_id)
    shown = hit_json(Hit(*place, 0.0), 0) if place else {"passage": one.passage_id}
    kept = {name: value for name, value in shown.items() if name not in {"rank", "score", "highlights", "why"}}
    return kept | {"marks": [mark_json(mark) for mark in one.marks]}


def _print_disagreement(one: Disagreement, places: Mapping[str, Place]) -> None:
    screen = console()
    screen.print()
    place = places.get(one.passage_id)
    if place:
        screen.print(cite(place.report, place.passage), style="bold cyan", markup=False)
        screen.print(place.text, markup=False)
    else:
        screen.print(_("The report is not in the library."), style="yellow", markup=False)
    for mark in one.marks:
        screen.print(f"  {mark.annotator}: {', '.join(mark.labels) or '–'}", style="bold", markup=False)
    screen.print(one.passage_id, style="dim", markup=False)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
