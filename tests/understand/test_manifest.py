from pathlib import Path

import pytest

from minerva.errors import ManifestError
from minerva.records import Evidence
from minerva.understand.identity import Identity
from minerva.understand.manifest import Manifest, apply, read_manifest

FOUND = Identity(
    title="Rapport",
    municipality="Arvika",
    municipality_code="1784",
    county="Värmlands län",
    group="Varuproducerande kommuner",
    board="socialnämnden",
    kind="övrigt",
    year=2015,
    evidence=(Evidence("municipality", "text", 3, 9), Evidence("board", "text", 20, 33), Evidence("year", "file name")),
)


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINERVA_LANGUAGE", "en")


def manifest(folder: Path, text: str, *, encoding: str = "utf-8") -> Manifest:
    """Write and read a manifest."""
    path = folder / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return read_manifest(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_every_usual_dialect_is_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """What Swedish spreadsheets save as CSV is understood, whatever its commas and letters."""
    lines = ["file,municipality,board,kind,year", "å.pdf,Mölndals stad,Socialnämnden,Årsredovisning,2018"]
    (row,) = manifest(tmp_path, "\r\n".join(lines).replace(",", delimiter), encoding=encoding).rows
    assert (row.file, row.municipality, row.municipality_code) == ("å.pdf", "Mölndal", "1481")
    assert (row.board, row.kind, row.year, row.title) == ("socialnämnden", "årsredovisning", 2018, None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("file,yaer\na,2018", "line 1, column 2: 'yaer'.*Did you mean 'year'"),
        ("year\n2018", "line 1, column file.*Add the column"),
        ("file,year,year\na,1,2", "line 1.*twice"),
        ("file,year\na,2018\nb,18", "line 3, column year: '18'.*four digits"),
        ("file,kind\na,årsredovisnig", "line 2, column kind: 'årsredovisnig'.*Did you mean 'årsredovisning'"),
        ("file,kind\na,bok", "line 2, column kind: 'bok'.*Known: verksamhetsberättelse"),
        ("file,kind\n,protokoll", "line 2, column file"),
        ("file,year\na,2018\n\na,2019", "line 4, column file: 'a'.*Line 2 names the same"),
        ("file,municipality\na,Mölnadal", "line 2, column municipality: 'Mölnadal'.*Did you mean 'Mölndal'"),
        ("file,municipality_code\na,9999", "line 2, column municipality_code: '9999'"),
        ("file,municipality_code\na,14x", "line 2, column municipality_code: '14x'.*four digits"),
        ("file,municipality,municipality_code\na,Mölndal,1480", "municipality_code: '1480'.*Mölndal has 1481"),
        ("file,municipality,municipality_code\na,Granby,1480", "municipality: 'Granby'.*1480 is the code of Göteborg"),
        ("file,title\na,Mål, medel", "line 2, column 3: 'medel'.*quotes"),
    ],
)
def test_a_slip_is_told_with_line_column_value_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    """Nothing is added by a manifest that cannot be meant."""
    with pytest.raises(ManifestError, match=message):
        manifest(tmp_path, text)


def test_a_missing_or_binary_file_is_told(tmp_path: Path) -> None:
    """The errors of the operating system and of decoding are a user's errors, too."""
    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(tmp_path / "none.csv")
    (tmp_path / "binary.csv").write_bytes(b"\x81\x8d\x9d")
    with pytest.raises(ManifestError, match="CSV UTF-8"):
        read_manifest(tmp_path / "binary.csv")


def test_an_invented_municipality_brings_its_own_code(tmp_path: Path) -> None:
    """Outside the 290 everything comes from the row."""
    text = "file,municipality,municipality_code,county,group\na,Granfors,9001,Norrskogs län,Storstäder"
    (row,) = manifest(tmp_path, text).rows
    assert (row.municipality, row.municipality_code, row.county) == ("Granfors", "9001", "Norrskogs län")
    assert apply(FOUND, row).group == "Storstäder"


def test_a_lost_zero_is_found_again(tmp_path: Path) -> None:
    """Spreadsheets save Stockholm's code 0180 as 180."""
    (row,) = manifest(tmp_path, "file,municipality_code\na,180").rows
    assert (row.municipality, row.municipality_code) == ("Stockholm", "0180")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("2017/a.pdf", 2),
        ("2018/a.pdf", 3),
        ("2019/a.pdf", None),
        ("./2018\\a.pdf", 3),
        ("2018/A.PDF", 3),
        ("mapp/b.pdf", 4),
        ("c.pdf", 5),
        ("mapp/2018/a.pdf", 3),
        ("a.pdf", None),
        ("mapp/a\u030a.pdf", 6),
        ("d.pdf", None),
    ],
)
def test_rows_are_found_by_path_or_by_a_unique_ending(tmp_path: Path, path: str, line: int | None) -> None:
    """The exact path comes first, then the same ending in any case; two that fit are none."""
    files = ["2017/a.pdf", "2018/a.pdf", "B.pdf", "mapp/c.pdf", "å.pdf"]
    row = manifest(tmp_path, "file\n" + "\n".join(files)).for_file(path)
    assert (row.line if row else None) == line


def test_empty_cells_leave_what_was_found(tmp_path: Path) -> None:
    """Only given fields change, and their evidence with them."""
    (row,) = manifest(tmp_path, "file,kind,year,url\na,protokoll,2016,https://example.org/a").rows
    changed = apply(FOUND, row)
    assert (changed.kind, changed.year, changed.url) == ("protokoll", 2016, "https://example.org/a")
    assert (changed.title, changed.municipality, changed.board) == ("Rapport", "Arvika", "socialnämnden")
    assert {one.field: one.source for one in changed.evidence} == {
        "municipality": "text",
        "board": "text",
        "kind": "manifest",
        "year": "manifest",
        "url": "manifest",
    }


def test_another_municipality_takes_its_county_along(tmp_path: Path) -> None:
    """County and group never stay behind with the municipality that was found."""
    known, invented = manifest(tmp_path, "file,municipality,municipality_code\na,Lund,\nb,Granfors,9001").rows
    assert (apply(FOUND, known).municipality_code, apply(FOUND, known).county) == ("1281", "Skåne län")
    assert (apply(FOUND, invented).county, apply(FOUND, invented).group) == (None, None)


def test_a_county_alone_can_be_corrected(tmp_path: Path) -> None:
    """The municipality that was found stays."""
    (row,) = manifest(tmp_path, "file,county\na,Dalarnas län").rows
    changed = apply(FOUND, row)
    assert (changed.municipality, changed.county) == ("Arvika", "Dalarnas län")


def test_a_row_without_values_changes_nothing(tmp_path: Path) -> None:
    """Applying an empty row is identity."""
    (row,) = manifest(tmp_path, "file,year\na,").rows
    assert apply(FOUND, row) == FOUND
