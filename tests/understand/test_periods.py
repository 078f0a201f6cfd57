import pytest

from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind
from minerva.understand.front import parts_of
from minerva.understand.periods import find_period, period_in


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Delår 2 Nämndrapport", "delår 2"),
        ("Delårsrapport 1 2019", "delår 1"),
        ("Tertialrapport 1", "tertial 1"),
        ("Uppföljning T2 2020", "tertial 2"),
        ("Kvartalsrapport 3", "kvartal 3"),
        ("Delårsbokslut januari–augusti 2019", "januari–augusti"),
        ("Delårsbokslut jan-aug 2019", "januari–augusti"),
        ("Delårsrapport per 2019-08-31", "augusti"),
        ("Månadsuppföljning ekonomi november 2017", "november"),
        ("Redovisning januari–december 2017", None),
        ("Delårsrapport 2019", None),
        ("Delårsrapport 1 januari – 31 augusti 2022", "januari–augusti"),
        ("Delårsrapport 2022-01-01–2022-08-31", "januari–augusti"),
        ("Delårsrapport januari t.o.m. augusti 2020", "januari–augusti"),
        ("Årsredovisning 2019-01-01 – 2019-12-31", None),
        ("Första tertialet 2020", "tertial 1"),
        ("Tertial II 2020", "tertial 2"),
        ("Uppföljning T1", "tertial 1"),
        ("Andra kvartalet 2019", "kvartal 2"),
        ("Q3 2020", "kvartal 3"),
        ("Rapport för första halvåret 2020", "halvår 1"),
        ("Uppföljning per augusti 2022", "augusti"),
        ("Månadsrapport per 31/8 2020", "augusti"),
        ("Delårsrapport nr 2", "delår 2"),
    ],
)
def test_titles_name_the_period(title: str, period: str | None) -> None:
    """Numbered parts of the year come first, then ranges of months, then a month."""
    assert period_in(title, months=True) == period


def period(*body: str, front: str, kind: str, file: str = "x.pdf") -> str | None:
    """Return the period that is found in a report with this title."""
    pieces = [Piece(BlockKind.PARAGRAPH, front), Piece(BlockKind.CONTENTS, "Innehåll")]
    pieces += [Piece(BlockKind.PARAGRAPH, text) for text in body]
    found = find_period(parts_of(assemble(pieces)), kind, front, file)
    return found.value if found else None


def test_a_year_s_report_has_no_period() -> None:
    """A month in the title of an annual report is a date."""
    assert period("Per april.", front="Verksamhetsberättelse april 2018", kind="verksamhetsberättelse") is None


def test_the_body_tells_where_the_title_does_not() -> None:
    """A delårsrapport speaks of the months that have passed."""
    body = ("Efter åtta månader är målen nådda.", "Under januari till augusti ökade antalet.")
    assert period(*body, front="Delårsrapport 2018", kind="delårsrapport") == "januari–augusti"
    assert period("Prognos per april.", front="Månadsuppföljning 2018", kind="månadsuppföljning") == "april"


def test_the_file_name_comes_last() -> None:
    """Its month counts, its date does not."""
    file = "namnd_2018-01-23_manadsuppfoljning-november-2017.pdf"
    assert period("En text.", front="Månadsuppföljning", kind="månadsuppföljning", file=file) == "november"


@pytest.mark.parametrize(
    ("front", "kind", "expected"),
    [
        ("Delårsrapport per den 31 augusti 2021", "delårsrapport", "januari–augusti"),
        ("Delårsrapport augusti 2021", "delårsrapport", "januari–augusti"),
        ("Delårsrapport januari 2021", "delårsrapport", "januari"),
        ("Månadsrapport augusti 2021", "månadsuppföljning", "augusti"),
        ("Kvalitetsrapport 2017/2018", "kvalitetsberättelse", "läsåret 2017/2018"),
        ("Kvalitetsrapport läsåret 2017–2018", "kvalitetsberättelse", "läsåret 2017/2018"),
        ("Kvalitetsberättelse höstterminen 2019", "kvalitetsberättelse", "höstterminen"),
        ("Årsredovisning 2017–2018", "årsredovisning", None),
        ("Period: januari–augusti", "delårsrapport", "januari–augusti"),
        ("Uppföljningsperiod: kvartal 3", "måluppföljning", "kvartal 3"),
    ],
)
def test_what_a_report_covers(front: str, kind: str, expected: str | None) -> None:
    """A delårsrapport named after a month covers the year so far, a monthly report that month, a school its year."""
    assert period("En text.", front=front, kind=kind) == expected
