from __future__ import annotations

from tests.reading_indicators import figures, read, short

COMMENTED = """# Trygga barn

Nämndmål

## Nämnden ska ge fler barn ett tryggt hem.

**INDIKATOR 1:** Andelen familjehem i egen regi ska öka.

**KOMMENTAR:** Indikatorn är satt till 80 % och vi når ett resultat på 78 % av hemmen.

**ANALYS:** Flera hem slutade, vilket gör att vi inte riktigt når målet.

**INDIKATOR 2:** Inga barn ska vräkas.

KOMMENTAR: Fem barn vräktes. Vi misslyckas därför att nå målet.

INDIKATOR 3: Nöjd kund

KOMMENTAR: Inget värde har kunnat tas fram.
"""


def test_indicators_with_comments() -> None:
    """Name, target, outcome and status stand in a numbered indicator and the comment below."""
    rows = read(COMMENTED)
    assert [row.name for row in rows] == [
        "Andelen familjehem i egen regi ska öka.", "Inga barn ska vräkas.", "Nöjd kund",
    ]  # fmt: skip
    assert {row.goal for row in rows} == {"Nämnden ska ge fler barn ett tryggt hem."}
    assert [(short(row.target), figures(row), row.status) for row in rows] == [
        (80, {"2023": 78}, "delvis"), (None, {}, "ej uppnått"), (None, {}, None),
    ]  # fmt: skip


def test_indicator_in_lines() -> None:
    """Target, outcome and status may stand in lines of their own, and count once."""
    rows = read(
        "# Mål 1. Trygga barn\n\nIndikator: Andel barn med plan\n\nMål 2023: minst 90 %\n\nUtfall 2023: 85 %\n\n"
        "Status: Delvis uppnått\n"
    )
    assert [(row.name, short(row.target), short(row.outcome), row.status) for row in rows] == [
        ("Andel barn med plan", ("minst", 90), 85, "delvis")
    ]


def test_indicator_without_figures_is_none() -> None:
    """An indicator that is only named has no row."""
    assert read("# Mål 1. Trygga barn\n\nIndikator: Andel barn med plan\n\nVi har arbetat vidare.\n") == []


LABELLED = """1) Ett gott bemötande

Indikator: Nio av tio ska vara nöjda

Ekonomiskt stöd

Enheten har utbildat alla.

*Måluppföljning ekonomiskt stöd; **Målet bedöms som helt uppnått*** utifrån enkäten. Analysen görs att arbetet har \
möjliggjort att målet uppnåddes.

Barn och unga

Måluppföljning barn; När det gäller väntan är **målet delvis uppnått** och beträffande bemötande är **målet uppnått**.

Tiderna är för långa, varför målet är ej uppnått.

Senare bedöms om målet är uppnått eller ej.
"""


def test_labelled_assessments() -> None:
    """Below a label each clause that assesses counts, to the next heading."""
    rows = read(LABELLED)
    assert [(row.goal, row.name, row.status) for row in rows] == [
        ("Ett gott bemötande", "Ett gott bemötande – ekonomiskt stöd", "uppnått"),
        ("Ett gott bemötande", "Ett gott bemötande – barn", "delvis"),
        ("Ett gott bemötande", "Ett gott bemötande – barn", "uppnått"),
        ("Ett gott bemötande", "Ett gott bemötande – barn", "ej uppnått"),
    ]


def test_sentences_on_goals_of_the_table() -> None:
    """A sentence that only assesses is of the goal in the heading above, which the table names."""
    rows = read(
        "Nämndens mål\tMätetal\tUtfall 2023\tMålvärde\nVi ska minska väntan\tVäntetid\t12\t10\n\n"
        "Vi ska minska väntan\n\nTjänstegaranti 1\n\nArbetet går framåt.\n\nNämnden uppnår inte helt sitt mål.\n"
    )
    assert [(row.goal, row.name, row.status) for row in rows] == [
        ("Vi ska minska väntan", "Väntetid", None), ("Vi ska minska väntan", "Vi ska minska väntan", "delvis"),
    ]  # fmt: skip


def test_status_line() -> None:
    """A line that is no more than a label and a status assesses the goal above."""
    rows = read("# Mål 2. Alla har ett hem\n\nBedömning: Delvis uppfyllt\n\nArbetet går framåt.\n")
    assert [(row.goal, row.status) for row in rows] == [("Mål 2. Alla har ett hem", "delvis")]


def test_remarks_are_no_rows() -> None:
    """What is said in passing of goals is not counted."""
    assert read("# Personal\n\nFrånvaron sjönk, och målet är nått. Vi arbetar för att målet uppnås.\n") == []


def test_generic_headings_are_no_goals() -> None:
    """The goal is the innermost heading that is more than a name for a part of any report."""
    rows = read("# Alla har ett hem\n\n## Bedömning av måluppfyllelse\n\nMålet bedöms som uppnått.\n")
    assert [row.goal for row in rows] == ["Alla har ett hem"]


def test_counts_are_no_assessment() -> None:
    """A line that counts indicators assesses no goal."""
    assert read("# Mål 2. Alla har ett hem\n\nMåluppfyllelse: 3 av 5 indikatorer når målvärdet\n") == []
