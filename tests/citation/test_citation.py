"""Sources are cited in a line of our own, and in the styles that universities ask for."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from minerva.citation import cite, with_reference
from minerva.citation.csl import author_of, csl_item, key_of
from minerva.citation.styled import References, Style, apa
from minerva.records import Passage, PassageKind, Report, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

BOARD = Source(
    "0123456789abcdef", "f" * 64, "2021/lund.pdf", "Verksamhetsberättelse 2021", "Lund", "1281", "Skåne län",
    "socialnämnden", "verksamhetsberättelse", 2021, None, None, "SN 2022/031",
)  # fmt: skip
TITLE_ALONE = Source("fedcba9876543210", "e" * 64, "plan.pdf", "En plan")


def _passage(page: int | None, page_end: int | None) -> Passage:
    return Passage("p", "r", 0, 1, page, page_end, (), PassageKind.TEXT, 1)


def _texts(sources: Sequence[Source], style: Style) -> list[str]:
    return [entry.text for entry in References(sources, style).entries()]


@pytest.fixture
def swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let references be Swedish, as users read them."""
    monkeypatch.setenv("MINERVA_LANGUAGE", "sv")


def test_all_that_is_known() -> None:
    """A citation names municipality, board, title, year and page."""
    report = Report("r", "f", "s", "Årsredovisning", municipality="Mölndal", board="socialnämnden", year=2017)
    assert cite(report, _passage(12, 12)) == "Mölndal, Socialnämnden: Årsredovisning 2017, s. 12"
    assert cite(report, _passage(12, 13)).endswith("s. 12–13")


def test_what_is_not_known_is_left_out() -> None:
    """A report of which only the title is known is cited by that, and a year in the title is not repeated."""
    assert cite(Report("r", "f", "s", "Plan 2020", year=2020), _passage(None, None)) == "Plan 2020"


def test_a_quotation_with_its_reference() -> None:
    """A quotation stands in Swedish quotation marks, on one line, its source after it."""
    report = Report("r", "f", "s", "Plan", municipality="Lund", year=2020)
    assert with_reference("Två\nrader.", report, _passage(3, 3)) == "”Två rader.” (Lund: Plan 2020, s. 3)"


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize(
    ("style", "told"),
    [
        (Style.APA, "Lunds kommun, socialnämnden. (2021). Verksamhetsberättelse 2021 (SN 2022/031). lund.pdf."),
        (Style.HARVARD, "Lunds kommun, socialnämnden (2021) Verksamhetsberättelse 2021 [lund.pdf]. SN 2022/031."),
    ],
)
def test_styles(style: Style, told: str) -> None:
    """A reference has author, year, title in italics, registry number and file, or the address where one is known."""
    (entry,) = References([BOARD], style).entries()
    assert entry.text == told
    assert [run.text for run in entry.runs if run.italic] == ["Verksamhetsberättelse 2021"]
    (found,) = _texts([replace(BOARD, url="https://lund.se/vb_2021")], style)
    assert "https://lund.se/vb_2021" in found
    assert "lund.pdf" not in found


@pytest.mark.usefixtures("swedish")
def test_in_text() -> None:
    """A quotation is cited by author, year and page where it stands."""
    references = References([BOARD, TITLE_ALONE], Style.APA)
    assert references.in_text(BOARD) == "(Lunds kommun, socialnämnden, 2021)"
    assert references.in_text(BOARD, 3, 3) == "(Lunds kommun, socialnämnden, 2021, s. 3)"
    assert references.in_text(BOARD, 3, 4) == "(Lunds kommun, socialnämnden, 2021, s. 3–4)"
    assert references.in_text(TITLE_ALONE, 12) == "(En plan, u.å., s. 12)"
    assert _texts([TITLE_ALONE], Style.APA) == ["En plan. (u.å.). plan.pdf."]


@pytest.mark.usefixtures("swedish")
def test_reports_of_one_year_are_told_apart() -> None:
    """Reports of the same author and year get letters, in the list and in the text; each report stands once."""
    other = replace(TITLE_ALONE, municipality="Lund", board="socialnämnden", year=2021)
    references = References([BOARD, other, BOARD], Style.HARVARD)
    assert [entry.text[:36] for entry in references.entries()] == [
        "Lunds kommun, socialnämnden (2021a) ",
        "Lunds kommun, socialnämnden (2021b) ",
    ]
    assert {references.in_text(one) for one in (BOARD, other)} == {
        "(Lunds kommun, socialnämnden, 2021a)",
        "(Lunds kommun, socialnämnden, 2021b)",
    }


def test_swedish_order() -> None:
    """Å, ä and ö stand last in a reference list."""
    found = _texts(
        [replace(BOARD, report_id=name, municipality=name) for name in ("Östersund", "Åre", "Lund")], Style.APA
    )
    assert [text.split()[0] for text in found] == ["Lunds", "Åre", "Östersunds"]


def test_more_than_a_letter_for_each() -> None:
    """Beyond the alphabet letters are doubled, so that no two references are the same."""
    sources = [replace(BOARD, report_id=f"{n:016x}", title=f"Rapport {n}", reference=None) for n in range(60)]
    references = References(sources, Style.HARVARD)
    assert len({references.in_text(one) for one in sources}) == 60


def test_apa_of_a_passage() -> None:
    """On the page where a report is read, the reference names the passage's page."""
    assert apa(BOARD, _passage(3, 4)).endswith("lund.pdf. s. 3–4.")


def test_what_reports_say_cannot_steer() -> None:
    """Signs of markup and of our own in a title are printed or left out, and change no italics."""
    odd = replace(BOARD, title='<i>A</i> \ue000B\ue001 & <span class="nocase">C</span>\u202e')
    (entry,) = References([odd], Style.APA).entries()
    assert "<i>A</i> B & " in entry.text
    assert "\u202e" not in entry.text
    assert sum(run.italic for run in entry.runs) == 1


def test_csl_json() -> None:
    """The item holds what is known, and nothing else; keys are letters and digits that a person recognises."""
    item = csl_item(BOARD)
    assert item["author"] == [{"literal": "Lunds kommun, socialnämnden"}]
    assert (item["number"], item["archive"], item["issued"]) == ("SN 2022/031", "lund.pdf", {"date-parts": [[2021]]})
    assert csl_item(TITLE_ALONE) == {
        "id": "enplan-fedcba98", "type": "report", "language": "sv-SE", "title": "En plan", "archive": "plan.pdf",
    }  # fmt: skip
    assert key_of(BOARD) == "lund2021-01234567"
    assert author_of(TITLE_ALONE) is None
    assert json.loads(json.dumps(item)) == item
