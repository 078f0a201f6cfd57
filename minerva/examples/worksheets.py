"""Exercises and sets as sheets of paper: Markdown, or Word, with the key or without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from minerva.citation import cite
from minerva.errors import MinervaError
from minerva.messages import decimal
from minerva.messages import translate as _
from minerva.outward.files import replacing
from minerva.outward.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from minerva.examples.cloze import Cloze
    from minerva.examples.contrasts import ContrastPair, Graded
    from minerva.records.examples import Example

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&]|^(?=[-+>]|\d+[.)])|(?<=\n)(?=[-+>]|\d+[.)]))")
"""What Markdown, or HTML within it, would take for more than a character: reports are untrusted text."""


@dataclass(frozen=True, slots=True)
class Item:
    """
    One text of a sheet.

    Attributes
    ----------
    heading
        Above it.
    text
        As it stands in the report, or with blanks.
    source
        Where it stands.
    key
        What a teacher knows: lines.
    """

    heading: str
    text: str
    source: str
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Worksheet:
    """What is handed out."""

    title: str
    items: tuple[Item, ...]

    def markdown(self, *, with_key: bool) -> str:
        """Return the sheet as Markdown; the key, if asked for, at its end."""
        lines = [f"# {_literal(self.title)}"]
        for item in self.items:
            quoted = "\n".join(f"> {line}".rstrip() for line in _literal(item.text.strip()).split("\n"))
            lines += [f"## {_literal(item.heading)}", quoted, f"*{_literal(item.source)}*"]
        if with_key:
            key = _("Key")
            lines.append(f"## {_literal(key)}")
            for item in self.items:
                lines.append(f"### {_literal(item.heading)}")
                lines.append("\n".join(f"- {_literal(line)}" for line in item.key))
        return "\n\n".join(line for line in lines if line) + "\n"

    def write(self, file: Path, *, with_key: bool) -> None:
        """
        Write the sheet as Word or Markdown, as the ending of *file* says.

        Raises
        ------
        MinervaError
            If it has another ending, or cannot be written.
        """
        if file.suffix not in {".docx", ".md"}:
            raise MinervaError(
                _("{file} ends neither in .docx nor in .md. Name a file that does.").format(file=file.name)
            )
        with replacing(file) as beside:
            if file.suffix == ".md":
                beside.write_text(self.markdown(with_key=with_key), encoding="utf-8")
            else:
                beside.write_bytes(self.word(with_key=with_key))

    def word(self, *, with_key: bool) -> bytes:
        """Return the sheet as a Word file; the key, if asked for, at its end."""
        from docx import Document  # noqa: PLC0415 - few write Word
        from docx.enum.text import WD_BREAK  # noqa: PLC0415

        document = Document()
        document.core_properties.title = self.title
        document.core_properties.author = "Minerva"
        document.add_heading(plain(self.title), 0)
        for item in self.items:
            document.add_heading(plain(item.heading), 1)
            for paragraph in filter(None, map(str.strip, item.text.split("\n"))):
                document.add_paragraph(plain(paragraph))
            document.add_paragraph().add_run(plain(item.source)).italic = True
        if with_key:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            document.add_heading(_("Key"), 1)
            for item in self.items:
                document.add_heading(plain(item.heading), 2)
                for line in item.key:
                    document.add_paragraph(plain(line), style="List Bullet")
        held = BytesIO()
        document.save(held)
        return held.getvalue()


def set_sheet(title: str, some: Iterable[Example]) -> Worksheet:
    """Return a sheet of examples; the key tells what each does and how it reads."""
    items = (
        Item(_("Text {n}").format(n=number), one.text, _source(one), tuple(_about(one)))
        for number, one in enumerate(some, 1)
    )
    return Worksheet(title, tuple(items))


def contrast_sheet(title: str, pairs: Iterable[ContrastPair]) -> Worksheet:
    """Return a sheet of pairs, the better one first in every other; the key tells which it is and why."""
    items = []
    for number, pair in enumerate(pairs, 1):
        for letter, graded in zip("AB", pair.in_order(number), strict=True):
            heading = _("Pair {n}, text {letter}").format(n=number, letter=letter)
            verdict = _("The better example") if graded is pair.good else _("The weaker example")
            key = (verdict, *_criteria(graded))
            items.append(Item(heading, graded.example.text, _source(graded.example), key))
    return Worksheet(title, tuple(items))


def cloze_sheet(title: str, exercises: Iterable[Cloze]) -> Worksheet:
    """Return a sheet of texts with blanks; the key fills them."""
    return Worksheet(
        title,
        tuple(
            Item(
                _("Text {n}").format(n=number),
                one.text,
                _source(one.example),
                tuple(f"({blank.number}) {blank.answer}" for blank in one.blanks),
            )
            for number, one in enumerate(exercises, 1)
        ),
    )


def _source(one: Example) -> str:
    return cite(one.report, one.passage)


def _about(one: Example) -> Iterator[str]:
    chances = (f"{function} ({decimal(one.chances[function], 2)})" for function in one.functions)
    yield _("Function: {functions}").format(functions=", ".join(chances) or "–")
    yield _("LIX {lix}, {words} words a sentence, {share} percent long words").format(
        lix=decimal(one.readability.lix, 0),
        words=decimal(one.readability.sentence_words, 1),
        share=decimal(100 * one.readability.long_share, 0),
    )


def _criteria(graded: Graded) -> Iterator[str]:
    for met in graded.criteria:
        sign = "+" if met.is_met else "–"
        shown = f": ”{met.quote}”" if met.quote else ""
        name = _(met.criterion.name)
        yield f"{sign} {name}{shown}"


def _literal(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", plain(text))
