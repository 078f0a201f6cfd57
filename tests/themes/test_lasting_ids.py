import numpy as np

from minerva.records import EditKind, Theme, ThemeEdit
from minerva.themes.identity import former_labels, matched, theme_id
from minerva.themes.keeping import Former, divided_again, families_of, ids_for, joined_again, joined_by

A, B, C = "aa", "bb", "cc"
IDS = [f"p{n}" for n in range(9)]


def _former(labels: list[int]) -> Former:
    themes = [Theme(A, "a"), Theme(B, "b"), Theme(C, "c")]
    return Former(themes, {IDS[place]: themes[label].id for place, label in enumerate(labels) if label >= 0})


def test_themes_are_matched_by_shared_passages() -> None:
    """Each theme is the former theme that it shares most with, no two the same; one that shares little is new."""
    assert matched(np.array([1, 1, 1, 0, 0, 2]), np.array([0, 0, 0, 1, 1, 1])) == {1: 0, 0: 1}
    assert matched(np.array([0, 1]), np.array([-1, -1])) == {}


def test_ids_last() -> None:
    """Themes found again keep their ids in whatever order they come; new ones get ids that follow from content."""
    formers = [_former([0, 0, 0, 1, 1, 1, -1, -1, -1])]
    assert ids_for(np.array([1, 1, 1, 0, 0, 0, 2, 2, 2]), IDS, formers) == [B, A, theme_id(IDS[6:])]
    assert theme_id(IDS[:2]) == theme_id(IDS[1::-1]) != theme_id(IDS[:3])


def test_ids_come_back_from_earlier_runs() -> None:
    """A theme that the last run did not find has the id of the run before."""
    formers = [_former([0] * 6 + [-1] * 3), _former([2, 2, 2, 1, 1, 1, -1, -1, -1])]
    assert ids_for(np.array([0, 0, 0, 0, 0, 0, 1, 1, 1]), IDS, formers)[0] == A
    assert set(ids_for(np.array([0, 0, 0, 1, 1, 1, 2, 2, 2]), IDS, formers)[:2]) <= {A, B, C}


def test_former_labels() -> None:
    """Passages that a run did not know, or whose theme is gone, had none."""
    assert former_labels(["x", "y", "z"], {"x": A, "y": "gone"}, [B, A]).tolist() == [1, -1, -1]


def test_joined_themes_are_joined_again() -> None:
    """Themes most of whose known passages were in a joined theme become one; others stay."""
    former = np.array([0, 0, 0, 0, 1, 1, -1])
    assert joined_again(np.array([0, 0, 1, 1, 2, 2, 1]), former, [0]).tolist() == [0, 0, 0, 0, 2, 2, 0]
    assert joined_again(np.array([0, 0, 1, 1, 2, 2, 1]), former, []).tolist() == [0, 0, 1, 1, 2, 2, 1]


def test_divided_themes_are_divided_again() -> None:
    """A theme that holds both parts of a divided one is divided; new passages go to the nearer part."""
    rows = np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1], [0, 0.9]], np.float32)
    former = np.array([0, 0, 1, 1, -1])
    assert divided_again(rows, np.zeros(5, np.int64), former, [[0, 1]]).tolist() == [0, 0, 1, 1, 1]
    assert divided_again(rows, np.array([0, 0, 1, 1, 1]), former, [[0, 1]]).tolist() == [0, 0, 1, 1, 1]


def test_what_edits_amount_to() -> None:
    """Later edits undo earlier ones of the other kind."""
    split = ThemeEdit(A, EditKind.SPLIT, others=(B,))
    merge = ThemeEdit(A, EditKind.MERGE, others=(B,))
    assert families_of([split]) == [[A, B]]
    assert families_of([split, merge]) == []
    assert joined_by([merge]) == [A]
    assert joined_by([merge, split]) == []
