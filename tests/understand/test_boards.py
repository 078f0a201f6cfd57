import pytest

from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind
from minerva.understand.board_names import board_name, is_board
from minerva.understand.boards import find_board
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
