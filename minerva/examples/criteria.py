"""What makes an example of a function a good one: criteria that can be shown on the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from minerva.messages import mark
from minerva.records.examples import Function

if TYPE_CHECKING:
    from minerva.records.examples import Example

READABLE_LIX = 55.0
"""Up to this a text is at most difficult, as official ones are, and not very difficult: Björnsson, 1968."""
_FIGURE = (
    r"(?:(?<!\()\d+(?:[ \u00a0,]\d+)*(?!\))|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|hälften"
    r"|dubbelt|fördubbl\w+|halver\w+|en tredjedel|var (?:tredje|fjärde|femte))"
)
_CAUSE = (
    r"(?:beror|berodde|eftersom|förklar\w+|orsak\w*|på grund av|p\.g\.a\.|pga|till följd av|tack vare|hänförlig\w*"
    r"|tillskriv\w*|därför att|skäl\w*|bakom|sedan (?:en|ett|den|det|de|vi))"
)
_CONSEQUENCE = (
    r"(?:därför|därmed|vilket|så att|lett till|ledde till|leder till|medför\w*|gör att|gjorde att"
    r"|innebär\w*|följd\w*"
    r"|effekt\w*|resulter\w+|dämpa\w*|konsekvens\w*)"
)
_COMPARISON = (
    r"(?:jämfört|jämföra|mot \d|än (?:\d|året|förra|i fjol|budget\w*|föregående|tidigare|väntat"
    r"|planerat)|året (?:före|innan)|föregående"
    r"|förra året|i fjol|ökade|ökat|ökning\w*|minskade|minskat|minskning\w*|sjönk|steg|från \d[\d ,]* till"
    r"|fler|färre|målvärde\w*"
    r"|budgeterat|mål(?:et|en)?)"
)
_TIME = (
    r"(?:(?:19|20)\d\d|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
    r"|december|våren|hösten|sommaren|vintern|året|årsskiftet|mandatperiod\w*|senast)"
)
_ACTOR = (
    r"(?:nämnden|förvaltningen|enheten|handläggar\w+|socialsekreterar\w+|samordnar\w+|kommunen|vi"
    r"|personal\w*|medarbetar\w+|chef\w*|regionen|polisen|skol\w+|team\w*|mottagning\w*|\w+rådet)"
)
_HOW = (
    r"(?:genom|med hjälp av|enligt|metod\w*|rutin\w*|varje|två gånger|en gång|samtal\w*|kurs\w*"
    r"|utbild\w+|hembesök\w*|tillsammans med|i form av|program\w*|plan\w*)"
)
_NEED = r"(?:behöv\w+|behov\w*|risk\w*|kräv\w+|leder till|gör att|medför\w*|därför|måste|ska)"
_PEOPLE = (
    r"(?:barn\w*|ungdom\w*|unga|kvinnor\w*|män\w*|klient\w*|brukar\w*|föräld\w*|anhörig\w*|deltagar\w*"
    r"|personer|invånar\w*|elev\w*|gäst\w*)"
)
_SAID = (
    r"(?:[”\"][^”\"]*[”\"]|säger|sade|sa|berättar|berättade|tycker|tyckte|svarar|svarade|uppger|uppgav|upplever"
    r"|beskriver|önskar|vill)"
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """
    One thing that a good example has.

    Attributes
    ----------
    name
        In English; :func:`~minerva.messages.translate` it.
    pattern
        What shows it in the text; ``None`` for what is measured otherwise.
    """

    name: str
    pattern: re.Pattern[str] | None = None


class Met(NamedTuple):
    """Whether a criterion is met, and the words that show it; empty where it is not words."""

    criterion: Criterion
    is_met: bool
    quote: str


def _shown(name: str, pattern: str) -> Criterion:
    return Criterion(name, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE))


COMPLETE = Criterion(mark("can be understood alone"))
READABLE = Criterion(mark("reads easily enough"))
_OWN = {
    Function.GOAL: (
        _shown(mark("says whom or what it is for"), _PEOPLE),
        _shown(mark("can be measured"), _FIGURE),
        _shown(mark("says when"), _TIME),
    ),
    Function.RESULT: (
        _shown(mark("has a figure"), _FIGURE),
        _shown(mark("compares it"), _COMPARISON),
        _shown(mark("says when"), _TIME),
    ),
    Function.STATE: (
        _shown(mark("has a figure"), _FIGURE),
        _shown(mark("says when"), _TIME),
        _shown(mark("says whom or what it is about"), _PEOPLE),
    ),
    Function.ANALYSIS: (
        _shown(mark("names a cause"), _CAUSE),
        _shown(mark("has a figure"), _FIGURE),
        _shown(mark("draws a consequence"), _CONSEQUENCE),
        _shown(mark("compares it"), _COMPARISON),
    ),
    Function.ACTION: (
        _shown(mark("says who does it"), _ACTOR),
        _shown(mark("says how"), _HOW),
        _shown(mark("says since when"), _TIME),
        _shown(mark("has a figure"), _FIGURE),
    ),
    Function.CHALLENGE: (
        _shown(mark("says how large it is"), _FIGURE),
        _shown(mark("names a cause"), _CAUSE),
        _shown(mark("says what it leads to or asks for"), _NEED),
    ),
    Function.PLAN: (
        _shown(mark("says who does it"), _ACTOR),
        _shown(mark("says when"), _TIME),
        _shown(mark("says how"), _HOW),
    ),
    Function.VOICE: (
        _shown(mark("says who speaks"), _PEOPLE),
        _shown(mark("tells what was said"), _SAID),
        _shown(mark("says how many"), _FIGURE),
    ),
}


def criteria_of(function: Function) -> tuple[Criterion, ...]:
    """Return what a good example of a function has."""
    return (*_OWN[function], COMPLETE, READABLE)


def judged(one: Example, function: Function) -> tuple[Met, ...]:
    """Return which criteria an example of a function meets, and by which words."""
    return tuple(_met(one, criterion) for criterion in criteria_of(function))


def _met(one: Example, criterion: Criterion) -> Met:
    if criterion.pattern is None:
        return Met(criterion, one.is_complete if criterion is COMPLETE else one.readability.lix <= READABLE_LIX, "")
    found = criterion.pattern.search(one.text)
    return Met(criterion, found is not None, found.group() if found else "")
