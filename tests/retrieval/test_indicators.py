from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import minerva
from minerva.errors import UnknownValue
from minerva.retrieval.filters import Filters
from tests.making import put_examples, put_indicators

if TYPE_CHECKING:
    from minerva import Library


def test_all_in_order(library: Library) -> None:
    """Without filters all come, by municipality, year and place in the report."""
    put_indicators(library)
    rows = minerva.indicators(library)
    assert rows.total == len(rows) == 9
    places = [(rows.reports[row.report_id].municipality, rows.reports[row.report_id].year) for row in rows]
    assert places == [("Malmö", 2021)] * 3 + [("Malmö", 2022)] * 3 + [("Umeå", 2022)] * 3
    assert [row.name for row in rows[:3]] == ["Hemlösa familjer", "=Sjukfrånvaro", "Rutin för vräkning"]


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        ({"municipality": "Malmö"}, 6),
        ({"municipality": "1280"}, 6),
        ({"municipality": ["Malmö", "Umeå"]}, 9),
        ({"county": "Västerbotten"}, 3),
        ({"year": 2022}, 6),
        ({"year_from": 2022}, 6),
        ({"year_to": 2021}, 3),
        ({"municipality": "Malmö", "year": (2022,)}, 3),
        ({"board": "socialnämnden", "kind": "årsredovisning"}, 9),
        ({"section": "hem"}, 9),
        ({"section": "ekonomi"}, 0),
        ({"passage_kind": "tabell"}, 9),
        ({"passage_kind": "text"}, 0),
    ],
)
def test_filters(library: Library, narrowed: dict[str, object], count: int) -> None:
    """The filters of the search narrow indicators too."""
    put_indicators(library)
    put_examples(library)
    rows = minerva.indicators(library, **narrowed)  # type: ignore[arg-type]
    assert rows.total == len(rows) == count


def test_filters_as_for_search(library: Library) -> None:
    """The same filters object may be given; single fields come on top."""
    reports = put_indicators(library)
    filters = Filters(municipality=("Malmö",))
    assert minerva.indicators(library, filters=filters).total == 6
    assert minerva.indicators(library, filters=filters, report=reports[1].id[:8]).total == 3


@pytest.mark.parametrize(("name", "count"), [("hemlös", 3), ("familj hemlösa", 3), ("vräkningar", 3), ("skola", 0)])
def test_name_in_any_form(library: Library, name: str, count: int) -> None:
    """All words must stand in the name, in any form."""
    put_indicators(library)
    assert minerva.indicators(library, name=name).total == count


def test_pages(library: Library) -> None:
    """A page is a piece of the whole; the total is of all."""
    put_indicators(library)
    every = list(minerva.indicators(library))
    page = minerva.indicators(library, limit=2, offset=3)
    assert (list(page), page.total, page.offset) == (every[3:5], 9, 3)
    assert list(minerva.indicators(library, limit=0)) == []


def test_wrong_questions(library: Library) -> None:
    """Unknown names and negative numbers are refused."""
    put_indicators(library)
    with pytest.raises(UnknownValue, match="Malmø"):
        minerva.indicators(library, municipality="Malmø")
    with pytest.raises(ValueError, match="negative"):
        minerva.indicators(library, limit=-1)
