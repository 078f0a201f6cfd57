from __future__ import annotations

import pytest

from minerva.understand.indicators.legends import legend_in
from minerva.understand.indicators.status import status_in_words, status_of


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Uppnått", "uppnått"),
        ("Målet är uppfyllt", "uppnått"),
        ("Ja", "uppnått"),
        ("Delvis uppnått", "delvis"),
        ("Inte helt uppnått", "delvis"),
        ("Nära målet", "delvis"),
        ("Ej uppnått", "ej uppnått"),
        ("nås inte", "ej uppnått"),
        ("Nej", "ej uppnått"),
        ("bättre än i fjol, men målet är inte nått", "ej uppnått"),
        ("Pågår", "pågår"),
        ("på god väg att nås", "pågår"),
        ("Osäkert", None),
        ("Ingen bedömning", None),
        ("Ej påbörjat", None),
        ("bättre än i fjol", None),
        ("", None),
    ],
)
def test_words(text: str, status: str | None) -> None:
    """Words say whether a goal is reached, partly, not, or still worked at; others say nothing."""
    assert status_in_words(text) == status


@pytest.mark.parametrize(
    ("cell", "status"),
    [("●", "uppnått"), ("◐", "delvis"), ("○", "ej uppnått"), ("✓", "uppnått"), ("✗", "ej uppnått"), ("grön", "uppnått"),
     ("Gul", "delvis"), ("Röd", "ej uppnått"), ("→", None), ("▲", None), ("-", None)],
)  # fmt: skip
def test_signs_without_legend(cell: str, status: str | None) -> None:
    """Signs and colours that everybody knows need no legend; arrows and triangles do."""
    assert status_of(cell, {}) == status


def test_legend_comes_first() -> None:
    """What the report's own legend says of a sign counts, even against custom."""
    legend = legend_in(
        "Teckenförklaring: ▲ målvärdet är uppnått · ● målvärdet är inte uppnått men bättre än sist · "
        "▼ målvärdet är inte uppnått"
    )
    assert [status_of(sign, legend) for sign in "▲●▼"] == ["uppnått", "ej uppnått", "ej uppnått"]


def test_legend_of_letters_and_colours() -> None:
    """Letters and colours are explained with equals signs."""
    letters = legend_in("Teckenförklaring: U = uppnådd, D = delvis uppnådd, E = ej uppnådd, - = kan ej bedömas.")
    assert [status_of(letter, letters) for letter in "UDE-"] == ["uppnått", "delvis", "ej uppnått", None]
    colours = legend_in(
        "Färgförklaring: Grön = målet är nått. Gul = högst fem procent från målet. Röd = målet är inte nått."
    )
    assert [status_of(colour, colours) for colour in ("grön", "Gul", "Röd")] == ["uppnått", "delvis", "ej uppnått"]


def test_legend_of_trends() -> None:
    """Arrows that tell only the trend say nothing of the goal."""
    legend = legend_in("Teckenförklaring: ↗ bättre än i fjol, → ungefär som i fjol, ↘ sämre än i fjol")
    assert set(legend) == {"↗", "→", "↘"}
    assert not any(legend.values())


@pytest.mark.parametrize("text", ["Enheten flyttade i maj.", "● Fler familjer har fått stöd", "A = B"])
def test_no_legend(text: str) -> None:
    """Running text, a bullet or a formula is no legend."""
    assert not any(legend_in(text).values())
