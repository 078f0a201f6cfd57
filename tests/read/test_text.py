from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minerva.errors import UnreadableFile
from minerva.read.text import read_pages, read_text
from minerva.settings import ReadSettings

if TYPE_CHECKING:
    from pathlib import Path

    from minerva.records import Document

BODY = "Nämnden har under året arbetat med målen."


def document(text: str) -> Document:
    """Read *text*; form feeds end pages."""
    return read_pages(text.split("\f"), [])


def kinds(text: str) -> list[tuple[str, str]]:
    """Return the kind and text of each block of *text*."""
    read = document(text)
    return [(block.kind.value, read.block_text(block)) for block in read.blocks]


def written(folder: Path, data: bytes, name: str = "rapport.txt") -> Document:
    """Read a file that holds *data*."""
    (folder / name).write_bytes(data)
    return read_text(folder / name, ReadSettings())


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x85", "\r\r\n"])
def test_every_kind_of_line_ending_gives_the_same_text(tmp_path: Path, ending: str) -> None:
    """Unix, Windows, old Mac and NEL end lines alike; what a file mixes is no matter."""
    text = f"# Mål\n\n{BODY}\n\nAntal\t2020\nBarn\t12\n"
    reference = written(tmp_path, text.encode())
    assert written(tmp_path, text.replace("\n", ending).encode()) == reference


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encoding_changes_nothing_but_the_warning(tmp_path: Path, encoding: str, ending: str) -> None:
    """The same report in another encoding gives the same blocks."""
    text = f"# Övergripande mål\n\n{BODY}\n\nAntal\t2020\nBarn på förskola\t12\n"
    read = written(tmp_path, text.replace("\n", ending).encode(encoding))
    assert (read.text, read.blocks) == (document(text).text, document(text).blocks)
    assert bool(read.warnings) == (encoding not in {"utf-8", "utf-8-sig", "utf-16"})


def test_tables_with_tabs_keep_their_cells() -> None:
    """Rows stay rows and cells cells; marks within go, raised digits do not join the number before."""
    text = "<b>Mått</b>\t2020\t<b>2021</b>\nAntal barn\t1 234<sup>1</sup>\t1 240\n\t*Summa*\t5\n"
    assert kinds(text) == [("table", "Mått\t2020\t2021\nAntal barn\t1 234¹\t1 240\n\tSumma\t5")]


def test_markdown_tables_are_tables() -> None:
    """A table drawn with bars reads as one with tabs; its rule goes."""
    assert kinds("| Mått | 2020 |\n|:---|---:|\n| **Barn** | 12 |\n") == [("table", "Mått\t2020\nBarn\t12")]


def test_a_table_beside_text_keeps_its_place() -> None:
    """Blank lines part a table from the paragraphs around it."""
    assert [kind for kind, _text in kinds(f"{BODY}\n\nA\t1\nB\t2\n\n{BODY}")] == ["paragraph", "table", "paragraph"]


def test_contents_are_kept_apart() -> None:
    """Lines with dot leaders, and those with page numbers beneath the title, are contents, and no headings."""
    text = (
        "Innehåll\n\n1 Inledning ........ 3\n2 Ekonomi . . . . . 5\nBilagor ____ 7\n\nFörord\t2\n\n"
        f"1 Inledning\n\n{BODY}\n\n2 Ekonomi\n\n{BODY}\n"
    )
    read = kinds(text)
    assert [kind for kind, _text in read] == ["contents"] * 5 + ["heading", "paragraph"] * 2
    assert read[1] == ("contents", "1 Inledning ........ 3")


def test_dot_leaders_need_no_title() -> None:
    """Lines with dot leaders are contents wherever they stand."""
    assert [kind for kind, _text in kinds(f"Mål ........ 3\nEkonomi ..... 5\n\n{BODY}")] == [
        "contents",
        "contents",
        "paragraph",
    ]


@pytest.mark.parametrize("title", ["Innehållsförteckning", "INNEHÅLL", "# Innehåll", "**Innehåll:**", "Innehåll Sida"])
def test_contents_are_known_by_their_title(title: str) -> None:
    """Without dot leaders the title tells, and it is contents itself."""
    assert [kind for kind, _text in kinds(f"{title}\n\nInledning 3\nEkonomi 5\n\n{BODY}")] == ["contents"] * 3 + [
        "paragraph"
    ]


def test_words_and_sentences_broken_over_lines_are_joined() -> None:
    """A hard-wrapped paragraph is one line; hyphens that belong to a word stay."""
    text = (
        "Under året har nämnden arbetat med att alla invå-\nnare ska få stöd i tid, särskilt inom barn-\n"
        "och ungdomsvården samt på kommunens egna HVB-\nhem.\n"
    )
    whole = (
        "Under året har nämnden arbetat med att alla invånare ska få stöd i tid, särskilt inom barn- och "
        "ungdomsvården samt på kommunens egna HVB-hem."
    )
    assert kinds(text) == [("paragraph", whole)]


def test_words_and_sentences_broken_over_pages_are_joined() -> None:
    """A sentence goes on after the page break, the running lines between notwithstanding."""
    text = (
        "Socialnämnden 2020\n\nNämnden arbetade under året med att korta vänte-\n\n1\f"
        "Socialnämnden 2020\n\ntiderna för alla barn.\n\n2\f"
        f"Socialnämnden 2020\n\n{BODY}\n\n3"
    )
    read = kinds(text)
    assert read[:2] == [
        ("paragraph", "Nämnden arbetade under året med att korta väntetiderna för alla barn."),
        ("paragraph", BODY),
    ]
    assert {kind for kind, _text in read[2:]} == {"furniture"}
    assert len(read) == 8


def test_form_feeds_end_pages() -> None:
    """Each block knows the page it begins on, and a blank page counts."""
    read = document(f"{BODY}\f\f# Mål\n\nTre nåddes.")
    assert [(block.kind.value, block.page) for block in read.blocks] == [
        ("paragraph", 1),
        ("heading", 3),
        ("paragraph", 3),
    ]
    assert [read.text[start:end].strip() for start, end in read.pages] == [BODY, "", "Mål\n\nTre nåddes."]


def test_a_text_without_form_feeds_has_no_pages() -> None:
    """Where pages are not known, none are made up."""
    read = document(BODY)
    assert read.pages == ()
    assert read.blocks[0].page is None


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("<sup>1</sup> Preliminära uppgifter.", "¹ Preliminära uppgifter."),
        ("[^2]: Avser helår.", "[^2]: Avser helår."),
        ("*Uppgiften gäller 2019.", "*Uppgiften gäller 2019."),
    ],
)
def test_footnotes_are_set_apart(line: str, note: str) -> None:
    """A line that begins with a raised number, a label or a star is a footnote."""
    assert kinds(f"{BODY}\n\n{line}\n\nNästa stycke i texten.") == [
        ("paragraph", BODY),
        ("paragraph", "Nästa stycke i texten."),
        ("footnote", note),
    ]


@pytest.mark.parametrize("bullet", ["-", "–", "•", "*", "▪", "➢", "o", "\uf0b7"])
def test_every_kind_of_bullet_makes_a_list_item(bullet: str) -> None:
    """Whatever sign a list uses, its lines are items of their own."""
    read = kinds(f"{BODY}\n\n{bullet} tidiga insatser\n{bullet} stöd hemma\n")
    assert [kind for kind, _text in read] == ["paragraph", "list item", "list item"]


def test_numbered_lines_with_sentences_are_a_list() -> None:
    """Numbers and letters count items; an item runs on over its lines."""
    text = (
        "1. vi följer upp alla placeringar som görs under det\n   kommande året\n"
        "2. vi frågar barnen\na) och föräldrarna\n"
    )
    assert kinds(text) == [
        ("list item", "1. vi följer upp alla placeringar som görs under det kommande året"),
        ("list item", "2. vi frågar barnen"),
        ("list item", "a) och föräldrarna"),
    ]


@pytest.mark.parametrize("caption", ["Tabell 1. Antal barn", "Figur 2: Kostnad", "Diagram 3 – Utfall", "Bild 4 Torget"])
def test_captions_are_no_headings(caption: str) -> None:
    """The line beneath a figure says what it shows and is the title of nothing."""
    assert kinds(f"{caption}\n\n{BODY}")[0] == ("caption", caption)


def test_page_numbers_are_furniture_only_where_there_are_pages() -> None:
    """A number alone on a line is a page's, unless the text has no pages."""
    assert kinds("12\n\nText här.\f13\n\nText där.")[2:] == [("furniture", "12"), ("furniture", "13")]
    assert ("furniture", "12") not in kinds(f"12\n\n{BODY}")


def test_a_line_repeated_on_few_pages_is_no_furniture() -> None:
    """Two pages that begin alike are not enough to call the line a running header."""
    assert "furniture" not in {kind for kind, _text in kinds(f"Mål\n\n{BODY}\fMål\n\n{BODY}")}


def test_front_matter_is_left_out(tmp_path: Path) -> None:
    """Keys and values at the head of a Markdown file are for programs."""
    data = f"---\ntitle: Rapport\ntags:\n  - a\n- b\n---\n# Mål\n\n{BODY}\n".encode()
    assert written(tmp_path, data, "a.md").text == f"Mål\n\n{BODY}"


def test_a_text_that_begins_with_a_rule_loses_nothing(tmp_path: Path) -> None:
    """Only keys and values are front matter; prose between two rules stays."""
    data = f"---\n{BODY}\n---\nOch mer om detta.\n".encode()
    assert BODY in written(tmp_path, data, "a.md").text


@pytest.mark.parametrize("data", [b" \n\t \n", b"\xef\xbb\xbf", b"\f\f", b"---\na: b\n---\n"])
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes) -> None:
    """Blanks, a byte order mark or form feeds alone are nothing to read."""
    with pytest.raises(UnreadableFile, match="holds no text"):
        written(tmp_path, data, "a.md")


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    """The limit is named, and where to raise it."""
    (tmp_path / "a.txt").write_text("Text.\f" * 4, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="5 pages; the limit is 4") as caught:
        read_text(tmp_path / "a.txt", ReadSettings(max_pages=4))
    assert "max_pages" in caught.value.remedy


@settings(deadline=None, max_examples=200)
@given(st.text("aÅ .-•#*\t\n\f|<b>1"))
def test_no_letter_is_lost(text: str) -> None:
    """Whatever the form of a text, its letters come out, in blocks that cover them."""
    read = document(text)
    covered = "".join(read.block_text(block) for block in read.blocks)
    assert covered.count("Å") == text.count("Å") == read.text.count("Å")
