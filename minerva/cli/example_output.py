"""How examples are printed, or told as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minerva.citation import cite
from minerva.cli.output import hit_json
from minerva.messages import decimal
from minerva.messages import translate as _

if TYPE_CHECKING:
    from rich.console import Console

    from minerva.examples.contrasts import ContrastPair, Graded
    from minerva.records.examples import Example


def example_json(one: Example, rank: int) -> dict[str, Any]:
    """Return an example as JSON: where it stands, how it reads, what it does, what it lacks."""
    from minerva.records import Hit  # noqa: PLC0415 - as above

    read = one.readability
    hit = hit_json(Hit(one.passage, one.report, one.text, one.score), rank)
    return {name: value for name, value in hit.items() if name not in {"highlights", "why"}} | {
        "relevance": one.relevance,
        "functions": list(one.functions),
        "chances": dict(one.chances),
        "words": one.passage.words,
        "readability": {
            "lix": round(read.lix, 2),
            "sentence_words": round(read.sentence_words, 2),
            "long_share": round(read.long_share, 4),
            "ovix": None if read.ovix is None else round(read.ovix, 2),
            "nominal_ratio": None if read.nominal_ratio is None else round(read.nominal_ratio, 2),
        },
        "complete": one.is_complete,
        "wanting": [{"lack": lack.lack, "quote": lack.quote} for lack in one.wanting],
        "citation": cite(one.report, one.passage),
    }


def print_example(screen: Console, one: Example, rank: int) -> None:
    """Print an example: its text, how it reads, what it does, whether it stands alone."""
    from minerva.examples.wording import lack_text  # noqa: PLC0415 - as above

    screen.print(f"\n{rank}. {cite(one.report, one.passage)}", style="bold cyan", markup=False)
    screen.print(one.text, markup=False)
    chances = ", ".join(f"{function} {decimal(one.chances[function], 2)}" for function in one.functions)
    read = one.readability
    told = [
        chances or _("no known function"),
        _("LIX {lix}, {words} words a sentence, {share} percent long words").format(
            lix=decimal(read.lix, 0),
            words=decimal(read.sentence_words, 1),
            share=decimal(100 * read.long_share, 0),
        ),
        _("stands alone") if one.is_complete else "; ".join(map(lack_text, one.wanting)),
    ]
    screen.print(" · ".join(told), style="dim", markup=False)
    screen.print(f"{one.report.file}  {one.passage.id}", style="dim", markup=False)


def criteria_text(graded: Graded) -> str:
    """Return which criteria a graded example meets, in one line."""
    told = [("+" if met.is_met else "–", _(met.criterion.name)) for met in graded.criteria]
    return " ".join(f"{sign} {name}" for sign, name in told)


def pair_json(pair: ContrastPair) -> dict[str, Any]:
    """Return a pair as JSON."""
    return {
        "function": pair.function,
        **{
            name: example_json(graded.example, rank)
            | {
                "criteria": [
                    {"name": met.criterion.name, "met": met.is_met, "quote": met.quote} for met in graded.criteria
                ]
            }
            for rank, (name, graded) in enumerate((("good", pair.good), ("weak", pair.weak)), 1)
        },
    }


def print_written(screen: Console, to: str | None) -> None:
    """Say where a sheet was written, if one was."""
    if to:
        screen.print(_("Written: {file}").format(file=to), markup=False)
