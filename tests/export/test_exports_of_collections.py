"""What leaves the program can be read by other programs, tells where it comes from, and quotes what stands there."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
import rispy
from markdown_it import MarkdownIt
from pyarrow import parquet
from pybtex.database import parse_string
from selectolax.lexbor import LexborHTMLParser

from minerva.citation.styled import Style
from minerva.collect import collecting
from minerva.errors import ExportError
from minerva.export.document import Quote, blocks
from minerva.export.dossier import dossier_of_collection, dossier_of_indicators, dossier_of_search
from minerva.export.parts import By, grouped, parts
from minerva.export.rows import COLUMNS
from minerva.export.writing import Form, form_of, write_dossier
from minerva.library.writing import remove
from minerva.records import Fate
from minerva.retrieval.filters import Filters
from tests.making import put_examples, put_indicators, put_text

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library
    from minerva.export.dossier import Dossier
    from minerva.library.passage_vectors import Progress

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOSTILE = "=cmd()|<script>alert(1)</script> **fet** {x} & 100 % _y_ \\end [l](javascript:x) Dnr SN 2021/7"
NOTE = '@note "citat"\n# rubrik'


@pytest.fixture
def filled(library: Library) -> Library:
    """Give a library with a collection of a hostile report, a table and two others."""
    put_text(
        library,
        "elak.txt",
        f"# Rubrik <b>\n\n{HOSTILE} {'Mer text om hemlösa följer här. ' * 8}\fNästa sida.",
        title="=Titel & <i>mer</i>",
        municipality="Lund",
        board="socialnämnden",
        year=2021,
    )
    put_text(library, "tabell.txt", "# Mål\n\nMått\tUtfall\tMål\nHemlösa\t12\t-5\nVräkta\t3\t=2\n", municipality="Umeå")
    put_examples(library)
    collecting.create_collection(library, "Kurs", description="Till kursen\nI mars", when=NOON)
    ids = [library.passages(one.id)[0].id for one in library.reports()]
    collecting.add_passages(library, "Kurs", ids, tags=["a"], when=NOON)
    collecting.annotate(library, "Kurs", "1", note=NOTE, when=NOON)
    collecting.tag(library, "Kurs", "2", add=["b"], drop=["a"], when=NOON)
    collecting.tag(library, "Kurs", "3", drop=["a"], when=NOON)
    return library


@pytest.fixture
def dossier(filled: Library) -> Dossier:
    """Give the collection, ready for export, one of its reports gone."""
    remove(filled, [one.id for one in filled.reports() if one.file == "okand.txt"])
    return dossier_of_collection(filled, "Kurs", when=NOON)


def _texts(dossier: Dossier) -> list[str]:
    return [one.quotation.text for one in dossier.quoted]


def _hostile(dossier: Dossier) -> str:
    """Return the passage that a document could take for signs of its own."""
    (text,) = [text for text in _texts(dossier) if "<script>" in text]
    return _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.split())


def test_every_quotation_stands_where_it_is_said_to(filled: Library, dossier: Dossier) -> None:
    """Each quotation is a slice of its report, or is marked as not found again and listed."""
    assert [one.fate for one in dossier.lost] == [Fate.GONE]
    for one in dossier.quoted:
        if one.is_found:
            quotation = one.quotation
            assert filled.text(one.source.report_id)[quotation.start : quotation.end] == quotation.text
    assert len(dossier.quoted) == 6


def test_what_moved_is_quoted_from_where_it_stands_now(filled: Library) -> None:
    """Of a newer version, the export names the report, the place and the page of today."""
    old = next(one for one in filled.reports() if one.file == "elak.txt")
    text = filled.text(old.id)
    remove(filled, [old.id])
    newer = put_text(filled, "elak.txt", f"Förord.\f{text}", title="Ny titel", municipality="Lund", year=2021)
    one = next(one for one in dossier_of_collection(filled, "Kurs", when=NOON).quoted if one.fate is Fate.MOVED)
    assert (one.source.report_id, one.source.title) == (newer.id, "Ny titel")
    assert filled.text(newer.id)[one.quotation.start : one.quotation.end] == one.quotation.text
    assert one.quotation.page == 2


def test_identity_set_right_is_exported(filled: Library) -> None:
    """A title that was corrected since the passage was saved is what the export names."""
    filled.connection.execute("UPDATE reports SET title = 'Rätt titel' WHERE file = 'elak.txt'")
    assert "Rätt titel" in {one.source.title for one in dossier_of_collection(filled, "Kurs", when=NOON).quoted}


def test_word(dossier: Dossier, tmp_path: Path) -> None:
    """A Word file holds title, groups, every quotation, its source and note, a real table, warnings and references."""
    path = write_dossier(dossier, tmp_path / "a.docx", by=By.TAG)
    read = docx.Document(str(path))
    told = [(one.style.name, one.text) for one in read.paragraphs]
    assert told[:3] == [("Title", "Kurs"), ("Normal", "Till kursen"), ("Normal", "I mars")]
    assert [text for style, text in told if style == "Heading 1"] == [
        "a", "b", "Other", "References", "Not found again", "About this export",
    ]  # fmt: skip
    quoted = _folded(" ".join(text for style, text in told if style == "Quote"))
    cells = [[cell.text for cell in row.cells] for row in read.tables[0].rows]
    assert cells == [["Mått", "Utfall", "Mål"], ["Hemlösa", "12", "-5"], ["Vräkta", "3", "=2"]]
    prose = [text for text in _texts(dossier) if "\t" not in text]
    assert all(_folded(text) in quoted for text in prose)
    assert len(prose) == 5
    assert ("Minerva Note", '@note "citat"') in told
    assert any("SN 2021/7" in text for style, text in told if style == "Minerva Reference")
    warnings = [text for style, text in told if style == "Minerva Warning"]
    assert len(warnings) == 3
    assert warnings[0].startswith("1 of 6 quotations")
    assert read.core_properties.created.isoformat() == "2026-03-01T12:00:00+00:00"


def test_html(dossier: Dossier, tmp_path: Path) -> None:
    """A page holds every quotation as text, fetches nothing and runs nothing of it."""
    page = write_dossier(dossier, tmp_path / "a.html", by=By.MUNICIPALITY).read_text(encoding="utf-8")
    tree = LexborHTMLParser(page)
    assert not tree.css("script, link, img, iframe")
    quoted = [_folded(one.text(separator=" ")) for one in tree.css("blockquote")]
    assert len(quoted) == 6
    assert _hostile(dossier) in quoted
    assert [one.text() for one in tree.css("blockquote td")] == [
        "Mått", "Utfall", "Mål", "Hemlösa", "12", "-5", "Vräkta", "3", "=2",
    ]  # fmt: skip
    assert "default-src 'none'" in page
    assert len(tree.css("p.warning")) == 3


def test_markdown(dossier: Dossier, tmp_path: Path) -> None:
    """Markdown, shown by a program for it, has every quotation and nothing that the reports could have slipped in."""
    text = write_dossier(dossier, tmp_path / "a.md").read_text(encoding="utf-8")
    tree = LexborHTMLParser(MarkdownIt("commonmark").enable("table").render(text))
    assert len(tree.css("blockquote")) == 6
    assert not tree.css("blockquote a, blockquote strong, blockquote em, script")
    assert _hostile(dossier) in [_folded(one.text(separator=" ")) for one in tree.css("blockquote")]
    assert len(tree.css("blockquote tr")) == 3


def test_tables(dossier: Dossier, tmp_path: Path) -> None:
    """CSV, XLSX, JSON Lines and Parquet hold the same rows; each tells where the export comes from."""
    paths = {form: write_dossier(dossier, tmp_path / f"a.{form}") for form in (Form.CSV, Form.XLSX, Form.JSONL)}
    lines = [json.loads(line) for line in paths[Form.JSONL].read_text(encoding="utf-8").splitlines()]
    assert [line["text"] for line in lines] == _texts(dossier)
    assert tuple(lines[0]) == COLUMNS
    assert {(line["asked"], line["exported"], line["generation"]) for line in lines} == {
        ("Kurs", "2026-03-01T12:00:00+00:00", dossier.provenance.generation)
    }
    assert [line["found"] for line in lines].count("gone") == 1
    with paths[Form.CSV].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["text"].removeprefix("'") for row in rows] == _texts(dossier)
    assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row.values())
    book = openpyxl.load_workbook(paths[Form.XLSX])
    assert book.sheetnames == ["Citat", "Om exporten"]
    assert {cell.data_type for row in book["Citat"].iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert [row[1].value for row in book["Citat"].iter_rows(min_row=2)] == _texts(dossier)
    table = parquet.read_table(write_dossier(dossier, tmp_path / "a.parquet"))
    assert table.to_pylist() == lines
    assert json.loads(table.schema.metadata[b"minerva"])["asked"] == "Kurs"


def _unlatex(text: str) -> str:
    for told, sign in ((r"\textbackslash{}", "\\"), (r"\textasciitilde{}", "~"), (r"\textasciicircum{}", "^")):
        text = text.replace(told, sign)
    for sign in "{}%&$#_":
        text = text.replace(f"\\{sign}", sign)
    return text


def test_bibtex(dossier: Dossier, tmp_path: Path) -> None:
    """Pybtex reads every report back: its author as one, title, year, number, file and quotations."""
    path = write_dossier(dossier, tmp_path / "a.bib")
    entries = parse_string(path.read_text(encoding="utf-8"), "bibtex").entries
    assert len(entries) == len(dossier.sources) == 6
    held = next(entry for key, entry in entries.items() if key.startswith("lund2021"))
    assert held.type == "techreport"
    assert [str(one) for one in held.persons["author"]] == ["{Lunds kommun, socialnämnden}"]
    fields = {name: _unlatex(value) for name, value in held.fields.items()}
    assert (fields["title"], fields["year"], fields["number"]) == ("{=Titel & <i>mer</i>}", "2021", "SN 2021/7")
    assert _hostile(dossier) in fields["annote"]
    assert "asked: Kurs" in path.read_text(encoding="utf-8").splitlines()[0]


def test_ris(dossier: Dossier, tmp_path: Path) -> None:
    """Rispy reads every report back, with its quotations as notes."""
    records = rispy.loads(write_dossier(dossier, tmp_path / "a.ris").read_text(encoding="utf-8"))
    assert len(records) == 6
    held: dict[str, Any] = next(one for one in records if one["id"].startswith("lund2021"))
    assert (held["type_of_reference"], held["year"], held["title"]) == ("RPRT", "2021", "=Titel & <i>mer</i>")
    assert held["authors"] == ["Lunds kommun. Socialnämnden"]
    # rispy calls the field by what it holds of other kinds of sources.
    assert held["issn"] == "SN 2021/7"
    assert _hostile(dossier) in held["notes"][0]
    assert "asked: Kurs" in held["name_of_database"]


def test_csl_json(dossier: Dossier, tmp_path: Path) -> None:
    """CSL-JSON holds every report, its quotations with their offsets, and where they come from."""
    items = json.loads(write_dossier(dossier, tmp_path / "a.csl.json").read_text(encoding="utf-8"))
    assert [one["text"] for item in items for one in item["custom"]["quotations"]] == _texts(dossier)
    assert {item["type"] for item in items} == {"report"}
    assert {item["custom"]["exported"] for item in items} == {"2026-03-01T12:00:00+00:00"}


def test_hits_of_a_search(filled: Library, tmp_path: Path) -> None:
    """The hits of a search are exported in their order, with query, mode and filters."""
    found = dossier_of_search(filled, "hemlösa", mode="words", filters=Filters(year=(2022,)), limit=2, when=NOON)
    assert [one.fate for one in found.quoted] == [Fate.IN_PLACE] * 2
    assert (found.provenance.asked, found.provenance.mode) == ("hemlösa", "words")
    assert found.provenance.filters == {"year": [2022]}
    text = write_dossier(found, tmp_path / "a.md", style=Style.HARVARD).read_text(encoding="utf-8")
    assert "year: 2022" in text
    assert "2 of 2 hits" in text


def test_indicators(library: Library, tmp_path: Path) -> None:
    """Indicators are exported by themselves, or with the collection whose reports tell them."""
    reports = put_indicators(library)
    alone = dossier_of_indicators(library, name="hemlösa", filters=Filters(year=(2022,)), when=NOON)
    with write_dossier(alone, tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [(row["municipality"], row["outcome"], row["asked"]) for row in rows] == [
        ("Malmö", "11", "hemlösa"), ("Umeå", "4", "hemlösa"),
    ]  # fmt: skip
    assert len(parquet.read_table(write_dossier(alone, tmp_path / "a.parquet"))) == 2
    with pytest.raises(ExportError, match="no quotation"):
        write_dossier(alone, tmp_path / "a.bib")
    collecting.create_collection(library, "K", when=NOON)
    collecting.add_passages(library, "K", [library.passages(reports[0].id)[0].id], when=NOON)
    both = dossier_of_collection(library, "K", with_indicators=True, when=NOON)
    assert both.indicators
    assert {one.report_id for one in both.indicators} == {reports[0].id}
    read = docx.Document(str(write_dossier(both, tmp_path / "a.docx")))
    (table,) = [one for one in read.tables if one.cell(0, 0).text == "Municipality"]
    assert [cell.text for cell in table.rows[1].cells][:5] == ["Malmö", "2021", "Hemlösa familjer", "högst 10", "9"]
    assert openpyxl.load_workbook(write_dossier(both, tmp_path / "a.xlsx")).sheetnames[1] == "Indikatorer"


def test_an_empty_collection(library: Library, tmp_path: Path) -> None:
    """A collection that holds nothing is exported as what it is, but for forms that hold references alone."""
    collecting.create_collection(library, "Tom", when=NOON)
    empty = dossier_of_collection(library, "Tom", with_indicators=True, when=NOON)
    for form in Form:
        if form in {Form.BIBTEX, Form.RIS, Form.CSL}:
            with pytest.raises(ExportError):
                write_dossier(empty, tmp_path / f"a.{form}")
        else:
            assert write_dossier(empty, tmp_path / f"a.{form}").exists()


def test_forms_by_name(tmp_path: Path) -> None:
    """A file's ending tells its form, whatever its case; an unknown one is refused with those that are known."""
    assert form_of(tmp_path / "A.DOCX") is Form.WORD
    assert form_of(tmp_path / "a.csl.json") is Form.CSL
    with pytest.raises(ExportError, match="xlsx"):
        form_of(tmp_path / "a.json")


def test_progress_and_giving_up(filled: Library, tmp_path: Path) -> None:
    """Writing tells how far it has come; given up half-way, it leaves nothing, and the file before stays."""
    dossier = dossier_of_collection(filled, "Kurs", when=NOON)
    seen: list[int] = []

    def give_up(progress: Progress) -> None:
        seen.append(progress.done)
        if progress.done > 2:
            raise KeyboardInterrupt

    path = tmp_path / "a.docx"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_dossier(dossier, path, on_progress=give_up)
    assert seen == [1, 2, 3]
    assert [one.name for one in tmp_path.iterdir() if one.name != "index"] == ["a.docx"]
    assert path.read_text(encoding="utf-8") == "before"


def test_the_same_bytes(dossier: Dossier, tmp_path: Path) -> None:
    """Exported twice, a collection gives the same text."""
    for form in (Form.CSV, Form.HTML, Form.MARKDOWN, Form.JSONL, Form.BIBTEX, Form.RIS, Form.CSL, Form.XLSX):
        one, other = (write_dossier(dossier, tmp_path / f"{n}.{form}").read_bytes() for n in "ab")
        assert one == other, form


def test_groups_and_parts(dossier: Dossier) -> None:
    """Groups hold every quotation once; prose and tables of a quotation follow on one another as they stand."""
    for by in By:
        groups = grouped(dossier.quoted, by)
        assert sorted(one.item.place for _head, held in groups for one in held) == [1, 2, 3, 4, 5, 6]
    assert [head for head, _held in grouped(dossier.quoted, By.MUNICIPALITY)] == ["Lund", "Malmö", "Umeå", "Other"]
    assert [(one.is_table, one.rows) for one in parts("Före\n\nEtt\tTvå\nTre\nEfter")] == [
        (False, (("Före",),)), (True, (("Ett", "Två"),)), (False, (("Tre",), ("Efter",))),
    ]  # fmt: skip
    held = [one for one in blocks(dossier, style=Style.APA, by=By.NONE) if isinstance(one, Quote)]
    assert len(held) == 6
