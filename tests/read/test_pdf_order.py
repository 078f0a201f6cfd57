"""Reading order, tables and furniture from the places of lines alone."""

from __future__ import annotations

from minerva.read.furniture import find_furniture
from minerva.read.pdf_cells import Table
from minerva.read.pdf_contents import find_contents
from minerva.read.pdf_lines import Line, PageLines
from minerva.read.pdf_order import common_gutter, reading_order
from minerva.read.pdf_rows import far_parts, is_figure, rows_of
from minerva.read.pdf_tables import find_tables

PROSE = "den nya bron bär både bussar och cyklar"


def line(  # noqa: PLR0913 - a line has so many sides
    text: str, x: float, y: float, *, width: float | None = None, size: float = 10, page: int = 1
) -> Line:
    """Place *text* with its lower left corner at (*x*, *y*); y grows upwards."""
    extent = len(text) * size * 0.5 if width is None else width
    return Line(page, x, y, x + extent, y + size, size, bold=False, italic=False, raised=False, text=text)


def texts(stream: list[Line]) -> list[str]:
    """Return the texts of a stream."""
    return [one.text for one in stream]


def tables(lines: list[Line]) -> list[Table]:
    """Return the tables that lines, from the top, make."""
    return [part for part in find_tables(rows_of(lines)) if isinstance(part, Table)]


def test_two_columns_are_read_one_after_the_other() -> None:
    """The left column comes before the right one, though they stand at the same heights."""
    left = [line(f"vänster {n} {PROSE}", 50, 700 - 12 * n, width=220) for n in range(6)]
    right = [line(f"höger {n} {PROSE}", 300, 700 - 12 * n, width=220) for n in range(6)]
    mixed = [one for pair in zip(right, left, strict=True) for one in pair]
    assert [texts(stream) for stream in reading_order(mixed)] == [texts(left), texts(right)]


def test_columns_on_different_baselines_are_kept_apart() -> None:
    """Columns whose lines stand half a line apart are not read across."""
    left = [line(f"vänster {n} {PROSE}", 50, 700 - 12 * n, width=220) for n in range(6)]
    right = [line(f"höger {n} {PROSE}", 300, 694 - 12 * n, width=220) for n in range(6)]
    assert [texts(stream) for stream in reading_order(left + right)] == [texts(left), texts(right)]


def _columns(top: float, left: int, right: int, name: str = "") -> tuple[list[Line], list[Line]]:
    """Make two columns of so many lines each, from *top* down."""
    return tuple(  # type: ignore[return-value]
        [line(f"{side}{name} {n} {PROSE}", x, top - 12 * n, width=220) for n in range(count)]
        for side, x, count in (("v", 50, left), ("h", 300, right))
    )


def _read(lines: list[Line], gutter: float | None = None) -> list[str]:
    return [text for stream in reading_order(lines, gutter) for text in texts(stream)]


def test_a_chapter_heading_ends_the_columns() -> None:
    """A large heading with nothing beside it belongs to no column, though it does not reach the right one."""
    first, second = _columns(700, 4, 4), _columns(600, 4, 4, "2")
    heading = line("2 Kajer", 50, 625, size=18)
    expected = [*texts(first[0]), *texts(first[1]), heading.text, *texts(second[0]), *texts(second[1])]
    assert _read([*second[1], *second[0], heading, *first[1], *first[0]]) == expected


def test_justified_prose_is_no_table() -> None:
    """Words set so wide that they stand apart, from margin to margin, are still prose."""
    rows = [
        [
            line("bropelarnas", 50, y, width=80),
            line("grundläggning", x, y, width=90),
            line("kontrolleras", 420, y, width=80),
        ]
        for y, x in ((700, 220), (688, 214), (676, 226))
    ]
    assert tables([one for row in rows for one in row]) == []


def test_short_ends_of_columns_are_columns() -> None:
    """Where the document's columns are known, two lines beside two are read apart."""
    left, right = _columns(700, 2, 2)
    assert _read([*right, *left], gutter=299) == [*texts(left), *texts(right)]


def test_columns_below_a_table() -> None:
    """Columns that follow a table are read apart, and the table's last, wrapped row stays with it."""
    cells = [
        line(text, x, 700 - 12 * n, width=40)
        for n, row in enumerate((("Bro", "2018", "2019"), ("Norra bron", "1 200", "1 350")))
        for text, x in zip(row, (50, 320, 400), strict=True)
    ]
    wrapped = line("över ån", 50, 676, width=40)
    left, right = _columns(640, 3, 2)
    heading = line("Kajer", 50, 580, size=12)
    expected = [*texts(cells), wrapped.text, *texts(left), *texts(right), heading.text]
    assert _read([*cells, wrapped, *left, *right, heading], gutter=299) == expected


def test_the_gutter_of_the_document() -> None:
    """Where the columns of two pages part alike, that is the document's gutter; one page says nothing."""
    page = [one for column in _columns(700, 5, 5) for one in column]
    assert common_gutter([page, page, []]) == 299
    assert common_gutter([page, []]) is None


def test_a_chapter_name_at_the_top_is_furniture() -> None:
    """A small line at the top of a page that repeats a chapter's heading runs there, and is no text."""
    heading, running = line("2 Kajer", 50, 700, size=18), line("2 Kajer", 400, 800, size=8, page=2)
    body = line(PROSE, 50, 600, page=2)
    pages = [PageLines(1, 595, 842, (heading,)), PageLines(2, 595, 842, (running, body))]
    assert find_furniture(pages, body_size=10) == {running}


def test_a_line_across_the_columns_ends_them() -> None:
    """What spans both columns is read between what stands above and below it."""
    above = [
        line(f"{side} {n} {PROSE}", x, 700 - 12 * n, width=220) for side, x in (("v", 50), ("h", 300)) for n in range(4)
    ]
    across = line("Broarnas ekonomi", 50, 640, width=470, size=16)
    below = [
        line(f"{side} {n} {PROSE}", x, 600 - 12 * n, width=220) for side, x in (("V", 50), ("H", 300)) for n in range(4)
    ]
    order = [text for stream in reading_order([*below, across, *above]) for text in texts(stream)]
    assert order == [*texts(above), across.text, *texts(below)]


def test_one_column_is_one_stream() -> None:
    """Short lines beside long ones do not make columns."""
    lines = [line(f"{n} {PROSE}", 50, 700 - 12 * n, width=400) for n in range(6)]
    note = line("se karta", 480, 676)
    assert len(reading_order([*lines, note])) == 1


def test_figures_stay_with_their_label() -> None:
    """Rows of a label and figures become a table, a row a line, empty cells kept."""
    lines = [
        line(text, x, 700 - 15 * n)
        for n, row in enumerate(
            [("Post", "2018", "2019"), ("Broar", "12", "14"), ("Kajer", "", "3"), ("Summa", "12", "17")]
        )
        for text, x in zip(row, (50, 200, 260), strict=True)
        if text
    ]
    (table,) = tables(lines)
    assert table.text == "Post\t2018\t2019\nBroar\t12\t14\nKajer\t\t3\nSumma\t12\t17"


def test_a_cell_of_several_lines_is_one_cell() -> None:
    """A label that is broken over two lines stands in one row with its figures."""
    lines = [
        line("Andel broar utan", 50, 700),
        line("92 %", 200, 700),
        line("94 %", 260, 700),
        line("anmärkning", 50, 688),
        line("Kajer", 50, 660),
        line("80 %", 200, 660),
        line("81 %", 260, 660),
        line("Parker", 50, 640),
        line("70 %", 200, 640),
        line("71 %", 260, 640),
    ]
    (table,) = tables(lines)
    assert table.rows[0] == ("Andel broar utan anmärkning", "92 %", "94 %")


def test_prose_in_columns_is_no_table() -> None:
    """Rows of long fragments are running text."""
    lines = [line(f"{PROSE} och mycket mer", x, 700 - 12 * n, width=220) for n in range(6) for x in (50, 300)]
    assert tables(lines) == []


def test_terms_beside_explanations_are_no_table() -> None:
    """A list of terms, each beside some lines of explanation, is running text."""
    lines = [line("Bro", 50, 700), *(line(PROSE, 150, 700 - 12 * n) for n in range(5))]
    lines += [line("Kaj", 50, 630), *(line(PROSE, 150, 630 - 12 * n) for n in range(5))]
    assert tables(sorted(lines, key=lambda one: -one.y0)) == []


def test_a_bullet_belongs_to_its_text() -> None:
    """A bullet and the text after its gap are one fragment."""
    (row,) = rows_of([line("•", 50, 700), line("byggde broar", 70, 700)])
    assert [one.text for one in row] == ["• byggde broar"]


def test_far_parts_of_a_row_are_parted_but_for_figures() -> None:
    """Two statements on one line are parted; a figure stays with its label."""
    parted = far_parts((line("Antagen: 2019", 50, 700), line("Gäller: alla", 300, 700)))
    kept = far_parts((line("Antal broar", 50, 700), line("14 st", 300, 700)))
    assert [len(part) for part in parted] == [1, 1]
    assert [len(part) for part in kept] == [2]


def test_figures_are_told_from_words() -> None:
    """Numbers with signs, thousands, ranges and units are figures; dates in words and headings are not."""
    assert all(map(is_figure, ["-1 235,5", "12 %", "3,8 mnkr", "16 (53%)", "1–1,75 mnkr/år", "2019", "–", "<15 l/min"]))
    assert not any(map(is_figure, ["3.1. Broar", "12 broar", "åtta", "Budget 2019", "§ 4"]))


def page(number: int, *lines: Line) -> PageLines:
    """Make an A4 page."""
    return PageLines(number, 595, 842, lines)


def test_furniture_recurs_at_the_edge_of_pages() -> None:
    """Headers that recur but for digits, and page numbers that count, are furniture; a table's figure is not."""
    pages = [
        page(
            n,
            line(f"Broboken {2010 + n}", 50, 800, page=n),
            line(f"{PROSE} {n}", 50, 400, page=n),
            line(str(n + 2), 500, 30, page=n),
        )
        for n in range(1, 6)
    ]
    stray = line("77", 300, 30, page=6)
    found = find_furniture([*pages, page(6, line(PROSE, 50, 400, page=6), stray)], body_size=10)
    assert {one.text for one in found} == {f"Broboken {2010 + n}" for n in range(1, 6)} | {
        str(n + 2) for n in range(1, 6)
    }


def test_every_form_of_page_number_is_furniture() -> None:
    """Page numbers are known in all the ways that reports print them."""
    for form in ("1", "1 (15)", "Sida 1 av 15", "1/15", "- 1 -", "Sid 1"):
        number = line(form, 500, 30)
        assert find_furniture([page(1, line(PROSE, 50, 400), number)], body_size=10) == {number}, form


def test_a_heading_on_top_of_several_pages_is_kept() -> None:
    """A large line that a minority of pages begins with is a heading."""
    pages = [
        page(n, line("Drift" if n < 4 else "Broar och kajer"[: 4 + n], 50, 780, size=16, page=n)) for n in range(1, 9)
    ]
    assert find_furniture(pages, body_size=10) == set()


def test_contents_end_where_page_numbers_fall() -> None:
    """The contents run from their title to the last entry; a sentence that ends in a lower number is not one."""
    lines = [
        "Innehåll",
        "Inledning ........ 3",
        "Broarnas skick och",
        "framtid 5",
        "Kajer 9",
        "Inledning",
        "Vi har broar i 4",
        PROSE,
    ]
    assert find_contents(lines) == {0, 1, 2, 3, 4}


def test_leaders_alone_tell_an_entry() -> None:
    """A line with a dot leader and a page number is contents without any title; a long number is no page."""
    assert find_contents(["Broar ........ 12", "Kaj ........ 53-96-3", "Kaj ..... 2019"]) == {0}
