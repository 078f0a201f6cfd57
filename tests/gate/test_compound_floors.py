from pathlib import Path

import pytest

from minerva.swedish.compounds import split

pytestmark = pytest.mark.gate
_CUT = Path(__file__).parents[2] / "benchmarks" / "compounds.txt"


def test_compounds_are_cut_as_by_hand() -> None:
    """Of words cut by hand, what is cut is cut rightly, most compounds are, and no other word is."""
    lines = [line for line in _CUT.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    cuts = {line: split(line.replace("|", "")) for line in lines}
    made = {line: f"{cut.first}|{cut.last}" for line, cut in cuts.items() if cut}
    right = sum(line == cut for line, cut in made.items())
    assert right / len(made) >= 0.98
    assert right / sum("|" in line for line in lines) >= 0.9
    assert not [line for line in made if "|" not in line]
