"""Users say what passages do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.errors import UnknownValue
from minerva.library.function_judgments import put_judgments
from minerva.library.writing import writing
from minerva.records.examples import Function, FunctionJudgment

if TYPE_CHECKING:
    from minerva.library.store import Library


def judge_function(
    library: Library, passage_id: str, function: Function | str, *, accepted: bool = True
) -> FunctionJudgment:
    """
    Remember that a user finds a passage to have a function, or not; it holds at once, and teaches.

    Parameters
    ----------
    passage_id
        Id of a passage, or its beginning.

    Raises
    ------
    UnknownValue
        If there is no such passage or function.
    """
    judgment = FunctionJudgment(library.passage(passage_id).id, known_function(function), accepted=accepted)
    with writing(library) as writer:
        put_judgments(writer, [judgment])
    return judgment


def known_function(asked: str) -> Function:
    """
    Return the function of this name, or the one whose name alone begins so.

    Raises
    ------
    UnknownValue
        If there is none.
    """
    begun = [one for one in Function if asked and one.startswith(asked.casefold())]
    if len(begun) != 1:
        raise UnknownValue("function", asked, list(Function))
    return begun[0]
