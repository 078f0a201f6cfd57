"""PDF files that mean harm: each is read, read in part or refused, within the limits, and the run goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.fuzzing import SLACK_S, read_cases
from benchmarks.hostile.cases import case
from benchmarks.hostile.objects import dump, load
from minerva.settings import Ocr, ReadSettings
from tests.read.test_pdf_file import SENTENCE, pdf_bytes

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = ReadSettings(timeout_s=10, memory_mb=500, ocr=Ocr.NEVER)
CHANGED = [number for number in range(200) if number % 8]
BOMBS = [8, 32, 40, 48, 56, 64, 72, 80, 120]


def test_a_case_is_the_same_each_time() -> None:
    """The number of a case says what is in it, so that a failure can be looked at again."""
    assert [case(number) for number in (1, 40, 57)] == [case(number) for number in (1, 40, 57)]


def test_objects_survive_being_taken_out_and_put_back() -> None:
    """A sound file whose objects are written anew has the same objects."""
    pdf = load(pdf_bytes([SENTENCE]))
    assert load(dump(pdf)).objects == pdf.objects


@pytest.mark.parametrize("numbers", [CHANGED, BOMBS], ids=["changed", "bombs"])
def test_no_file_costs_more_than_itself(tmp_path: Path, numbers: list[int]) -> None:
    """Every file comes to an end within its limits and is told of; changed reports never bring their process down."""
    outcomes = list(read_cases(numbers, tmp_path, SETTINGS))
    assert [one.number for one in outcomes] == numbers
    assert not [one for one in outcomes if one.took_s > SETTINGS.timeout_s + SLACK_S or one.kind == "UNTOLD"]
    if numbers is CHANGED:
        assert not [one for one in outcomes if one.kind in {"died", "error"}]


@pytest.mark.parametrize("drawn", [b"(ord) Tj 9 -9 Td " * 60_000, b"/X Do " * 9], ids=["glyphs", "forms"])
def test_an_overfull_page_is_left_out(tmp_path: Path, drawn: bytes) -> None:
    """A page with more glyphs or forms than any honest page has is named in a warning; the others are read."""
    from benchmarks.hostile.bombs import plain
    from benchmarks.hostile.objects import Ref, Stream
    from minerva.read.files import read_file

    pdf = plain(b"BT /F1 9 Tf 50 700 Td " + drawn + b"ET" if b"Tj" in drawn else drawn)
    below = pdf.add(Stream({"Type": "XObject", "Subtype": "Form", "BBox": [0, 0, 9, 9]}, b"q Q"))
    for _level in range(5):
        form = {"Type": "XObject", "Subtype": "Form", "BBox": [0, 0, 9, 9], "Resources": {"XObject": {"X": below}}}
        below = pdf.add(Stream(form, b"/X Do " * 9))
    pdf.objects[3]["Resources"]["XObject"] = {"X": below}
    sound = pdf.add(
        {
            **pdf.objects[3],
            "Contents": pdf.add(Stream({}, f"BT /F1 9 Tf 50 700 Td ({SENTENCE}) Tj ET".encode("cp1252"))),
        }
    )
    pdf.objects[2] |= {"Kids": [Ref(3), sound], "Count": 2}
    path = tmp_path / "full.pdf"
    path.write_bytes(dump(pdf))
    document = read_file(path, ReadSettings(ocr=Ocr.NEVER))
    assert SENTENCE in document.text
    assert any("overfull, and left out: page 1." in warning for warning in document.warnings)
