"""Text of reports where another program reads it: without signs that steer, escaped for HTML and Markdown."""

from __future__ import annotations

import html
import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=@/])")
_INLINE = re.compile(r"([\\`*_\[\]<>|~$&])")
_AT_START = re.compile(r"^(?:([#+=:-])|(\d+)([.)]))")
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]+"
)
"""Signs that control, that turn the direction of what follows, and those of private use: a quotation could be shown in
another order than it is stored, or as something else."""


def plain(text: str) -> str:
    """Return *text* of a report without signs that steer how it is shown; also what XML may not hold is left out."""
    return _STEERING.sub("", text)


def one_line(text: str) -> str:
    """Return *text* of a report on one line, as :func:`plain` has it."""
    return " ".join(plain(text).split())


def escaped(text: str) -> str:
    """Return *text* of a report as HTML that shows just that."""
    return html.escape(plain(text))


def literal(text: str) -> str:
    """Return *text* as Markdown that shows just that, on one line."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def readable(text: str) -> str:
    """
    Return *text* as Markdown that shows just that, on one line, and is good to read as it stands.

    It must stand at the beginning of a line or where no sign has a meaning at the beginning.
    """
    told = _INLINE.sub(r"\\\1", one_line(text))
    return _AT_START.sub(lambda sign: f"\\{sign[1]}" if sign[1] else f"{sign[2]}\\{sign[3]}", told)
