from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minerva.errors import UnreadableFile
from minerva.read.html import read_html
from minerva.settings import ReadSettings

if TYPE_CHECKING:
    from pathlib import Path

    from minerva.records import Document

BODY = "Nämnden har under året arbetat med målen."


def read(folder: Path, page: str | bytes) -> Document:
    """Read *page*."""
    (folder / "sida.html").write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_html(folder / "sida.html", ReadSettings())


def blocks(folder: Path, body: str) -> list[tuple[str, str]]:
    """Return kind and text of each block of a page with this body."""
    document = read(folder, f"<!doctype html><meta charset=utf-8><body>{body}</body>")
    return [(block.kind.value, document.block_text(block)) for block in document.blocks]


def test_order_and_levels(tmp_path: Path) -> None:
    """Headings, paragraphs, lists and tables come in the order of the page."""
    document = read(
        tmp_path,
        f"<title>Rapport 2020</title><body><h1>Rapport</h1><p>{BODY}</p><h3>Mål <em>och</em> medel</h3>"
        "<ul><li>tidiga insatser</li><li>stöd</li></ul><ol><li>ett</li></ol>"
        "<table><tr><th>Mått<th>2020<tr><td>Barn<td>12</table></body>",
    )
    assert document.title == "Rapport 2020"
    assert document.pages == ()
    assert [(block.kind.value, block.level, document.block_text(block)) for block in document.blocks] == [
        ("heading", 1, "Rapport"),
        ("paragraph", 0, BODY),
        ("heading", 3, "Mål och medel"),
        ("list item", 0, "• tidiga insatser"),
        ("list item", 0, "• stöd"),
        ("list item", 0, "• ett"),
        ("table", 0, "Mått\t2020\nBarn\t12"),
    ]


@pytest.mark.parametrize(
    "frame",
    [
        "<nav>Meny <nav>undermeny</nav></nav>",
        "<header>Ekby kommun</header>",
        "<footer>Kontakta oss</footer>",
        "<aside>Läs också</aside>",
        "<div role=navigation>Meny</div>",
        "<div role=search>Sök</div>",
        "<div hidden>Dold</div>",
        "<form><p>Lämna en synpunkt</p><button>Skicka</button></form>",
        "<select><option>Välj år</option></select>",
        "<script>let x = 1 < 2</script>",
        "<style>p { color: red }</style>",
        "<noscript>Slå på JavaScript</noscript>",
        "<svg><text>Logotyp</text></svg>",
        "<!-- dold anmärkning -->",
    ],
)
def test_what_frames_the_page_is_left_out(tmp_path: Path, frame: str) -> None:
    """Menus, page heads and feet, forms, scripts and comments are no part of the report."""
    assert blocks(tmp_path, f"{frame}<p>{BODY}</p>{frame}") == [("paragraph", BODY)]


def test_the_main_part_is_taken(tmp_path: Path) -> None:
    """Where a page says which part is its main one, the rest is left out."""
    assert blocks(tmp_path, f"<div>Snabblänkar</div><main><p>{BODY}</p></main><div>Dela</div>") == [("paragraph", BODY)]


def test_a_small_main_part_is_not_believed(tmp_path: Path) -> None:
    """A main part with less than half of the text is a teaser."""
    assert (("paragraph", BODY)) in blocks(tmp_path, f"<main><p>Kort.</p></main><p>{BODY}</p>")


def test_a_form_around_the_page_hides_nothing(tmp_path: Path) -> None:
    """Some servers wrap every page in a form."""
    page = f"<form id=aspnetForm><input value=x><p>{BODY}</p><form><button>Sök</button></form></form>"
    assert blocks(tmp_path, page) == [("paragraph", BODY)]


def test_a_header_within_the_text_is_kept(tmp_path: Path) -> None:
    """Only the page's own head and foot go, not an article's."""
    assert blocks(tmp_path, f"<article><header><h2>Mål</h2></header><p>{BODY}</p></article>") == [
        ("heading", "Mål"),
        ("paragraph", BODY),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Lös text <b>med fetstil</b> och <a href=x>länk</a>", [("paragraph", "Lös text med fetstil och länk")]),
        ("<p>Rad<br>två", [("paragraph", "Rad två")]),
        ("<p>väl<wbr>färd", [("paragraph", "välfärd")]),
        ("<p>Ett.<p>Två.", [("paragraph", "Ett."), ("paragraph", "Två.")]),
        ("<div>Ett.<div>Två.</div>Tre.</div>", [("paragraph", "Ett."), ("paragraph", "Två."), ("paragraph", "Tre.")]),
        ("<span><p>Ett.</p></span>Två.", [("paragraph", "Ett."), ("paragraph", "Två.")]),
        ("<p>A &amp; B&nbsp;&auml;r<sup>1</sup> 5 m<sup>2</sup>", [("paragraph", "A & B är¹ 5 m²")]),
        ("<ul><li>Ett.<ul><li>Inre.</ul><li>Två.</ul>", [("list item", t) for t in ("• Ett.", "• Inre.", "• Två.")]),
        ("<ul><li>– streck</ul>", [("list item", "– streck")]),
        ("<dl><dt>Mål.<dd>Nått.</dl>", [("paragraph", "Mål."), ("paragraph", "Nått.")]),
        ("<figure><img><figcaption>Torget.</figcaption></figure>", [("caption", "Torget.")]),
        ("<blockquote>Citat.</blockquote>", [("paragraph", "Citat.")]),
        ("<pre>rad ett\n  rad två</pre>", [("paragraph", "rad ett rad två")]),
    ],
)
def test_inline_and_nested_text(tmp_path: Path, body: str, expected: list[tuple[str, str]]) -> None:
    """Text is read once, in its place, whatever it is nested in."""
    assert blocks(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("<tr><th colspan=2>Bredd<th>C<tr><td>1<td>2<td>3", "Bredd\t\tC\n1\t2\t3"),
        ("<tr><th rowspan=2>Höjd<th>B<tr><td>1<tr><td>2<td>3", "Höjd\tB\n\t1\n2\t3"),
        ("<tr><th>A<th rowspan=2>B<tr><td>1<tr><td>2<td>3", "A\tB\n1\n2\t3"),
        ("<tfoot><tr><td>S<td>3</tfoot><thead><tr><th>A<th>B</thead><tr><td>x<td>3", "A\tB\nx\t3\nS\t3"),
        ("<tr><td rowspan=2 colspan=2>Båda<td>C<tr><td>1", "Båda\t\tC\n\t\t1"),
        ("<tr><td>An<b>tal</b> 12<sup>1</sup><td><p>ett<p>två<br>tre", "Antal 12¹\tett två tre"),
        ("<tr><td colspan='²'>A<td rowspan=0>B<td colspan=x>C", "A\tB\tC"),
        ("<thead><tr><th>A</thead><tbody><tr><td><tr><td>1</tbody>", "A\n1"),
    ],
)
def test_tables_keep_their_columns(tmp_path: Path, table: str, rows: str) -> None:
    """A merged cell's text stands once, and the others keep their places; an empty row goes."""
    assert blocks(tmp_path, f"<p>{BODY}</p><table>{table}</table>")[1:] == [("table", rows)]


def test_a_frame_is_no_table(tmp_path: Path) -> None:
    """A table of one cell frames what stands in it."""
    assert blocks(tmp_path, f"<table><tr><td><p>{BODY}<p>Inramat.</table>") == [
        ("paragraph", BODY),
        ("paragraph", "Inramat."),
    ]


def test_a_table_s_caption(tmp_path: Path) -> None:
    """The caption goes before its table."""
    assert blocks(tmp_path, "<table><caption>Antal barn<tr><td>12</table>") == [
        ("caption", "Antal barn"),
        ("table", "12"),
    ]


@pytest.mark.parametrize("kind", ["<table>", "<table role=presentation>"])
def test_a_table_that_places_things_is_no_table(tmp_path: Path, kind: str) -> None:
    """Old pages lay out text in tables; what is in them is read as text, once."""
    inner = "<table><tr><td>12<td>13</table>" if kind == "<table>" else ""
    read_blocks = blocks(tmp_path, f"{kind}<tr><td>Meny.<td><h2>Mål</h2>{BODY}{inner}</table>")
    tables = [("table", "12\t13")] if inner else []
    assert read_blocks == [("paragraph", "Meny."), ("heading", "Mål"), ("paragraph", BODY), *tables]


@pytest.mark.parametrize(
    ("page", "guessed"),
    [
        ("<meta charset='utf-8'><p>Mål – ”två”".encode(), False),
        ("<p>Mål – ”två”".encode(), False),
        ("<meta charset=windows-1252><p>Mål – ”två”".encode("cp1252"), False),
        ("<meta charset='iso-8859-1'><p>Mål – ”två”".encode("cp1252"), False),
        ("<meta http-equiv=Content-Type content='text/html; charset=latin1'><p>Mål – ”två”".encode("cp1252"), False),
        ("<meta charset=macintosh><p>Mål – ”två”".encode("mac-roman"), False),
        ("<p>Mål – ”två”".encode("cp1252"), True),
        ("<meta charset=utf-8><p>Mål – ”två”".encode("cp1252"), True),
        ("<meta charset=finnsinte><p>Mål – ”två”".encode(), False),
        ("<meta charset=hex><p>Mål – ”två”".encode(), False),
        ("<meta charset=utf-16><p>Mål – ”två”".encode(), False),
        ("<p>Mål – ”två”".encode("utf-16"), False),
        ("\ufeff<meta charset=utf-8><p>Mål – ”två”".encode(), False),
    ],
)
def test_encodings(tmp_path: Path, page: bytes, *, guessed: bool) -> None:
    """A declared encoding is believed as browsers do; without one, or with a wrong one, it is found out."""
    document = read(tmp_path, page)
    assert document.text == "Mål – ”två”"
    assert bool(document.warnings) is guessed


@pytest.mark.parametrize("body", ["", "<nav>Meny</nav>", "<p> &nbsp; </p>", "<img src=x>", "<script>x</script>"])
def test_a_page_without_text_is_refused(tmp_path: Path, body: str) -> None:
    """Nothing but navigation is nothing to read."""
    with pytest.raises(UnreadableFile, match="no text beside its navigation") as caught:
        read(tmp_path, f"<body>{body}</body>")
    assert "browser" in caught.value.remedy


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from("<p> <div> </div> <ul> <li> <table> <tr> <td> </table> <nav> <form> <b> ord".split())))
def test_broken_markup_is_read_as_far_as_it_goes(tmp_path: Path, tags: list[str]) -> None:
    """Tags in any order give a document or a refusal, and no word twice."""
    try:
        document = read(tmp_path, "".join(tags))
    except UnreadableFile:
        return
    assert 1 <= document.text.count("ord") <= tags.count("ord")


def test_what_is_named_as_frame_is_left_out(tmp_path: Path) -> None:
    """Feedback and sharing within the main part are no text, unless nearly all of the page is named so."""
    file = tmp_path / "page.html"
    body = "<p>Bron är hel.</p>" * 5
    file.write_text(
        f"<main class='has-sidebar'>{body}<div class='share'>Dela</div><p id='page-meta'>Uppdaterad</p></main>",
        encoding="utf-8",
    )
    document = read_html(file, ReadSettings())
    assert "Bron" in document.text
    assert "Dela" not in document.text
    assert "Uppdaterad" not in document.text
