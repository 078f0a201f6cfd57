import pytest

from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind
from minerva.understand.front import parts_of
from minerva.understand.municipality import find_owner


def owner(*body: str, front: str = "Årsredovisning 2019", file: str = "x.pdf", title: str | None = None) -> str | None:
    """Return the municipality that is found in a report with these paragraphs."""
    pieces = [Piece(BlockKind.HEADING, front, 1), Piece(BlockKind.CONTENTS, "Innehåll")]
    pieces += [Piece(BlockKind.PARAGRAPH, text) for text in body]
    found = find_owner(parts_of(assemble(pieces, title=title)), file)
    return found.value if found else None


@pytest.mark.parametrize(
    "sentence",
    [
        "I Gävle kommun bor många.",
        "Stadens plan gäller. Gävles invånare. Gävleborna är nöjda.",
        "Antalet gävlebor ökar.",
        "Nämnden i Gävle ansvarar.",
        "Gävle socialnämnd ansvarar.",
        "Se www.gavle.se, där Gävle berättar.",
        "GÄVLE KOMMUN",
    ],
)
def test_forms_that_name_the_municipality(sentence: str) -> None:
    """Titles, genitives, inhabitants, offices and addresses all count."""
    assert owner(sentence) == "Gävle"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Göteborgs Stad växer.", "Göteborg"),
        ("Borås Stad växer.", "Borås"),
        ("I Falu kommun bor många.", "Falun"),
        ("Upplands-Bro kommun växer.", "Upplands-Bro"),
        ("Lilla Edets kommun växer.", "Lilla Edet"),
        ("Region Gotland är kommun och region. På Gotland. Gotlands kommun.", "Gotland"),
        ("Lundabornas behov växer.", "Lund"),
    ],
)
def test_names_with_ways_of_their_own(sentence: str, name: str) -> None:
    """Double names, irregular genitives and a municipality that is a region are understood."""
    assert owner(sentence) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "Vara med och påverka. Vara delaktig. Det ska vara så.",
        "Året som gått. Årets resultat. Markören. Orsaken är okänd.",
        "Uppsala län, Kalmar län och Region Uppsala samverkar. Region Kalmar län.",
        "Lunds universitet och Göteborgs universitet har forskat. Malmö högskola.",
        "Linköpings tingsrätt dömde. Förvaltningsrätten i Karlstad avslog. Nacka tingsrätt.",
        "Stockholms Stadsmission driver härbärget. Länsstyrelsen i Örebro granskar.",
        "Nora Berg, Anders Lund, Mark Salem och Dorotea Falkenberg deltog. Berg yttrade sig.",
        "Stockholm den 18 april 2013",
    ],
)
def test_words_and_bodies_that_only_look_like_a_municipality(sentence: str) -> None:
    """Common words, persons, counties, courts and universities are no municipalities."""
    assert owner(*[sentence] * 3) is None


def test_a_guarded_name_counts_beside_a_sure_mention() -> None:
    """Once the text says "Vara kommun", a bare Vara supports it."""
    assert owner("Vara kommun är liten.", "I Vara finns skolor.") == "Vara"


def test_capitals_do_not_turn_a_verb_into_a_town() -> None:
    """A heading in capitals that holds "att vara" names no municipality."""
    assert owner("ATT VARA BARN", "ATT VARA UNG") is None


def test_other_towns_in_passing_do_not_win() -> None:
    """Peers, partners and lists of examples weigh little against the report's own municipality."""
    assert (
        owner(
            "I Tierp har antalet hushåll minskat. Tierps kommun arbetar vidare.",
            "Studiebesök har gjorts i bland annat Trelleborg, Örebro och Västerås.",
            "Modellen kommer från Malmö stad. Jämfört med Gävle, Sandviken, Gävle, Sandviken och Gävle.",
        )
        == "Tierp"
    )


def test_the_cover_outweighs_the_body() -> None:
    """The municipality of the title page is the report's, even if a neighbour is named more often."""
    assert owner(*["Samverkan med Motala kommun."] * 20, "Mjölby kommun växer.", front="Mjölby kommun") == "Mjölby"


def test_two_that_weigh_alike_give_none() -> None:
    """None is better than the wrong one."""
    assert owner("Täby kommun växer. Nacka kommun växer.", "Täby kommun. Nacka kommun.") is None


def test_one_bare_mention_is_too_little() -> None:
    """A town that is named once in a sentence is not the report's owner."""
    assert owner("En konferens hölls i Västerås.") is None


def test_a_file_name_breaks_no_text() -> None:
    """A report with a misleading file name goes by its text."""
    assert owner(*["Ljusdals kommun växer."] * 4, file="soderhamn-2018.pdf") == "Ljusdal"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("molndal-2017.pdf", "Mölndal"),
        ("Mölndal 2017.pdf", "Mölndal"),
        ("Botkyrka/2018/rapport.pdf", "Botkyrka"),
        ("ostra-goinge-2017.pdf", "Östra Göinge"),
        ("vara-kommun-2019.pdf", "Vara"),
        ("att-vara-barn.pdf", None),
        ("habo-2017.pdf", None),
        ("rapport.pdf", None),
    ],
)
def test_file_names_without_swedish_letters(file: str, expected: str | None) -> None:
    """Folded names are read back, unless they are words or shared by two municipalities."""
    assert owner("En text.", file=file) == expected


def test_properties_count_where_the_text_is_silent() -> None:
    """The title in the file's properties names the municipality."""
    assert owner("En text.", title="Verksamhetsberättelse Arvika kommun") == "Arvika"


def test_misspellings_support_but_do_not_decide() -> None:
    """One letter off counts a little beside the right form, and never alone."""
    assert owner("Hudikvall har en vision. Hudikvalls vision.") is None
    assert owner("Hudikvall har en vision. Hudiksvalls kommun. Hudikvall.") == "Hudiksvall"


def test_a_running_header_counts_once() -> None:
    """A header of forty pages says no more than one of four."""
    pieces = [Piece(BlockKind.PARAGRAPH, "Text.", page=page) for page in range(1, 41)]
    pieces += [Piece(BlockKind.FURNITURE, "Kiruna kommun", page=page) for page in range(1, 41)]
    found = find_owner(parts_of(assemble(pieces, page_count=40)), "x.pdf")
    assert found is not None
    assert found.value == "Kiruna"
