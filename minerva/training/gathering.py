"""Drawing the pairs of a recipe out of all that the texts hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from minerva.swedish.acronyms import explained, glossary
from minerva.training.dictionaries import folkets_pairs, synlex_pairs
from minerva.training.mining import mine
from minerva.training.passages import shorten
from minerva.training.texts import Pair, read_pages, read_ready_pairs
from minerva.training.written import written_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from minerva.training.texts import Page

FOLKETS_FILE = "folkets_sv_en_public.xml.bz2"
SYNLEX_FILE = "synlex.xml.xz"
_ALIKE = 3.8
"""Sentences graded so or higher (of 5) say the same."""


@dataclass(frozen=True, slots=True)
class Sources:
    """
    The folders that an encoder is trained from.

    Attributes
    ----------
    texts
        Of ``public-text*.jsonl.xz``, ``pairs*.jsonl.xz`` and ``parallel*.tsv.xz``.
    dictionaries
        Of Folkets lexikon and Synlex, if there is one.
    questions
        Of passages written with questions that they answer, if there is one.
    start
        A static encoder that the training goes on from, with its pieces; without one they are learnt.
    """

    texts: Path
    dictionaries: Path | None = None
    questions: Path | None = None
    start: Path | None = None


class Draw:
    """
    A random sample of each kind of pair, of the size that a recipe says, out of a stream of any length.

    Algorithm R: Vitter, "Random sampling with a reservoir", ACM TOMS 1985.
    """

    def __init__(self, pairs_by_kind: Mapping[str, int], seed: int) -> None:
        self._wanted = pairs_by_kind
        self._random = Random(seed)  # noqa: S311 - a sample, no secret
        self._drawn: defaultdict[str, list[Pair]] = defaultdict(list)
        self._seen: defaultdict[str, int] = defaultdict(int)

    def offer(self, pair: Pair) -> None:
        """Take *pair* into the sample, or not."""
        wanted = self._wanted.get(pair.kind, 0)
        if not wanted or not pair.first.strip() or not pair.second.strip():
            return
        self._seen[pair.kind] += 1
        drawn = self._drawn[pair.kind]
        if len(drawn) < wanted:
            drawn.append(pair)
            return
        place = self._random.randrange(self._seen[pair.kind])
        if place < wanted:
            drawn[place] = pair

    def pairs(self) -> list[Pair]:
        """Return the sample, kind by kind; kinds of too few pairs are repeated to their number."""
        return [
            drawn[at % len(drawn)] for kind, drawn in sorted(self._drawn.items()) for at in range(self._wanted[kind])
        ]


def gather(sources: Sources, pairs_by_kind: Mapping[str, int], seed: int) -> list[Pair]:
    """Return the pairs to train on, of the numbers that *pairs_by_kind* says; held-out pages give none."""
    draw = Draw(pairs_by_kind, seed)
    for pair in training_pairs(sources, Random(seed)):  # noqa: S311 - as above
        draw.offer(pair)
    return draw.pairs()


def training_pairs(sources: Sources, random: Random) -> Iterator[Pair]:
    """Yield every pair that may be trained on, its kind told apart by source."""
    held_out = set[str]()
    for page in read_pages(sources.texts):
        if page.is_held_out:
            held_out.update(page.paragraphs)
        else:
            yield from _of_source(page, random)
            yield from acronym_pairs(page)
    yield from ready_pairs(list(read_ready_pairs(sources.texts)), held_out)
    for meaning in glossary():
        yield Pair("acronym", meaning.acronym, meaning.meaning)
    if sources.dictionaries:
        yield from folkets_pairs(sources.dictionaries / FOLKETS_FILE)
        yield from synlex_pairs(sources.dictionaries / SYNLEX_FILE)
    if sources.questions:
        yield from written_pairs(sources.questions)


def acronym_pairs(page: Page) -> Iterator[Pair]:
    """Yield the acronyms that a page explains with their meanings."""
    for paragraph in page.paragraphs:
        if "(" in paragraph:
            for meaning in explained(paragraph):
                yield Pair("acronym", meaning.acronym, meaning.meaning)


def ready_pairs(entries: list[dict[str, Any]], held_out: set[str]) -> Iterator[Pair]:
    """
    Yield ready-made pairs that say the same or answer each other.

    A question is left out where any of its answers stands on a held-out page.
    """
    kept_away = {entry["a"] for entry in entries if entry["b"] in held_out}
    for entry in entries:
        kind, first, second = entry["kind"], entry["a"], shorten(entry["b"])
        if kind == "nli":
            if entry["label"] == "entailment":
                yield Pair("entailment", first, second)
        elif kind == "similarity":
            if float(entry["score"]) >= _ALIKE and not is_held_out_similarity(entry):
                yield Pair("paraphrase", first, second)
        elif kind != "parallel-en" and first not in kept_away:
            yield Pair(f"{source_of(entry['source'])}:{kind}", first, second)


def is_held_out_similarity(entry: dict[str, Any]) -> bool:
    """Whether a graded pair of sentences is kept to measure on: one in five, by its words."""
    return sum(map(ord, entry["a"])) % 5 == 0


def source_of(name: str) -> str:
    """Return the family of a source: ``finlex`` of ``finlex-sv-courts``."""
    return name.partition("-")[0]


def _of_source(page: Page, random: Random) -> Iterator[Pair]:
    for pair in mine(page, random):
        yield Pair(f"{source_of(page.source)}:{pair.kind}", pair.first, pair.second)
