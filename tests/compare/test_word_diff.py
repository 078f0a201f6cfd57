"""Which words are new, and which are gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from minerva.compare import word_diff as module
from minerva.compare.word_diff import Kept, Segment, word_diff

TEXTS = st.lists(st.sampled_from(["mål", "nås", "inte", "2021", "2022", "–"]), max_size=12).map(" ".join)


def test_a_figure_that_changed() -> None:
    """Of a sentence with another figure only the figure is marked."""
    assert word_diff("Vi är 83 anställda.", "Vi är 86 anställda.") == (
        Segment(Kept.EQUAL, "Vi är"),
        Segment(Kept.REMOVED, "83"),
        Segment(Kept.ADDED, "86"),
        Segment(Kept.EQUAL, "anställda."),
    )


@given(TEXTS, TEXTS)
def test_both_texts_come_back(earlier: str, later: str) -> None:
    """What is equal or removed makes up the earlier text, what is equal or added the later one."""
    segments = word_diff(earlier, later)
    assert " ".join(one.text for one in segments if one.kept is not Kept.ADDED) == earlier
    assert " ".join(one.text for one in segments if one.kept is not Kept.REMOVED) == later


def test_endless_texts(monkeypatch) -> None:  # noqa: ANN001 - pytest's
    """Of very long texts both come back too; only beginning and end are compared."""
    monkeypatch.setattr(module, "_MOST_TOKENS", 3)
    segments = word_diff("a b c d e f", "a b x d e f")
    assert [str(one.kept) for one in segments] == ["equal", "removed", "added", "equal"]
    assert " ".join(one.text for one in segments if one.kept is not Kept.REMOVED) == "a b x d e f"
