import pytest

from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind
from minerva.understand.confidence import certainty
from minerva.understand.front import parts_of
from minerva.understand.years import find_year, year_in_title


def year(
    *body: str, front: tuple[str, ...] = ("Årsredovisning",), kind: str = "årsredovisning", file: str = "x"
) -> int | None:
    """Return the year that is found in a report with these lines."""
    pieces = [Piece(BlockKind.PARAGRAPH, text) for text in front]
    pieces += [Piece(BlockKind.CONTENTS, "Innehåll"), *(Piece(BlockKind.PARAGRAPH, text) for text in body)]
    found = find_year(parts_of(assemble(pieces)), kind, file)
    return found.value if found else None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Verksamhetsberättelse 2017", "2017"),
        ("Verksamhetsplan 2017-2019", "2017"),
        ("Program 2027–2030", "2027"),
        ("Budget 2018 och årsredovisning 2017", "2017"),
        ("2019 års verksamhetsberättelse", "2019"),
        ("Vision 2030", None),
        ("Dnr SN/2019:47", None),
        ("Rapport den 3 maj 2019", None),
        ("AFS 2011:19", None),
        ("Delårsrapport per den 31 augusti 2022", "2022"),
        ("DELÅRSRAPPORT PER DEN 31 AUGUSTI 2022", "2022"),
        ("Delårsrapport per 2019-08-31", "2019"),
        ("Delårsrapport 1 januari – 31 augusti 2022", "2022"),
        ("Uppföljning per augusti 2022", "2022"),
        ("Tertialrapport 2 2022", "2022"),
        ("Kvalitetsrapport 2017/2018", "2018"),
        ("Kvalitetsrapport läsåret 2017/18", "2018"),
        ("Verksamhetsplan 2017/2018", "2017"),
        ("Årsredovisning 2018 och budget 2019", "2018"),
        ("Budget 2019 och årsbokslut", "2019"),
        ("Årsbokslut 2018, budget 2019–2021", "2018"),
        ("Uppföljning augusti 2020 av mål och budget 2020–2022", "2020"),
        ("Verksamhetsberättelse 2018, antagen 2019-02-14", "2018"),
        ("SN 2018-00123", None),
        ("KS2018/123 Verksamhetsberättelse", None),
        ("Årsredovisning 2019 Diarienummer 2020-123", "2019"),
        ("Rapport 2019:3", None),
    ],
)
def test_the_year_of_a_title(title: str, expected: str | None) -> None:
    """The year after the word for the kind, the first of a range; no date, number or vision."""
    found = year_in_title(title)
    assert (str(found.value) if found else None) == expected


def test_numbers_and_dates_on_the_cover_do_not_win() -> None:
    """A report of 2018 is decided on and filed in 2019."""
    assert year(front=("Årsredovisning 2018", "Dnr SN/2019:47", "Beslutad 2019-02-26")) == 2018
    assert year("Under 2018 ökade stödet. Under 2018.", front=("Årsredovisning", "Dnr 2019.47", "2019-02-26")) == 2018


def test_the_body_s_sense_of_the_year() -> None:
    """What happened "under" a year weighs more than what is planned, compared or cited."""
    assert (
        year(
            "Nämnden har tio åtaganden för år 2016. Under 2016 ökade antalet jämfört med 2015.",
            "Budget 2017. Plan 2017. Inför 2017. Enligt lagen (2017:12). Senast 2019.",
        )
        == 2016
    )


def test_columns_of_outcomes_end_with_the_year() -> None:
    """A table that compares three years reports on the last."""
    assert year("Utfall 2015 2016 2017 Målvärde", "Utfall 2015 2016 2017 Målvärde") == 2017


def test_an_undecided_body_gives_none_but_for_the_file_name() -> None:
    """None is better than the wrong year; a file name may tip the scales."""
    body = ("År 2015 och år 2016. " * 4,)
    assert year(*body) is None
    assert year(*body, file="rapport-2016.pdf") == 2016


def test_a_file_name_does_not_beat_the_body() -> None:
    """A name copied from last year's report changes nothing."""
    assert year("Under 2018 ökade stödet. " * 9, file="rapport-2017.pdf") == 2018


def test_plans_go_by_their_decision() -> None:
    """A plan without a year in its title is of the year it was decided, a report is not."""
    front = ("Cykelplan", "Datum för beslut: 2026-05-18")
    assert year("Till 2040.", front=front, kind="strategi") == 2026
    assert year("Till 2040.", front=front, kind="årsredovisning") is None


def test_a_date_in_the_file_name_dates_only_plans() -> None:
    """Meetings are in the year after the one reported on."""
    assert year("En text.", file="namnden_2018-01-23_rapport.pdf") is None
    assert year("En text.", kind="protokoll", file="namnden_2018-01-23_protokoll.pdf") == 2018


@pytest.mark.parametrize(
    ("front", "kind", "expected"),
    [
        (("Verksamhetsberättelse", "2018", "Antagen av socialnämnden 2019-02-14"), "verksamhetsberättelse", 2018),
        (("Uppföljning", "Verksamhetsår: 2018", "Datum: 2019-02-14"), "måluppföljning", 2018),
        (("Cykelplan", "Giltighetstid: 2027–2031", "Datum för beslut: 2026-05-18"), "strategi", 2027),
        (("Cykelplan", "Giltighetstid: tills vidare", "Datum för beslut: 2026-05-18"), "strategi", 2026),
        (("Bokslut 2018", "Mars 2019"), "årsbokslut", 2018),
        (("Bokslut", "Mars 2019"), "årsbokslut", None),
        (("Månadsrapport", "Mars 2019"), "månadsuppföljning", 2019),
        (("Sammanträdesprotokoll", "2019-02-14"), "protokoll", 2019),
    ],
)
def test_the_year_of_a_front(front: tuple[str, ...], kind: str, expected: int | None) -> None:
    """Titles and labels come before days of decision and months of printing."""
    assert year("En text.", front=front, kind=kind) == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (("Årsredovisning 2018",), "säker"),
        (("Årsredovisning", "2018"), "säker"),
        (("Verksamhetsår: 2018",), "säker"),
        (("Årsredovisning 2018", "Årsredovisning 2017"), "trolig"),
        (("Kvalitetsberättelse 2017/2018",), "trolig"),
    ],
)
def test_how_sure_a_year_is(front: tuple[str, ...], expected: str) -> None:
    """A title's year is sure, unless another title or the other half of a school year speaks against it."""
    found = find_year(parts_of(assemble([Piece(BlockKind.PARAGRAPH, text) for text in front])), "årsredovisning", "x")
    assert found is not None
    assert certainty(found.confidence) == expected
