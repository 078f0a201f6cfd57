"""Every municipality is found on fronts of many kinds, and nobody else is found in its place."""

from collections.abc import Callable

import pytest

from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind, Document
from minerva.swedish.places import county_names, genitive, municipalities
from minerva.understand.confidence import certainty
from minerva.understand.front import parts_of
from minerva.understand.municipality import find_owner
from minerva.understand.names import ascii_fold

CITIES = {"Borås", "Göteborg", "Malmö", "Stockholm", "Mölndal", "Helsingborg", "Lidingö", "Solna", "Sundbyberg"}
FILLER = (
    "Nämnden har under året arbetat med att korta väntan och att ge stöd i tid.",
    "Antalet ärenden ökade, och fler fick hjälp i öppna former än året före.",
    "Att vara delaktig är en mark att stå på, och det kan kila på i egen takt.",
)
NEIGHBOURS = ("Samverkan sker med Vingåkers kommun och Orsa kommun.", "En konferens hölls i Laholm.")


def _titled(name: str) -> str:
    of = "Falu" if name == "Falun" else genitive(name)
    return f"{of} {'stad' if name in CITIES else 'kommun'}"


def _domain(name: str) -> str:
    if name in {"Habo", "Håbo"}:
        return {"Habo": "habokommun.se", "Håbo": "habo.se"}[name]
    return f"{ascii_fold(name).replace(' ', '').replace('-', '') if ' ' in name else ascii_fold(name)}.se"


def _paper(*front: str, body: tuple[str, ...] = FILLER, table: str | None = None) -> Document:
    pieces = [Piece(BlockKind.PARAGRAPH, text, page=1) for text in front]
    pieces += [Piece(BlockKind.TABLE, table, page=1)] if table else []
    pieces += [Piece(BlockKind.CONTENTS, "Innehåll", page=2)]
    pieces += [Piece(BlockKind.PARAGRAPH, text, page=3) for text in body]
    return assemble(pieces, page_count=3)


TEMPLATES: dict[str, Callable[[str], Document]] = {
    "sender above the title": lambda name: _paper(_titled(name), "Verksamhetsberättelse 2021", "Socialnämnden"),
    "capitals": lambda name: _paper("ÅRSREDOVISNING 2021", "SOCIALNÄMNDEN", _titled(name).upper()),
    "each word with a capital": lambda name: _paper(_titled(name).title(), "Årsrapport 2021"),
    "small letters": lambda name: _paper(_titled(name).lower(), "Delårsrapport 2021", "Kulturnämnden"),
    "the name alone": lambda name: _paper(name, "Bokslut 2021", "Tekniska nämnden"),
    "the name alone in capitals": lambda name: _paper(name.upper(), "Bokslut 2021", "Tekniska nämnden"),
    "spaced letters": lambda name: _paper(" ".join(_titled(name).replace(" ", "").upper()), "Årsredovisning 2021"),
    "in the title": lambda name: _paper(f"Verksamhetsberättelse 2021 för socialnämnden i {_titled(name)}"),
    "a letter to the board": lambda name: _paper(
        "Tjänsteutlåtande",
        "Dnr SN 2022/17",
        "Handläggare: Eva Ek",
        f"{_titled(name)}, socialförvaltningen",
        "Bokslut 2021",
    ),
    "after a label": lambda name: _paper("Uppföljning 2021", f"Kommun: {name}", "Nämnd: Kulturnämnden"),
    "a table": lambda name: _paper("Riktlinje", table=f"Kommun\t{name}\nNämnd\tSocialnämnden\nAntagen\t2021-03-04"),
    "two columns": lambda name: _paper(
        f"{_titled(name)}\tRapport", "Socialförvaltningen\t2022-02-03", "Årsrapport 2021"
    ),
    "a web address": lambda name: _paper("Årsredovisning 2021", "Socialnämnden", f"www.{_domain(name)}"),
    "an e-mail address": lambda name: _paper("Årsredovisning 2021", f"socialnamnden@{_domain(name)}"),
    "English": lambda name: _paper("Annual report 2021", f"Municipality of {name}"),
    "beside neighbours": lambda name: _paper(
        _titled(name), "Delårsrapport 2021", body=(*FILLER, *NEIGHBOURS, f"I {name} växer behoven.")
    ),
    "only in the body": lambda name: _paper(
        "Delårsrapport 2021",
        "Socialnämnden",
        body=(*FILLER, f"{_titled(name)} växer.", f"Under året har {_titled(name)} och nämnden satsat.", *NEIGHBOURS),
    ),
}


def owner(document: Document) -> str | None:
    """Return whose report it is."""
    found = find_owner(parts_of(document), "x.pdf")
    return found.value if found else None


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_municipality_on_every_front(template: str) -> None:
    """All 290 are found on a front of this kind."""
    make = TEMPLATES[template]
    wrong = {place.name: owner(make(place.name)) for place in municipalities() if owner(make(place.name)) != place.name}
    assert wrong == {}


@pytest.mark.parametrize("template", TEMPLATES)
def test_sure_means_right(template: str) -> None:
    """What is said to be sure is right, and a front that names its sender once is enough to be sure of most."""
    found = {place.name: find_owner(parts_of(TEMPLATES[template](place.name)), "x.pdf") for place in municipalities()}
    sure = {name: one.value for name, one in found.items() if one and certainty(one.confidence) == "säker"}
    assert all(name == value for name, value in sure.items())


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (("Lunds kommun", "Årsredovisning 2020"), "Lund"),
        (("lunds kommun", "Årsredovisning 2020"), "Lund"),
        (("Marks kommun", "Årsredovisning 2020"), "Mark"),
        (("Borås Stad", "Årsredovisning 2020"), "Borås"),
        (("Malmö stad", "Årsredovisning 2020"), "Malmö"),
        (("Göteborgs Stad", "Årsrapport 2020"), "Göteborg"),
        (("City of Gothenburg", "Annual report 2020"), "Göteborg"),
        (("Stockholms stad", "Verksamhetsberättelse 2020"), "Stockholm"),
        (("start.stockholm", "Verksamhetsberättelse 2020", "Socialnämnden"), "Stockholm"),
        (("Region Gotland", "Årsredovisning 2020"), "Gotland"),
        (("Habo kommun", "Årsredovisning 2020"), "Habo"),
        (("Håbo kommun", "Årsredovisning 2020"), "Håbo"),
        (("Malung Sälens kommun", "Årsredovisning 2020"), "Malung-Sälen"),
        (("Upplands Bro kommun", "Årsredovisning 2020"), "Upplands-Bro"),
        (("UPPLANDS VÄSBY KOMMUN", "Årsredovisning 2020"), "Upplands Väsby"),
        (("Falu kommun", "Årsredovisning 2020"), "Falun"),
        (("Örebro kommun", "Örebro län", "Årsredovisning 2020"), "Örebro"),
        (("Heby kommun, Uppsala län", "Årsredovisning 2020"), "Heby"),
        (("Älvsjö stadsdelsnämnd", "Verksamhetsberättelse 2020"), "Stockholm"),
        (("Stadsdelsnämnden Majorna-Linné", "Årsrapport 2015"), "Göteborg"),
        (("Stadsdelsnämnden i Hägersten-Liljeholmen", "Årsrapport 2015"), "Stockholm"),
        (("Socialnämnden", "Årsredovisning 2020", "Storgatan 1, 123 45 Tierp"), "Tierp"),
        (("Arvikabostäder AB", "Årsredovisning 2020"), "Arvika"),
        (("Tekniska verken i Linköping AB", "Årsredovisning 2020"), "Linköping"),
        (("Region Skåne", "Årsredovisning 2020", "Patientnämnden"), None),
        (("Region Jämtland Härjedalen", "Verksamhetsberättelse 2020"), None),
        (("Region Örebro län", "Verksamhetsberättelse 2020"), None),
        (("Landstinget i Värmland", "Årsredovisning 2016"), None),
        (("Länsstyrelsen i Uppsala län", "Rapport 2016"), None),
        (("Örebro län", "Rapport 2016"), None),
        (("Kommunalförbundet Norrvård", "Årsredovisning 2020"), None),
    ],
)
def test_tricky_senders(front: tuple[str, ...], expected: str | None) -> None:
    """Names that are words, counties, regions or one another; districts, companies and addresses."""
    assert owner(_paper(*front)) == expected


@pytest.mark.parametrize("county", county_names())
@pytest.mark.parametrize("sender", ["Region {}", "Landstinget i {}", "Länsstyrelsen i {} län", "{} län"])
def test_no_county_is_a_municipality(county: str, sender: str) -> None:
    """A region's or a county's report is no municipality's, though its body names many; Gotland is both."""
    name = county.removesuffix(" län").removesuffix("s") if county != "Västra Götalands län" else "Västra Götaland"
    body = ("Samverkan sker med Orsa kommun och Vingåkers kommun.", "Sjukhuset i Laholm öppnade.")
    paper = _paper(sender.format(name), "Årsredovisning 2019", body=(*FILLER, *body))
    assert owner(paper) == ("Gotland" if (name, sender) == ("Gotland", "Region {}") else None)


def test_weak_signs_are_followed_with_little_confidence() -> None:
    """A local company in the body of a board's report suggests its municipality, and no more than that."""
    sentence = "Avtalet med Tierps Energi sades upp under våren."
    found = find_owner(parts_of(_paper("Månadsuppföljning 2021", "Tekniska nämnden", body=(sentence,))), "x.pdf")
    assert found is not None
    assert (found.value, certainty(found.confidence)) == ("Tierp", "osäker")
    assert owner(_paper("En dikt om våren", body=(sentence,))) is None


@pytest.mark.parametrize(
    ("front", "body", "expected"),
    [
        (("Ekstads kommun", "Årsredovisning 2020"), ("I Ekstad växer behoven.",), "Ekstad"),
        (("EKFORS KOMMUN", "Årsredovisning 2020"), (), "Ekfors"),
        (("E K S T A D S  K O M M U N", "Årsredovisning 2020"), (), "Ekstad"),
        (("Hållbar kommun", "Årsredovisning 2020"), ("Varje kommun vet det.",), None),
    ],
)
def test_a_municipality_outside_the_register(
    front: tuple[str, ...], body: tuple[str, ...], expected: str | None
) -> None:
    """A report that presents itself as some other municipality's is taken at its word, but never for sure."""
    found = find_owner(parts_of(_paper(*front, body=body)), "x.pdf")
    assert (found.value if found else None) == expected
    assert found is None or certainty(found.confidence) != "säker"
