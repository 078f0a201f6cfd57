"""Whether a passage can be understood alone, and what it lacks if not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minerva.examples.neighbourhoods import Surroundings
from minerva.records import PassageKind
from minerva.records.examples import Lack, Wanting
from minerva.swedish.sentences import rough_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_WORDS = 15
_BULLET = re.compile(r"^[•–*-] ")
_NUMBER = re.compile(r"^\(?\d{1,2}[.)] ")
_ENDS = re.compile(r"[.!?…][”\"»’')\]⁰¹²³⁴-⁹]*$")
_LONGEST_HEADING = 12
"""Words; a block without a full stop at its end that has more is a cut sentence."""
_VERB = (
    r"(?:är|var|har|hade|kan|kunde|ska|skulle|blir|blev|gäller|gällde|innebär|innebar|beror|berodde|får"
    r"|fick|ger|gav|visar"
    r"|visade|gör|gjorde|görs|bedöms|kommer|kom|sker|leder|ledde|medför|betyder|finns|fanns|ses|syns"
    r"|\w+(?:ade|ades|des|tes))"
)
_LEANING_NOUNS = (
    r"(?:gruppen|insatsen|insatserna|metoden|kursen|projektet|siffran|siffrorna|uppdraget|beslutet"
    r"|händelsen|rutinen|avtalet"
    r"|planen|enheten|mottagningen|boendet|huset|lokalen|lokalerna|åtgärden|åtgärderna|modellen|försöket|satsningen"
    r"|kartläggningen|undersökningen|enkäten|mätningen|syskonen|flickan|pojken|kvinnan|mannen|familjen|paret|flytten"
    r"|frågan|frågorna|tjänsten|appen|teamet|lägenheterna|platserna|deltagarna|uppgiften|bedömningen"
    r"|granskningen|kritiken"
    r"|förslaget|pengarna|behandlingen|programmet|samtalen|andelen|antalet)"
)
"""Nouns in the definite form that, alone before a verb, mean something that was told before."""
_OPENINGS = {
    Lack.POINTS_BACK: rf"(?:detta|dessa|denna|denne|de(?:n|t|ssa)? här|sådan[at]?|samma \w+"
    rf"|(?:den|de) {_VERB}|dit|dess\b"
    rf"|av (?:dem|dessa|de här)|för (?:dem|dessa)|(?:båda|bägge)\b|målet {_VERB}|målen {_VERB}|delmålet"
    rf"|målvärdet {_VERB}"
    r"|(?:ökningen|minskningen|nedgången|uppgången|skillnaden|avvikelsen|förklaringen|orsaken|utvecklingen|resultatet"
    r"|överskottet|underskottet) (?:beror|berodde|förklaras|avser|gäller|kommer|finns|ligger)"
    rf"|{_LEANING_NOUNS} {_VERB})",
    Lack.PERSON: r"(?:han|hon|hans|hennes|deras) |(?:honom|henne)\b",
    Lack.CONTINUES: r"(?:även|dock|däremot|vidare|dessutom|därutöver|därmed|därför|därefter|därtill|således|likaså"
    r"|också|samtidigt|i stället|istället|trots (?:det|detta)|ytterligare (?:en|ett)|övriga|vad gäller det|men"
    r"|och|eller|ändå"
    r"|å andra sidan|till detta|utöver det|i övrigt|då)\b",
}
"""Words that open a passage and lean on what stands before it."""
_WITHIN = {
    Lack.TABLE: r"(?:^|\n)(?:tabell|diagram|figur)(?: \d+\w?)?[.:] [^\n]*|teckenförklaring|\btabell(?:en|erna)? (?:\d+"
    r"|nedan|ovan)"
    r"|\b(?:tabell|diagram)(?:en|met|erna)?\b|\b(?:diagram|figur) \d+|\b(?:sista|första|högra"
    r"|vänstra) kolumnen|\bstreck\b"
    r"|\bfärgen\b|\bpilarna\b",
    Lack.ELSEWHERE: r"\b(?:avsnitt|kapitel|bilaga) \d[\d.]*|\benligt ovan|\bovan(?:stående|nämnda)?\b"
    r"|\bnedan(?:stående)?\b"
    r"|\bsom (?:nämnts|nämndes|framgått)|\bsom vi (?:skrev|berättade)|\bförra årets (?:berättelse|rapport"
    r"|redovisning)"
    r"|\b(?:i|om) detta\b(?=[,.])|\bnämnda\b|\bsom beskrivs i|\bse (?:sid|s\.|bilaga|vidare)|\bföregående avsnitt",
}
_COUNTED = re.compile(
    r"\b(?:de|alla|samtliga) (?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d+) (?:\w+ )?\w+(?:na|nas"
    r"|ens)\b(?!,? som\b)",
    re.IGNORECASE,
)
"""*de fem syskonens* in the first sentence: whom the reader should know already."""
_GOES_ON = re.compile(
    r"(?:^|(?<=[.!?•–*] )|(?<=\n))(?!nämnden|förvaltningen|kommunen|regionen|verksamheten)\w{4,}(?:en|et|an|na|net|ret)"
    r" (?:ska (?:\w+ ){0,3}?)?(?:utsträck|utvidga|utöka|byggs ut|byggas ut|återinför|återuppta|förläng|utvärdera"
    r"|permanenta|fortsätt|anpassas därefter)\w*",
    re.IGNORECASE | re.MULTILINE,
)
"""*Resesamtalen ska utsträckas*: what is to go on, or to grow, has been told of before."""
_ALL_COUNTED = re.compile(
    r"\balla (?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv) \w+na\b(?! som\b| i [A-ZÅÄÖ])", re.IGNORECASE
)
"""*alla nio pojkarna*, in whatever sentence."""
_STEM = 5
"""So many letters tell that a word is of the same noun: *samtal*, *samtalen*."""
_PATTERNS = {
    lack: re.compile(rf"{pattern}", re.IGNORECASE) for some in (_OPENINGS, _WITHIN) for lack, pattern in some.items()
}


def wanting(text: str, kind: PassageKind, around: Surroundings | None = None) -> tuple[Wanting, ...]:
    """
    Return what a passage lacks to be understood alone, in the order of its text; nothing where it can be.

    Parameters
    ----------
    around
        What stands around it; by default nothing.
    """
    if kind in {PassageKind.TABLE, PassageKind.FOOTNOTE}:
        return (Wanting(Lack.TABLE),)
    text = text.strip()
    return (
        *_at_the_beginning(text, around or Surroundings()),
        *_within(text),
        *(Wanting(Lack.ELSEWHERE, one) for one in (around or Surroundings()).unexplained),
        *_at_the_end(text, around or Surroundings()),
    )


def _at_the_beginning(text: str, around: Surroundings) -> Iterator[Wanting]:
    if len(text.split()) < LEAST_WORDS:
        yield Wanting(Lack.SHORT)
    if around.begins_within_list or around.lead:
        yield Wanting(Lack.CUT_LIST, around.lead)
    opening = _NUMBER.sub("", _BULLET.sub("", _without_heading(text)))
    if opening[:1].islower() or (around.begins_within and not around.begins_within_list):
        yield Wanting(Lack.SMALL_LETTER if opening[:1].islower() else Lack.CONTINUES, " ".join(opening.split()[:3]))
    for lack in _OPENINGS:
        found = _PATTERNS[lack].match(opening)
        if found:
            yield Wanting(lack, found.group())
    known = _COUNTED.search(opening, 0, _first_sentence_end(opening))
    if known:
        yield Wanting(Lack.POINTS_BACK, known.group())


def _first_sentence_end(text: str) -> int:
    return next((span.end for span in rough_sentences(text)), len(text))


def _within(text: str) -> Iterator[Wanting]:
    for pattern, noun in ((_GOES_ON, 0), (_ALL_COUNTED, 2)):
        for pointing in pattern.finditer(text):
            if pointing.group().split()[noun][:_STEM].casefold() not in text[: pointing.start()].casefold():
                yield Wanting(Lack.POINTS_BACK, pointing.group())
    for lack in _WITHIN:
        found = _PATTERNS[lack].search(text)
        if found:
            yield Wanting(lack, found.group().strip())


def _at_the_end(text: str, around: Surroundings) -> Iterator[Wanting]:
    last = text.rsplit("\n", 1)[-1].strip()
    if last.endswith(":"):
        yield Wanting(Lack.ANNOUNCES, " ".join(last.split()[-4:]))
    elif around.ends_within_list:
        yield Wanting(Lack.CUT_LIST)
    elif around.ends_within or not (_ENDS.search(last) or _BULLET.match(last)):
        yield Wanting(Lack.UNFINISHED, " ".join(last.split()[-4:]))


def _without_heading(text: str) -> str:
    """Return *text* from where its headings end: short lines without a full stop, set apart from what follows."""
    first, gap, rest = text.partition("\n\n")
    is_heading = len(first.split()) <= _LONGEST_HEADING and not _ENDS.search(first) and not first.endswith(":")
    return _without_heading(rest.lstrip()) if gap and is_heading and not _BULLET.match(first) else text
