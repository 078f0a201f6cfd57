"""
Draw a page of a PDF with a quotation marked on it.

A script of its own, run as ``python -P page_picture.py PDF PAGE QUOTATION PICTURE`` by :mod:`minerva.read.pictures`
within limits, since files are not to be trusted: *PAGE* counts from 1, *QUOTATION* is a file of text, and *PICTURE* is
written as PNG.
"""

from __future__ import annotations

import re
import sys
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterable

_WIDTH = 1100
"""Pixels of a picture; a page of A4 is then legible beside its text, at some 150 KB."""
_MOST_PIXELS = 4_000_000
_COLOUR = (255, 226, 120)
_FEWEST_WORDS = 3
"""Words in a row that must be those of the quotation: one alone may stand anywhere."""
_MOST_BETWEEN = 3
"""Words between two pieces of a quotation that belong to it too."""
_WORD = re.compile(r"\w+")


_Box = tuple[float, float, float, float]


class Word(NamedTuple):
    """A word of a page, in small letters, and its box in the points of the PDF: left, bottom, right, top."""

    text: str
    box: _Box


def main() -> None:
    """Draw what the command line asks for."""
    pdf_path, number, quotation, picture = sys.argv[1:]
    with pypdfium2.PdfDocument(pdf_path) as pdf:
        page = pdf[int(number) - 1]
        width, height = page.get_size()
        scale = min(_WIDTH / width, (_MOST_PIXELS / (width * height)) ** 0.5)
        image = page.render(scale=scale).to_pil().convert("RGB")
        marked = quoted(words_of(page), Path(quotation).read_text(encoding="utf-8"))
        _mark(image, page, [word.box for word in marked]).save(picture, optimize=False)


def words_of(page: pypdfium2.PdfPage) -> list[Word]:
    """Return the words of *page* in the order in which it draws them; a hyphen at the end of a line ends a word."""
    text_page = page.get_textpage()
    letters = [text_page.get_text_range(place, 1)[:1] or " " for place in range(text_page.count_chars())]
    return [
        Word(found[0].casefold(), _around([text_page.get_charbox(place) for place in range(*found.span())]))
        for found in _WORD.finditer("".join(letters))
    ]


def quoted(words: list[Word], quotation: str) -> list[Word]:
    """Return those of a page's *words* that belong to the *quotation*, which may begin or end on another page."""
    wanted = [word.casefold() for word in _WORD.findall(quotation)]
    matcher = SequenceMatcher(None, [word.text for word in words], wanted, autojunk=False)
    least = min(_FEWEST_WORDS, len(wanted))
    marked: list[Word] = []
    last = -_MOST_BETWEEN - 1
    for start, _there, size in matcher.get_matching_blocks():
        if size >= least:
            # A word that is divided between lines, or read otherwise, leaves a gap.
            marked += words[last if start - last <= _MOST_BETWEEN else start : start + size]
            last = start + size
    return marked


def _around(boxes: list[_Box]) -> _Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _joined(boxes: Iterable[_Box]) -> list[_Box]:
    """Return *boxes*, those that follow one another closely on a line as one."""
    lines: list[_Box] = []
    for box in boxes:
        if lines and _follows(lines[-1], box):
            lines[-1] = _around([lines[-1], box])
        else:
            lines.append(box)
    return lines


def _follows(one: _Box, other: _Box) -> bool:
    height = one[3] - one[1]
    return 0 <= other[0] - one[2] < height and one[1] < (other[1] + other[3]) / 2 < one[3]


def _mark(image: Image.Image, page: pypdfium2.PdfPage, boxes: list[_Box]) -> Image.Image:
    """Colour the page under *boxes*, as a marker pen does: what is dark stays dark."""
    left, bottom, right, top = page.get_cropbox(fallback_ok=True)
    pen = Image.new("RGB", image.size, (255, 255, 255))
    draw = ImageDraw.Draw(pen)
    turned = page.get_rotation() % 180
    if turned:
        return image
    across, down = image.width / (right - left), image.height / (top - bottom)
    for x0, y0, x1, y1 in _joined(boxes):
        corners = [(x0 - left) * across - 2, (top - y1) * down - 2, (x1 - left) * across + 2, (top - y0) * down + 2]
        draw.rectangle(corners, fill=_COLOUR)
    return ImageChops.multiply(image, pen)


if __name__ == "__main__":
    main()
