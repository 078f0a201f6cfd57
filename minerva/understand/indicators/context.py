"""What stands above a table or a sentence and holds for it: the goal, the heading, the caption, the legend."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minerva.records import BlockKind
from minerva.understand.indicators.legends import legend_in
from minerva.understand.indicators.status import SIGNS
from minerva.understand.indicators.values import folded

if TYPE_CHECKING:
    from collections.abc import Collection

    from minerva.records import Block
    from minerva.understand.indicators.status import Legend

_GOAL_LABEL = re.compile(
    r"(?:(?:nämnd(?:en)?s?|kommunfullmäktiges?|fullmäktiges?|kf|kommunens?|övergripande|prioriterade?)[ -]?)?"
    r"(?:\w*mål(?:område)?\s*:?|\w*mål\s+\d+\s*:)$",
    re.IGNORECASE,
)
LABEL = re.compile(r"(?:nämnd(?:en)?s?\s+)?(?:\w*mål|åtagande[nt]?|uppdrag)\s*:?$", re.IGNORECASE)
"""What stands above a list of goals or of what the board has undertaken to do."""
_NUMBERED_GOAL = re.compile(r"(?:\d+(?:\.\d+)*\.?\s+)?(?P<goal>(?:\w+[ -])?\w*mål\s+\d+\w?\b.*)", re.IGNORECASE)
_INLINE_GOAL = re.compile(r"(?:nämnd(?:en)?s\s+)?\w*mål\s*\d*\s*:\s*(?P<goal>\S.{9,})", re.IGNORECASE)
_INDICATORS = re.compile(r"indikator(?:er)?\s*:", re.IGNORECASE)
_SECTION_NUMBER = re.compile(r"\d+(?:\.\d+)*[.)]?\s+(?=\S)")
_BULLETS = SIGNS + "-–—• "
_CAPTION = re.compile(r"(?:tabell|diagram|figur)\b[^.:]{0,8}[.:]\s*", re.IGNORECASE)
_SEVERAL_SENTENCES = re.compile(r"\w{3}[.!?] [A-ZÅÄÖ]")
_LONGEST_GOAL = 300
"""Characters; what is longer below the word *mål* is an account of it."""


@dataclass(slots=True)
class Context:
    """
    What has been read so far.

    Attributes
    ----------
    headings
        The path of headings, outermost first, as level and text.
    goal
        The goal that a label such as *Nämndens mål:*, or a heading, has named.
    label
        The heading *Processmål*, *Nämndens åtagande* or the like under which goals are listed.
    known
        Goals that tables of the report name, in small letters.
    contents
        Headings that the table of contents lists, in small letters.
    """

    known: Collection[str] = ()
    contents: Collection[str] = ()
    headings: list[tuple[int, str]] = field(default_factory=list)
    goal: str | None = None
    label: str = ""
    caption: str = ""
    legend: Legend = field(default_factory=dict)
    _labelled: bool = False

    @property
    def heading(self) -> str:
        """The innermost heading, without its number."""
        return without_number(self.headings[-1][1]) if self.headings else ""

    def read(self, block: Block, text: str, following: str) -> None:
        """Take what *block* says, whose text is *text*; *following* is the text of the block after it."""
        text = folded(text)
        if block.kind is BlockKind.HEADING:
            self._enter(block.level, text)
        self.caption = text if _CAPTION.match(text) and block.kind is not BlockKind.HEADING else self.caption
        self.legend = self.legend | legend_in(text)
        if LABEL.match(text):
            self.label = text
        elif text.lstrip(_BULLETS).casefold() in self.contents or (
            block.kind is BlockKind.HEADING and block.level == 1
        ):
            self.label = ""
        if self._labelled and not _GOAL_LABEL.match(text):
            self._labelled = False
            self.goal = text if _is_one_sentence(text) else self.goal
        elif _GOAL_LABEL.match(text):
            self._labelled = True
        elif (inline := _INLINE_GOAL.fullmatch(text)) and _is_one_sentence(text) and not re.search(r"\d", text[-30:]):
            self.goal = inline["goal"]
        elif _INDICATORS.match(folded(following)) and len(text) <= _LONGEST_GOAL:
            self.goal = _SECTION_NUMBER.sub("", text, count=1)

    def _enter(self, level: int, text: str) -> None:
        self.headings = [one for one in self.headings if one[0] < level] + [(level, text)]
        goal = _NUMBERED_GOAL.fullmatch(text)
        if goal:
            self.goal = goal["goal"]
        elif without_number(text).casefold() in self.known:
            self.goal = without_number(text)
        elif not self._labelled and (_SECTION_NUMBER.match(text) or level == 1):
            self.goal = None
        self.caption = ""


def _is_one_sentence(text: str) -> bool:
    return len(text) <= _LONGEST_GOAL and not _SEVERAL_SENTENCES.search(text)


def without_number(heading: str) -> str:
    """Return *heading* without the number of its section."""
    return _SECTION_NUMBER.sub("", heading, count=1)
