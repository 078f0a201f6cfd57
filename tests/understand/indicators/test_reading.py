from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading_indicators import read

CELLS = st.sampled_from(
    "Indikator|Nämndens mål|Mål 2023|Utfall 2022|Utfall 2023|Kön|Enhet|Status|Prognos 2023|2022|2023|Kvinnor|Män|Totalt"
    "||-|12|71 %|minst 80 %|högst|ej mätt|ja|Delvis|●|därav kvinnor|Trygga barn|antal|Analys|Budget 2023|för"
    "|därav i familjehem|Målet är inte uppnått|1 204 dygn".split("|")
)
PROSE = (
    "", "# Mål 1. Trygga barn", "Nämndens mål:", "Alla ska ha ett hem.", "Målet är uppnått.", "Indikator 1: Nöjda",
    "Kommentar: Utfall 2023 är 78 %", "Måluppföljning IFO; målet är delvis uppnått", "◆ Fler ska få stöd 2023",
    "Processmål", "Kommentar", "Målnivåer:", "2022 70 %, 2023 75 %", "Teckenförklaring: ● = nått, ○ = inte nått",
)  # fmt: skip
LINES = st.one_of(st.lists(CELLS, min_size=1, max_size=8).map("\t".join), st.sampled_from(PROSE))


@settings(deadline=None)
@given(st.lists(LINES, max_size=25).map("\n".join), st.sampled_from([None, 2022, 2023]))
def test_any_order_of_lines(text: str, year: int | None) -> None:
    """Whatever tables and prose come in whatever order, every indicator is a slice of the text, in its order."""
    rows = read(text, year)
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    assert all(row.name for row in rows)
    assert all(row.status in {None, "uppnått", "delvis", "ej uppnått", "pågår"} for row in rows)
    assert all(row.outcome == row.values.get(str(year), row.outcome) for row in rows)


def test_same_text_same_rows() -> None:
    """Reading twice gives the same."""
    text = "Indikator\tUtfall 2023\tMål\nNöjda\t71 %\t80 %\n\nMålet är uppnått.\n"
    assert read(text) == read(text)


def test_long_texts_take_little_time() -> None:
    """Signs, numbers and tabs without end are read in time that grows with their length only."""
    began = time.monotonic()
    for piece in ("● ", "målet ", "2023 ", "12 345 ", "Mål: ", "a\t", "- ", "Nämnden når inte "):
        read(piece * 20_000)
    assert time.monotonic() - began < 30
