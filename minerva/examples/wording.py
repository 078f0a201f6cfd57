"""What is said of examples on the screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.messages import mark
from minerva.messages import translate as _
from minerva.records.examples import Function, Lack

if TYPE_CHECKING:
    from minerva.records.examples import Wanting

_FUNCTIONS = {
    Function.GOAL: mark("Goal"),
    Function.RESULT: mark("Result"),
    Function.STATE: mark("Present state"),
    Function.ANALYSIS: mark("Analysis"),
    Function.ACTION: mark("Action and way of working"),
    Function.CHALLENGE: mark("Challenge or risk"),
    Function.PLAN: mark("Plan ahead"),
    Function.VOICE: mark("Users' voice"),
}
_LACKS = {
    Lack.SHORT: mark("too short"),
    Lack.POINTS_BACK: mark("begins by pointing back"),
    Lack.PERSON: mark("begins with somebody who is not named"),
    Lack.CONTINUES: mark("goes on from what stands before"),
    Lack.SMALL_LETTER: mark("begins within a sentence"),
    Lack.CUT_LIST: mark("is cut within a list"),
    Lack.ANNOUNCES: mark("announces what does not follow"),
    Lack.UNFINISHED: mark("ends within a sentence"),
    Lack.ELSEWHERE: mark("points to another place"),
    Lack.TABLE: mark("points to a table or diagram"),
}


def function_label(function: Function) -> str:
    """Return what a function is called in the language in use."""
    return _(_FUNCTIONS[function])


def lack_text(one: Wanting) -> str:
    """Return why a passage cannot be understood alone, with the words that show it."""
    reason = _(_LACKS[one.lack])
    return f"{reason} (”{' '.join(one.quote.split())}”)" if one.quote else reason
