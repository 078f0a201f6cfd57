"""
Typer's own words in the language in use.

Typer has no catalogue of its own, so what it says is known by its form and looked up in ours; a sentence whose form is
not listed here stays English.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from minerva.messages import mark
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMS = (
    mark("Arguments"),
    mark("Options"),
    mark("Commands"),
    mark("Show this message and exit."),
    mark("required"),
    mark("default: {value}"),
    mark("env var: {name}"),
    mark("Missing command."),
    mark("Missing argument '{name}'."),
    mark("No such command '{name}'."),
    mark("No such command '{name}'. Did you mean {known}?"),
    mark("No such option: {name}"),
    mark("No such option: {name} (Possible options: {known})"),
    mark("Option '{name}' requires an argument."),
    mark("Option '{name}' does not take a value."),
    mark("Got unexpected extra argument(s) ({words})"),
    mark("Invalid value for {name}: {problem}"),
    mark("Input should be a valid integer, unable to parse string as an integer"),
    mark("Input should be greater than or equal to {limit}"),
)
"""What Typer says; words in braces stand for anything."""

_TYPE = re.compile(r" <[^<>]*>$")
_NOTES = re.compile(r"(?:^|  )\[([^\[\]]+)\]$")
_RANGE = re.compile(r"[\d.]*<?=?x[<>]=?[\d.]+")


def translated(sentence: str) -> str:
    """Return a sentence of Typer's in the language in use, or as it is where its form is unknown."""
    for form in reversed(_FORMS):
        match = _pattern(form).fullmatch(sentence)
        if match:
            said = {name: value.replace("'", "") for name, value in match.groupdict().items()}
            if "problem" in said:
                said["problem"] = translated(match["problem"])
            return _(form).format(**said)
    return sentence


@lru_cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    return re.compile("".join(f"(?P<{part}>.+?)" if n % 2 else re.escape(part) for n, part in enumerate(parts)))


class _Formatter(typer.Context.formatter_class):  # type: ignore[misc,valid-type]  # Typer gives it no public name
    """Writes help pages in the language in use, without the types of Python."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        # Typer puts what is required in braces.
        args = args.replace("{", "").replace("}", "").replace("[OPTIONS]", _("[OPTIONS]"))
        args = args.replace("COMMAND [ARGS]...", _("COMMAND ..."))
        super().write_usage(prog, args, prefix or _("Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(translated(heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as there
        plain = [(_TYPE.sub("", name), _explained(text)) for name, text in rows]
        super().write_dl(plain, *args, **kwargs)


def _explained(text: str) -> str:
    """Return the text beside an option, its bracketed notes translated; a range is told when it is missed."""
    notes = _NOTES.search(text)
    if not notes:
        return translated(text)
    kept = [translated(note) for note in notes[1].split("; ") if not _RANGE.fullmatch(note)]
    return text[: notes.start()] + (f"  [{'; '.join(kept)}]" if kept else "")


class _Context(typer.Context):
    formatter_class = _Formatter


class Command(TyperCommand):
    """A verb whose help page is in the language in use."""

    context_class = _Context


class Group(TyperGroup):
    """A verb with verbs of its own, likewise."""

    context_class = _Context


def print_misuse(error: typer.TyperException) -> None:
    """Say on stderr what was wrong with the words of a command, and where to look."""
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if context and message == context.get_help():
        # Nothing was asked for; Typer then raises the help page as an error.
        sys.stderr.write(f"{message}\n")
        return
    if context:
        sys.stderr.write(context.get_usage() + "\n")
        sys.stderr.write(_("Help: {command} --help").format(command=context.command_path) + "\n\n")
    sys.stderr.write(f"minerva: {translated(message)}\n")
