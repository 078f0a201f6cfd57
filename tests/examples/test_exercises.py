"""Teaching sets, contrast pairs, cloze texts, and the sheets made of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minerva.errors import MinervaError
from minerva.examples.choosing import examples
from minerva.examples.cloze import BLANK, Hidden, cloze
from minerva.examples.contrasts import contrast_pairs
from minerva.examples.criteria import criteria_of
from minerva.examples.teaching_sets import FACETS, teaching_set
from minerva.examples.worksheets import Item, Worksheet, cloze_sheet, contrast_sheet, set_sheet
from minerva.records import Passage, PassageKind, Report
from minerva.records.examples import Example, Function
from minerva.swedish.readability import readability
from tests.making import put_text

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library


def _example(text: str) -> Example:
    report = Report("r", "r.txt", "0", "Rapport")
    passage = Passage("0123456789abcdef", "r", 0, len(text), None, None, (), PassageKind.TEXT, len(text.split()))
    chances = dict.fromkeys(Function, 0.1)
    return Example(passage, report, text, 1.0, readability(text), (Function.RESULT,), chances)


def test_sets_are_balanced(teaching: Library) -> None:
    """No value of the first facet is chosen twice before every other once, as far as there are examples."""
    found = teaching_set(teaching, 3, balance=["municipality", "year"])
    assert len(found) == 3
    assert set(found.balance["municipality"].values()) == {1}
    assert sum(found.balance["year"].values()) == 3


def test_unknown_facets_are_refused(teaching: Library) -> None:
    """What cannot be balanced over is named, with what can."""
    with pytest.raises(MinervaError, match=FACETS[0]):
        teaching_set(teaching, 3, balance=["färg"])


def test_pairs_differ_in_what_they_meet(teaching: Library) -> None:
    """The good one of a pair meets at least two criteria more than the weak one, and both have the function."""
    weak = "Det finns flera orsaker. En orsak är troligen att det är svårt. Det beror nog på läget, förklarar många. "
    put_text(teaching, "svag.txt", f"# Analys\n\n{weak * 3}", municipality="Gävle", year=2022)
    pairs = contrast_pairs(teaching, "analys")
    assert pairs
    for pair in pairs:
        assert pair.good.grade >= pair.weak.grade + 2
        assert len(pair.good.criteria) == len(criteria_of(Function.ANALYSIS))
        assert all(Function.ANALYSIS in one.example.functions for one in (pair.good, pair.weak))
        assert all(met.quote in pair.good.example.text for met in pair.good.criteria)
    used = [one.example.passage.id for pair in pairs for one in (pair.good, pair.weak)]
    assert len(set(used)) == len(used)


@settings(deadline=None)
@given(
    st.text("ab 12,5 procent beror på eftersom Verksamheten utredningarna\n.”("),
    st.sampled_from(Hidden),
    st.integers(0, 5),
)
def test_the_key_fills_the_blanks(text: str, hidden: Hidden, seed: int) -> None:
    """Whatever is hidden, putting the answers into the blanks gives the text again; the same seed hides the same."""
    example = _example(text.replace("_", ""))
    found = cloze(example, hidden, most=3, seed=seed)
    assert found == cloze(example, hidden, most=3, seed=seed)
    if hidden is Hidden.FUNCTION:
        assert found.text == example.text
        return
    assert len(found.blanks) <= 3
    filled = found.text
    for blank in found.blanks:
        assert example.text[blank.start : blank.end] == blank.answer
        filled = filled.replace(f"({blank.number}) {BLANK}", blank.answer, 1)
    assert filled == example.text


def test_figures_are_hidden_whole() -> None:
    """Thousands and decimals go into one blank; numbers of paragraphs stay."""
    found = cloze(_example("(1) Under året fick 1 234 hushåll stöd för 4,5 mnkr."), "siffror")
    assert [blank.answer for blank in found.blanks] == ["1 234", "4,5"]
    assert found.text.startswith("(1) Under")


def test_nothing_else_can_be_hidden() -> None:
    """An unknown kind, or no blanks at all, is refused."""
    with pytest.raises(MinervaError, match="siffror"):
        cloze(_example("Text."), "allt")
    with pytest.raises(MinervaError, match="one or more"):
        cloze(_example("Text."), "siffror", most=0)


def test_sheets_with_and_without_key(teaching: Library, tmp_path: Path) -> None:
    """The key is on a sheet only when asked for, in Markdown and in Word, which python-docx reads back."""
    found = list(examples(teaching, limit=3))
    sheets = [
        set_sheet("Exempel", found),
        cloze_sheet("Luckor", [cloze(one, "siffror") for one in found]),
        contrast_sheet("Par", contrast_pairs(teaching, "analys")),
    ]
    for number, sheet in enumerate(sheets):
        for with_key in (False, True):
            file = tmp_path / f"{number}{with_key}.docx"
            sheet.write(file, with_key=with_key)
            paragraphs = [one.text for one in docx.Document(str(file)).paragraphs]
            assert ("Key" in paragraphs) == with_key
            assert ("## Key" in sheet.markdown(with_key=with_key)) == with_key
            assert all(item.heading in paragraphs for item in sheet.items)


def test_reports_cannot_write_markup() -> None:
    """Whatever a report says is text on the sheet: no markup, no links, no HTML."""
    text = "<script>alert(1)</script>\n# Rubrik\n[a](http://x) **b** 1. c"
    shown = Worksheet("T", (Item("Text 1", text, "källa", ("svar",)),)).markdown(with_key=True)
    assert not re.search(r"(?<!\\)<", shown)
    assert not re.search(r"(?<!\\)\*\*", shown)
    assert "\n> \\# Rubrik" in shown


def test_signs_that_steer_stay_out(tmp_path: Path) -> None:
    """What turns or controls text is left out of a sheet; hard blanks, as in "4 000", stay."""
    sheet = Worksheet("T", (Item("Text 1", "4\u00a0000 kr\u202e\x07", "källa"),))
    sheet.write(tmp_path / "blad.docx", with_key=False)
    shown = [one.text for one in docx.Document(str(tmp_path / "blad.docx")).paragraphs]
    assert "4\u00a0000 kr" in shown
    assert "> 4\u00a0000 kr\n" in sheet.markdown(with_key=False)


def test_other_endings_are_refused(tmp_path: Path) -> None:
    """A sheet is Word or Markdown."""
    with pytest.raises(MinervaError, match="docx"):
        Worksheet("T", ()).write(tmp_path / "blad.pdf", with_key=False)
