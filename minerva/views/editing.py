"""What a button calls that changes something: only for those who may write, and with refusals told."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from minerva.views import access, frame, notices

if TYPE_CHECKING:
    from collections.abc import Callable

_Given = ParamSpec("_Given")


def editing(change: Callable[_Given, None]) -> Callable[_Given, None]:
    """
    Make of a *change* what a button may call.

    It does nothing for those who may not write, whatever a page offered before; why it was refused is told on the next
    run.
    """

    @wraps(change)
    def called(*given: _Given.args, **named: _Given.kwargs) -> None:
        frame.begin()
        if access.current().may_write:
            with notices.refusals_told():
                change(*given, **named)

    return called
