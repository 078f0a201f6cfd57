"""From public texts to an encoder, stage by stage; a training that is broken off goes on where it was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from minerva.errors import MinervaError
from minerva.messages import translate as _
from minerva.training.checkpoint import Workplace
from minerva.training.dictionaries import folkets_translations
from minerva.training.gathering import FOLKETS_FILE, SYNLEX_FILE, Sources, gather, source_of
from minerva.training.pieces import count_words, learn_pieces
from minerva.training.ragged import Cutter, Ragged
from minerva.training.recipe import WORD_WEIGHT_BY_SOURCE, Recipe
from minerva.training.saving import save_encoder
from minerva.training.start import Start
from minerva.training.texts import read_pages, read_ready_pairs, read_translations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Progress = Callable[[str, int, int], None]
    """Told a stage's name, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Texts as pieces, and which of the first belongs to which of the second."""

    firsts: Ragged
    seconds: Ragged
    first: NDArray[np.int64]
    second: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Swedish texts as pieces, the teacher's vectors of English ones, and which of these translates each text."""

    texts: Ragged
    vectors: NDArray[np.float32]
    translation: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Material:
    """
    All that is trained on.

    Attributes
    ----------
    pieces
        Their names.
    lessons
        None without a teacher.
    rows
        ``(pieces, dimensions)``, where the training begins; None for rows drawn by chance.
    """

    pieces: Sequence[str]
    pairs: Pairs
    lessons: Lessons | None
    rows: NDArray[np.float32] | None = None


def train_encoder(sources: Sources, out: Path, recipe: Recipe, *, on_progress: Progress) -> None:
    """
    Train a static encoder and write it to *out*.

    The same sources and recipe give the same encoder on the same kind of machine. What is half done lies in
    ``OUT.training`` until the encoder is written.

    Raises
    ------
    MinervaError
        If there is nothing to train on, or what it takes to train is not installed.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415 - only to train

    optimise = _optimise()
    _check(sources)
    start = Start.at(sources.start) if sources.start else None
    record = recipe.as_json() | {
        "dictionaries": sources.dictionaries is not None,
        "questions": sources.questions is not None,
        "start": start.record if start else None,
    }
    if start:
        start.check(recipe)
    workplace = Workplace(out.with_name(out.name + ".training"), record)
    on_progress("pieces", 0, 1)
    learnt = start.pieces if start else partial(_learn, sources, recipe)
    tokenizer = Tokenizer.from_str(workplace.text("tokenizer.json", learnt))
    on_progress("pairs", 0, 1)
    pairs = _pairs_of(workplace.arrays("pairs", lambda: _cut_pairs(sources, recipe, tokenizer)))
    if not len(pairs.first):
        raise MinervaError(
            _("{folder} holds no pairs of the kinds that the recipe names. Give more texts.").format(
                folder=sources.texts
            )
        )
    lessons = None
    if recipe.teacher_weight:
        lessons = _lessons_of(workplace.arrays("lessons", lambda: _cut_lessons(sources, tokenizer, on_progress)))
    material = Material(_piece_names(tokenizer), pairs, lessons, start.rows() if start else None)
    rows = optimise(recipe, material, workplace, on_progress=on_progress)
    if material.rows is not None:
        rows = material.rows + np.float32(recipe.new_share) * (rows - material.rows)
    save_encoder(out, tokenizer, rows, record)
    workplace.clear()


def _optimise() -> Callable[..., NDArray[np.float32]]:
    """Return what optimises; torch and scipy come with the models that are not ours, and not with Minerva alone."""
    try:
        from minerva.training.optimising import optimise  # noqa: PLC0415 - torch takes seconds
    except ImportError as error:
        raise MinervaError(
            _("Training needs sentence-transformers. Install it: pip install 'minerva-reports[models]'")
        ) from error
    return optimise


def _check(sources: Sources) -> None:
    if not any(sources.texts.glob("public-text*.jsonl.xz")):
        raise MinervaError(
            _("{folder} holds no public-text*.jsonl.xz. Name the folder of training texts with --data.").format(
                folder=sources.texts
            )
        )
    lacking = [
        name
        for name in (FOLKETS_FILE, SYNLEX_FILE)
        if sources.dictionaries and not (sources.dictionaries / name).is_file()
    ]
    if lacking:
        raise MinervaError(
            _("{folder} holds no {file}. Name the folder of dictionaries with --dictionaries, or none.").format(
                folder=sources.dictionaries, file=lacking[0]
            )
        )


def _learn(sources: Sources, recipe: Recipe) -> str:
    learnt: str = learn_pieces(count_words(_weighted_texts(sources)), recipe.pieces).to_str()
    return learnt


def _weighted_texts(sources: Sources) -> Iterator[tuple[str, float]]:
    for page in read_pages(sources.texts):
        weight = WORD_WEIGHT_BY_SOURCE.get(source_of(page.source), 1.0)
        yield page.title, weight
        for paragraph in page.paragraphs:
            yield paragraph, weight
    for entry in read_ready_pairs(sources.texts):
        if entry["kind"] != "parallel-en":
            weight = WORD_WEIGHT_BY_SOURCE.get(source_of(entry["source"]), 1.0)
            yield entry["a"], weight
            yield entry["b"], weight


def _piece_names(tokenizer: Tokenizer) -> list[str]:
    names = [tokenizer.id_to_token(number) for number in range(tokenizer.get_vocab_size())]
    return [name or "" for name in names]


def _cut_pairs(sources: Sources, recipe: Recipe, tokenizer: Tokenizer) -> dict[str, NDArray[Any]]:
    pairs = gather(sources, recipe.pairs_by_kind, recipe.seed)
    cutter = Cutter(tokenizer)
    firsts, first = _distinct([pair.first for pair in pairs])
    seconds, second = _distinct([pair.second for pair in pairs])
    cut_firsts, cut_seconds = cutter.cut(firsts), cutter.cut(seconds)
    has_pieces = (cut_firsts.lengths[first] > 0) & (cut_seconds.lengths[second] > 0)
    return {
        "firsts": cut_firsts.flat,
        "firsts_offsets": cut_firsts.offsets,
        "seconds": cut_seconds.flat,
        "seconds_offsets": cut_seconds.offsets,
        "first": first[has_pieces],
        "second": second[has_pieces],
    }


def _pairs_of(arrays: dict[str, NDArray[Any]]) -> Pairs:
    firsts = Ragged(arrays["firsts"], arrays["firsts_offsets"])
    seconds = Ragged(arrays["seconds"], arrays["seconds_offsets"])
    return Pairs(firsts, seconds, arrays["first"], arrays["second"])


def _cut_lessons(sources: Sources, tokenizer: Tokenizer, on_progress: Progress) -> dict[str, NDArray[Any]]:
    from minerva.training.teacher import teach  # noqa: PLC0415 - a transformer

    translations = list(read_translations(sources.texts))
    if sources.dictionaries:
        translations += folkets_translations(sources.dictionaries / FOLKETS_FILE)
    for entry in read_ready_pairs(sources.texts):
        if entry["kind"] == "parallel-en":
            translations.append((entry["b"], entry["a"]))
    english, translation = _distinct([english for _swedish, english in translations])
    texts = Cutter(tokenizer).cut([swedish for swedish, _english in translations])
    has_pieces = np.flatnonzero(texts.lengths > 0)
    kept = texts.take(has_pieces)
    vectors = teach(english, lambda done, total: on_progress("teacher", done, total))
    return {
        "texts": kept.flat,
        "texts_offsets": kept.offsets,
        "vectors": vectors,
        "translation": translation[has_pieces],
    }


def _lessons_of(arrays: dict[str, NDArray[Any]]) -> Lessons:
    return Lessons(Ragged(arrays["texts"], arrays["texts_offsets"]), arrays["vectors"], arrays["translation"])


def _distinct(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Return the different texts, and for each of *texts* which it is."""
    number_by_text: dict[str, int] = {}
    numbers = [number_by_text.setdefault(text, len(number_by_text)) for text in texts]
    return list(number_by_text), np.array(numbers, np.int64)
