"""
Reports that look Swedish and say nothing, made from a seed: the same seed gives the same report on every machine.

Running text is half function words, half invented words whose frequencies follow Zipf's law, with inflections and
compounds, so that the vocabulary grows with the text as that of real reports does.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from minerva.records import Block, BlockKind, Document, Passage, PassageKind, Report
from minerva.swedish.places import municipalities
from minerva.understand.passages import passage_id
from minerva.understand.prepare import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

FUNCTION_WORDS = (
    "och att i som en det på av för är med den till har de inte om ett under från vid kan också genom ska eller när"
    " men mellan efter samt vi har varit blir alla sina där utan detta enligt inom över mer"
).split()
_ONSETS = "b bl br d dr f fl fr g gr h j k kl kr l m n p pl r s sk sl sm sp st str t tr v".split()
_NUCLEI = "a e i o u å ä ö".split()
_CODAS = "d g k l ld ll lm m n nd ng nk p r rd rk rm rn s sk st t".split()
_ENDINGS = ("", "a", "ar", "else", "en", "er", "het", "ig", "ning", "ningen", "s")
_BOARDS = ("Socialnämnden", "Vård- och omsorgsnämnden", "Kommunstyrelsen", "Barn- och utbildningsnämnden")
_HEADINGS = ("Inledning", "Uppdrag", "Måluppföljning", "Ekonomi", "Personal", "Kvalitet", "Samverkan", "Framtiden")
_VOCABULARY = 2000
_COMPOUNDS = 0.12
"""Share of content words that are made up of two, most of them met only once or twice."""
_PARAGRAPH_WORDS = (85, 120)
_PARAGRAPHS_A_HEADING = 5


@lru_cache
def vocabulary() -> tuple[str, ...]:
    """Return the invented words without endings, the most frequent first."""
    syllables = ["".join(parts) for parts in itertools.product(_ONSETS, _NUCLEI, _CODAS)]
    return tuple(random.Random("vocabulary").sample(syllables, _VOCABULARY))


def report_text(seed: int, *, paragraphs: int = 100) -> str:
    """Return a report as Markdown; each of its *paragraphs* is about as long as a passage."""
    return "\n\n".join(f"# {line}" if level == 1 else f"## {line}" if level else line
                       for level, line in _lines(seed, paragraphs)) + "\n"  # fmt: skip


def write_reports(folder: Path, count: int, *, paragraphs: int = 100, first_seed: int = 0) -> list[Path]:
    """Write *count* reports into *folder* as text files and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"rapport-{seed:04}.md" for seed in range(first_seed, first_seed + count)]
    for seed, path in enumerate(paths, first_seed):
        path.write_text(report_text(seed, paragraphs=paragraphs), encoding="utf-8")
    return paths


def prepared_report(seed: int, *, paragraphs: int = 100) -> Prepared:
    """Return the report as reading it would, each paragraph one passage, without the cost of reading."""
    lines = list(_lines(seed, paragraphs))
    text = "\n\n".join(line for _level, line in lines)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    blocks: list[Block] = []
    passages: list[Passage] = []
    start = 0
    section: tuple[str, ...] = ()
    for level, line in lines:
        end = start + len(line)
        blocks.append(Block(BlockKind.HEADING if level else BlockKind.PARAGRAPH, start, end, level))
        if level:
            section = (*section[: level - 1], line)
        else:
            identifier = passage_id(sha256[:16], start, end, line)
            words = len(line.split())
            passages.append(Passage(identifier, sha256[:16], start, end, None, None, section, PassageKind.TEXT, words))
        start = end + 2
    return Prepared(_report(seed, sha256, lines[0][1], passages), Document(text, blocks=tuple(blocks)), tuple(passages))


def queries(count: int, *, seed: int = 0) -> list[str]:
    """Return queries of one to six words, each word of the vocabulary as likely as any other."""
    chance = random.Random(f"queries {seed}")
    return [" ".join(chance.sample(vocabulary(), chance.randint(1, 6))) for _ in range(count)]


def mixture(size: int, *, parts: int = 60, dimensions: int = 256) -> tuple[NDArray[Any], list[str], NDArray[Any]]:
    """
    Return vectors, texts and topics of passages, each drawn from one of many topics, of which some are rare.

    A text has some forty words, a third of them of its topic.
    """
    chance = np.random.default_rng(size)
    shares = 1 / np.arange(1, parts + 1) ** 0.5
    topics = chance.choice(parts, size, p=shares / shares.sum())
    centres = chance.normal(size=(parts, dimensions))
    vectors = (centres[topics] + 2.5 * chance.normal(size=(size, dimensions))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    words = np.array([f"{one}{ending}" for one in vocabulary() for ending in ("", "en", "ar", "het")])
    common = chance.zipf(1.3, (size, 27)) % len(words)
    own = (topics[:, None] * 97 + chance.zipf(1.5, (size, 13)) % 60) % len(words)
    texts = [" ".join(words[row]) for row in np.concatenate([common, own], axis=1)]
    return vectors, texts, topics


def municipality_of(seed: int) -> str:
    """Return the plain name of the municipality that the report is about."""
    return municipalities()[seed * 7 % len(municipalities())].name


def _report(seed: int, sha256: str, title: str, passages: list[Passage]) -> Report:
    place = municipalities()[seed * 7 % len(municipalities())]
    return Report(
        id=sha256[:16],
        file=f"rapport-{seed:04}.md",
        sha256=sha256,
        title=title,
        municipality=place.name,
        municipality_code=place.code,
        county=place.county,
        group=place.group,
        board=_BOARDS[seed % len(_BOARDS)],
        kind="verksamhetsberättelse",
        year=_year(seed),
        words=sum(passage.words for passage in passages),
        passages=len(passages),
    )


def _year(seed: int) -> int:
    return 2012 + seed % 12


def _lines(seed: int, paragraphs: int) -> Iterator[tuple[int, str]]:
    """Yield the report's lines with the level of those that are headings, 0 for paragraphs."""
    chance = random.Random(f"report {seed}")
    yield 1, f"Verksamhetsberättelse {_year(seed)} för {_BOARDS[seed % len(_BOARDS)]} i {municipality_of(seed)}s kommun"
    for number in range(paragraphs):
        if number % _PARAGRAPHS_A_HEADING == 0:
            heading = _HEADINGS[number // _PARAGRAPHS_A_HEADING % len(_HEADINGS)]
            yield 2, f"{heading} {_content_words(chance, 1)[0]}"
        yield 0, _paragraph(chance)


def _paragraph(chance: random.Random) -> str:
    wanted = chance.randint(*_PARAGRAPH_WORDS)
    sentences: list[str] = []
    while wanted > 0:
        length = chance.randint(8, 18)
        content = _content_words(chance, length // 2)
        joints = chance.choices(FUNCTION_WORDS, cum_weights=_zipf(len(FUNCTION_WORDS)), k=length - len(content))
        words = [word for pair in itertools.zip_longest(joints, content) for word in pair if word]
        sentences.append(f"{' '.join(words).capitalize()}.")
        wanted -= length
    return " ".join(sentences)


def _content_words(chance: random.Random, count: int) -> list[str]:
    words = chance.choices(vocabulary(), cum_weights=_zipf(_VOCABULARY), k=count)
    endings = chance.choices(_ENDINGS, k=count)
    return [
        (chance.choice(vocabulary()) if chance.random() < _COMPOUNDS else "") + word + ending
        for word, ending in zip(words, endings, strict=True)
    ]


@lru_cache
def _zipf(count: int) -> list[float]:
    return list(itertools.accumulate(1 / rank for rank in range(1, count + 1)))
