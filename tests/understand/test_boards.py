import pytest

from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind
from minerva.understand.board_names import board_name, is_board
from minerva.understand.boards import find_board
from minerva.understand.confidence import certainty
from minerva.understand.front import parts_of


def board(*body: str, front: tuple[str, ...] = ("Årsredovisning 2019",), file: str = "x.pdf") -> str | None:
    """Return the board that is found in a report with these front lines and paragraphs."""
    pieces = [Piece(BlockKind.PARAGRAPH, text) for text in front]
    pieces += [Piece(BlockKind.CONTENTS, "Innehåll"), *(Piece(BlockKind.PARAGRAPH, text) for text in body)]
    found = find_board(parts_of(assemble(pieces)), file)
    return found.value if found else None


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("Socialnämnden", "socialnämnden"),
        ("SOCIALNÄMNDEN", "socialnämnden"),
        ("Socialnämndens", "socialnämnden"),
        ("Socialnämnd", "socialnämnden"),
        ("Social- och arbetsmarknadsnämnden", "social- och arbetsmarknadsnämnden"),
        ("Social – och arbetsmarknadsnämnden", "social- och arbetsmarknadsnämnden"),
        ("Kultur och fritidsnämnden", "kultur- och fritidsnämnden"),
        ("Vård- & omsorgsnämnden", "vård- och omsorgsnämnden"),
        ("Barn-, utbildnings- och kulturnämnden", "barn-, utbildnings- och kulturnämnden"),
        ("Tekniska nämnden", "tekniska nämnden"),
        ("Kommunstyrelsens", "kommunstyrelsen"),
        ("Torshälla stads nämnd", "Torshälla stads nämnd"),
        ("Skärholmens stadsdelsnämnd", "Skärholmens stadsdelsnämnd"),
        ("Bolaget AB", "Bolaget AB"),
    ],
)
def test_boards_are_stored_in_one_form(printed: str, stored: str) -> None:
    """Definite and in lower case but for proper names; what is no board is left as it is."""
    assert board_name(printed) == stored


@pytest.mark.parametrize("text", ["nämnden", "Nämndens", "Hyresnämnden", "Ovannämnd", "Nämndrapport", "utnämnden"])
def test_what_is_no_board(text: str) -> None:
    """The bare word, state bodies and other words on -nämnd name no board."""
    assert not is_board(text)


def test_the_cover_beats_the_body() -> None:
    """The board below the title is the report's, however often others are named."""
    assert board(*["Vård- och omsorgsnämnden ansvarar."] * 30, front=("Delår 2", "Socialnämnden")) == "socialnämnden"


def test_the_genitive_in_the_title_counts() -> None:
    """A title may hold the board in the genitive."""
    assert board("Kommunstyrelsen.", front=("Uppföljning av miljönämndens mål 2019",)) == "miljönämnden"


def test_the_body_decides_where_the_cover_is_silent() -> None:
    """Without a cover the board that the text is about stands out by number."""
    assert board(*["Byggnadsnämnden beslutade."] * 6, "Socialnämnden deltog.") == "byggnadsnämnden"


def test_council_and_executive_do_not_win_by_number() -> None:
    """Every report speaks of kommunfullmäktige, whose report it seldom is."""
    assert board(*["Kommunfullmäktige beslutade."] * 8, *["Kulturnämnden gör."] * 4) == "kulturnämnden"


def test_the_executive_s_own_report_is_its_own() -> None:
    """On the cover it counts as any other."""
    assert board("Socialnämnden gör.", front=("Årsredovisning 2019", "Kommunstyrelsen")) == "kommunstyrelsen"


def test_one_who_ordered_the_report_has_not_written_it() -> None:
    """A cover that names the client, too, is not mistaken."""
    front = ("Genomlysning", "Familjenämnden", "Dnr 1 Beställare: Kommunstyrelsen")
    assert board("En text.", front=front) == "familjenämnden"


def test_two_boards_in_passing_give_none() -> None:
    """None is better than the wrong one."""
    assert board(*["Skolnämnden och miljönämnden samverkar."] * 5) is None


def test_no_hyphen_no_double_board() -> None:
    """A word before "och" belongs to the board only as a field of it."""
    assert board(*["Att öka stödet till barn och socialnämndens arbete."] * 5) == "socialnämnden"


def test_the_file_name_helps_where_the_text_is_silent() -> None:
    """Folded names are read back to the usual boards, the longest first."""
    assert board("En text.", file="vard-och-omsorgsnamnden_2026.pdf") == "vård- och omsorgsnämnden"
    assert board("En text.", file="Socialnämnden/rapport.pdf") == "socialnämnden"


def test_a_board_with_a_long_name() -> None:
    """A board named "for" its field is taken from its own line."""
    assert board("En text.", front=("Nämnden för arbete och näringsliv",)) == "nämnden för arbete och näringsliv"


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (("Gemensam nämnd för vuxenutbildning",), "gemensamma nämnden för vuxenutbildning"),
        (("Årsredovisning 2019 för den gemensamma nämnden för familjerätt",), "gemensamma nämnden för familjerätt"),
        (("Gemensamma överförmyndarnämnden",), "gemensamma överförmyndarnämnden"),
        (("Nämnden för Kultur, idrott och fritid",), "nämnden för kultur, idrott och fritid"),
        (("Bokslut 2019 Nämnden för arbete och välfärd 2020-02-03",), "nämnden för arbete och välfärd"),
        (("Kommunalförbundet Norrvård",), "Kommunalförbundet Norrvård"),
        (("Storsjö räddningstjänstförbund",), "Storsjö räddningstjänstförbund"),
        (("Region Skåne", "Patientnämnden"), "patientnämnden"),
        (("Krisledningsnämnden",), "krisledningsnämnden"),
        (("Stadsdelsnämnden Centrum",), "stadsdelsnämnden Centrum"),
        (("Stadsdelsnämnden i Rosengård",), "stadsdelsnämnden Rosengård"),
        (("SDN Norra Hisingen",), "stadsdelsnämnden Norra Hisingen"),
        (("Göteborgs Stad Angered",), "stadsdelsnämnden Angered"),
        (("Älvsjö stadsdelsnämnd",), "Älvsjö stadsdelsnämnd"),
        (("Tjänsteutlåtande", "Till Älvsjö stadsdelsnämnd"), "Älvsjö stadsdelsnämnd"),
        (("Stadsdelsförvaltningen Angered",), "stadsdelsnämnden Angered"),
        (("Norra områdesnämnden",), "norra områdesnämnden"),
        (("Områdesnämnden Väst",), "områdesnämnden Väst"),
        (("Lokala nämnden i Varberg",), "lokala nämnden i Varberg"),
        (("Kommunstyrelsens arbetsutskott",), "kommunstyrelsens arbetsutskott"),
        (("Socialutskottet",), "socialutskottet"),
        (("Barn- och utbildningsutskottet",), "barn- och utbildningsutskottet"),
        (("S O C I A L N Ä M N D E N",), "socialnämnden"),
        (("Barn-och utbildningsnämnden",), "barn- och utbildningsnämnden"),
        (("Nämnd: Kulturnämnden",), "kulturnämnden"),
        (("Dnr SN 2020/17", "Handläggare: Eva Ek", "Till: Socialnämnden", "Rapport"), "socialnämnden"),
        (("Socialförvaltningen",), "socialnämnden"),
        (("Vård- och omsorgsförvaltningen",), "vård- och omsorgsnämnden"),
        (("Stadsledningskontoret",), "kommunstyrelsen"),
        (("Tekniska kontoret",), "tekniska nämnden"),
        (("Ekonomikontoret",), None),
        (("Norabostäder AB",), "Norabostäder AB"),
        (("Tekniska verken i Linköping AB",), "Tekniska verken i Linköping AB"),
        (("Deloitte AB",), None),
    ],
)
def test_senders_of_every_kind(front: tuple[str, ...], expected: str | None) -> None:
    """Joint, local and city-district boards, committees, administrations, companies and federations."""
    assert board("En text.", front=("Årsredovisning 2019", *front)) == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (("Socialnämnden",), "säker"),
        (("Nämnd: Socialnämnden",), "säker"),
        (("Socialnämnden", "Kulturnämnden", "Socialnämnden"), "säker"),
        (("Kommunalförbundet Norrvård",), "trolig"),
        (("Socialförvaltningen",), "osäker"),
    ],
)
def test_how_sure_a_board_is(front: tuple[str, ...], expected: str) -> None:
    """A board on the front is sure, one that an administration is named after is not."""
    pieces = [Piece(BlockKind.PARAGRAPH, text) for text in ("Årsredovisning 2019", *front)]
    found = find_board(parts_of(assemble([*pieces, Piece(BlockKind.CONTENTS, "Innehåll")])), "x.pdf")
    assert found is not None
    assert certainty(found.confidence) == expected


def test_an_administration_that_the_body_names_decides_nothing_else() -> None:
    """Where no board is named anywhere, the administration that the text is about suggests its own."""
    assert board(*["Socialförvaltningen har anställt fler."] * 4) == "socialnämnden"
    assert board(*["Socialförvaltningen har anställt fler."] * 4, "Kulturnämnden.", "Kulturnämnden.") == "socialnämnden"
    assert board(*["Socialförvaltningen har anställt fler."] * 4, *["Kulturnämnden beslutade."] * 5) == "kulturnämnden"
