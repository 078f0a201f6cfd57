"""What reports are, measured on all at hand, with and without their files' names; and whether "säker" is right."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from minerva.errors import UnreadableFile
from minerva.read.files import read_file
from minerva.settings import Ocr, ReadSettings
from minerva.understand.confidence import certainty
from minerva.understand.identity import Identity, identify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

pytestmark = pytest.mark.gate

CORPUS = Path(__file__).parents[2] / "corpus"
FIELDS = ("municipality", "board", "kind", "year", "period")
REPORTS = (
    "botkyrka-2018.txt,Botkyrka,socialnämnden,årsredovisning,2018,",
    "eskilstuna-2016.txt,Eskilstuna,socialnämnden,delårsrapport,2016,delår 2",
    "helsingborg-2017.txt,Helsingborg,socialnämnden,årsbokslut,2017,",
    "linkoping-2018.txt,Linköping,socialnämnden,måluppföljning,2018,augusti",
    "molndal-2017.txt,Mölndal,social- och arbetsmarknadsnämnden,verksamhetsberättelse,2017,",
)
DOCUMENTS_RIGHT = 1.0


@dataclass(frozen=True)
class Judged:
    """What was found of a field of a report, and what is true; *silent* where the file itself does not say it."""

    file: str
    field: str
    found: str
    truth: str
    certainty: str
    silent: bool = False

    @property
    def right(self) -> bool:
        """Whether the truth was found, or nothing where the text is silent."""
        return self.found == self.truth or (self.silent and not self.found)


def _judge(folder: Path, row: dict[str, str]) -> Iterator[Judged]:
    """Judge a file under its own name and under one that gives nothing away; none that has no text to read."""
    path = folder / row["file"]
    try:
        document = read_file(path, ReadSettings(ocr=Ocr.NEVER))
    except UnreadableFile:
        return
    for name in (path.name, f"x{path.suffix}"):
        identity = identify(document, name)
        for field in FIELDS:
            silent = field in row.get("silent", "").split()
            yield Judged(name, field, _value(identity, field), row[field], _certainty(identity, field), silent)


def _value(identity: Identity, field: str) -> str:
    return str(getattr(identity, field) or "")


def _certainty(identity: Identity, field: str) -> str:
    confidence = next((one.confidence for one in identity.evidence if one.field == field), None)
    return certainty(confidence or 0.0)


def _measure(folder: Path, rows: Iterable[dict[str, str]]) -> list[Judged]:
    return [one for row in rows for one in _judge(folder, row)]


def _wrong(judged: Iterable[Judged]) -> list[Judged]:
    return [one for one in judged if not one.right]


def _wrong_though_sure(judged: Iterable[Judged]) -> list[Judged]:
    return [one for one in judged if one.certainty == "säker" and one.found != one.truth]


@pytest.fixture(scope="module")
def corpus() -> list[Judged]:
    """Give what is found of the example corpus, read without its manifest."""
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return _measure(CORPUS, [row for row in csv.DictReader(file) if row["file"].startswith("reports/")])


@pytest.fixture(scope="module")
def reports(shared: Path) -> list[Judged]:
    """Give what is found of the real reports."""
    return _measure(shared / "reports", csv.DictReader(REPORTS, fieldnames=("file", *FIELDS)))


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Judged]:
    """Give what is found of the real documents."""
    truth = (Path(__file__).parents[1] / "data" / "documents.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in truth.splitlines() if not line.startswith("#"))
    return _measure(shared / "documents", rows)


def test_the_corpus_without_its_manifest(corpus: list[Judged]) -> None:
    """Municipality, board, kind, year and period of all sixteen are told by their text alone."""
    assert len(corpus) == 2 * 16 * len(FIELDS)
    assert _wrong(corpus) == []
    assert _wrong_though_sure(corpus) == []


def test_the_real_reports(reports: list[Judged]) -> None:
    """All five are told by their text alone, and nothing wrong is called sure."""
    assert len(reports) == 2 * 5 * len(FIELDS)
    assert _wrong(reports) == []
    assert _wrong_though_sure(reports) == []


def test_the_real_documents(documents: list[Judged]) -> None:
    """What the documents say of themselves is found."""
    right = sum(one.right for one in documents) / len(documents)
    assert right >= DOCUMENTS_RIGHT, _wrong(documents)


def test_sure_means_right_on_documents(documents: list[Judged]) -> None:
    """Nothing wrong is called sure, whatever the file is called."""
    assert _wrong_though_sure(documents) == []


def test_most_of_what_is_found_is_sure(reports: list[Judged], documents: list[Judged], corpus: list[Judged]) -> None:
    """Being sure of nothing would be easy: two thirds of what is found right is called sure."""
    found = [one for one in (*reports, *documents, *corpus) if one.found and one.right and one.field != "period"]
    assert sum(one.certainty == "säker" for one in found) >= 2 / 3 * len(found)
