"""
Measure and print one table.

``python -m benchmarks`` measures all that does not take too long, ``python -m benchmarks searching`` one thing;
``--json`` prints one document. The exit code is 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks import (
    adding,
    app,
    assigning,
    collections,
    completeness,
    compounds,
    documents,
    exemplifying,
    functions,
    fusing,
    labelling,
    meaning,
    million,
    reading,
    searching,
    starting,
    structure,
    suggesting,
    themes,
    weights,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.figures import Figure

BENCHMARKS: dict[str, Callable[[], Iterator[Figure]]] = {
    "reading": reading.measure,
    "documents": documents.measure,
    "exemplifying": exemplifying.measure,
    "functions": functions.measure,
    "completeness": completeness.measure,
    "structure": structure.measure,
    "assigning": assigning.measure,
    "adding": adding.measure,
    "searching": searching.measure,
    "meaning": meaning.measure,
    "million": million.measure,
    "starting": starting.measure,
    "words": words.measure,
    "weights": weights.measure,
    "fusing": fusing.measure,
    "suggesting": suggesting.measure,
    "compounds": compounds.measure,
    "themes": themes.measure,
    "app": app.measure,
    "collections": collections.measure,
    "labelling": labelling.measure,
}
BY_NAME_ONLY = {"million"}
"""These take half an hour and more."""
COLUMNS = "{:44} {:>9} {:10} {:>7} {:7} {}"


def main() -> int:
    """Measure what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHMARKS)}; all by default")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    parser.add_argument("--minutes", type=float, default=10.0, help="so long do twenty use the web front end: 10")
    given = parser.parse_args()
    unknown = [name for name in given.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}")
    measures = {**BENCHMARKS, "app": partial(app.measure, minutes=given.minutes)}
    usual = [name for name in BENCHMARKS if name not in BY_NAME_ONLY]
    measured = (figure for name in given.names or usual for figure in measures[name]())
    figures = list(measured if given.json else _printed(measured))
    if given.json:
        print(json.dumps({"machine": _machine(), "figures": [_plain(figure) for figure in figures]}, indent=2))
    return 0 if all(figure.is_met for figure in figures) else 1


def _printed(figures: Iterator[Figure]) -> Iterator[Figure]:
    """Print each figure as it comes."""
    print(", ".join(f"{value} {name}" for name, value in _machine().items()))
    print(COLUMNS.format("figure", "measured", "", "target", "", "beside"))
    for figure in figures:
        value = f"{figure.value:.2f}" if figure.value < 100 else f"{figure.value:.0f}"
        row = COLUMNS.format(figure.name, value, figure.unit, figure.target, figure.verdict, figure.beside)
        print(row.rstrip(), flush=True)
        yield figure


def _plain(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": round(figure.value, 4),
        "unit": figure.unit,
        "at_least": figure.at_least,
        "at_most": figure.at_most,
        "met": figure.is_met,
        "beside": figure.beside,
    }


def _machine() -> dict[str, str | int | float]:
    """Return what the figures depend on; a load above the number of cores makes them worthless."""
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0
    return {"cores": os.cpu_count() or 1, "load": load, "Python": platform.python_version()}


if __name__ == "__main__":
    raise SystemExit(main())
