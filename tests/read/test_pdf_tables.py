"""Tables in PDFs: with rules, with fills, with neither; over pages; and what only looks like one."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from minerva.evaluate.tables import grid_of
from minerva.read.pdf import read_pdf
from minerva.read.pdf_charts import is_scale
from minerva.read.tables import tables_of
from minerva.records import BlockKind, Document
from minerva.settings import ReadSettings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Without Pango, which make system-packages installs, WeasyPrint raises OSError: a reason to skip, but not in CI.
weasyprint = pytest.importorskip(
    "weasyprint",
    reason="WeasyPrint, which makes the PDFs of these tests, lacks Pango: make system-packages",
    exc_type=ImportError if os.environ.get("CI") else OSError,
)

STYLE = """
@page { size: A4; margin: 25mm } body { font: 10.5pt/1.3 "Liberation Sans", sans-serif } p { margin: 0 0 6pt }
table { border-collapse: collapse; width: 100%; font-size: 9pt; margin: 8pt 0 } tr { break-inside: avoid }
td, th { padding: 1mm 2mm; vertical-align: top; text-align: left } .n { text-align: right; white-space: nowrap }
td:first-child, th:first-child { width: 26% }
"""
LONG = (
    "Brokontoret ansvarar för stadens alla broar, kajer och gångtunnlar och redovisar varje vår hur de mår. "
    "Under året har kontoret besiktigat samtliga gångbroar i innerstaden och bytt räcken på de äldsta av dem."
)
HEAD = ("Mått på broarnas skick", "Enhet", "Utfall 2020", "Utfall 2021", "Mål 2021", "Bedömning")
ROWS = (
    HEAD,
    ("Broar utan anmärkning vid årets besiktning av gångbroar", "procent", "71,5 %", "74 %", "minst 80 %", "delvis"),
    ("Räcken som har bytts", "antal", "", "1 204", "högst 1 300", "uppnått"),
    ("Kajer"),
    ("Meter kaj som förstärkts sedan vårfloden, räknat i meter", "m", "1 350", "", "", ""),
    ("Båtbryggor", "antal", "12", "14", "15", "ej uppnått"),
    ("Gångtunnlar som klottrats ned någon gång", "antal", "-", "9", "", "uppnått"),
)
STYLES = {
    "all sides": "td, th { border: .5pt solid }",
    "all sides, in the middle": "td, th { border: .5pt solid; vertical-align: middle }",
    "rules across": "tr { border-bottom: .5pt solid }",
    "three rules": "table { border-top: 1pt solid; border-bottom: 1pt solid } th { border-bottom: .5pt solid }",
    "upright rules": "table { border: .5pt solid } td, th { border-right: .5pt solid }",
    "a frame": "table { border: 1pt solid }",
    "every other row filled": "tr:nth-child(even) { background: #eee }",
    "every other row's cells filled": "tr:nth-child(even) td { background: #eee } th { background: #036; color: #fff }",
    "fills with gaps": "table { border-collapse: separate; border-spacing: 1.5pt } td { background: #dde }",
    "nothing": "",
    "nothing, figures at the foot": "td, th { vertical-align: bottom }",
    "nothing, centred": ".n, th { text-align: center }",
    "nothing, close columns": "td, th { padding: .8mm 1mm } table { font-size: 8pt }",
}


def read(folder: Path, body: str, style: str = "") -> Document:
    """Print HTML to PDF and read that."""
    path = folder / "rapport.pdf"
    weasyprint.HTML(string=f"<html lang=sv><style>{STYLE}{style}</style><body>{body}").write_pdf(path)
    return read_pdf(path, ReadSettings())


def table_html(rows: Sequence[Sequence[str] | str]) -> str:
    """Write a table; a row that is a string is a label across all columns."""
    width = max(len(row) for row in rows if not isinstance(row, str))
    lines = []
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        cells = [f"<td colspan={width}>{row}"] if isinstance(row, str) else []
        for place, cell in enumerate(row if not cells else ()):
            figure = place > 1 and any(map(str.isdigit, cell)) and number
            cells.append(f"<{tag}{' class=n' if figure else ''}>{cell}")
        lines.append(f"<tr>{''.join(cells)}")
    return f"<table><thead>{lines[0]}</thead><tbody>{''.join(lines[1:])}</tbody></table>"


def of_kind(document: Document, kind: BlockKind) -> list[str]:
    """Return the texts of all blocks of a kind."""
    return [document.block_text(block) for block in document.blocks if block.kind is kind]


def expected(rows: Sequence[Sequence[str] | str]) -> tuple[tuple[str, ...], ...]:
    """Return the rows as they should be read."""
    return grid_of("\n".join(row if isinstance(row, str) else "\t".join(row) for row in rows))


@pytest.mark.parametrize("style", STYLES)
def test_rows_and_cells_are_as_printed(tmp_path: Path, style: str) -> None:
    """Wrapped cells are one, empty ones keep their column, labels stand first, whatever the table is drawn with."""
    document = read(tmp_path, f"<p>{LONG}{table_html(ROWS)}<p>{LONG}", STYLES[style])
    (table,) = of_kind(document, BlockKind.TABLE)
    assert grid_of(table) == expected(ROWS)
    assert of_kind(document, BlockKind.PARAGRAPH) == [LONG, LONG]


def test_cells_over_columns_and_rows(tmp_path: Path) -> None:
    """What a merged cell says stands in the first of its columns and rows; the others are empty."""
    html = (
        "<table><tr><th rowspan=2>Bro<th colspan=2>Besiktade<tr><th>2020<th>2021"
        "<tr><td rowspan=2>Norra bron<td>12<td>14<tr><td>13<td>15</table>"
    )
    document = read(tmp_path, html, "td, th { border: .5pt solid; text-align: center }")
    assert of_kind(document, BlockKind.TABLE) == ["Bro\tBesiktade\n\t2020\t2021\nNorra bron\t12\t14\n\t13\t15"]


def test_heads_that_touch_are_two(tmp_path: Path) -> None:
    """Heads that stand so close that they seem one line are parted by the rule between them."""
    html = table_html([("Bro", "Prognos helår", "Avvikelse prognos"), ("Norra", "12", "14"), ("Södra", "3", "1")])
    style = "table { width: auto } td, th { border: .5pt solid; padding: .5mm .4mm; white-space: nowrap; width: auto }"
    (table,) = of_kind(read(tmp_path, html, style), BlockKind.TABLE)
    assert table.startswith("Bro\tPrognos helår\tAvvikelse prognos\n")


def test_words_broken_in_a_cell_are_mended(tmp_path: Path) -> None:
    """Hyphens at the ends of a cell's lines go, as in a paragraph."""
    word = "Brobesiktningsutredningsverksamheten"
    html = f"<table><tr><th>Vad<th>2020<tr><td>{word}<td>12<tr><td>Kajer<td>3</table>"
    document = read(tmp_path, html, "td { border: .5pt solid; hyphens: auto; width: 28mm }")
    assert word in of_kind(document, BlockKind.TABLE)[0]


@pytest.mark.parametrize("style", ["", "td, th { border: .5pt solid }", "tr { border-bottom: .5pt solid }"])
def test_a_table_over_pages_is_one(tmp_path: Path, style: str) -> None:
    """A table over three pages is one block that begins on its first page; its repeated heads are furniture."""
    rows = [HEAD, *((f"Bro nummer {n}", "antal", str(n), str(n + 1), str(n + 2), "delvis") for n in range(100, 190))]
    document = read(tmp_path, f"<p>{LONG}{table_html(rows)}<p>{LONG}", style)
    assert len(document.pages) > 2
    (table,) = tables_of(document)
    assert table.page == 1
    assert grid_of(document.text[table.start : table.end]) == expected(rows)
    assert "Bedömning" in " ".join(of_kind(document, BlockKind.FURNITURE))
    starts = [document.text[page.start :].split("\t")[0] for page in document.pages[1:]]
    assert all(start.startswith("Bro nummer") for start in starts)
    assert all(page.end == following.start for page, following in pairwise(document.pages))


def test_a_table_goes_on_without_its_head(tmp_path: Path) -> None:
    """Where the columns agree, a table goes on over the page end though its head is not printed again."""
    rows = [HEAD[:4], *((f"Bro nummer {n}", "antal", str(n), str(n + 1)) for n in range(100, 150))]
    style = "td, th { border: .5pt solid } thead { display: table-row-group }"
    document = read(tmp_path, table_html(rows), style)
    assert len(document.pages) > 1
    assert [grid_of(table) for table in of_kind(document, BlockKind.TABLE)] == [expected(rows)]


def test_two_tables_with_the_same_columns_stay_two(tmp_path: Path) -> None:
    """A table at the top of a page that has a head of its own is another one."""
    first = [("Bro", "2020", "2021"), ("Norra", "1", "2"), ("Södra", "3", "4")]
    second = [("Kaj", "2020", "2021"), ("Östra", "5", "6"), ("Västra", "7", "8")]
    html = f"<p>{LONG}{table_html(first)}<div style='break-before: page'>{table_html(second)}</div>"
    document = read(tmp_path, html, "td, th { border: .5pt solid }")
    assert [grid_of(table) for table in of_kind(document, BlockKind.TABLE)] == [expected(first), expected(second)]


def test_boxes_round_prose_are_no_tables(tmp_path: Path) -> None:
    """A frame, one filled box and two boxes side by side are prose."""
    beside = f"<div style='float: left; width: 45%; border: 1pt solid; margin: 2mm'>{LONG}</div>" * 2
    html = f"<p>{LONG}<div style='border: 1pt solid; padding: 3mm; background: #eee'>{LONG}</div>{beside}"
    assert of_kind(read(tmp_path, html), BlockKind.TABLE) == []


def test_a_letterhead_in_boxes_is_furniture(tmp_path: Path) -> None:
    """What stands in boxes at the top of every page is a running head and no table."""
    style = (
        "@page { margin-top: 40mm; @top-center { content: element(head); width: 100% } }"
        ".head { position: running(head) } .head td { border: .5pt solid; width: 33% }"
    )
    head = "<table class=head><tr><td>Brokontoret<td>Årsbok<tr><td>Dokument<td>Version 2</table>"
    document = read(tmp_path, f"{head}{f'<p>{LONG}</p>' * 60}", style)
    assert len(document.pages) > 2
    assert of_kind(document, BlockKind.TABLE) == []
    assert of_kind(document, BlockKind.FURNITURE).count("Brokontoret") >= 3


def test_a_chart_is_no_table(tmp_path: Path) -> None:
    """The scale of a chart is kept but is furniture, and its labels and legend are no table."""
    parts = [f"<b style='right: 370pt; top: {20 * n}pt'>{60 - 10 * n} %</b>" for n in range(7)]
    parts += [
        f"<i style='left: 90pt; top: {6 + 20 * n}pt; width: 300pt; border-top: .5pt solid'></i>" for n in range(7)
    ]
    parts += [f"<b style='left: {95 + 60 * n}pt; top: 138pt'>januari {2018 + n}</b>" for n in range(5)]
    parts += [f"<b style='left: {100 + 90 * n}pt; top: 154pt'>{name}</b>" for n, name in enumerate(("Broar", "Kajer"))]
    style = ".chart { position: relative; height: 180pt } .chart * { position: absolute; font: 8pt 'Liberation Sans' }"
    document = read(tmp_path, f"<p>{LONG}<div class=chart>{''.join(parts)}</div><p>{LONG}", style)
    assert of_kind(document, BlockKind.TABLE) == []
    assert "60 % 50 % 40 % 30 % 20 % 10 % 0 %" in of_kind(document, BlockKind.FURNITURE)


def test_scales_have_equal_steps() -> None:
    """Figures in equal steps, and years in their order, are a scale; others are not."""
    assert is_scale(["100 %", "75 %", "50 %"])
    assert is_scale(["1 000", "500", "0", "2019 2020 2022"])
    assert not is_scale(["12", "14", "99"])
    assert not is_scale(["2021"])


def test_dots_lead_to_the_second_column(tmp_path: Path) -> None:
    """A list with dots between words and figures is a table of two columns."""
    rows = [("Gångbroar", "12-7"), ("Klaffbroar", "30-1"), ("Kajer av sten", "44-2"), ("Bryggor", "51-9")]
    html = "".join(f"{name} {'.' * (80 - len(name))} {number}<br>" for name, number in rows)
    document = read(tmp_path, f"<p>{LONG}<p>{html}<p>{LONG}")
    assert of_kind(document, BlockKind.TABLE) == ["\n".join("\t".join(row) for row in rows)]


def test_justified_prose_is_no_table(tmp_path: Path) -> None:
    """Wide spaces between the words of narrow justified prose make no columns, figures or not."""
    text = f"{LONG} Det gäller 80 broar enligt artikel 80.1 i boken. {LONG}"
    html = f"<div style='text-align: justify; width: 62mm'><p>{text}</div>"
    assert of_kind(read(tmp_path, html), BlockKind.TABLE) == []
