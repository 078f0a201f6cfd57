"""
Count the words of public texts into the table that Minerva ships.

``python -m lexicon.word_counts ../shared`` writes ``minerva/swedish/data/counts.txt``; the same texts give the same
bytes.
"""

from __future__ import annotations

import argparse
import bz2
import json
import lzma
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from minerva.swedish.counts import WORD, Count, packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLE = Path(__file__).parents[1] / "minerva" / "swedish" / "data" / "counts.txt"
TEXTS = ("train/public-text.jsonl.xz", "train/public-text-2.jsonl.xz")
DICTIONARY = "lexical/folkets_sv_en_public.xml.bz2"

_WORDS = {"word", "inflection", "compound", "derivation"}
_SHARES = {"finlex-sv-statutes": 6, "finlex-sv-courts": 2, "riksdag": 3, "ms": 8}
"""Texts that outnumber the rest (Finnish law), or that are less to be trusted (read by machine from print, translated
by machine): one occurrence in so many counts."""
_LEAST = 2
"""A word seen once is as often a misprint as not."""
_LEAST_DOUBTFUL = 6
_NAME_SHARE = 0.9
"""A word is a name, or an acronym, if so much of it is written with a capital where no sentence begins."""
_BROKEN = re.compile(r"\b[^\W\d_]+(?:-[^\W\d_]+)*-\s+(?!(?:och|eller|samt|respektive|till|resp)\b)[^\W\d_]+")
"""A word broken at the end of a line of print, whose halves are no words."""
_HALF = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-(?![^\W\d_])")
"""What *och* or *eller* joins to the last part of a compound: the *hälso-* of *hälso- och sjukvård*."""
_WITHIN = re.compile(rf"(?<=[a-zåäö] ){WORD.pattern}")


@dataclass(slots=True)
class Tally:
    """
    How often words occur.

    Attributes
    ----------
    trusted, doubtful
        In texts that count whole, and in the rest.
    scaled
        In all texts, those of the rest scaled down.
    entries
        That the dictionary has, or forms of it.
    within, capital
        Where no sentence can begin, and how many of those with a capital.
    """

    trusted: Counter[str] = field(default_factory=Counter)
    doubtful: Counter[str] = field(default_factory=Counter)
    scaled: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    entries: set[str] = field(default_factory=set)
    within: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, share: int) -> None:
        """Count the words of a *text* of which one occurrence in *share* counts."""
        text = _HALF.sub(" ", _BROKEN.sub(" ", text))
        counted = Counter(word.casefold() for word in WORD.findall(text))
        (self.trusted if share == 1 else self.doubtful).update(counted)
        for word, count in counted.items():
            self.scaled[word] += count / share
        for word in _WITHIN.findall(text):
            self.within[word.casefold()] += 1
            self.capital[word.casefold()] += word[0].isupper()

    def counts(self) -> Iterator[Count]:
        """Yield the words that are to be believed in, in order."""
        for word in sorted(self.scaled):
            if self.trusted[word] >= _LEAST or self.doubtful[word] >= _LEAST_DOUBTFUL:
                is_name = self.capital[word] > _NAME_SHARE * max(self.within[word], 1)
                yield Count(word, max(round(self.scaled[word]), 1), is_name, word in self.entries)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(prog="python -m lexicon.word_counts", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with train/ and lexical/")
    shared: Path = parser.parse_args().shared
    tally = Tally()
    for source, text in _texts([shared / name for name in TEXTS]):
        tally.add(text, _SHARES.get(source, _SHARES.get(source.split("-")[0], 1)))
    for tag, text in _entries(shared / DICTIONARY):
        # Whoever wrote a dictionary knew that the word exists.
        tally.add(f"{text}\n{text}", 1)
        if tag in _WORDS:
            tally.entries.add(text.casefold())
    TABLE.write_text(packed(tally.counts()), encoding="utf-8", newline="\n")


def _texts(files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record["source"], "\n".join(record["paragraphs"])


def _entries(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the words of a dictionary, all their forms, and what explains them, with what each is."""
    with bz2.open(file) as stream:
        for _event, element in ET.iterparse(stream):  # noqa: S314 - a file at hand
            if element.tag in {*_WORDS, "example", "definition"}:
                yield element.tag, unescape(element.get("value", "")).replace("|", "")


if __name__ == "__main__":
    main()
