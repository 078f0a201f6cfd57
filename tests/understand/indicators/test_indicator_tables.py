from __future__ import annotations

import pytest

from tests.reading_indicators import figures, read, short

HEAD = "Nämndens mål\tIndikator\tUtfall 2022\tUtfall 2023\tMål 2023\tMål 2024\tBedömning\n"


def test_goal_in_a_column() -> None:
    """The goal stands in the first column, once for all its rows."""
    rows = read(
        HEAD + "Barn får stöd\tSamtal i tid\t71 %\t78 %\tminst 80 %\tminst 85 %\tDelvis\n"
        "\tVäntetid\t12 dagar\t9 dagar\thögst 10 dagar\thögst 8 dagar\tUppnått\n"
        "Alla har ett hem\tVräkta barn\t3\t0\t0\t0\tUppnått\n"
    )
    assert [(row.goal, row.name) for row in rows] == [
        ("Barn får stöd", "Samtal i tid"), ("Barn får stöd", "Väntetid"), ("Alla har ett hem", "Vräkta barn"),
    ]  # fmt: skip
    assert [figures(row) for row in rows] == [{"2022": 71, "2023": 78}, {"2022": 12, "2023": 9}, {"2022": 3, "2023": 0}]
    assert [short(row.target) for row in rows] == [("minst", 80), ("högst", 10), 0]
    assert [short(row.outcome) for row in rows] == [78, 9, 0]
    assert [row.status for row in rows] == ["delvis", "uppnått", "uppnått"]
    assert [row.unit for row in rows] == ["%", "dagar", None]


def test_goal_in_a_row_of_its_own() -> None:
    """The goal stands across the table where the head speaks of goals and indicators."""
    rows = read(
        "Mål och indikator\tUtfall 2022\tUtfall 2023\tMål 2023\nMål 1. Barn får stöd\t\t\t\n"
        "Samtal i tid\t71 %\t78 %\t80 %\n"
        "Mål 2. Alla har ett hem\t\t\t\nVräkta barn\t3\t0\t0\n"
    )
    assert [row.goal for row in rows] == ["Mål 1. Barn får stöd", "Mål 2. Alla har ett hem"]


def test_group_is_no_goal() -> None:
    """A row across a table of key figures names a group of them, which the names then tell."""
    rows = read("Nyckeltal\t2022\t2023\nBarn och unga\t\t\nPlacerade\t12\t14\nVuxna\t\t\nPlacerade\t5\t6\n")
    assert [(row.goal, row.name) for row in rows] == [(None, "Barn och unga: Placerade"), (None, "Vuxna: Placerade")]


def test_goal_above_the_table() -> None:
    """The goal stands below a label, or in a heading that says so."""
    table = "Indikator\tUtfall 2022\tUtfall 2023\tMålvärde\nVräkta barn\t3\t0\t0\n"
    assert read(f"Nämndens mål:\n\nAlla barn ska ha ett hem.\n\nAnalys\n\nDet går bra.\n\n{table}")[0].goal == (
        "Alla barn ska ha ett hem."
    )
    assert read(f"# Mål 3. Alla har ett hem\n\n## Indikatorer\n\n{table}")[0].goal == "Mål 3. Alla har ett hem"
    assert read(f"# Läget\n\n{table}")[0].goal is None


def test_label_above_an_account() -> None:
    """What stands below the label but is an account of several sentences is no goal."""
    text = "# Nämndens mål\n\nNämnden beslutade i maj. Målen gäller i tre år.\n\nMått\tUtfall 2023\tMål\nVräkta\t3\t0\n"
    assert read(text)[0].goal is None


@pytest.mark.parametrize("who", ["Kvinnor", "kvinnor", "därav kvinnor", "- varav kvinnor", "K"])
def test_sexes_in_rows(who: str) -> None:
    """Women and men have rows of their own, under the name above."""
    rows = read(
        f"Indikator\tUtfall 2022\tUtfall 2023\tMål 2023\nSjukfrånvaro\t7,9 %\t8,1 %\thögst 7 %\n{who}\t9 %\t9,3 %\t\n"
    )
    assert [(row.name, row.sex) for row in rows] == [("Sjukfrånvaro", None), ("Sjukfrånvaro", "kvinnor")]
    assert figures(rows[1]) == {"2022": 9, "2023": 9.3}


def test_sexes_in_a_column() -> None:
    """A column tells the sex; a sex for which nothing is printed has no row."""
    rows = read(
        "Indikator\tKön\tUtfall 2022\tUtfall 2023\tMål 2023\nSökande\tTotalt\t10\t12\thögst 9\n\tFlickor\t6\t7\t\n"
        "\tPojkar\t-\t-\t\n"
    )
    assert [(row.name, row.sex, short(row.target)) for row in rows] == [
        ("Sökande", "totalt", ("högst", 9)), ("Sökande", "flickor", None),
    ]  # fmt: skip


def test_sexes_in_the_head() -> None:
    """Columns tell the sex; the target is that of all."""
    rows = read("Mått\tKvinnor\tMän\tAlla 2023\tAlla 2022\tMål 2023\nFrånvaro\t7,2 %\t5,0 %\t6,8 %\t7,5 %\thögst 7 %\n")
    assert [(row.sex, figures(row), short(row.target)) for row in rows] == [
        ("kvinnor", {"2023": 7.2}, None), ("män", {"2023": 5}, None),
        ("totalt", {"2022": 7.5, "2023": 6.8}, ("högst", 7)),
    ]  # fmt: skip


def test_sexes_alone_in_rows() -> None:
    """Where rows name no more than a sex, the head or the caption names the indicator."""
    rows = read("Andel nöjda brukare\tUtfall 2022\tUtfall 2023\nKvinnor\t70 %\t72 %\nMän\t60 %\t66 %\n")
    assert [(row.name, row.sex) for row in rows] == [("Andel nöjda brukare", "kvinnor"), ("Andel nöjda brukare", "män")]


def test_sexes_below_years() -> None:
    """A head of two rows has the years above and the sexes below."""
    rows = read("Indikator\t2022\t\t2023\t\n\tK\tM\tK\tM\nAndel nöjda\t70 %\t60 %\t72 %\t66 %\n")
    assert [(row.sex, figures(row)) for row in rows] == [
        ("kvinnor", {"2022": 70, "2023": 72}), ("män", {"2022": 60, "2023": 66}),
    ]  # fmt: skip


def test_row_over_several_lines() -> None:
    """A name or a figure that goes on in the line below is one row."""
    rows = read(
        "Mål\tIndikator\tUtfall 2022\tUtfall 2023\tMål\nAlla får hjälp i\tBesök utanför tätorten,\t262\t301\thögst\n"
        "hela kommunen\tantal\t\t\t400\n\tÅtersökt ersättning för\t5\t6\tminst 5\n\tEKB\t\t\t\n"
    )
    assert [(row.goal, row.name, short(row.target)) for row in rows] == [
        ("Alla får hjälp i hela kommunen", "Besök utanför tätorten, antal", ("högst", 400)),
        ("Alla får hjälp i hela kommunen", "Återsökt ersättning för EKB", ("minst", 5)),
    ]  # fmt: skip


def test_yes_and_no_are_no_lines_that_go_on() -> None:
    """Rows that answer with yes or no stay rows of their own."""
    rows = read("Indikator\t2022\t2023\tMål 2023\nRutin för våld\tnej\tja\tja\nRutin för heder\tnej\tnej\tja\n")
    assert [figures(row) for row in rows] == [{"2022": "nej", "2023": "ja"}, {"2022": "nej", "2023": "nej"}]


def test_analysis_below_the_row() -> None:
    """Prose below a row is no row, but what it says of the measure is its status."""
    rows = read(
        "Målsatta mått\tUtfall 2022\tMål 2023\tUtfall 2023\nAndel som fått stöd ökar\t-\t90 %\t81 %\n"
        "Analys\tDet målsatta måttet är inte uppnått. Flera tackade nej till stöd under hösten och vintern.\t\t\n"
        "Antal kontrakt\t4\t6\t7\n"
    )
    assert [(row.name, row.status) for row in rows] == [
        ("Andel som fått stöd ökar", "ej uppnått"), ("Antal kontrakt", None),
    ]  # fmt: skip
    assert figures(rows[0]) == {"2022": None, "2023": 81}


def test_table_over_two_pages() -> None:
    """A table that goes on below, with its head again or without, is one: merged goals and names go on."""
    again = read(HEAD + "Trygghet\tSamtal\t1\t2\t3\t3\tJa\n\n" + HEAD + "\tBesök\t4\t5\t5\t5\tJa\n")
    assert [(row.goal, row.name) for row in again] == [("Trygghet", "Samtal"), ("Trygghet", "Besök")]


def test_units_from_everywhere() -> None:
    """The unit stands in the cell, a column, the name or the caption."""
    rows = read("Mått\tEnhet\tUtfall 2022\tUtfall 2023\nVårddygn\tdygn\t1 204\t987\nAnställda\tantal\t40\t41\n")
    assert [row.unit for row in rows] == ["dygn", "antal"]
    rows = read(
        "Indikator\tUtfall 2023\tMål\nVäntetid, antal dagar\t12\t10\nAntal beslut\t5\t4\nKostnad, tkr\t865\t500\n"
    )
    assert [row.unit for row in rows] == ["dagar", "antal", "tkr"]
    rows = read("Tabell 3. Matsvinn, gram per portion\n\nKök\t2022\t2023\tMål 2023\nSolgården\t58\t44\t42\n")
    assert [row.unit for row in rows] == ["gram per portion"]


def test_part_of_a_whole() -> None:
    """A part is named after the whole that it belongs to."""
    rows = read("Volymmått\t2022\t2023\nPlacerade barn\t73\t71\n- därav i familjehem\t52\t53\n")
    assert [row.name for row in rows] == ["Placerade barn", "Placerade barn, därav i familjehem"]


def test_years_in_rows() -> None:
    """A table with years for rows tells one indicator, which its caption names."""
    rows = read(
        "Tabell: Sjukfrånvaro januari–juli, procent\n\n\tKvinnor\tMän\tAlla\tMål\n2022\t9,3\t5,2\t8,6\thögst 6,5\n"
        "2023\t7,4\t5,9\t7,1\thögst 6,5\n"
    )
    assert [(row.name, row.sex, figures(row), row.unit) for row in rows] == [
        ("Sjukfrånvaro januari–juli", "kvinnor", {"2022": 9.3, "2023": 7.4}, "%"),
        ("Sjukfrånvaro januari–juli", "män", {"2022": 5.2, "2023": 5.9}, "%"),
        ("Sjukfrånvaro januari–juli", "totalt", {"2022": 8.6, "2023": 7.1}, "%"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "Verksamhet\tBudget 2023\tUtfall 2023\tAvvikelse\nBarn\t12,0\t13,1\t−1,1\n",
        "Volym\tUtfall 2022\tBudget 2023\tUtfall 2023\nPlacerade\t12\t10\t14\n",
        "Nettokostnad, mnkr\tUtfall 2022\tUtfall 2023\nBarn\t12,0\t13,1\n",
        "Årsarbetare\t2022\t2023\nKvinnor\t12\t14\nMän\t3\t2\n",
        "Ärenden per åldersgrupp\tJanuari–augusti 2022\tJanuari–augusti 2023\n0–6 år\t12\t14\n",
        "Åtgärd\tAnsvarig\tKlart\nUtbilda\tEnhetschef\tja\n",
    ],
)
def test_money_staff_and_cases_are_no_indicators(table: str) -> None:
    """Tables of money, staff and cases stay tables."""
    assert read(table) == []


def test_legend_of_the_report() -> None:
    """Signs mean what the report's own legend says."""
    rows = read(
        "Teckenförklaring: ▲ målvärdet är uppnått · ● det är inte uppnått men bättre · ▼ målvärdet är inte uppnått\n\n"
        "Indikator\tUtfall 2022\tUtfall 2023\tMål 2023\tStatus\nA-mått\t1\t2\t2\t▲\nB-mått\t1\t2\t3\t●\n"
        "C-mått\t3\t2\t4\t▼\n"
    )
    assert [row.status for row in rows] == ["uppnått", "ej uppnått", "ej uppnått"]


def test_year_of_the_report() -> None:
    """The report's year decides which target counts and which value is the outcome; unknown, it is the last year."""
    table = "Indikator\tUtfall 2022\tUtfall 2023\tMål 2022\tMål 2023\nSökande\t10\t12\t8\t9\n"
    assert [short(one.target) for year in (2022, 2023, None) for one in read(table, year)] == [8, 9, 9]
    assert [short(one.outcome) for year in (2022, 2023, 2020) for one in read(table, year)] == [10, 12, None]


def test_own_outcomes_beside_those_of_others() -> None:
    """In a comparison the column of the report's own municipality is the outcome."""
    table = "Nyckeltal\tAlmvik 2023\tLiknande kommuner 2023\nHandläggningstid, antal dagar\t12\t15\n"
    assert [figures(one) for one in read(table, 2023, "Almvik")] == [{"2023": 12}]
    assert read(table, 2023, "Lund") == []


def test_page_of_the_row() -> None:
    """Each row tells its page."""
    assert [one.page for one in read("Inledning.\fIndikator\tUtfall 2023\tMål\nSökande\t10\t8\n")] == [2]


def test_goals_assessed_in_a_table() -> None:
    """A table that assesses goals without figures tells the goals, by a word or a tick below it."""
    rows = read("Nämndens mål\tMåluppfyllelse\nBarn får stöd\tDelvis uppfyllt\nAlla har ett hem\tUppfyllt\nNy\t\n")
    assert [(row.goal, row.name, row.values, row.status) for row in rows] == [
        ("Barn får stöd", "Barn får stöd", {}, "delvis"), ("Alla har ett hem", "Alla har ett hem", {}, "uppnått"),
    ]  # fmt: skip
    ticked = read("Nämndens mål\tUppnått\tDelvis\tEj uppnått\nBarn får stöd\t\tX\t\nAlla har ett hem\tX\t\t\n")
    assert [row.status for row in ticked] == ["delvis", "uppnått"]


def test_unit_in_the_head() -> None:
    """The unit may stand in the head of the columns, or of the names."""
    assert read("Indikator\tUtfall 2022 (%)\tUtfall 2023 (%)\nNöjda brukare\t71\t78\n")[0].unit == "%"
    assert read("Nyckeltal, antal dagar\t2022\t2023\nHandläggning\t12\t14\n")[0].unit == "dagar"


def test_columns_nobody_knows() -> None:
    """A column with an unknown head does no harm."""
    rows = read(
        "Indikator\tStartvärde 2021\tUtfall 2023\tMålvärde 2023\tTrend\tRiket\nNöjda\t60 %\t64 %\t70 %\t↗\t66 %\n"
    )
    assert [(figures(row), short(row.target)) for row in rows] == [({"2021": 60, "2023": 64}, 70)]


def test_years_below_kinds() -> None:
    """A head of two rows has outcomes and target above and the years below."""
    for head in ("\tUtfall\t\tMål\nIndikator\t2022\t2023\t2023\n", "Indikator\tUtfall\t\tMål\n\t2022\t2023\t2023\n"):
        rows = read(head + "Andel nöjda\t70 %\t72 %\t75 %\n")
        assert [(row.name, figures(row), short(row.target)) for row in rows] == [
            ("Andel nöjda", {"2022": 70, "2023": 72}, 75)
        ]


def test_several_columns_of_words() -> None:
    """Of several columns of words the last goal before the indicator counts."""
    rows = read(
        "Perspektiv\tNämndens mål\tIndikator\tUtfall 2023\tMål 2023\nInvånare\tTrygga barn\tSamtal\t71 %\t80 %\n"
    )
    assert [(row.goal, row.name) for row in rows] == [("Trygga barn", "Samtal")]


def test_sign_before_the_name() -> None:
    """A sign before a name is its status where a legend explains it, else a bullet."""
    table = "Indikator\tUtfall 2023\tMål 2023\n● Samtal i tid\t81 %\t80 %\n"
    legend = "Teckenförklaring: ● målet är nått, ○ målet är inte nått\n\n"
    assert [(row.name, row.status) for row in read(table)] == [("Samtal i tid", None)]
    assert [(row.name, row.status) for row in read(legend + table)] == [("Samtal i tid", "uppnått")]
