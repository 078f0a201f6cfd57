"""Users judge passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from minerva.errors import ThemeError, UnknownValue
from minerva.library import themes as stored
from minerva.themes.assigning import assign_themes
from minerva.themes.defining import define_themes, known_theme
from minerva.themes.definitions import defined_theme
from minerva.themes.judging import judge, measured, suggestions
from minerva.themes.quoting import theme_hits
from tests.making import FILLER, put_examples, put_text

if TYPE_CHECKING:
    from minerva import Library


def _strengths(library: Library, theme: str) -> dict[str, float]:
    return {one.passage_id: one.strength for one in stored.assignments(library, theme_id=theme)}


def test_what_is_judged_holds(library: Library) -> None:
    """An accepted passage is about the theme, a rejected one is not, whatever was thought of them before."""
    put_examples(library)
    assign_themes(library, ["hemlöshet"])
    strong = next(iter(_strengths(library, "hemlöshet")))
    weak = next(
        passage.id
        for report in library.reports()
        for passage in library.passages(report.id)
        if passage.id not in _strengths(library, "hemlöshet")
    )
    judge(library, "hemlöshet", accept=[weak], reject=[strong])
    assert _strengths(library, "hemlöshet")[weak] == 1.0
    assert strong not in _strengths(library, "hemlöshet")


def test_judgments_teach(library: Library) -> None:
    """After a few judgments the same words in other passages count otherwise."""
    define_themes(library, [defined_theme("vatten", seeds=["badhus*", "bassäng*"])])
    for number in range(6):
        put_text(library, f"hus-{number}.txt", f"# Del {number}\n\nBadhuset var öppet {number} dagar. {FILLER}")
        put_text(library, f"bas-{number}.txt", f"# Del {number}\n\nBassängen lagades {number} gånger. {FILLER}")
    assign_themes(library, ["vatten"])
    before = _strengths(library, "vatten")
    ids = {report.file: library.passages(report.id)[0].id for report in library.reports()}
    judge(
        library,
        "vatten",
        accept=[ids[f"hus-{number}.txt"] for number in range(4)],
        reject=[ids[f"bas-{number}.txt"] for number in range(4)],
    )
    after = _strengths(library, "vatten")
    assert after[ids["hus-5.txt"]] > before[ids["hus-5.txt"]] or after[ids["hus-5.txt"]] > 0.9
    assert after.get(ids["bas-5.txt"], 0.0) < before.get(ids["bas-5.txt"], 0.5)
    found = measured(library, known_theme(library, "vatten"))
    assert found
    assert (found.judged, found.accepted) == (8, 4)
    assert found.recall == 1.0


def test_examples_are_judgments(library: Library) -> None:
    """Passages that a definition names as examples and counterexamples teach as judgments do."""
    put_examples(library)
    passages = [passage.id for report in library.reports() for passage in library.passages(report.id)]
    theme = defined_theme("prov", seeds=["enligt plan"], examples=[passages[0]], counterexamples=[passages[1]])
    define_themes(library, [theme])
    assign_themes(library, ["prov"])
    assert _strengths(library, "prov")[passages[0]] == 1.0
    assert passages[1] not in _strengths(library, "prov")


def test_texts_that_are_no_examples_teach(library: Library) -> None:
    """A counterexample that is a text makes passages like it weaker."""
    put_examples(library)
    seeds = ["överskott*"]
    define_themes(library, [defined_theme("plus", seeds=seeds)])
    assign_themes(library, ["plus"])
    (before,) = _strengths(library, "plus").values()
    passage = next(iter(_strengths(library, "plus")))
    text = library.quote(library.passage(passage))
    define_themes(library, [defined_theme("plus", seeds=seeds, counterexamples=[text])])
    assign_themes(library, ["plus"])
    assert _strengths(library, "plus").get(passage, 0.0) < before


def test_what_to_judge(library: Library) -> None:
    """Passages of which it is least sure are suggested, none that has been judged, and not more than asked for."""
    put_examples(library)
    theme = known_theme(library, "hemlöshet")
    first = suggestions(library, theme, 2)
    assert len(first) == 2
    judge(library, "hemlöshet", accept=[first[0].passage.id])
    assert first[0].passage.id not in {one.passage.id for one in suggestions(library, theme, 100)}


def test_few_judgments_measure_nothing(library: Library) -> None:
    """Of fewer than five judgments no precision is told."""
    put_examples(library)
    theme = known_theme(library, "hemlöshet")
    judge(library, "hemlöshet", accept=[suggestions(library, theme, 1)[0].passage.id])
    assert measured(library, theme) is None


def test_judgments_that_make_no_sense(library: Library) -> None:
    """No passage, both at once, and unknown ids are refused."""
    put_examples(library)
    passage = library.passages(library.reports()[0].id)[0].id
    with pytest.raises(ThemeError, match="--accept"):
        judge(library, "hemlöshet")
    with pytest.raises(ThemeError, match="both"):
        judge(library, "hemlöshet", accept=[passage], reject=[passage])
    with pytest.raises(UnknownValue):
        judge(library, "hemlöshet", accept=["0000"])
    with pytest.raises(UnknownValue):
        judge(library, "badhus", accept=[passage])


def test_hits_mark_the_words(library: Library) -> None:
    """A theme's passages as hits are highlighted where its seeds stand, and hints where none does."""
    put_examples(library)
    passage = library.passages(next(one for one in library.reports() if one.file == "malmo-2021.txt").id)[0]
    (hit,) = theme_hits(library, known_theme(library, "hemlöshet"), [(passage.id, 0.9)])
    assert {hit.text[start:end].casefold() for start, end in hit.highlights} >= {"hemlösa", "bostad först"}
    (plain,) = theme_hits(library, defined_theme("annat", hints=["kommunen"]), [(passage.id, 0.9)])
    assert plain.matched == ("kommunen",)
    (none,) = theme_hits(library, defined_theme("annat", seeds=["badhus"]), [(passage.id, 0.9)])
    assert none.highlights == ()
