from __future__ import annotations

from tests.reading_indicators import figures, read, short

LEGEND = """Färg- och teckenförklaring

\tÅtaganden\tProcessmål
–\tEj påbörjat\tInget värde
■\tFörsenat/ Sämre resultat\t■ Sämre än målet
◆\tPågår/ Bättre, men ej uppnådd nivå\t◆ Nära målet
●\tKlart, avslutat\t● Bättre än målet

"""
GOALS = """# Demokrati

Processmål

◆ 2026 ska 80 % av barnen vara nöjda med stödet.

Målnivåer:

2023 77 %, 2024 78 %, 2025 79 %

Kommentar

Enkäten görs i höst.

● Sjukfrånvaron uppgår 2026 till högst 5,9 %

Kommentar

Målet på högst 7,3 procents frånvaro för 2023 är uppfyllt då nämndens värde för perioden är 7,2 procent.

Nämndens åtagande

◆ Alla invånares inflytande ska öka. Målet är uppnått när det uppgår till minst index 45 (2023). (KS, alla nämnder)

Syftet är att fler deltar.

Kommentar

Arbetet pågår.

■ Värdet för ledarskap ska vara lägst 70 i enkäten 2023

Kommentar

Enkäten är inte gjord.
"""


def test_signs_by_the_legend_of_their_kind() -> None:
    """A sign means one thing before a goal and another before a commitment, as the legend's columns say."""
    rows = read(LEGEND + GOALS)
    assert [(row.name, row.status) for row in rows] == [
        ("2026 ska 80 % av barnen vara nöjda med stödet.", "delvis"),
        ("Sjukfrånvaron uppgår 2026 till högst 5,9 %", "uppnått"),
        ("Alla invånares inflytande ska öka.", "pågår"),
        ("Värdet för ledarskap ska vara lägst 70 i enkäten 2023", "ej uppnått"),
    ]
    assert all(row.goal == row.name for row in rows)


def test_targets_of_the_year() -> None:
    """The target is that of the year: in the list of levels, the comment or the goal itself."""
    rows = read(LEGEND + GOALS)
    assert [short(row.target) for row in rows] == [77, ("högst", 7.3), ("minst", 45), ("minst", 70)]
    assert [figures(row) for row in rows] == [{}, {"2023": 7.2}, {}, {}]


def test_no_legend_no_goals() -> None:
    """Without a legend a sign is a bullet."""
    assert read(GOALS) == []


def test_headings_of_the_contents_are_no_goals() -> None:
    """A sign before a heading that the table of contents lists assesses a whole chapter, and is no goal."""
    contents = "Innehåll\n\nDemokrati.....\t2\nStöd till barn.....\t4\nEkonomi.....\t9\n\n"
    rows = read(contents + LEGEND + GOALS + "\n◆ Stöd till barn\n\nDet går framåt.\n\nKommentar\n\nBra.\n")
    assert "Stöd till barn" not in [row.name for row in rows]
