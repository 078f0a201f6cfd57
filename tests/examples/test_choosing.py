"""Examples are found and varied."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva import Filters, remove
from minerva.errors import MinervaError, UnknownValue
from minerva.examples.choosing import examples
from minerva.examples.functions import FunctionTeller, Told, whole_report
from minerva.examples.judging import judge_function
from minerva.library import function_judgments
from minerva.records.examples import Function, Lack

if TYPE_CHECKING:
    from minerva import Library


def test_they_do_what_was_asked_for(teaching: Library) -> None:
    """Examples of a function have it, stand alone and come from different municipalities first."""
    found = list(examples(teaching, function="analys", limit=3))
    assert len({one.report.municipality for one in found}) == len(found) >= 2
    for one in found:
        assert Function.ANALYSIS in one.functions
        assert one.is_complete
        assert one.text == teaching.text(one.report.id)[one.passage.start : one.passage.end]


def test_no_example_repeats_another(teaching: Library) -> None:
    """Of passages that say nearly the same, one is shown."""
    texts = [one.text for one in examples(teaching, function="plan", limit=20)]
    shingles = [set(zip(*(text.split()[n:] for n in range(3)), strict=False)) for text in texts]
    for n, some in enumerate(shingles):
        assert all(len(some & other) / len(some | other) < 0.6 for other in shingles[:n])


def test_what_leans_on_others_is_left_out(teaching: Library) -> None:
    """What cannot be understood alone is shown only when asked for, with the reasons."""
    query = "köerna blev kortare"
    assert all("Detta ledde" not in one.text for one in examples(teaching, query=query, limit=20))
    found = list(examples(teaching, query=query, complete=False, limit=20))
    leaning = next(one for one in found if "Detta ledde" in one.text)
    assert {Lack.POINTS_BACK, Lack.TABLE} <= {one.lack for one in leaning.wanting}


def test_ranges_hold(teaching: Library) -> None:
    """Length and readability stay within what was asked for, ends included."""
    every = list(examples(teaching, limit=50))
    middle = sorted(one.readability.lix for one in every)[len(every) // 2]
    found = list(examples(teaching, lix=(None, middle), words=(30, 60), limit=50))
    assert found
    assert all(one.readability.lix <= middle and 30 <= one.passage.words <= 60 for one in found)


def test_filters_narrow(teaching: Library) -> None:
    """Filters of a search hold for examples, with a query and without."""
    filters = Filters(municipality=("Lund",), year=(2022,))
    for query in ("", "chefer slutade"):
        found = list(examples(teaching, query=query, filters=filters))
        assert found
        assert {(one.report.municipality, one.report.year) for one in found} == {("Lund", 2022)}


def _told(library: Library, words: str) -> list[tuple[str, Told]]:
    """Return what the passages that hold *words* do, in the order of their reports."""
    teller, found = FunctionTeller(library), []
    for report in library.reports():
        ids = [one.id for one in library.passages(report.id) if words in library.quote(one)]
        found += list(teller.tell(whole_report(library, report.id), ids).items())
    return found


def test_judgments_hold_and_teach(teaching: Library) -> None:
    """What a user judged is so, and passages like it are taken to be more likely so, or less."""
    (judged, _first), (_other, before) = _told(teaching, "gör hembesök")
    assert Function.VOICE not in before.functions
    judge_function(teaching, judged, "brukarröst")
    (_judged, first), (_other, taught) = _told(teaching, "gör hembesök")
    assert first.functions[0] is Function.VOICE
    assert first.chances[Function.VOICE] == 1.0
    assert taught.chances[Function.VOICE] > before.chances[Function.VOICE]
    judge_function(teaching, judged, Function.VOICE, accepted=False)
    (_judged, first), (_other, taught) = _told(teaching, "gör hembesök")
    assert Function.VOICE not in first.functions
    assert taught.chances[Function.VOICE] < before.chances[Function.VOICE]


def test_judgments_wait_for_their_passage(teaching: Library) -> None:
    """A judgment of a passage whose report is removed harms nothing."""
    (judged, _told_before), _other = _told(teaching, "gör hembesök")
    judge_function(teaching, judged, "brukarröst")
    report = teaching.report(teaching.passage(judged).report_id)
    remove(teaching, [report.id])
    assert len(_told(teaching, "gör hembesök")) == 1
    assert function_judgments.judgments(teaching)[0].passage_id == judged


def test_mistakes_are_named(teaching: Library) -> None:
    """Unknown functions and themes, empty ranges, and a query beside a theme are refused."""
    with pytest.raises(UnknownValue, match="sammanfattning"):
        examples(teaching, function="sammanfattning")
    with pytest.raises(UnknownValue, match="finns inte"):
        examples(teaching, theme="finns inte")
    with pytest.raises(MinervaError, match="smaller number first"):
        examples(teaching, words=(100, 50))
    with pytest.raises(MinervaError, match="not both"):
        examples(teaching, query="hemlösa", theme="hemlöshet")
