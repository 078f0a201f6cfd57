from pathlib import Path

from minerva.read.spaced import spaced_rows
from minerva.read.text import read_text
from minerva.records import BlockKind
from minerva.settings import ReadSettings

TABLE = """\
Mål                    Indikator                   Utfall 2021   Mål 2022
--------------------------------------------------------------------------
Broarna är hela        Broar utan anmärkning              62 %   minst 70 %
                       Räcken bytta enligt
                       plan, antal                           4
Kajerna håller         Meter kaj förstärkt           ej mätt     högst 5
"""


def test_columns_by_their_places() -> None:
    """Cells keep their columns, empty ones too, and a wrapped cell is one."""
    assert list(spaced_rows(TABLE.splitlines())) == [
        "Mål\tIndikator\tUtfall 2021\tMål 2022",
        "Broarna är hela\tBroar utan anmärkning\t62 %\tminst 70 %",
        "\tRäcken bytta enligt plan, antal\t4",
        "Kajerna håller\tMeter kaj förstärkt\tej mätt\thögst 5",
    ]


def test_typewritten_report(tmp_path: Path) -> None:
    """Underlined lines are headings of two levels, and a table set with spaces is a table, its head included."""
    file = tmp_path / "bro.txt"
    file.write_text(f"1 Broar\n=======\n\n1.1 Läget\n---------\n\nAlla står.\n\n{TABLE}", encoding="utf-8")
    document = read_text(file, ReadSettings())
    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
        (BlockKind.PARAGRAPH, 0),
        (BlockKind.TABLE, 0),
    ]
    assert document.block_text(document.blocks[-1]).startswith("Mål\tIndikator")


def test_two_spaces_in_prose_make_no_table(tmp_path: Path) -> None:
    """Prose with a double space here and there stays prose."""
    file = tmp_path / "bro.txt"
    file.write_text("Bron är hel.  Den byggdes 1910.\nKajen är ny.  Den är lång.\n", encoding="utf-8")
    kinds = {block.kind for block in read_text(file, ReadSettings()).blocks}
    assert kinds == {BlockKind.PARAGRAPH}
