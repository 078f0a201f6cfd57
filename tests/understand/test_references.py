"""Registry numbers are found where they stand plainly, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from minerva.read.files import read_file
from minerva.read.text import read_pages
from minerva.records import Block, BlockKind, Document
from minerva.settings import ReadSettings
from minerva.understand.references import registry_number

CORPUS = Path(__file__).parents[2] / "corpus"
NOT_PRINTED = {"ekhammar-2022", "lindasa-2022", "sjobrunna-2023"}
"""Reports of the example corpus whose number stands in their truth, but not in what is read of them."""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Verksamhetsberättelse\nDnr SN 2022/031\nInnehåll", "SN 2022/031"),
        ("Diarienummer: SOC 2023-0058", "SOC 2023-0058"),
        ("Dnr: 2021-00187", "2021-00187"),
        ("diarienr IFN-2024/0021, antagen", "IFN-2024/0021"),
        ("Ärendenr\n2019/123", "2019/123"),
        ("Dnr. KS 21/114", "KS 21/114"),
        ("Dnr för ärendet saknas 2022", None),
        ("Under 2022/23 läste eleverna", None),
        ("Se dnr i bilagan, antal 2022", None),
        ("ordningsnr SN 2022/031", None),
        ("x" * 5000 + " Dnr SN 2022/031", None),
    ],
)
def test_where_it_stands_plainly(text: str, number: str | None) -> None:
    """A number after its label on the first pages is the report's; other numbers are not."""
    assert registry_number(read_pages([text], [])) == number


def test_in_a_running_header() -> None:
    """Without a label a number counts only in a running header or footer."""
    text = "Inledning\n\nLunds kommun SN 2022/031"
    for kind, number in ((BlockKind.FURNITURE, "SN 2022/031"), (BlockKind.PARAGRAPH, None)):
        assert registry_number(Document(text, blocks=(Block(kind, 11, len(text)),))) == number


@pytest.mark.parametrize("truth", sorted((CORPUS / "truth").glob("*-20*.json")), ids=lambda path: path.stem)
def test_example_corpus(truth: Path) -> None:
    """Every number of the example corpus is found where it is printed, and none is made up."""
    known = json.loads(truth.read_text(encoding="utf-8"))
    document = read_file(CORPUS / known["files"][0], ReadSettings())
    expected = None if truth.stem in NOT_PRINTED else known["identity"]["reference"]
    assert registry_number(document) == expected
