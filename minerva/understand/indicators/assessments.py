"""Sentences that say whether a goal is reached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from minerva.understand.indicators.status import REACHED, status_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_DONE = r"(?:uppnå(?:s|tt|tts|dd|dda|ddes)|nå(?:s|tt|tts|dda?|ddes)|uppfyll(?:s|t|ts|d|da|des)|infria(?:t|ts|s|d|des))"
_DOES = r"(?:(?:upp)?nå(?:r|dde|tt)|uppfyll(?:er|de|t)|infria(?:r|t|de)|klara(?:r|t|de)|överträffa(?:r|t|de))"
_GOAL = r"(?:(?:nämnd|effekt)?mål(?:en|et|värdet|värdena|sättningen)?)"
_WORDS = r"(?:\s+[^\s.;:!?]+)"
_AFTER = r"(?:\s+(?:inte|ej|icke|bara\s+delvis|endast\s+delvis|delvis|nästan)\b)?"
_ASSESSMENT = re.compile(
    rf"\b{_GOAL}\b{_WORDS}{{0,9}}?\s+{_DONE}\b{_AFTER}"
    rf"|\b{_DONE}{_WORDS}{{0,2}}?\s+{_GOAL}\b"
    rf"|\b(?:(?:inte|ej)\s+(?:\w+\s+)?)?{_DOES}{_WORDS}{{0,4}}?\s+{_GOAL}\b{_AFTER}"
    rf"|\bmisslyck\w+{_WORDS}{{0,4}}?\s+(?:upp)?nå{_WORDS}{{0,2}}?\s+{_GOAL}\b"
    rf"|\bvilket\s+(?:vi|nämnden|förvaltningen|verksamheten)\s+{_DOES}\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(rf"\bmåls?atta\s+måttet\b{_WORDS}{{0,6}}?\s+{_DONE}\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:om|ifall|huruvida|när|hur|för att|så att|kan|ska|skulle|måste|vill|bör|möjlig\w* att|svårt att|trots att)"
    r"(?:\s+\S+){0,2}\s*$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:ska|skall|kan|bör|skulle|måste|kunna|komma|kommer|förväntas|beräknas|väntas|prognosen?)\b|\b(?:är|var)\s+att\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bav\s+(?:de\s+)?\w+(?:\s+\w+)?\s*$", re.IGNORECASE)
_CONDITION = re.compile(r"\s*(?:när|om|eller\s+(?:ej|inte))\b", re.IGNORECASE)
_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s+[A-ZÅÄÖ•◆■●\d-])|$)", re.DOTALL)
_OWN_SENTENCE = re.compile(
    r"(?:sammantaget\s+|sammanfattningsvis\s+|(?:nämndens\s+|förvaltningens\s+|vår\s+|den\s+)?"
    r"(?:(?:samlade?|sammantagna|sammanfattande)\s+)?bedömning(?:en)?\s+(?:är|görs)\s+att\s+|"
    r"(?:nämnden|förvaltningen|vi)\s+bedömer\s+att\s+)?"
    rf"(?:(?:nämnden|\w*nämnden|förvaltningen|verksamheten)\s+(?:har\s+)?{_DOES}"
    rf"{_WORDS}{{0,4}}?\s+{_GOAL}|{_GOAL}{_WORDS}{{0,9}}?\s+{_DONE}{_AFTER}|(?:är|bedöms)\s+{_GOAL}{_WORDS}{{0,4}}?\s+{_DONE})"
    r"(?:\s+(?:för|under|vid)\s+[^.]{2,30})?[.!]?$",
    re.IGNORECASE,
)


class Assessment(NamedTuple):
    """What a sentence says of a goal, and where it stands in the text that was looked through."""

    status: str
    start: int
    end: int


def assessments_in(text: str) -> Iterator[Assessment]:
    """
    Yield what *text* says of goals that are reached or not, each with its clause.

    What is only wished, asked or made a condition (``om målet är uppnått``) is left out.
    """
    for found in _ASSESSMENT.finditer(text):
        before, after = text[max(found.start() - 40, 0) : found.start()], text[found.end() :]
        before = before.rpartition(".")[2]
        if (
            _SUPPOSED.search(before)
            or _COUNTED.search(before)
            or _CONDITION.match(after)
            or _WISHED.search(found.group())
        ):
            continue
        status = status_in_words(found.group()) or (REACHED if "överträffa" in found.group().casefold() else None)
        if status:
            yield Assessment(status, found.start(), found.end())


def is_assessment(sentence: str) -> bool:
    """Tell whether a whole sentence does nothing but assess, such as ``Nämnden uppnår inte helt sitt mål.``."""
    return bool(_OWN_SENTENCE.match(" ".join(sentence.split())))


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of *text* begin and end."""
    for found in _SENTENCE.finditer(text):
        yield found.start(), found.end()


def status_in_note(note: str) -> str | None:
    """Return the first assessment that the prose below a row of a table gives of that row."""
    found = _MEASURE.search(note)
    if found:
        return status_in_words(found.group())
    first = next(assessments_in(note), None)
    return first.status if first else None
