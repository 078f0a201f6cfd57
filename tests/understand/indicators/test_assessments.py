from __future__ import annotations

import pytest

from minerva.understand.indicators.assessments import assessments_in, is_assessment, sentences_of, status_in_note


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Nämnden uppnår sitt mål.", "uppnått"),
        ("Nämnden uppnår inte helt sitt mål.", "delvis"),
        ("Nämnden når inte målet.", "ej uppnått"),
        ("Målet bedöms som helt uppnått.", "uppnått"),
        ("Målet bedöms som delvis uppfyllt.", "delvis"),
        ("Målet är ej uppnått", "ej uppnått"),
        ("Målet nås inte.", "ej uppnått"),
        ("Målet har uppnåtts under året.", "uppnått"),
        ("Målet att använda handböckerna är uppnått.", "uppnått"),
        ("Nämndens samlade bedömning är att målet delvis har uppnåtts.", "delvis"),
        ("Målet är på god väg att uppnås.", "pågår"),
    ],
)
def test_sentences_that_assess(sentence: str, status: str) -> None:
    """A sentence that does nothing but assess is known, and what it says."""
    assert is_assessment(sentence)
    assert [assessment.status for assessment in assessments_in(sentence)] == [status]


@pytest.mark.parametrize(
    "sentence",
    [
        "Senare bedöms om målet är uppnått eller ej.",
        "Ett mål bedöms som uppnått när alla värden är det.",
        "Målet är uppnått när index är minst 45.",
        "Åtgärderna ska leda till att målet kan nås.",
        "Målet beräknas uppnås vid årets slut.",
        "Målet är att alla ska ha nått egen försörjning.",
        "Vi arbetar för att målet uppnås.",
        "Tre av fem indikatorer når målvärdet.",
        "För elva av dem är målet uppnått.",
        "Målgruppen har nåtts av informationen.",
    ],
)
def test_no_assessment(sentence: str) -> None:
    """What is asked, wished, foreseen or made a condition is no assessment."""
    assert list(assessments_in(sentence)) == []


def test_several_in_a_sentence() -> None:
    """Each clause of a sentence that assesses counts."""
    text = "När det gäller väntan är målet delvis uppnått och när det gäller bemötande är målet uppnått."
    assert [text[one.start : one.end] for one in assessments_in(text)] == ["målet delvis uppnått", "målet uppnått"]


def test_a_remark_is_no_assessment_of_its_own() -> None:
    """A sentence that says more than whether the goal is reached is not taken without a label."""
    assert not is_assessment("Sjukfrånvaron sjönk till sex procent, och målet är nått.")


def test_note_of_a_row() -> None:
    """The prose below a row tells of the measure or the goal."""
    assert status_in_note("Trots arbetet är det målsatta måttet inte uppnått i år.") == "ej uppnått"
    assert status_in_note("Enheten överträffar målet tack vare nya rutiner.") == "uppnått"
    assert status_in_note("Fler svarade än förra året.") is None


def test_sentences_cover_the_text() -> None:
    """Sentences are slices of the text in its order."""
    text = "Först detta. Sedan det! Sist"
    assert [text[start:end] for start, end in sentences_of(text)] == ["Först detta.", "Sedan det!", "Sist"]
