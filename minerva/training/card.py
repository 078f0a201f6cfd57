"""The model card: what an encoder is, what it learnt from and under which licences, how to make it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

CARD_FILE = "README.md"


class _Source(NamedTuple):
    """What texts are and under which licence; *kinds* are those of a recipe that come from them."""

    what: str
    licence: str
    kinds: frozenset[str]


_PAGES = (
    _Source(
        "Pages of the Swedish government and its agencies", "public documents, no licence stated", frozenset({"g0vse"})
    ),
    _Source("Interpellations in the Swedish parliament", "public documents, no licence stated", frozenset({"interp"})),
    _Source("Swedish statutes", "not protected (9 § Act 1960:729)", frozenset({"sfs"})),
    _Source("Finland's statutes and court abstracts in Swedish (Finlex)", "CC BY 4.0", frozenset({"finlex"})),
    _Source("Debates of the Swedish parliament (SWERIK)", "CC BY", frozenset({"riksdag"})),
    _Source("SweQUAD-MC, questions on public texts", "MIT", frozenset({"swequad"})),
    _Source("GNOME's help", "CC BY 3.0", frozenset({"gnome"})),
    _Source("Vendor documentation in machine-translated Swedish", "CC BY 4.0", frozenset({"ms"})),
    _Source("SweNLI, development part", "CC BY 4.0", frozenset({"entailment"})),
    _Source("SweParaphrase, training part", "CC BY 4.0", frozenset({"paraphrase"})),
)
_DICTIONARIES = (
    _Source("Folkets lexikon", "CC BY-SA 2.5", frozenset({"definition", "example", "same-translation"})),
    _Source("Synlex, graded synonyms (KTH)", "free, with its notice", frozenset({"synonym"})),
)
_QUESTIONS = _Source(
    "Passages and questions written for Minerva (lexicon/questions)", "CC0 1.0", frozenset({"written"})
)
_LESSONS = (
    _Source("Tatoeba, Swedish and English sentences", "CC BY 2.0", frozenset()),
    _Source("STS-B, machine-translated sentences", "not stated", frozenset()),
    _Source("all-MiniLM-L6-v2, the teacher", "Apache-2.0", frozenset()),
)
_CARD = """\
---
language: sv
library_name: sentence-transformers
pipeline_tag: sentence-similarity
license: mit
---

# {name}

A static text encoder for Swedish public prose: at most {pieces:,} pieces of words, each a row of {size} numbers. The
vector of a text is the mean of its pieces' rows, scaled to length 1; cut off at {shorter} numbers it is still of use.
There is no prompt: a query and a passage are encoded alike.

```python
from sentence_transformers import SentenceTransformer

model = SentenceTransformer("models/{name}")
```

Minerva reads the same folder with numpy and tokenizers alone, and gives the same vectors.

## What it is for, and what not

It finds passages of Swedish municipal reports that mean what a query asks. Word order does not reach it: *kommunen
anmälde företaget* and *företaget anmälde kommunen* are one to it, and a *not* weighs as much as any other word. It
knows what public prose says, with the leanings of that prose. It was not made to compare or judge people.

## What it learnt from

{trained}
`training.json` says how many pairs of each kind. The model holds words and numbers, no texts.

| source | licence |
| --- | --- |
{sources}

The weights come under Minerva's licence, MIT. Those who pass them on name the sources above, as their licences ask.

## How it was made

Contrastive training with in-batch negatives.
{steps}
`docs/training.md` in Minerva's repository tells the recipe and what each part of it gave.
To make it again, to the byte on the same kind of machine:

```
{commands}
```

with the version of Minerva whose recipe is that of `training.json`.
{figures}"""
_FIGURES = """
## What it reaches

| measured on | figure |
| --- | --- |
{rows}
"""
_TRAINED = "{pairs:,} pairs of texts that belong together, gone through {passes:g} times."
_STEP = (
    "Batches of {batch:,}, Adam at {learning_rate:g}, cosines sharpened {sharpness:g} times, seed {seed}.\n{teacher}"
)
_BEFORE = "{name}-before"
_TEACHER = (
    "Beside that, Swedish sentences learn from what the teacher makes of their English translations\n"
    "(weight {teacher_weight:g})."
)


def card_of(name: str, record: Mapping[str, Any]) -> str:
    """
    Return the card of the encoder *name* in Markdown.

    Parameters
    ----------
    record
        Its ``training.json``: the recipe, whether ``dictionaries`` (they were unless it says not) and ``questions``
        were used, the ``start`` that the training went on from, and ``figures`` by what they were measured on, if
        anyone wrote them there.
    """
    figures, sizes = record.get("figures", {}), record["sizes"]
    steps = list(_steps(name, record))
    return _CARD.format(
        **dict(record)
        | {
            "name": name,
            "size": sizes[0],
            "shorter": " or ".join(map(str, sizes[1:])) or "fewer",
            "trained": "\n".join(_TRAINED.format(pairs=_pairs(one), passes=one["passes"]) for _name, one in steps),
            "sources": _rows(dict.fromkeys((one.what, one.licence) for _name, step in steps for one in _sources(step))),
            "steps": "\n".join(_step(one) for _name, one in steps),
            "commands": "\n".join(_commands(steps)),
            "figures": _FIGURES.format(rows=_rows(figures.items())) if figures else "",
        }
    )


def _steps(name: str, record: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the trainings that led to an encoder, the first one first, each with its encoder's name."""
    start = record.get("start")
    if start and start["training"]:
        yield from _steps(_BEFORE.format(name=name), start["training"])
    yield name, record


def _pairs(record: Mapping[str, Any]) -> int:
    return sum(record["pairs_by_kind"].values())


def _step(record: Mapping[str, Any]) -> str:
    teacher = _TEACHER.format(**record) if record["teacher_weight"] else "No teacher."
    return _STEP.format(**record, teacher=teacher)


def _commands(steps: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    before = ""
    for name, record in steps:
        options = {
            "--from": before,
            "--dictionaries": "DICTIONARIES" if record.get("dictionaries", True) else "",
            "--questions": "QUESTIONS" if record.get("questions") else "",
        }
        given = "".join(f"{option} {value} " for option, value in options.items() if value)
        no_teacher = "" if record["teacher_weight"] or before else " --no-teacher"
        yield (
            f"minerva model train --data TEXTS {given}--out {name} --seed {record['seed']} "
            f"--passes {record['passes']:g}{no_teacher}"
        )
        before = name


def _rows(cells: Iterable[tuple[str, object]]) -> str:
    return "\n".join(f"| {one} | {other} |" for one, other in cells)


def _sources(record: Mapping[str, Any]) -> Iterator[_Source]:
    families = {kind.partition(":")[0] for kind, count in record["pairs_by_kind"].items() if count}
    yield from (one for one in _PAGES if one.kinds & families)
    if record.get("dictionaries", True):
        yield from (one for one in _DICTIONARIES if one.kinds & families)
    if record.get("questions"):
        yield _QUESTIONS
    if record["teacher_weight"]:
        yield from _LESSONS
