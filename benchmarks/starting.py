"""What a user waits for from process start, beside what Python alone takes to start."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import Figure
from benchmarks.places import minerva_command, real_reports, run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 11
MOST_SEARCH_S = 0.6
MOST_MEANING_S = 0.8
MOST_HELP_S = 0.3


def measure() -> Iterator[Figure]:
    """Run a search over a handful of reports, and the help, in turn with an empty program."""
    with tempfile.TemporaryDirectory() as name:
        index = Path(name)
        run(minerva_command(index, "add", str(real_reports())))
        commands = {
            "search": minerva_command(index, "search", "våld i nära relation"),
            "meaning": minerva_command(index, "search", "våld i nära relation", "--mode", "meaning"),
            "help": minerva_command(index, "--help"),
            "bare": [sys.executable, "-c", "pass"],
        }
        rounds = [{what: _seconds(command) for what, command in commands.items()} for _ in range(ROUNDS)]
    took = {what: median(times[what] for times in rounds) for what in commands}
    for what, shown, most in (
        ("search", "minerva search, from process start", MOST_SEARCH_S),
        ("meaning", "… --mode meaning", MOST_MEANING_S),
        ("help", "minerva --help, from process start", MOST_HELP_S),
    ):
        beside = f"{took[what] / took['bare']:.1f} times python -c pass, {took['bare']:.3f} s"
        yield Figure(shown, took[what], "s", at_most=most, beside=beside)


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    run(command)
    return time.perf_counter() - began
