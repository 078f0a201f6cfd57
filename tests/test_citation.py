from minerva.citation import apa, cite, with_reference
from minerva.records import Passage, PassageKind, Report


def _passage(page: int | None, page_end: int | None) -> Passage:
    return Passage("p", "r", 0, 1, page, page_end, (), PassageKind.TEXT, 1)


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


def test_apa() -> None:
    """A reference in the manner of APA has author, year, title, page and address, as far as known."""
    report = Report(
        "r", "f", "s", "Plan", municipality="Lund", board="socialnämnden", year=2020, url="https://lund.se/p"
    )
    assert apa(report, _passage(3, 4)) == "Lund, socialnämnden (2020). Plan (s. 3–4). https://lund.se/p"
    assert apa(Report("r", "f", "s", "Plan")) == "Plan (u.å.)."
