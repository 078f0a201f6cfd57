"""Whether passages can be understood alone."""

from __future__ import annotations

import pytest

from minerva.examples.completeness import wanting
from minerva.examples.neighbourhoods import Neighbourhood, Surroundings
from minerva.read.text import read_pages
from minerva.records import PassageKind
from minerva.records.examples import Lack
from minerva.settings import PassageSettings
from minerva.understand.passages import cut_passages

WHOLE = (
    "Nämnden öppnade i mars en mottagning för unga vuxna i centrum. Under året fick 140 personer råd om arbete, "
    "studier och bostad, och hälften av dem kom tillbaka."
)
REST = " Under året fick 140 personer råd om arbete, studier och bostad, och hälften av dem kom tillbaka."


def _lacks(text: str, around: Surroundings | None = None) -> set[Lack]:
    return {one.lack for one in wanting(text, PassageKind.TEXT, around)}


def test_a_whole_passage_lacks_nothing() -> None:
    """A paragraph that names what it is about and ends lacks nothing, also under a heading of its own."""
    assert not _lacks(WHOLE)
    assert not _lacks(f"Unga vuxna\n\n{WHOLE}")


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("Detta gav fler platser i stadens öppna verksamheter." + REST, Lack.POINTS_BACK),
        ("Den här satsningen gav fler platser." + REST, Lack.POINTS_BACK),
        ("Målet bedöms som uppnått." + REST, Lack.POINTS_BACK),
        ("Hon fick hjälp redan samma vecka." + REST, Lack.PERSON),
        ("Även antalet besök blev fler." + REST, Lack.CONTINUES),
        ("Dock saknas uppgifter för våren." + REST, Lack.CONTINUES),
        ("och därför blev besöken fler." + REST, Lack.SMALL_LETTER),
        (f"{WHOLE} Följande tre saker återstår:", Lack.ANNOUNCES),
        (f"{WHOLE} Det som återstår är att", Lack.UNFINISHED),
        (f"{WHOLE} Utfallet framgår av tabellen nedan.", Lack.TABLE),
        (f"{WHOLE}\n\nTabell 3. Besök 2021", Lack.TABLE),
        (f"{WHOLE} Sjukfrånvaron behandlas i avsnitt 6.2.", Lack.ELSEWHERE),
        (f"{WHOLE} Enligt ovan har besöken blivit fler.", Lack.ELSEWHERE),
        ("Resultaten kommenteras senare.", Lack.SHORT),
    ],
)
def test_what_is_lacking_is_named(text: str, lack: Lack) -> None:
    """What leans on another place is told from what stands alone, by its reason and the words that show it."""
    assert lack in _lacks(text)
    if lack is not Lack.SHORT:
        assert all(one.quote in text for one in wanting(text, PassageKind.TEXT))


def test_tables_never_stand_alone() -> None:
    """A table is no example text."""
    assert [one.lack for one in wanting("Mål\t3", PassageKind.TABLE)] == [Lack.TABLE]


def test_cut_lists_are_seen_from_around() -> None:
    """A list of which items stand in another passage is cut; so is one without the words that lead it in."""
    items = "\n\n".join(f"• Punkt {n} {'med flera ord om samma sak ' * 8}" for n in range(12))
    document = read_pages([f"# Mål\n\nNämnden har följande tolv mål för året:\n\n{items}\n"], [])
    passages = list(cut_passages(document, "r", PassageSettings()))
    assert len(passages) > 2
    neighbourhood = Neighbourhood(document)
    for passage in passages:
        around = neighbourhood.around(passage)
        found = {one.lack for one in wanting(document.text[passage.start : passage.end], passage.kind, around)}
        assert Lack.CUT_LIST in found


def test_acronyms_explained_elsewhere() -> None:
    """An acronym that the report explains in another passage, and the field does not know, is missed."""
    robot = f"# Robot\n\nVi använder en robotstyrd processautomatik (RPAU). {WHOLE * 3}"
    document = read_pages([f"{robot}\n\n# Mer\n\nRPAU stannade. {WHOLE * 3}"], [])
    passages = list(cut_passages(document, "r", PassageSettings()))
    neighbourhood = Neighbourhood(document)
    assert not neighbourhood.around(passages[0]).unexplained
    assert "RPAU" in document.text[passages[-1].start :]
    unexplained = [neighbourhood.around(one).unexplained for one in passages]
    assert ("RPAU",) in unexplained[1:]
