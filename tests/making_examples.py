"""Reports whose passages do different things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.making import put_text

if TYPE_CHECKING:
    from minerva import Library

ANALYSES = (
    (
        "Antalet hushåll med ekonomiskt bistånd minskade med {n} procent jämfört med året före. Minskningen "
        "beror på att hamnen anställde fler, och den förklaras också av att kommunen startade en egen "
        "jobbmottagning. Därför sjönk kostnaden."
    ),
    (
        "Sjukfrånvaron steg till {n} procent. Orsaken är att fyra chefer slutade, eftersom lönerna i "
        "grannkommunen är högre. Det ledde till att schemat inte gick att hålla, vilket i sin tur förklarar "
        "varför korttidsfrånvaron ökade mest."
    ),
    (
        "Underskottet på {n} mnkr är hänförligt till placeringar av barn. Det beror på att dygnspriset "
        "höjdes, och på grund av bristen på familjehem användes institutioner oftare än väntat. Därmed gick "
        "den budgeterade besparingen förlorad."
    ),
)
ACTIONS = (
    (
        "Mottagningen erbjuder sedan mars samtal i grupp för föräldrar. Två handläggare leder träffarna "
        "tillsammans med skolans kurator, enligt en metod som medarbetarna har utbildats i. Varje grupp "
        "träffas {n} gånger."
    ),
    (
        "Boendestödjarna gör hembesök inom {n} dagar när en hyra är obetald. De använder en gemensam rutin, "
        "har infört fasta telefontider och samarbetar sedan i höstas med alla större hyresvärdar i kommunen."
    ),
    (
        "Fältarbetarna rör sig i centrum på fredagskvällar och möter ungdomar där de är. Nämnden har anställt"
        " {n} personer för arbetet, som sker tillsammans med polisen och fritidsgårdarna enligt en gemensam "
        "plan."
    ),
)
PLANS = (
    (
        "Under nästa år ska nämnden öppna ett boende för unga vuxna. Förvaltningen kommer att anställa {n} "
        "personer, och en utvärdering planeras till hösten. Nämnden avser att återkomma med förslag till "
        "budget."
    ),
    (
        "Till våren startar en kurs för nyanlända mödrar, med plats för {n} deltagare. Lokalen ska byggas om "
        "före sommaren, och samarbetet med folkhögskolan kommer att fördjupas under de kommande två åren."
    ),
    (
        "Förvaltningen har fått i uppdrag att ta fram en plan för digitala tjänster. Arbetet ska vara klart "
        "om {n} månader, och därefter kommer systemet att upphandlas tillsammans med två grannkommuner."
    ),
)
LEANING = (
    "Detta ledde till att köerna i {place} blev kortare. Det syns i tabell {n}, som visar hur många som "
    "fick vänta i mer än tre veckor på ett första besök, och hur många som sedan tackade nej till den tid"
    " som de erbjöds."
)


def put_lessons(library: Library) -> None:
    """Store six reports of three municipalities and two years, each with an analysis, an action and a plan."""
    for n, (municipality, year) in enumerate((m, y) for m in ("Malmö", "Lund", "Umeå") for y in (2021, 2022)):
        told = (ANALYSES[n // 2], ACTIONS[n // 2], PLANS[n // 2], LEANING)
        sections = zip(("Analys", "Åtgärder", "Framåtblick", "Köer"), told, strict=True)
        text = "\n\n".join(f"# {heading}\n\n{some.format(place=municipality, n=n + 3)}" for heading, some in sections)
        put_text(
            library,
            f"{municipality}-{year}.txt",
            text,
            municipality=municipality,
            board="socialnämnden",
            kind="årsredovisning",
            year=year,
        )
