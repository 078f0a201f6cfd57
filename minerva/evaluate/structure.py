"""How much of a report's structure was read, beside its truth: headings, order, paragraphs, notes, furniture."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from minerva.errors import MinervaError, refusal
from minerva.messages import translate as _
from minerva.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from minerva.records import Block, Document

_MARK = re.compile(r"^(?:\d{1,3}|[¹²³⁰⁴-⁹]+|\*+)[.)]?\s*")
_SIGNS = re.compile(r"[\s\u00ad\u2010\u2011¹²³⁰⁴-⁹-]+")
_BULLET = re.compile(r"^(?:[•▪●○◦*–-]|\d{1,2}[.)])\s+")
_DIGITS = re.compile(r"\d+")
_LINE_LENGTH = 12
"""A shorter running line may stand by chance within another line."""
_RUNNING_PAGES = 3
_LABEL_LENGTH = 3
"""Text of so few letters is found everywhere, and says nothing of the order."""


@dataclass(frozen=True, slots=True)
class ReportTruth:
    """
    What a report says, and in what order, from its first chapter on.

    Attributes
    ----------
    headings
        Level, from 1, and text.
    blocks
        Kind and text, cover and contents left out.
    """

    name: str
    title: str
    headings: tuple[tuple[int, str], ...]
    blocks: tuple[tuple[BlockKind, str], ...]

    def texts(self, *kinds: BlockKind) -> list[str]:
        """Return the texts of the blocks of *kinds*."""
        return [text for kind, text in self.blocks if kind in kinds]


@dataclass(frozen=True, slots=True)
class Share:
    """
    How much was found of what there is, and how much of what was found is right.

    Attributes
    ----------
    right, found, expected
        Numbers of things; shares of several reports add up.
    """

    right: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: Share) -> Share:
        """Return the share of both together."""
        return Share(self.right + other.right, self.found + other.found, self.expected + other.expected)

    @property
    def precision(self) -> float:
        """Share of what was found that is right, 0 to 1; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found, 0 to 1; 1 where there is nothing."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_truth(path: Path) -> ReportTruth:
    """
    Read the truth about one report.

    Raises
    ------
    MinervaError
        If the file is missing or is no truth.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        headings = tuple((heading["level"], heading["text"]) for heading in told["headings"])
        blocks = tuple((BlockKind(block["kind"]), block["text"]) for block in told["blocks"])
        return ReportTruth(told["report"], told["identity"]["title"], headings, blocks)
    except OSError as error:
        raise MinervaError(_("{path} cannot be read: {error}.").format(path=path, error=refusal(error))) from error
    except (ValueError, KeyError, TypeError) as error:
        raise MinervaError(_("{path} is no truth about a report.").format(path=path)) from error


def measure_headings(document: Document, truth: ReportTruth) -> Share:
    """
    Compare headings by text and level, in their order, from the first chapter on.

    Where the title is a heading above all others, as in Markdown and HTML, levels count from below it.
    """
    headings = [block for block in _from_first_chapter(document, truth) if block.kind is BlockKind.HEADING]
    # A title above all chapters leaves none of them at the top.
    lowered = min((block.level for block in headings), default=1) - 1
    read = [(block.level - lowered, _folded(document.block_text(block))) for block in headings]
    written = [(level, _folded(text)) for level, text in truth.headings]
    matcher = SequenceMatcher(None, read, written, autojunk=False)
    right = sum(match.size for match in matcher.get_matching_blocks())
    return Share(right, len(read), len(written))


def measure_order(document: Document, truth: ReportTruth) -> tuple[float, Share]:
    """
    Compare the order of the text's blocks.

    A block is where its folded text begins, if it stands in the text once. Notes stand apart and do not count.

    Returns
    -------
    tau
        From -1, all reversed, to 1; Kendall, "A new measure of rank correlation", Biometrika 1938.
    found
        How many of the blocks were found whole, and thus could be compared.
    """
    kept = {BlockKind.CONTENTS, BlockKind.FURNITURE, BlockKind.FOOTNOTE}
    read = "\n".join(_folded(document.block_text(block)) for block in document.blocks if block.kind not in kept)
    run_on = read.replace("\n", "")
    blocks = [_folded(text) for kind, text in truth.blocks if kind is not BlockKind.FOOTNOTE]
    unique = [text for text in blocks if len(text) > _LABEL_LENGTH and "".join(blocks).count(text) == 1]
    places = [run_on.find(text) for text in unique if run_on.count(text) == 1]
    return _tau(places), Share(len(places), len(places), len(unique))


def measure_wholes(document: Document, truth: ReportTruth, kinds: Iterable[BlockKind]) -> Share:
    """Count the blocks of *kinds* that are one block of that kind with the same text, marks of notes aside."""
    kinds = set(kinds)
    blocks = [block for block in _from_first_chapter(document, truth) if block.kind in kinds]
    read = Counter((block.kind, _folded(_unmarked(block.kind, document.block_text(block)))) for block in blocks)
    written = Counter((kind, _folded(text)) for kind, text in truth.blocks if kind in kinds)
    return Share((read & written).total(), read.total(), written.total())


def torn_paragraphs(truth: ReportTruth, pages: Sequence[str]) -> list[str]:
    """Return the paragraphs that a page's or a column's end, a box or a picture breaks on the printed *pages*."""
    printed = [_folded(page) for page in pages]
    paragraphs = truth.texts(BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    return [text for text in paragraphs if not any(_folded(text) in page for page in printed)]


def count_joined(document: Document, paragraphs: Iterable[str]) -> Share:
    """Count which of *paragraphs* are one block of the document."""
    wholes = [_folded(document.block_text(block)) for block in document.blocks]
    wanted = [_folded(text) for text in paragraphs]
    right = sum(any(text in whole for whole in wholes) for text in wanted)
    return Share(right, right, len(wanted))


def leaked_furniture(text: str, truth: ReportTruth, pages: Sequence[str]) -> list[str]:
    """
    Return what stands in *text* though it recurs on pages and the truth does not have it.

    Parameters
    ----------
    text
        What can be found: the text of all passages, a line a block or row of a table.
    pages
        The text of each page as printed, a line a line.
    """
    written = [_pattern(text) for _kind, text in truth.blocks]
    running = _running_lines(pages, written)
    lines = [_pattern(line) for line in text.splitlines()]
    alone = [
        pattern
        for pattern, line in zip(lines, text.splitlines(), strict=True)
        if pattern in running and "\t" not in line
    ]
    long = [line for line in running if len(line) >= _LINE_LENGTH]
    within = [part for line in lines for part in long if part in line and part != line]
    return alone + within


def _running_lines(pages: Sequence[str], written: Sequence[str]) -> set[str]:
    """Return the lines, digits all alike, that at least three pages print and that are no part of what is written."""
    seen = Counter(itertools.chain.from_iterable({_pattern(line) for line in page.splitlines()} for page in pages))
    frequent = {line for line, count in seen.items() if line and count >= _RUNNING_PAGES}
    return {line for line in frequent if line.startswith("0") or not any(line in text for text in written)}


def _pattern(line: str) -> str:
    return " ".join(_DIGITS.sub("0", line).split())


def _from_first_chapter(document: Document, truth: ReportTruth) -> list[Block]:
    """Return the blocks from the first chapter's heading on; all of them where it was not found."""
    first = _folded(truth.headings[0][1]) if truth.headings else ""
    start = (
        index
        for index, block in enumerate(document.blocks)
        if block.kind is BlockKind.HEADING and _folded(document.block_text(block)) == first
    )
    return list(document.blocks[next(start, 0) :])


def _unmarked(kind: BlockKind, text: str) -> str:
    """Return *text* without the bullet, or the number of an item or note, that a layout sets before it."""
    if kind is BlockKind.LIST_ITEM:
        return _BULLET.sub("", text)
    return _MARK.sub("", text) if kind is BlockKind.FOOTNOTE else text


def _folded(text: str) -> str:
    """Return *text* without what line ends and marks of notes change: white space, hyphens, raised figures."""
    return _SIGNS.sub("", text)


def _tau(places: Sequence[int]) -> float:
    pairs = list(itertools.combinations(places, 2))
    if not pairs:
        return 1.0
    agreeing = sum(before < after for before, after in pairs)
    return 2 * agreeing / len(pairs) - 1
