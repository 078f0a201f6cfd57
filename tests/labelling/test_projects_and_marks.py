"""Labelling projects, marks, what holds of them, and that they outlive their reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.errors import LabellingError, QueryError, UnknownValue
from minerva.labelling.asking import lesson_of, marks_of, next_passages, others_marked, pool_of
from minerva.labelling.marking import mark_passages, places_of, settled, span_of, unmark
from minerva.labelling.projects import create_project, remove_project
from minerva.labelling.session import Session
from minerva.labelling.standing import standing
from minerva.library import labelling as stored
from minerva.library.restoring import put_back, remove_kept
from minerva.library.store import open_library
from minerva.records import Label, LabelledSpan, Mark
from minerva.retrieval.filters import Filters
from tests.labelled import NAMES, WHEN, mark_truly, truth_of

if TYPE_CHECKING:
    from minerva import Library
    from minerva.records import LabelProject

LABELS = [Label("a"), Label("b")]


def _mark(annotator: str, *labels: str) -> Mark:
    return Mark("p", annotator, labels, (), "r", 0, 1, "", "")


def test_a_project_is_kept(themed: Library, project: LabelProject) -> None:
    """A project is found by its name or the beginning of it, in another process too, and is gone when removed."""
    labels = [Label("ja", "det gör det"), Label("nej")]
    made = create_project(
        themed, "Fler  ord", labels, several=True, query="bostad", filters=Filters(municipality=("Lund",)), when=WHEN
    )
    with open_library(themed.folder) as other:
        assert stored.project(other, "fler") == made
        assert [one.name for one in stored.projects(other)] == ["Fler ord", project.name]
    assert made.filters == {"municipality": ["Lund"]}
    remove_project(themed, "fler ord")
    with pytest.raises(UnknownValue, match="labelling project"):
        stored.project(themed, "fler ord")


def test_projects_that_make_no_sense(themed: Library, project: LabelProject) -> None:
    """One label, two alike, no name, a name that is taken, an empty query and unknown filters are refused."""
    for labels in ([Label("a")], [Label("a"), Label("A")], [Label("a"), Label(" ")]):
        with pytest.raises(LabellingError):
            create_project(themed, "x", labels, when=WHEN)
    with pytest.raises(LabellingError, match="characters"):
        create_project(themed, " ", LABELS, when=WHEN)
    with pytest.raises(LabellingError, match="already"):
        create_project(themed, project.name.upper(), LABELS, when=WHEN)
    with pytest.raises(QueryError):
        create_project(themed, "x", LABELS, query="-", when=WHEN)
    with pytest.raises(UnknownValue):
        create_project(themed, "x", LABELS, filters=Filters(municipality=("Mölnadal",)), when=WHEN)


def test_marks_outlive_their_reports(themed: Library, project: LabelProject) -> None:
    """When a report is removed its marks stay and teach nothing; when it comes back they are as they were."""
    truth = truth_of(themed)
    mark_truly(themed, project, truth)
    before = stored.marks(themed, project)
    taught = len(lesson_of(themed, project, before).truth)
    kept = remove_kept(themed, [themed.reports()[0].id])
    assert stored.marks(themed, project) == before
    assert len(lesson_of(themed, project, before).truth) == taught - 16
    assert standing(themed, project).gone == 16
    put_back(themed, kept)
    assert len(places_of(themed, before)) == len(truth)
    assert len(lesson_of(themed, project, before).truth) == taught


def test_a_passage_is_known_by_its_text(themed: Library, project: LabelProject) -> None:
    """A mark whose passage has another id by now is found where the same report says the same."""
    passage = themed.passages(themed.reports()[0].id)[3]
    (made,) = mark_passages(themed, project, [passage.id], ["våld"], annotator="anna", when=WHEN)
    with stored.keeping(themed) as connection:
        connection.execute("UPDATE label_marks SET passage = 'ffff000000000000'")
    (moved,) = stored.marks(themed, project)
    assert moved.passage_id != made.passage_id
    assert places_of(themed, [moved])[moved.passage_id].passage == passage


def test_a_mark_takes_the_place_of_the_one_before(themed: Library, project: LabelProject) -> None:
    """What an annotator says last of a passage counts, beside what others say, and it can be taken back."""
    one = themed.passages(themed.reports()[0].id)[0].id
    mark_passages(themed, project, [one[:8]], ["vå"], annotator="anna", when=WHEN)
    mark_passages(themed, project, [one], ["ekonomi"], annotator=" anna ", when=WHEN)
    mark_passages(themed, project, [one], ["våld"], annotator="bo", when=WHEN)
    told = {found.annotator: found.labels for found in stored.marks(themed, project)}
    assert told == {"anna": ("ekonomi",), "bo": ("våld",)}
    assert unmark(themed, project, [one], annotator="anna") == 1
    assert [found.annotator for found in marks_of(themed, project)] == ["bo"]
    with pytest.raises(UnknownValue, match="anna"):
        marks_of(themed, project, "anna")


def test_spans_are_exact(themed: Library, project: LabelProject) -> None:
    """Words of a passage are kept with their offsets in it, letter by letter."""
    passage = themed.passages(themed.reports()[0].id)[0]
    text = themed.quote(passage)
    words = " ".join(text.split()[:3]).split(" ")[2]
    start = text.index(words)
    span = LabelledSpan(start, start + len(words), "våld")
    (made,) = mark_passages(themed, project, [passage.id], ["våld"], annotator="anna", spans=[span], when=WHEN)
    assert stored.marks(themed, project) == [made]
    assert text[made.spans[0].start : made.spans[0].end] == words
    assert span_of("en mening här", "mening", "a") == LabelledSpan(3, 9, "a")
    for phrase in ("saknas", "", "n"):
        with pytest.raises(LabellingError, match="just once"):
            span_of("en mening här", phrase, "a")


def test_marks_that_make_no_sense(themed: Library, project: LabelProject) -> None:
    """Unknown labels and passages, too many labels or none, spans outside the passage, and no name are refused."""
    first, second = (passage.id for passage in themed.passages(themed.reports()[0].id)[:2])
    for labels in ([], ["våld", "ekonomi"]):
        with pytest.raises(LabellingError, match="just one label"):
            mark_passages(themed, project, [first], labels, annotator="anna", when=WHEN)
    with pytest.raises(UnknownValue, match="label"):
        mark_passages(themed, project, [first], ["badhus"], annotator="anna", when=WHEN)
    with pytest.raises(UnknownValue, match="passage"):
        mark_passages(themed, project, ["zz"], ["våld"], annotator="anna", when=WHEN)
    with pytest.raises(LabellingError, match="Say who"):
        mark_passages(themed, project, [first], ["våld"], annotator=" ", when=WHEN)
    outside, other = LabelledSpan(0, 100_000, "våld"), LabelledSpan(0, 5, "ekonomi")
    for span in (outside, other):
        with pytest.raises(LabellingError, match="do not lie"):
            mark_passages(themed, project, [first], ["våld"], annotator="anna", spans=[span], when=WHEN)
    with pytest.raises(LabellingError, match="just one"):
        mark_passages(themed, project, [first, second], ["våld"], annotator="anna", spans=[other], when=WHEN)
    assert not stored.marks(themed, project)


def test_what_holds() -> None:
    """Most annotators decide; where just one label may hold and two have as many, none does."""
    assert settled([_mark("anna", "a"), _mark("bo", "a"), _mark("cia", "b")], several=False) == {"p": ("a",)}
    assert settled([_mark("anna", "a"), _mark("bo", "b")], several=False) == {}
    assert settled([_mark("anna", "a", "b"), _mark("bo", "b")], several=True) == {"p": ("b",)}
    assert settled([_mark("anna"), _mark("bo")], several=True) == {"p": ()}


@pytest.mark.parametrize(
    ("query", "filters", "passages"),
    [("", Filters(), 64), ("", Filters(municipality=("Lund", "Umeå")), 32), ("våld", Filters(), 16)],
)
def test_scope(themed: Library, query: str, filters: Filters, passages: int) -> None:
    """A project is about the passages that hold the words of its query and that its filters leave, or about all."""
    made = create_project(themed, "x", LABELS, query=query, filters=filters, when=WHEN)
    pool = pool_of(themed, made)
    assert len(pool.numbers) == passages
    located = themed.located(pool.numbers.tolist())
    assert all(not filters.municipality or report.municipality in filters.municipality
               for _passage, report, _text in located.values())  # fmt: skip
    assert all(query in text.casefold() for _passage, _report, text in located.values())


def test_an_empty_scope(themed: Library) -> None:
    """A project that no passage answers says so when passages are asked for."""
    made = create_project(themed, "x", LABELS, query="badhus", when=WHEN)
    with pytest.raises(LabellingError, match="holds no passages"):
        pool_of(themed, made)


def test_what_to_mark_next(themed: Library, project: LabelProject) -> None:
    """First comes something of every theme; what is marked or passed over is not asked for."""
    truth = truth_of(themed)
    first = next_passages(themed, project, count=8)
    assert {truth[hit.passage.id] for hit in first} == set(NAMES)
    assert first == next_passages(themed, project, count=8)
    mark_truly(themed, project, [hit.passage.id for hit in first[:4]])
    second = next_passages(themed, project, count=60, without=[first[4].passage.id])
    assert len(second) == 59
    assert not {hit.passage.id for hit in first[:5]} & {hit.passage.id for hit in second}


def test_what_others_marked(themed: Library, project: LabelProject) -> None:
    """A second annotator is shown what the first marked, until they have marked it too."""
    ids = [hit.passage.id for hit in next_passages(themed, project, count=3)]
    mark_truly(themed, project, ids)
    assert {hit.passage.id for hit in others_marked(themed, project, annotator="bo")} == set(ids)
    mark_truly(themed, project, ids[:1], annotator="bo")
    assert {hit.passage.id for hit in others_marked(themed, project, annotator="bo")} == set(ids[1:])
    assert not others_marked(themed, project, annotator="anna")


def test_a_session(themed: Library, project: LabelProject) -> None:
    """One goes on by marking or skipping and back to mark anew; what is skipped does not come again."""
    session = Session(themed, project, "anna")
    assert not session.back()
    truth, seen = truth_of(themed), []
    skipped = session.current
    session.skip()
    while (hit := session.current) is not None:
        seen.append(hit.passage.id)
        session.label([truth[hit.passage.id]], when=WHEN)
    assert skipped
    assert len(set(seen)) == len(seen) == session.marked == 63
    assert skipped.passage.id not in seen
    assert session.back()
    again = session.current
    assert again
    assert again.passage.id == seen[-1]
    session.label([next(name for name in NAMES if name != truth[seen[-1]])], when=WHEN)
    assert session.marked == 63
    (last,) = [one for one in stored.marks(themed, project) if one.passage_id == seen[-1]]
    assert last.labels != (truth[seen[-1]],)


def test_a_second_session(themed: Library, project: LabelProject) -> None:
    """Who marks second is shown just what the first marked, each passage once."""
    ids = [hit.passage.id for hit in next_passages(themed, project, count=7)]
    mark_truly(themed, project, ids)
    session, seen = Session(themed, project, "bo", second=True), []
    while (hit := session.current) is not None:
        seen.append(hit.passage.id)
        if len(seen) == 2:
            session.skip()
        else:
            session.label(["våld"], when=WHEN)
    assert sorted(seen) == sorted(ids)


def test_standing(themed: Library, project: LabelProject) -> None:
    """It tells how much is marked, by whom, of which label, and how well labels are told."""
    ids = [hit.passage.id for hit in next_passages(themed, project, count=40)]
    mark_truly(themed, project, ids)
    mark_passages(
        themed,
        project,
        ids[:1],
        [next(one for one in NAMES if one != truth_of(themed)[ids[0]])],
        annotator="bo",
        when=WHEN,
    )
    found = standing(themed, project)
    assert (found.passages, found.marked, found.by_annotator) == (64, 40, {"anna": 40, "bo": 1})
    assert (found.unsettled, found.gone) == (1, 0)
    assert sum(found.by_label.values()) == 39
    assert len(found.curve) == 4
    assert found.curve[-1].f1 > 0.8
    assert found == standing(themed, project)
