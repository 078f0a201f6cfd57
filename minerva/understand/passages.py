"""
A document is cut into passages: citable, of like length, whole in thought.

The text between two top headings is a run of atoms (sentences, table rows, footnotes). Where to cut is chosen for the
whole run at once: every passage costs by how far it is from the wished length, every cut by what it tears apart.
"""

from __future__ import annotations

import hashlib
import itertools
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.read.assemble import SECTION_LEVELS
from minerva.records import Block, BlockKind, Passage, PassageKind
from minerva.swedish.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from minerva.records import Document
    from minerva.settings import PassageSettings

_UNSEARCHED = {BlockKind.CONTENTS, BlockKind.FURNITURE}

# What a cut costs, where 1 is a passage of twice the wished length. Set by reading passages of the five real reports.
_BEFORE_HEADING = -0.35
_BETWEEN_PARAGRAPHS = 0.0
_BETWEEN_ITEMS = 0.15
_WITHIN_PARAGRAPH = 0.4
_AFTER_INTRODUCTION = 0.6
_WITHIN_ROW = 0.8
_NEVER = 100.0
_LEAST_WORDS = 3
_LEAST_HEADING_WORDS = 6
"""Headings alone, with nothing beneath them, are searched from this length on: some are statements."""
_TOO_SHORT = 2.0
_TOO_LONG = 20.0


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is never cut: ``cut_cost`` is the cost of cutting right before it."""

    start: int
    end: int
    words: int
    cut_cost: float
    kind: BlockKind
    section: tuple[str, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class _Run:
    """Atoms that stand side by side and may share passages, and what is indexed with each passage after the first."""

    atoms: list[_Atom]
    context: str = ""


def cut_passages(document: Document, report_id: str, settings: PassageSettings) -> Iterator[Passage]:
    """
    Cut *document* into passages, in the order of its text.

    Every block but contents and furniture falls into passages; top headings only into their ``section``, unless
    nothing follows them. Tables and footnotes make passages of their own, which may be shorter than *settings* wish.
    """
    for run in _runs(document, settings):
        for part, first in _cut(run.atoms, settings):
            yield _passage(document, report_id, part, "" if first else run.context)


def passage_id(report_id: str, start: int, end: int, text: str) -> str:
    """Return the id of the passage ``text[start:end]`` of a report: 16 hexadecimal digits of a hash of all four."""
    return hashlib.sha256(f"{report_id}:{start}:{end}:{text}".encode()).hexdigest()[:16]


def _passage(document: Document, report_id: str, atoms: Sequence[_Atom], context: str) -> Passage:
    start, end = atoms[0].start, atoms[-1].end
    text = document.text[start:end]
    aside = atoms[0].kind is BlockKind.FOOTNOTE
    page = atoms[0].page if aside else page_at(document, start)
    page_end = atoms[-1].page if aside else page_at(document, end - 1)
    section = next((atom.section for atom in atoms if atom.kind is not BlockKind.HEADING), atoms[-1].section)
    words = len(text.split())
    return Passage(
        passage_id(report_id, start, end, text),
        report_id,
        start,
        end,
        page,
        page_end,
        section,
        _kind(atoms),
        words,
        context,
        ocr=any((page or 0) <= number <= (page_end or 0) for number in document.ocr_pages),
    )


def page_at(document: Document, offset: int) -> int | None:
    """Return the page, from 1, on which the running text at *offset* stands; ``None`` in formats without pages."""
    return bisect_right(document.pages, offset, key=lambda span: span.start) or None


def pages_of(document: Document, start: int, end: int) -> tuple[int | None, int | None]:
    """Return the first and the last page on which ``text[start:end]`` stands; a footnote's is that of its mark."""
    aside = [block for block in document.blocks if block.start < end and start < block.end]
    if aside and all(block.kind is BlockKind.FOOTNOTE for block in aside):
        return aside[0].page, aside[-1].page
    return page_at(document, start), page_at(document, max(start, end - 1))


def _kind(atoms: Sequence[_Atom]) -> PassageKind:
    first = atoms[0].kind
    if first is BlockKind.TABLE:
        return PassageKind.TABLE
    if first is BlockKind.FOOTNOTE:
        return PassageKind.FOOTNOTE
    listed = sum(atom.words for atom in atoms if atom.kind is BlockKind.LIST_ITEM)
    return PassageKind.LIST if 2 * listed > sum(atom.words for atom in atoms) else PassageKind.TEXT


def _runs(document: Document, settings: PassageSettings) -> Iterator[_Run]:
    """Divide the blocks at top headings, tables, footnotes and what is not searched."""
    path: list[tuple[int, str]] = []
    atoms: list[_Atom] = []
    for index, block in enumerate(document.blocks):
        top = block.kind is BlockKind.HEADING and block.level <= SECTION_LEVELS
        if atoms and (top or block.kind in _UNSEARCHED or not _side_by_side(atoms[-1].kind, block.kind)):
            yield from _worth_reading(document, atoms)
            atoms = []
        if block.kind is BlockKind.HEADING:
            above = [(level, title) for level, title in path if level < block.level]
            path = [*above, (block.level, document.block_text(block))]
        section = tuple(title for _level, title in path)
        if block.kind is BlockKind.TABLE:
            header = document.block_text(block).split("\n", 1)[0]
            yield _Run(list(_table_atoms(document, block, section, settings)), header)
        elif block.kind not in _UNSEARCHED and (not top or _is_bare(document.blocks, index)):
            atoms += _block_atoms(document, block, section, atoms, settings)
    yield from _worth_reading(document, atoms)


def _worth_reading(document: Document, atoms: list[_Atom]) -> Iterator[_Run]:
    """
    Yield the run of *atoms*, if it says something.

    Headings at its end belong to the table that follows, whose section they are; a word or two alone is a label.
    """
    kept = len(atoms)
    while kept and atoms[kept - 1].kind is BlockKind.HEADING and atoms[kept - 1].end < len(document.text):
        kept -= 1
    kept = kept or len(atoms)
    if sum(atom.words for atom in atoms[:kept] if atom.kind is not BlockKind.HEADING) >= _LEAST_WORDS or (
        sum(atom.words for atom in atoms[:kept]) >= _LEAST_HEADING_WORDS
    ):
        yield _Run(atoms[:kept])


def _side_by_side(before: BlockKind, kind: BlockKind) -> bool:
    alone = {BlockKind.TABLE, BlockKind.FOOTNOTE}
    return before is kind if {before, kind} & alone else True


def _is_bare(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a heading has nothing beneath it, so that it would be lost in no passage's section."""
    following = next((block for block in blocks[index + 1 :] if block.kind not in _UNSEARCHED), None)
    return following is None or (following.kind is BlockKind.HEADING and following.level <= blocks[index].level)


def _block_atoms(
    document: Document, block: Block, section: tuple[str, ...], before: Sequence[_Atom], settings: PassageSettings
) -> Iterator[_Atom]:
    text = document.block_text(block)
    cut_cost = _cut_cost(document, before[-1] if before else None, block)
    for piece in _pieces(text, settings):
        start = block.start + piece[0]
        words = len(text[piece[0] : piece[1]].split())
        yield _Atom(start, block.start + piece[1], words, cut_cost, block.kind, section, block.page)
        cut_cost = _WITHIN_PARAGRAPH


def _cut_cost(document: Document, before: _Atom | None, block: Block) -> float:
    if before is None:
        return _BETWEEN_PARAGRAPHS
    if before.kind is BlockKind.HEADING:
        return _NEVER
    if block.kind is BlockKind.HEADING:
        return _BEFORE_HEADING
    if block.kind is BlockKind.LIST_ITEM:
        introduced = before.kind is BlockKind.PARAGRAPH and document.text[before.end - 1] in ":;"
        return _AFTER_INTRODUCTION if introduced else _BETWEEN_ITEMS
    return _BETWEEN_PARAGRAPHS


def _table_atoms(
    document: Document, block: Block, section: tuple[str, ...], settings: PassageSettings
) -> Iterator[_Atom]:
    """Make an atom of each row; one with running text in its cells is cut further, between sentences."""
    position = block.start
    cut_cost = _BETWEEN_PARAGRAPHS
    for number, row in enumerate(document.block_text(block).split("\n")):
        for piece in _pieces(row, settings):
            words = len(row[piece[0] : piece[1]].split())
            start = block.start if position == block.start and not piece[0] else position + piece[0]
            yield _Atom(start, position + piece[1], words, cut_cost, BlockKind.TABLE, section, block.page)
            cut_cost = _WITHIN_ROW
        position += len(row) + 1
        # The header row goes with the first row of figures.
        cut_cost = _NEVER if number == 0 else _BETWEEN_PARAGRAPHS


def _pieces(text: str, settings: PassageSettings) -> Iterator[tuple[int, int]]:
    """Divide a block or row into sentences, and an endless sentence at a space; short ones stay whole."""
    if len(text) < settings.min_words * 4:
        if text.strip():
            yield 0, len(text)
        return
    for start, end in sentences(text):
        words = text[start:end].split()
        if len(words) <= settings.max_words:
            yield start, end
        else:
            yield from _stretches(text, start, end, settings.target_words)


def _stretches(text: str, start: int, end: int, target_words: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < end:
        rest = text[position:end].split(maxsplit=target_words)
        stop = end - len(rest[target_words]) if len(rest) > target_words else end
        yield position, position + len(text[position:stop].rstrip())
        position = stop


def _cut(atoms: Sequence[_Atom], settings: PassageSettings) -> Iterator[tuple[Sequence[_Atom], bool]]:
    """
    Cut a run where the sum of costs is least; yield each part, and whether it is the first.

    Dynamic programming over cut points, as in Knuth and Plass, "Breaking paragraphs into lines", 1981.
    """
    best = [0.0]
    came_from = [0]
    for end in range(1, len(atoms) + 1):
        cost, begin = min(_candidates(atoms, best, end, settings))
        best.append(cost)
        came_from.append(begin)
    cuts = [len(atoms)]
    while cuts[-1]:
        cuts.append(came_from[cuts[-1]])
    cuts.reverse()
    for begin, end in itertools.pairwise(cuts):
        yield atoms[begin:end], begin == 0


def _candidates(
    atoms: Sequence[_Atom], best: Sequence[float], end: int, settings: PassageSettings
) -> Iterable[tuple[float, int]]:
    words = 0
    for begin in range(end - 1, -1, -1):
        words += atoms[begin].words
        if words > settings.max_words and begin < end - 1:
            return
        cut_cost = atoms[begin].cut_cost if begin else 0.0
        yield best[begin] + cut_cost + _length_cost(words, settings), begin


def _length_cost(words: int, settings: PassageSettings) -> float:
    cost = ((words - settings.target_words) / settings.target_words) ** 2
    if words < settings.min_words:
        return cost + _TOO_SHORT
    return cost + _TOO_LONG if words > settings.max_words else cost
