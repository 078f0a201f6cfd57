"""What a report repeats from the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.compare.alignment import Change
from minerva.compare.changes import compare_reports, earlier_report, earlier_reports, repeated_shares, weight
from minerva.errors import UnknownValue
from tests.making import FILLER, put_text

if TYPE_CHECKING:
    from minerva import Library
    from minerva.records import Report

SAME = f"Kommunen hyr ut tolv lägenheter till dem som saknar egen bostad. {FILLER}"


def _put(library: Library, year: int, text: str, **identity: str) -> Report:
    told = {"municipality": "Lund", "board": "socialnämnden", "kind": "årsredovisning"} | identity
    return put_text(library, f"{told['municipality']}-{told['kind']}-{year}.txt", text, year=year, **told)


def _two(library: Library) -> tuple[Report, Report]:
    before = _put(
        library, 2021, f"# Bostad\n\n{SAME}\n\n# Kö\n\nKön är 14 dagar. {FILLER}\n\n# Gammalt\n\nBadet stängde."
    )
    after = _put(
        library,
        2022,
        f"# Bostad\n\n{SAME}\n\n# Kö\n\nKön är 19 dagar. {FILLER}\n\n# Nytt\n\nEtt ungdomsråd valdes i maj.",
    )
    return before, after


def test_each_paragraph_says_what_became_of_it(library: Library) -> None:
    """Unchanged, changed with its words, new and gone are told apart, whatever order the reports are named in."""
    before, after = _two(library)
    found = compare_reports(library, after.id, before.id[:8])
    assert (found.earlier, found.later) == (library.report(before.id), library.report(after.id))
    assert [one.change for one in found.paragraphs] == [Change.UNCHANGED, Change.CHANGED, Change.NEW, Change.GONE]
    assert [one.text for one in found.paragraphs[1].diff if one.kept != "equal"] == ["14", "19"]
    assert found.paragraphs[0].diff == found.paragraphs[2].diff == ()
    assert found.paragraphs[3].paragraph.text == "Badet stängde."
    assert found.words()[Change.NEW] == 5
    text = library.text(after.id)
    assert all(
        " ".join(text[one.start : one.end].split()) == one.text for one in (p.paragraph for p in found.paragraphs[:3])
    )


def test_passages_tell_how_much_is_unchanged(library: Library) -> None:
    """A passage that is wholly repeated has share 1, one that is new 0."""
    before, after = _two(library)
    shares = [one.unchanged for one in compare_reports(library, before.id, after.id).passages]
    assert shares[0] == 1.0
    assert shares[-1] < 1.0
    repeated = repeated_shares(library, [library.report(after.id)])
    assert repeated[library.passages(after.id)[0].id] == 1.0
    assert not repeated_shares(library, [library.report(before.id)])


def test_repeated_text_counts_less_but_counts() -> None:
    """What is wholly repeated counts half, what is new counts whole."""
    assert weight(0.0) == 1.0
    assert 0 < weight(1.0) < 1.0


def test_which_report_goes_before(library: Library) -> None:
    """A report follows that of the same municipality, board and kind of the nearest year before."""
    first = _put(library, 2019, SAME)
    second = _put(library, 2022, SAME + "a")
    _put(library, 2021, SAME + "b", municipality="Umeå")
    _put(library, 2021, SAME + "c", kind="delårsrapport")
    _put(library, 2022, SAME + "d", board="kulturnämnden", kind="strategi")
    assert earlier_report(library, library.report(second.id)) == library.report(first.id)
    assert set(earlier_reports(library.reports())) == {second.id}


def test_unknown_reports(library: Library) -> None:
    """An id that no report has is refused."""
    with pytest.raises(UnknownValue):
        compare_reports(library, "00", "11")
