"""The verbs under ``minerva themes`` for what was found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from minerva.cli.app import app
from minerva.errors import ThemeError, UnknownValue
from tests.making import encode_all, put_themes

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library


@pytest.fixture
def discovered(library: Library, tmp_path: Path) -> Library:
    """Give a library in which four themes have been discovered."""
    put_themes(library)
    encode_all(library, tmp_path / "model")
    _run(library, "discover", "--themes", "4")
    return library


def _run(library: Library, *words: str) -> str:
    done = CliRunner().invoke(app, ["--index", str(library.folder), "themes", *words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def _json(library: Library, *words: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_run(library, *words, "--json"))
    return told


def test_list(discovered: Library) -> None:
    """The themes are listed as the contract has them; people see name, counts and keywords."""
    told = _json(discovered, "list")["themes"]
    assert len(told) == 4
    names = ["id", "name", "origin", "keywords", "passages", "reports", "municipalities"]
    assert all(list(one)[: len(names)] == names for one in told)
    shown = _run(discovered, "list")
    assert all(one["name"] in shown and one["id"][:8] in shown for one in told)


def test_discover_tells_of_the_run(discovered: Library) -> None:
    """A run tells its number and what was measured, and its themes as list does."""
    told = _json(discovered, "discover", "--themes", "4")
    assert told["run"] == 2
    assert told["measures"]["themes"] == 4
    assert told["themes"] == _json(discovered, "list")["themes"]


def test_show(discovered: Library) -> None:
    """A theme is shown with keywords, how sure it is and passages of several municipalities."""
    one = _json(discovered, "list")["themes"][0]
    shown = _run(discovered, "show", one["id"][:6])
    assert one["name"] in shown
    assert "stability" in shown
    assert sum(place in shown for place in ("Malmö", "Lund", "Umeå", "Gävle")) == 3
    assert _json(discovered, "show", one["name"])["id"] == one["id"]


def test_changes(discovered: Library) -> None:
    """Themes are renamed, merged, split and dropped."""
    first, second, third, _fourth = (one["id"] for one in _json(discovered, "list")["themes"])
    assert _json(discovered, "rename", first, "Nytt namn")["themes"][0]["name"] == "Nytt namn"
    assert "Nytt namn" in _run(discovered, "merge", "Nytt namn", second)
    assert len(_json(discovered, "list")["themes"]) == 3
    assert len(_json(discovered, "split", first, "--into", "2")["themes"]) == 2
    assert _json(discovered, "drop", third)["dropped"] == third
    assert len(_json(discovered, "list")["themes"]) == 3


def test_runs_side_by_side(discovered: Library) -> None:
    """Two runs are compared by number; an update without new passages moves nothing."""
    _run(discovered, "discover", "--themes", "3")
    told = _json(discovered, "compare", "1", "2")
    assert told["passages"] > 0
    assert {"first", "second", "likeness"} <= set(told["pairs"][0])
    assert "gone" in _run(discovered, "compare", "1", "2")
    assert len(_json(discovered, "list", "--run", "1")["themes"]) == 4
    assert _json(discovered, "update")["assigned"] == 0
    with pytest.raises(UnknownValue, match="run '7'"):
        _run(discovered, "compare", "1", "7")


def test_export(discovered: Library, tmp_path: Path) -> None:
    """Tables and the page are written, and it is told where."""
    told = _json(discovered, "export", str(tmp_path / "ut"), "--as", "jsonl", "--html", str(tmp_path / "run.html"))
    assert [name.rsplit("/", 1)[1] for name in told["files"]] == ["run.html", "themes.jsonl", "assignments.jsonl"]


def test_wrong_usage(discovered: Library) -> None:
    """What is not known is wrong usage with exit code 2; what cannot be done is an error with a remedy."""
    for words in (["discover", "--granularity", "tiny"], ["export"], ["split", "x", "--into", "1"]):
        done = CliRunner().invoke(app, ["--index", str(discovered.folder), "themes", *words])
        assert done.exit_code == 2, words
    with pytest.raises(ThemeError, match="or fewer"):
        _run(discovered, "discover", "--themes", "9999")
