import json
from dataclasses import replace
from pathlib import Path

import pytest

from minerva.training.card import card_of
from minerva.training.recipe import FURTHER, Recipe
from minerva.training.saving import RECIPE_FILE, renew_card

SHIPPED = Recipe().as_json()


@pytest.mark.parametrize(
    "source",
    ["agencies", "Interpellations", "Finlex", "SWERIK", "SweQUAD-MC", "GNOME", "Vendor", "SweNLI", "SweParaphrase",
     "Folkets lexikon", "Synlex", "Tatoeba", "STS-B", "all-MiniLM-L6-v2"],
)  # fmt: skip
def test_sources_are_named(source: str) -> None:
    """The card names every source of the recipe that ships, with its licence."""
    (row,) = [line for line in card_of("minerva-sv", SHIPPED).splitlines() if line.startswith("|") and source in line]
    assert row.split("|")[2].strip()


def test_sources_that_were_not_used() -> None:
    """A source that gave nothing is not named, nor a teacher or dictionaries that were not there."""
    recipe = replace(Recipe(), teacher_weight=0.0, pairs_by_kind={"sfs:title": 5, "finlex:title": 0, "synonym": 3})
    card = card_of("mine", recipe.as_json() | {"dictionaries": False})
    assert "statutes" in card
    assert not any(one in card for one in ("Finlex", "Synlex", "Tatoeba", "MiniLM", "--dictionaries"))
    assert "--no-teacher" in card


def test_how_to_make_it_again() -> None:
    """The command that makes the encoder again names the seed and how often the pairs were gone through."""
    card = card_of("mine", replace(Recipe(), seed=7, passes=2.5).as_json())
    assert "minerva model train --data TEXTS --dictionaries DICTIONARIES --out mine --seed 7 --passes 2.5\n" in card


def test_figures_that_were_written_down(tmp_path: Path) -> None:
    """Figures in the file beside an encoder stand in its card once that is written anew; without any there are none."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for figures, shown in (({}, False), ({"judged queries, recall@10": 0.5}, True)):
        (folder / RECIPE_FILE).write_text(json.dumps(SHIPPED | {"figures": figures}), encoding="utf-8")
        renew_card(folder)
        card = (folder / "README.md").read_text(encoding="utf-8")
        assert ("| judged queries, recall@10 | 0.5 |" in card) is shown
        assert ("What it reaches" in card) is shown


def test_an_encoder_that_was_trained_further() -> None:
    """The card of an encoder trained further names the sources of both trainings once, and both commands in order."""
    start = {"name": "old", "fingerprint": "x", "training": SHIPPED}
    card = card_of("mine", FURTHER.as_json() | {"questions": True, "start": start})
    commands = [line for line in card.splitlines() if line.startswith("minerva model train")]
    assert len(commands) == 2
    assert "--out mine-before " in commands[0]
    assert "--from mine-before " in commands[1]
    assert "--questions QUESTIONS --out mine " in commands[1]
    for source in ("Finlex", "written for Minerva", "MiniLM"):
        assert len([line for line in card.splitlines() if line.startswith("|") and source in line]) == 1
