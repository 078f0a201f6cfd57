from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from minerva.errors import MinervaError
from minerva.evaluate.hyphens import measure_hyphens
from minerva.evaluate.structure import (
    ReportTruth,
    Share,
    count_joined,
    leaked_furniture,
    measure_headings,
    measure_order,
    measure_wholes,
    read_truth,
    torn_paragraphs,
)
from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind

if TYPE_CHECKING:
    from pathlib import Path

    from minerva.records import Document

HEADING, PARAGRAPH, NOTE = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.FOOTNOTE
FIRST, SECOND, THIRD = "Broarna mår bra.", "Kajerna ska lagas i vår.", "Tunnlarna fick nytt ljus."
TRUTH = ReportTruth(
    "broar-2021",
    "Brobokslut",
    ((1, "1 Broar"), (2, "1.1 Kajer")),
    ((HEADING, "1 Broar"), (PARAGRAPH, FIRST), (HEADING, "1.1 Kajer"), (PARAGRAPH, SECOND), (PARAGRAPH, THIRD)),
)


def read(*pieces: tuple[BlockKind, str] | tuple[BlockKind, str, int]) -> Document:
    """Return a document of these pieces."""
    return assemble(Piece(*piece) for piece in pieces)


def test_headings_count_by_text_and_level() -> None:
    """A heading at another level, or that is none, is wrong; what stands on the cover does not count."""
    document = read(
        (HEADING, "Brobokslut", 1), (HEADING, "1 Broar", 1), (HEADING, "1.1 Kajer", 3), (HEADING, "Ljus", 2)
    )
    assert measure_headings(document, TRUTH) == Share(right=1, found=3, expected=2)


def test_levels_count_from_below_a_title() -> None:
    """Where no chapter stands at the top, since the title does, levels are compared as if they did."""
    document = read((HEADING, "Brobokslut", 1), (HEADING, "1 Broar", 2), (PARAGRAPH, FIRST), (HEADING, "1.1 Kajer", 3))
    assert measure_headings(document, TRUTH) == Share(2, 2, 2)


def test_order_is_kendalls_tau() -> None:
    """Two of ten pairs the wrong way round give .6; a block that is not there is not compared."""
    document = read(
        (HEADING, "1 Broar", 1), (PARAGRAPH, FIRST), (PARAGRAPH, THIRD), (HEADING, "1.1 Kajer", 2), (PARAGRAPH, SECOND)
    )
    assert measure_order(document, TRUTH) == (pytest.approx(0.6), Share(5, 5, 5))
    assert measure_order(read((PARAGRAPH, FIRST)), TRUTH) == (1.0, Share(1, 1, 5))


def test_whole_blocks() -> None:
    """A paragraph in two blocks is not whole, one with a note's mark is."""
    document = read(
        (HEADING, "1 Broar", 1),
        (PARAGRAPH, "Broarna mår bra.¹"),
        (PARAGRAPH, "Kajerna ska"),
        (PARAGRAPH, "Lagas i vår."),
    )
    assert measure_wholes(document, TRUTH, [PARAGRAPH]) == Share(right=1, found=3, expected=3)


def test_torn_paragraphs() -> None:
    """A paragraph that no page prints in one piece is torn, and joined when one block holds it."""
    torn = torn_paragraphs(TRUTH, [f"{FIRST}\nKajerna\nska", f"lagas i vår.\n{THIRD}"])
    assert torn == [SECOND]
    assert count_joined(read((PARAGRAPH, SECOND)), torn) == Share(1, 1, 1)
    assert count_joined(read((PARAGRAPH, "Kajerna ska"), (PARAGRAPH, "Lagas i vår.")), torn) == Share(0, 0, 1)


def test_furniture_is_what_recurs() -> None:
    """A line on three pages that the report does not say leaks, whole or within another; page numbers do too."""
    pages = [f"Brokontoret, Ånäs stad\n{text}\n{number} (3)" for number, text in enumerate((FIRST, SECOND, THIRD), 1)]
    assert leaked_furniture(f"{FIRST}\n{SECOND}", TRUTH, pages) == []
    assert leaked_furniture(f"{FIRST}\n2 (3)\nAv Brokontoret, Ånäs stad {SECOND}", TRUTH, pages) == [
        "0 (0)",
        "Brokontoret, Ånäs stad",
    ]


def test_hyphens() -> None:
    """A word made one counts as found, and as right where it is one; a hyphen that belongs to the word must stay."""
    truth = "Alla invånare vet att bro- och kajarbetet och HVB-hemmet finns."
    printed = ["Alla invå-", "nare vet att bro-", "och kajarbetet och HVB-", "hemmet finns."]
    assert measure_hyphens(truth, truth, printed) == Share(1, 1, 1)
    assert measure_hyphens(truth.replace("invånare", "invå- nare"), truth, printed) == Share(0, 0, 1)
    assert measure_hyphens(truth.replace("HVB-hem", "HVBhem"), truth, printed) == Share(1, 2, 1)


def test_shares() -> None:
    """Precision, recall and their harmonic mean follow from three numbers, and nothing expected is all found."""
    assert (Share(1, 2, 4).precision, Share(1, 2, 4).recall, Share(1, 2, 4).f1) == (0.5, 0.25, pytest.approx(1 / 3))
    assert Share(1, 2, 4) + Share(0, 1, 0) == Share(1, 3, 4)
    assert Share().f1 == 1.0


def test_truth_is_read(tmp_path: Path) -> None:
    """A truth comes with its headings and blocks."""
    told = {
        "report": "broar-2021",
        "identity": {"title": "Brobokslut"},
        "headings": [{"level": level, "text": text} for level, text in TRUTH.headings],
        "blocks": [{"kind": kind, "text": text} for kind, text in TRUTH.blocks],
    }
    path = tmp_path / "broar-2021.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    assert read_truth(path) == TRUTH


@pytest.mark.parametrize(
    "content", ["{", "{}", "[]", '{"report": 1, "headings": [], "blocks": [{"kind": "dikt", "text": ""}]}']
)
def test_no_truth(tmp_path: Path, content: str) -> None:
    """What is no truth is refused by its name, and so is a file that is not there."""
    path = tmp_path / "osant.json"
    with pytest.raises(MinervaError, match=r"osant\.json"):
        read_truth(path)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(MinervaError, match=r"osant\.json"):
        read_truth(path)
