"""
Questions made of statements, to resemble what citizens ask.

Real questions with their answers are few. But a statement of how long something takes answers *hur lång tid*, one that
names who decides answers *vem beslutar*: a sentence that holds such a cue, less the cue and with a question word before
it, is a question that its passage answers. Word order does not matter to a mean of rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.training.passages import split_sentences
from minerva.training.texts import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

_NUMBER = r"(?:\d[\d ,.]*|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|några)"
_CUES = (
    (
        re.compile(
            rf"\b(?:inom|högst|minst|i|under|efter|senast)?\s*{_NUMBER} "
            r"(?:dag|dagar|vecka|veckor|månad|månader|år|timmar)\b"
        ),
        ("Hur lång tid tar", "Hur länge gäller", "När kan", "Hur lång tid är", "Hur länge får"),
    ),
    (
        re.compile(
            rf"\b{_NUMBER} (?:miljoner |miljarder |tusen )?(?:kronor|kr|procent|euro)\b|\b(?:avgift|kostnad)\w*\b"
        ),
        ("Hur mycket kostar", "Hur mycket får man", "Vad kostar", "Hur hög är", "Hur stor är", "Hur många"),
    ),
    (
        re.compile(r"\b(?:senast|från och med|till och med) den \d+ \w+(?: \d{4})?|\bden \d+ \w+ \d{4}|\bår \d{4}"),
        ("När", "När börjar", "När gäller", "När måste", "Vilket datum"),
    ),
    (
        re.compile(
            r"\b(?:\w*nämnden|\w*styrelsen|\w*verket|\w*myndigheten|regeringen|kommunen|kommunerna|regionen|länsstyrelsen|domstolen|rätten|"
            r"arbetsgivaren|läkaren|vårdnadshavaren|den enskilde|rektorn)\b",
            re.IGNORECASE,
        ),
        ("Vem ansvarar för", "Vem beslutar om", "Vem", "Vem ska", "Vilken myndighet", "Vem får"),
    ),
    (
        re.compile(r"\b(?:eftersom|därför att|på grund av|beror på|i syfte att|för att|syftet är att)\b"),
        ("Varför", "Varför behövs", "Vad är syftet med", "Vad beror det på att"),
    ),
    (
        re.compile(r"\b(?:genom att|med hjälp av|på följande sätt|ansökan görs|anmälan görs|skriftligen)\b"),
        ("Hur", "Hur går det till att", "Hur gör man för att", "Hur ansöker jag om", "På vilket sätt"),
    ),
    (
        re.compile(r"\b(?:avses|definieras som|innebär att|är en|är ett|består av)\b"),
        ("Vad är", "Vad menas med", "Vad innebär", "Vad betyder"),
    ),
    (
        re.compile(r"\b(?:får inte|får|har rätt att|har rätt till|kan)\b"),
        ("Får jag", "Får man", "Kan jag", "Har jag rätt till", "Kan man", "Får vi", "Vad gäller för"),
    ),
    (
        re.compile(r"\b(?:ska|skall|måste|är skyldig att|behöver)\b"),
        ("Måste jag", "Behöver jag", "Måste man", "Ska vi", "Vad krävs för", "Vilka krav finns på"),
    ),
)  # fmt: skip
_FRAMES = (
    "Vad gäller för", "Hur fungerar", "Vad är", "Hur arbetar ni med", "Vad innebär", "Hur gör vi med", "Finns det",
    "Kan jag få", "Vilka regler gäller för", "Var hittar jag information om", "Vad gör kommunen åt", "Hur får man",
    "Jag undrar över", "Vad kan man göra åt", "Vem hjälper till med",
)  # fmt: skip
_FEWEST_WORDS = 3
_MOST_WORDS = 14


def made_questions(text: str, random: Random, *, at_most: int = 2) -> Iterator[Pair]:
    """Yield questions that sentences of a passage answer, with the passage."""
    found = [sentence for sentence in split_sentences(text) if not sentence.endswith("?")]
    random.shuffle(found)
    for sentence in found[:at_most]:
        asked = _question(sentence, random)
        if asked:
            yield Pair("made-question", asked, text)


def framed(topic: str, random: Random) -> str:
    """Return a question about a topic, such as a title: the words of the frame say nothing of the answer."""
    return f"{random.choice(_FRAMES)} {topic}?"


def _question(sentence: str, random: Random) -> str:
    for cue, beginnings in _CUES:
        rest, cues = cue.subn(" ", sentence, count=1)
        if cues:
            return _asked(rest, random.choice(beginnings), random)
    return ""


def _asked(rest: str, beginning: str, random: Random) -> str:
    """Return a question about a stretch of what is left of a sentence."""
    words = rest.rstrip(" .!:;").split()
    if len(words) < _FEWEST_WORDS:
        return ""
    size = random.randint(_FEWEST_WORDS, min(len(words), _MOST_WORDS))
    start = random.randrange(len(words) - size + 1)
    return f"{beginning} {' '.join(words[start : start + size])}?"
