"""From the glyphs of a PDF page to its lines of text, each with its place and its style."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from minerva.read.marks import RAISED
from minerva.read.pdf_glyphs import by_quarter, single_glyphs, turn, usual_quarter
from minerva.read.pdf_rules import NO_RULES, Rule, Rules, find_rules
from minerva.read.repair import SOFT_HYPHEN, repair

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from pdfminer.layout import LAParams, LTAnno, LTChar, LTLayoutContainer, LTPage

_BOLD = re.compile(r"bold|black|heavy|demi|semib|[-,]bd\b|extrab", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|[-,]it\b", re.IGNORECASE)
_WIDE_SPACE = re.compile(r" {4,}")
_RAISED = 0.98
_RAISED_BY = 0.25
"""
A glyph smaller than the first share of its line's size, whose foot stands higher by the second, is a raised mark, as of
a footnote: .6 to .97 and .37 to .49 in what was looked at.
"""
_MARK_LENGTH = 3
_ROW_OF_CELLS = 3
_CELL_GAP = 2.0
_WIDE_GAP = 0.8
"""A gap of so many font sizes parts cells; pdfminer bridges up to two widths of the widest glyph beside it."""
_CELL_SPACE = 0.45
"""A space wider than this, in font sizes, may part cells that stand close together."""
_RULE_OVERLAP = 1.0
"""Points by which a glyph may reach over the rule beside it."""
_MIN_SIDEWAYS = 20
_MIN_SIDEWAYS_WORDS = 3
"""Sideways, fewer letters, or no line of so many words, name the axis of a chart."""
_PAGE_WIDE_FIGURE = 0.4
"""Some programs wrap the whole page in a form, larger than most charts; a guess, no report at hand has either."""


@dataclass(frozen=True, slots=True)
class Line:
    """
    Text that stands together on one line.

    Attributes
    ----------
    page
        From 1.
    x0, y0, x1, y1
        The box in points from the page's lower left corner.
    size
        Font size in points, to the nearest half.
    bold, italic
        Whether the whole line is.
    raised
        The line begins with a raised mark.
    text
        Repaired, without spaces at the ends, never empty.
    gaps
        Wide spaces within: how many words come before, and from where to where each goes, in points.
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    italic: bool
    raised: bool
    text: str
    gaps: tuple[tuple[int, float, float], ...] = ()

    @property
    def style(self) -> tuple[float, bool, bool]:
        """What makes lines look alike: size, bold, italic."""
        return self.size, self.bold, self.italic


@dataclass(frozen=True, slots=True)
class PageLines:
    """
    One page as lines, in no particular order.

    Attributes
    ----------
    number
        From 1.
    width, height
        In points.
    turned
        Lines that do not stand upright as the others do, those of each direction apart, with their places on the page
        as it is when it is turned so that they can be read.
    damaged
        The page makes no sense and was left out.
    rules
        The straight lines that it draws.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    turned: tuple[tuple[Line, ...], ...] = ()
    damaged: bool = False
    rules: Rules = NO_RULES


def page_lines(page: LTPage, number: int, margins: LAParams) -> PageLines:
    """
    Group the glyphs of a page, as pdfminer leaves it without layout analysis, into lines.

    Only pdfminer's first step, glyphs to lines, is taken: its boxes put the cells of a column above one another, and
    the order that it gives them depends on memory addresses where distances are equal.
    """
    containers = list(_text_containers(page))
    glyphs = [single_glyphs(_glyphs(container)) for container in containers]
    width, height = page.width, page.height
    usual = usual_quarter(itertools.chain(*glyphs))
    if usual:
        turn(itertools.chain(*containers), usual, width, height)
        width, height = (height, width) if usual % 2 else (width, height)
    rules = find_rules(containers)
    lines: dict[int, list[Line]] = {0: []}
    for container, some in zip(containers, glyphs, strict=True):
        for quarters, group in by_quarter(some, usual).items():
            turn(group, quarters, width, height)
            runs = container.group_objects(margins, group)
            upright = () if quarters else rules.vertical
            lines.setdefault(quarters, []).extend(line for run in runs for line in _lines(list(run), number, upright))
    turned = tuple(tuple(some) for quarters, some in sorted(lines.items()) if quarters and _tells(some))
    return PageLines(number, width, height, tuple(lines[0]), turned, rules=rules)


def _tells(lines: Sequence[Line]) -> bool:
    """Tell text that stands sideways from the axis of a chart."""
    letters = sum(map(str.isalpha, "".join(line.text for line in lines)))
    return letters >= _MIN_SIDEWAYS and any(line.text.count(" ") + 1 >= _MIN_SIDEWAYS_WORDS for line in lines)


def merge(fragments: Sequence[Line]) -> Line:
    """Return the line that *fragments*, from left to right on one line, make together."""
    if len(fragments) == 1:
        return fragments[0]
    longest = max(fragments, key=lambda line: len(line.text))
    first = fragments[0]
    return replace(
        longest,
        x0=first.x0,
        x1=max(line.x1 for line in fragments),
        y0=longest.y0,
        y1=longest.y1,
        bold=all(line.bold for line in fragments) and not _are_cells(fragments),
        italic=all(line.italic for line in fragments),
        raised=first.raised or (_stands_higher(first, longest) and len(first.text) <= _MARK_LENGTH),
        text="".join(_joined(fragments, longest)),
        gaps=tuple(_merged_gaps(fragments, longest)),
    )


def _joined(fragments: Sequence[Line], longest: Line) -> Iterator[str]:
    """Yield what *fragments* say, with spaces between; a raised figure stands right behind the word that it marks."""
    yield fragments[0].text
    for line in fragments[1:]:
        yield line.text.translate(RAISED) if _is_mark(line, longest) else f" {line.text}"


def _merged_gaps(fragments: Sequence[Line], longest: Line) -> Iterator[tuple[int, float, float]]:
    """Yield the gaps within *fragments* and between them."""
    words = 0
    for number, line in enumerate(fragments):
        apart = number > 0 and not _is_mark(line, longest)
        if apart and line.x0 > fragments[number - 1].x1:
            yield words, fragments[number - 1].x1, line.x0
        yield from ((words + count, start, end) for count, start, end in line.gaps)
        words += line.text.count(" ") + (apart or number == 0)


def _is_mark(line: Line, text: Line) -> bool:
    return _stands_higher(line, text) and line.text.isdecimal() and len(line.text) <= _MARK_LENGTH


def _stands_higher(mark: Line | LTChar, text: Line | LTChar) -> bool:
    return bool(mark.size < text.size * _RAISED and mark.y0 - text.y0 > text.size * _RAISED_BY)


def _are_cells(fragments: Sequence[Line]) -> bool:
    """Tell the head of a table, whose bold type says nothing, from a heading in justified type."""
    gaps = (right.x0 - left.x1 for left, right in pairwise(fragments))
    return len(fragments) >= _ROW_OF_CELLS and max(gaps) > _CELL_GAP * fragments[0].size


def _text_containers(page: LTPage) -> Iterator[LTLayoutContainer]:
    yield page
    yield from _wide_figures(page, page.width * page.height * _PAGE_WIDE_FIGURE)


def _wide_figures(container: LTLayoutContainer, least: float) -> Iterator[LTLayoutContainer]:
    from pdfminer.layout import LTFigure  # noqa: PLC0415 - importing pdfminer takes 0.07 s

    for item in container:
        if isinstance(item, LTFigure) and item.width * item.height >= least:
            yield item
            yield from _wide_figures(item, least)


def _glyphs(container: LTLayoutContainer) -> list[LTChar]:
    from pdfminer.layout import LTChar  # noqa: PLC0415 - importing pdfminer takes 0.07 s

    return [item for item in container if isinstance(item, LTChar)]


def _lines(glyphs: list[LTChar | LTAnno], page: int, upright: Sequence[Rule]) -> Iterator[Line]:
    """Read one group of glyphs; a wide gap within it, a run of spaces in its place, or an *upright* rule parts it."""
    texts = [glyph.get_text() for glyph in glyphs]
    whole = "".join(texts)
    if SOFT_HYPHEN in whole:
        # Printed it can be seen, and so is a hyphen like any other.
        texts = [text.replace(SOFT_HYPHEN, "-") for text in texts]
    gaps = [gap.span() for gap in _WIDE_SPACE.finditer(whole)] if len(whole) == len(texts) else []
    spaces = list(_gaps(glyphs))
    gaps += [(index, index + 1) for index, before, after in spaces if after.x0 - before.x1 > _WIDE_GAP * after.size]
    gaps += [(index, index) for index in _ruled_gaps(glyphs, upright)]
    start = 0
    for gap_start, gap_end in [*sorted(gaps), (len(texts), len(texts))]:
        line = _line(glyphs[start:gap_start], texts[start:gap_start], page)
        within = [
            (len("".join(texts[start:index]).split()), before.x1, after.x0)
            for index, before, after in spaces
            if start < index < gap_start
        ]
        start = max(gap_end, start)
        if line:
            yield replace(line, gaps=tuple(within)) if within else line


def _gaps(glyphs: list[LTChar | LTAnno]) -> Iterator[tuple[int, LTChar, LTChar]]:
    """Yield the places of the spaces that pdfminer set for a gap, and the glyphs before and after, if it is wide."""
    from pdfminer.layout import LTAnno, LTChar  # noqa: PLC0415 - importing pdfminer takes 0.07 s

    for index, glyph in enumerate(glyphs):
        if type(glyph) is LTAnno and 0 < index < len(glyphs) - 1:
            before, after = glyphs[index - 1], glyphs[index + 1]
            if not isinstance(before, LTChar) or not isinstance(after, LTChar):
                continue
            if after.x0 - before.x1 > _CELL_SPACE * after.size:
                yield index, before, after


def _ruled_gaps(glyphs: list[LTChar | LTAnno], upright: Sequence[Rule]) -> Iterator[int]:
    """Yield the places of the glyphs that begin right of a rule, as those of a narrow table's next cell do."""
    printed: list[tuple[int, Any]] = [(n, glyph) for n, glyph in enumerate(glyphs) if not glyph.get_text().isspace()]
    if not upright or not printed:
        return
    first, last = printed[0][1], printed[-1][1]
    middle = (first.y0 + first.y1) / 2
    for rule in upright:
        if first.x1 <= rule.at + _RULE_OVERLAP and rule.at <= last.x0 and rule.start < middle < rule.end:
            yield from (
                index
                for (_index, before), (index, after) in pairwise(printed)
                if before.x1 - _RULE_OVERLAP <= rule.at <= after.x0 + _RULE_OVERLAP
            )


def _line(glyphs: list[LTChar | LTAnno], texts: list[str], page: int) -> Line | None:
    # What pdfminer adds between glyphs is white space.
    printed: list[Any] = [glyph for glyph, text in zip(glyphs, texts, strict=True) if not text.isspace()]
    if not printed:
        return None
    # Three glyphs stand for the line, to spare the time of looking at the style of each.
    sample = [printed[0], printed[len(printed) // 2], printed[-1]]
    size = _half(sorted(glyph.size for glyph in sample)[1])
    marks = _raised_figures(printed, size) if min(glyph.size for glyph in printed) < size * _RAISED else set()
    text = repair("".join(_raise(glyphs, texts, marks) if marks else texts)).strip()
    if not text:
        return None
    # A damaged file may give anything for the name of a font.
    styles = [_weight(str(glyph.fontname)) for glyph in sample]
    return Line(
        page,
        sample[0].x0,
        min(glyph.y0 for glyph in sample),
        sample[2].x1,
        max(glyph.y1 for glyph in sample),
        size,
        bold=all(bold for bold, _ in styles),
        italic=all(italic for _, italic in styles),
        raised=_stands_higher(printed[0], max(sample, key=lambda glyph: glyph.size)),
        text=text,
    )


def _raised_figures(printed: Sequence[LTChar], size: float) -> set[int]:
    """Return the identities of the glyphs that are raised figures, those that begin the line left out."""
    usual = next((glyph for glyph in printed if glyph.size >= size * _RAISED), printed[0])
    begin = printed.index(usual)
    return {id(glyph) for glyph in printed[begin:] if _stands_higher(glyph, usual) and glyph.get_text().isdecimal()}


def _raise(glyphs: Sequence[LTChar | LTAnno], texts: Sequence[str], marks: Container[int]) -> Iterator[str]:
    for glyph, text in zip(glyphs, texts, strict=True):
        yield text.translate(RAISED) if id(glyph) in marks else text


@lru_cache(maxsize=1024)
def _weight(font: str) -> tuple[bool, bool]:
    """Tell from a font's name whether it is bold, and whether italic."""
    return bool(_BOLD.search(font)), bool(_ITALIC.search(font))


def _half(size: float) -> float:
    """Return *size* to the nearest half point, never nothing: letters of no size have no spacing to measure."""
    return max(round(size * 2) / 2, 0.5)
