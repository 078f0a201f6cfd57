"""Where Swedish sentences end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from minerva.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

ABBREVIATIONS = frozenset(
    """
    adj. afd. alt. ang. ank. anl. anm. ansv. art. avd. avs. b.l.a. bef. betr. bil. bl. bl.a. ca. d.o. d.v.s.
    d.y. dec. disp. dnr. dvs. e.kr. ekon. enl. ev. exkl. f.d. f.k. f.n. f.v.b. f.ö. fd. feb. febr. fig. forts.
    fr. fr.a. fr.o.m. förf. förk. förv. g.m. gm. gr. h.t. ht. i.o.m. i.st.f. ibl. inkl. int. jan. jfr. jmf. jur.
    kap. kl. kvm. l.a. lgh. m.a.o. m.h.a. milj. min. mom. n.b. nov. nr. nuv. okt. ons. p.g.a. p.s. pga. pr.
    prof. prop. reg. resp. rev. s.a.s. s.k. sep. sept. sid. skr. stf. sthlm. str. t.ex. t.h. t.o.m. t.v. tab.
    tel. tf. tfn. uppl. utg. v.t. vd. vt. ä.k. äv. åld. årg. åtm. ö.h. öv. övr.
    """.split()
)
"""These do not end a sentence, whatever follows: administrative Swedish as the reports use it."""

CLOSING_ABBREVIATIONS = frozenset(
    [
        "e.d.",
        "e.dyl.",
        "etc.",
        "kr.",
        "m.fl.",
        "m.m.",
        "m.v.",
        "mdr.",
        "mkr.",
        "mnkr.",
        "mån.",
        "o.d.",
        "o.dyl.",
        "o.s.v.",
        "omr.",
        "osv.",
        "sek.",
        "st.",
        "tkr.",
        "ung.",
    ]
)
"""These end a sentence where a capital letter follows."""

_OPENING = "([{“„ "
_EITHER = "\"'”’"
"""These open a quotation where white space stands before them, and close one elsewhere."""
_AROUND = "'\"”’“„»«()[]{} "
_LAST_WORD = re.compile(r"(\S+)$")
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_]{1,3}\. ){1,3}[^\W\d_]{1,4}\.$")
"""An abbreviation with spaces in it, as some write: ``bl. a.``, ``t. o. m.``"""
_INITIAL = re.compile(r"^[A-ZÅÄÖ]\.$")
_NUMBERING = re.compile(r"^\s*\d{1,3}(?:\.\d{1,3})*\.\s*$")
_SENTENCE_MARKS = re.compile(r"[.!?…][\"”’»)\]⁰¹²³⁴-⁹]*\s")
_ROUGH = re.compile(r"\S[^\n.!?…:]*(?:[.!?…:](?!\s)[^\n.!?…:]*)*[.!?…:]?")
_NOTE_MARKS = str.maketrans(dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", "”"))
"""The mark of a note ends a sentence as a closing quotation mark does; spaCy knows only the latter."""


@lru_cache
def _splitter() -> Language:
    import spacy  # noqa: PLC0415 - a search must not wait for spaCy

    nlp = spacy.blank("sv")
    # spaCy holds "m.m." and its like together, and so would never propose an end after them.
    tokenizer: Any = nlp.tokenizer
    tokenizer.rules = {
        word: rule for word, rule in tokenizer.rules.items() if word.casefold() not in CLOSING_ABBREVIATIONS
    }
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…"]})
    nlp.max_length = 100_000_000
    return nlp


def sentences(text: str) -> Iterator[Span]:
    """
    Yield the sentences of *text*, a paragraph, in order and without the white space between them.

    spaCy proposes the ends; one after an abbreviation, an initial, a bare number, or before a small letter is none.
    """
    if not _SENTENCE_MARKS.search(text):
        yield from _trimmed(text, 0, len(text))
        return
    start = 0
    text = text.translate(_NOTE_MARKS)
    for proposed in _splitter()(text).sents:
        end = _before_opening(text, proposed.end_char)
        if _ends_sentence(text, start, end):
            yield from _trimmed(text, start, end)
            start = end
    yield from _trimmed(text, start, len(text))


def rough_sentences(text: str) -> list[Span]:
    """Return the sentences of *text*, of a list or a table its lines; abbreviations are not looked at, nor is spaCy."""
    return [Span(match.start(), match.start() + len(match.group().rstrip())) for match in _ROUGH.finditer(text)]


def _before_opening(text: str, end: int) -> int:
    """Give a bracket or quotation mark that spaCy left behind back to the sentence that it opens."""
    while end and (text[end - 1] in _OPENING or (text[end - 1] in _EITHER and text[end - 2 : end - 1].isspace())):
        end -= 1
    return end


def _ends_sentence(text: str, start: int, end: int) -> bool:
    following = text[end:].lstrip(_AROUND)[:1]
    if following.islower() or _NUMBERING.match(text[start:end]):
        return False
    sentence = text[start:end].rstrip()
    word = _LAST_WORD.search(sentence)
    spaced = _SPACED.search(sentence)
    last = {found.group().replace(" ", "").lstrip(_AROUND).casefold() for found in (word, spaced) if found}
    if last & CLOSING_ABBREVIATIONS:
        return following.isupper()
    return not last & ABBREVIATIONS and not _INITIAL.match(word[1] if word else "")


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        offset = start + len(piece) - len(piece.lstrip())
        yield Span(offset, offset + len(stripped))
