"""
How well two passes over the same paragraphs of the example corpus agree about what each of them does.

``python -m benchmarks.function_agreement`` prints Cohen's kappa over the paragraphs that were labelled a second time,
and how many paragraphs carry each function.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import NamedTuple

from sklearn.metrics import cohen_kappa_score

from benchmarks.places import ROOT

TRUTH = ROOT / "corpus" / "truth"
NONE = "-"


class Labels(NamedTuple):
    """The functions of a paragraph as labelled first and a second time, the main one first; empty for none."""

    first: list[str]
    again: list[str]


class Agreement(NamedTuple):
    """Cohen's kappa of the main function (nine values, none among them), and of every function being there or not."""

    main: float
    each: float


def functions_of(report: str) -> dict[str, list[str]]:
    """Give the functions of a report's paragraphs by their text."""
    told = json.loads((TRUTH / f"{report}.json").read_text(encoding="utf-8"))
    return {
        " ".join(told["blocks"][number]["text"] for number in one["blocks"]): one["functions"]
        for one in told["paragraphs"]
    }


def labelled_twice() -> list[Labels]:
    """Give both labels of each paragraph of ``functions-again.jsonl``."""
    lines = (TRUTH / "functions-again.jsonl").read_text(encoding="utf-8").splitlines()
    return [_labels(**json.loads(line)) for line in lines]


def _labels(report: str, start_words: str, functions: list[str]) -> Labels:
    (first,) = (names for text, names in functions_of(report).items() if text.startswith(start_words))
    return Labels(first, functions)


def agreement(labels: list[Labels]) -> Agreement:
    """Measure how well the two passes agree: 1 is always, 0 as often as by chance."""
    names = sorted({name for one in labels for name in one.first + one.again})
    main = [((one.first or [NONE])[0], (one.again or [NONE])[0]) for one in labels]
    each = [(name in one.first, name in one.again) for one in labels for name in names]
    return Agreement(*(float(cohen_kappa_score(*zip(*pairs, strict=True))) for pairs in (main, each)))


def main() -> None:
    """Print the agreement and the number of paragraphs by function."""
    labels = labelled_twice()
    kappa = agreement(labels)
    alike = sum(set(one.first) == set(one.again) for one in labels)
    print(f"{len(labels)} paragraphs twice: kappa {kappa.main:.2f} main, {kappa.each:.2f} each; {alike} the same set")
    every = [names for path in sorted(TRUTH.glob("*-20*.json")) for names in functions_of(path.stem).values()]
    first, held = Counter((names or [NONE])[0] for names in every), Counter(name for one in every for name in one)
    print(f"{len(every)} paragraphs; function: main, at all")
    for name, count in first.most_common():
        print(f"{name:10} {count:4} {held[name] or count:4}")


if __name__ == "__main__":
    main()
