"""The public texts and ready-made pairs that an encoder is trained on, as they lie in a folder."""

from __future__ import annotations

import json
import lzma
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minerva.errors import MinervaError, refusal
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HELD_OUT_ONE_IN = 40
"""One page in so many is kept from training, to measure on."""


@dataclass(frozen=True, slots=True)
class Page:
    """A public text: where it is from, its title, its paragraphs (a heading begins with ``#``)."""

    source: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether the page is kept from training; its title decides, so that every run keeps the same ones."""
        return zlib.crc32(self.title.encode()) % HELD_OUT_ONE_IN == 0


@dataclass(frozen=True, slots=True)
class Pair:
    """
    Two texts that belong together.

    Attributes
    ----------
    kind
        What made the pair; the recipe says how many of each kind are taken.
    """

    kind: str
    first: str
    second: str


def read_pages(folder: Path) -> Iterator[Page]:
    """Yield the pages of every ``public-text*.jsonl.xz`` in *folder*, in order."""
    for path in sorted(folder.glob("public-text*.jsonl.xz")):
        for entry in read_lines(path):
            yield Page(entry["source"], entry["title"], tuple(entry["paragraphs"]))


def read_ready_pairs(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of every ``pairs*.jsonl.xz`` in *folder*: ``source``, ``kind``, ``a``, ``b`` and what else."""
    for path in sorted(folder.glob("pairs*.jsonl.xz")):
        yield from read_lines(path)


def read_translations(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the Swedish and the English side of every ``parallel*.tsv.xz`` in *folder*."""
    for path in sorted(folder.glob("parallel*.tsv.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                swedish, tab, english = line.rstrip("\n").partition("\t")
                if tab and swedish and english:
                    yield swedish, english


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """
    Yield the JSON objects of a compressed file, one a line.

    Raises
    ------
    MinervaError
        If the file cannot be read, or a line is no JSON object.
    """
    try:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
    except OSError as error:
        raise MinervaError(_("{path} cannot be read: {error}.").format(path=path, error=refusal(error))) from error
    except (lzma.LZMAError, EOFError, ValueError) as error:
        raise MinervaError(_("{path} is damaged: {error}. Fetch it again.").format(path=path, error=error)) from error
