"""Whole identities of fronts as municipalities print them: letters, covers, two columns, audits, school years."""

import csv
from pathlib import Path

import pytest

from minerva.read.assemble import Piece, assemble
from minerva.records import BlockKind
from minerva.understand.confidence import certainty
from minerva.understand.identity import Identity, identify

FIELDS = ("municipality", "board", "kind", "year", "period")
TABLE = (Path(__file__).parents[1] / "data" / "fronts.csv").read_text(encoding="utf-8")
FRONTS = list(csv.DictReader(line for line in TABLE.splitlines() if not line.startswith("#")))


def identity(front: str) -> Identity:
    """Identify a report that has nothing but this front."""
    pieces = [Piece(BlockKind.PARAGRAPH, text.replace(" ↵ ", "\n")) for text in front.split(" ¶ ")]
    return identify(assemble([*pieces, Piece(BlockKind.CONTENTS, "Innehåll")]), "x.pdf")


@pytest.mark.parametrize("row", FRONTS, ids=[row["front"] for row in FRONTS])
def test_fronts(row: dict[str, str]) -> None:
    """All five facts are read off the front."""
    found = identity(row["front"])
    assert {field: str(getattr(found, field) or "") for field in FIELDS} == {field: row[field] for field in FIELDS}


def test_most_of_it_is_sure() -> None:
    """What these fronts print outright is mostly called sure, and never guessed."""
    words = [
        certainty(one.confidence or 0.0)
        for row in FRONTS
        for one in identity(row["front"]).evidence
        if one.field in {"municipality", "kind"}
    ]
    assert words.count("säker") >= 0.7 * len(words)
    assert "osäker" not in words


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("Kommunallag (1977:179)", "I Stockholms kommun finns en besvärsnämnd. Besvärsnämnden prövar besluten."),
        ("Ministern besöker Tierp", "Ministern möter företrädare för Tierps kommun. Efter det reser ministern hem."),
        (
            "Om arbetstider på sjukhus",
            "I en artikel uppges att Arvika kommun och dess socialnämnd prövat det.",
        ),
    ],
)
def test_papers_of_others(front: str, body: str) -> None:
    """A statute, a minister's travels and a question in parliament give nothing that is called sure."""
    pieces = [Piece(BlockKind.HEADING, front, 1), *[Piece(BlockKind.PARAGRAPH, body)] * 3]
    evidence = identify(assemble(pieces), "x.txt").evidence
    assert not [
        one for one in evidence if one.field in {"municipality", "board"} and certainty(one.confidence or 0) == "säker"
    ]
