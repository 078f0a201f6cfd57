"""Labelling at the keyboard: a passage, a key, the next passage."""

from __future__ import annotations

import string
import sys
from typing import TYPE_CHECKING

import typer

from minerva.citation.short import cite
from minerva.cli.collecting import now
from minerva.cli.labelling import Annotator, ProjectName, Second, known_project, who
from minerva.cli.options import AsJson, Index, open_chosen
from minerva.cli.output import console, print_json
from minerva.messages import translate as _
from minerva.messages import translate_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minerva.labelling.session import Session
    from minerva.records import Hit, LabelProject

GO_EXAMPLE = _("Example: minerva label go orsaker --annotator anna (one key a passage; q stops, all marks are kept)")

_SKIP, _BACK, _QUIT = "s", "b", "q"
_DONE = ("\r", "\n")
_STOPS = (_QUIT, "\x04", "\x1b", "")
"""Also Ctrl-D, Escape and the end of what is typed."""
KEYS = string.digits[1:] + "".join(key for key in string.ascii_lowercase if key not in {_SKIP, _BACK, _QUIT})
"""One for each label, in the order of the project."""


def go(
    context: typer.Context,
    project: ProjectName,
    second: Second = False,
    annotator: Annotator = None,
    index: Index = None,
    as_json: AsJson = False,
) -> None:
    """Show one passage after the other, and take a key for each."""
    from minerva.labelling.session import Session  # noqa: PLC0415 - --help must not wait for it

    library = open_chosen(context, index)
    session = Session(library, known_project(library, project), who(annotator), second=second)
    key_by_label = dict(zip(session.project.names, KEYS, strict=False))
    while (hit := session.current) is not None:
        _show(session, hit, key_by_label)
        if not _answer(session, key_by_label):
            break
    else:
        console(stderr=True).print(_("There is nothing more to mark."))
    if as_json:
        print_json({"project": session.project.name, "annotator": session.annotator, "marked": session.marked})
    else:
        told = translate_count("{n} passage marked.", "{n} passages marked.", session.marked)
        console().print(told.format(n=session.marked), markup=False)


def _show(session: Session, hit: Hit, key_by_label: Mapping[str, str]) -> None:
    screen = console(stderr=True)
    screen.rule(style="dim")
    screen.print(cite(hit.report, hit.passage), style="bold cyan", markup=False)
    if hit.passage.section:
        screen.print(" › ".join(hit.passage.section), style="italic", markup=False)
    screen.print(f"\n{hit.text}\n", markup=False)
    screen.print("   ".join(f"[{key}] {label}" for label, key in key_by_label.items()), style="bold", markup=False)
    moves = [f"[{key}] {move}" for key, move in ((_SKIP, _("skip")), (_BACK, _("back")), (_QUIT, _("quit")))]
    done = [_("[Enter] that is all, or none fits")] if session.project.several else []
    screen.print("   ".join([*moves, *done]), style="dim", markup=False)


def _answer(session: Session, key_by_label: Mapping[str, str]) -> bool:
    """Read keys until the passage is marked or left; tell whether to go on."""
    label_by_key = {key: label for label, key in key_by_label.items()}
    given: list[str] = []
    while True:
        key = _key()
        if key in _STOPS:
            return False
        if key == _SKIP:
            session.skip()
            return True
        if key == _BACK:
            if not session.back():
                console(stderr=True).print(_("This is the first passage."), style="yellow")
            return True
        if key in label_by_key:
            _toggle(given, label_by_key[key])
            console(stderr=True).print(f"→ {', '.join(given) or '–'}", style="green", markup=False)
        if _is_answered(session.project, given, key):
            session.label(given, when=now())
            return True


def _is_answered(project: LabelProject, given: list[str], key: str) -> bool:
    return key in _DONE if project.several else bool(given)


def _toggle(given: list[str], label: str) -> None:
    if label in given:
        given.remove(label)
    else:
        given.append(label)


def _key() -> str:
    """Return the next key; where none are typed on a terminal, the next sign of what is put in."""
    if not sys.stdin.isatty():
        return sys.stdin.read(1)
    try:
        return typer.getchar()
    except EOFError:
        return ""
