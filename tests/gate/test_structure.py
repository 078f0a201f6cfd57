"""Floors of how well the structure of the example reports is read; they may rise, and fall only with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from minerva.evaluate.reading import Reading, measure_reading, printed_pages, together
from minerva.evaluate.structure import read_truth
from minerva.read.pdf import read_pdf
from minerva.settings import Settings
from minerva.understand.passages import cut_passages

pytestmark = pytest.mark.gate

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def total() -> Reading:
    """Read all built PDFs, compare each with its truth and add up."""
    settings = Settings()
    readings = []
    for path in sorted((CORPUS / "reports").glob("*.pdf")):
        document = read_pdf(path, settings.read)
        passages = cut_passages(document, path.stem, settings.passages)
        truth = read_truth(CORPUS / "truth" / f"{path.stem}.json")
        readings.append(measure_reading(document, passages, truth, printed_pages(path)))
    return together(readings)


def test_headings(total: Reading) -> None:
    """Headings of built PDFs have the right text and level."""
    assert total.headings.f1 >= 0.95


def test_order(total: Reading) -> None:
    """Blocks are read in the order that a person reads them, in each report."""
    assert total.order >= 0.98
    assert total.compared.recall >= 0.95


def test_furniture(total: Reading) -> None:
    """No running head, foot or page number stands in a passage."""
    assert total.leaks == ()


def test_hyphens(total: Reading) -> None:
    """Words broken over line ends are made whole, and only they."""
    assert total.hyphens.expected > 200
    assert total.hyphens.precision >= 0.99
    assert total.hyphens.recall >= 0.99
