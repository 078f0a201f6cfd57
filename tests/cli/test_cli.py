from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from minerva.cli import main
from minerva.cli.app import app
from minerva.records import Evidence
from tests.making import FILLER, encode_all, make_static_model, put_examples, put_text

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library

REPORT = {
    "id", "file", "title", "municipality", "municipality_code", "county", "board", "kind", "year", "period", "pages",
    "words", "passages", "quality", "warnings",
}  # fmt: skip
HIT = {
    "rank", "score", "passage", "report", "file", "title", "municipality", "municipality_code", "board", "kind", "year",
    "page", "page_end", "section", "ocr", "start", "end", "text", "highlights", "why",
}  # fmt: skip


class Run(Protocol):
    """Run the command line on the library of the test."""

    def __call__(self, *words: str, code: int = 0) -> str:
        """Return what it printed to stdout, and to stderr where it fails."""


@pytest.fixture
def run(library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give the command line as a function that checks the exit code."""

    def call(*words: str, code: int = 0) -> str:
        monkeypatch.setattr(sys, "argv", ["minerva", *words])
        monkeypatch.setenv("MINERVA_INDEX", str(library.folder))
        try:
            main()
            ended = 0
        except SystemExit as end:
            ended = int(end.code or 0)
        printed = capsys.readouterr()
        assert ended == code, printed
        return printed.err if code else printed.out

    return call


@pytest.fixture
def filled(library: Library, run: Run) -> Run:
    """Give the command line on a library of four reports."""
    put_examples(library)
    return run


def _json(run: Run, *words: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    return json.loads(run(*words, "--json"))


def test_search_json_is_the_contract(filled: Run) -> None:
    """A search prints one JSON document with the contract's names."""
    found = _json(filled, "search", "hemlösa", "-k", "2")
    assert set(found) == {"query", "mode", "total", "hits", "suggestions", "answered", "warnings"}
    assert (found["total"], len(found["hits"])) == (4, 2)
    assert all(set(hit) == HIT for hit in found["hits"])
    assert all(
        set(hit["why"]) == {"lexical_rank", "semantic_rank", "terms", "closest", "repeats"} for hit in found["hits"]
    )


def test_search_options(filled: Run) -> None:
    """The contract's options narrow, page and spread."""
    options = ("--county", "Skåne län", "--year-from", "2022", "--kind", "verksamhetsberättelse")
    assert [hit["municipality"] for hit in _json(filled, "search", "hemlösa", *options)["hits"]] == ["Lund"]
    assert [hit["rank"] for hit in _json(filled, "search", "hemlösa", "--offset", "2")["hits"]] == [3, 4]
    assert _json(filled, "search", "hemlösa", "--spread", "municipality")["total"] == 4


def test_search_within_a_theme(filled: Run) -> None:
    """A search narrowed to a theme finds its passages alone, in reports too in which it was not yet looked for."""
    found = _json(filled, "search", "kommunen", "-k", "99", "--mode", "words")
    narrowed = _json(filled, "search", "kommunen", "-k", "99", "--mode", "words", "--theme", "hemlöshet")
    assert 0 < narrowed["total"] < _json(filled, "search", "sammanträde", "--mode", "words")["total"]
    assert {hit["passage"] for hit in narrowed["hits"]} <= {hit["passage"] for hit in found["hits"]}


def test_search_for_people(filled: Run) -> None:
    """People see source, section, excerpt and how to go on."""
    printed = filled("search", "hemlösa", "-k", "1", "--explain")
    assert printed.startswith("4 hits for: hemlösa")
    assert "1. " in printed
    assert "place 1 by words, score" in printed
    assert "  hemlösa: as written" in printed
    assert "3 more: --offset 1" in printed


def test_search_explained(library: Library, run: Run) -> None:
    """How each word is read, all meanings of an acronym and each way in which a hit answers are shown."""
    put_text(library, "a.txt", f"# Stöd\n\nMI vid alkoholmissbruk, missbruket och av missbrukande unga. {FILLER}")
    printed = run("search", "MI missbruk", "--explain")
    assert "MI: also motiverande intervju, motiverande samtal (2 meanings: write out" in printed
    for line in ("any form of missbruk", "another form: missbruket", "part of a compound: alkoholmissbruk"):
        assert line in printed
    found = _json(run, "search", "MI alkoholmissbruk", "--explain")
    assert found["reading"]["terms"][1]["parts"] == ["alkohol", "missbruk"]
    assert found["reading"]["acronyms"][0]["asked"] == "MI"
    ways = {(one["term"], one["how"], one["found"]) for one in found["hits"][0]["why"]["ways"]}
    assert {("mi", "word", "mi"), ("alkoholmissbruk", "part", "missbruket")} <= ways


def test_search_suggests(filled: Run) -> None:
    """A misspelt word is put right beside the hits, in text and in JSON; a sound query gets no suggestion."""
    assert "Did you mean: hemlösa" in filled("search", "hemlössa")
    assert _json(filled, "search", "hemlössa")["suggestions"] == ["hemlösa"]
    assert _json(filled, "search", "hemlösa")["suggestions"] == []


def test_search_without_hits(filled: Run) -> None:
    """No hits are said, with what to try."""
    assert "Try fewer" in filled("search", "rymdfart")


def test_reports(filled: Run) -> None:
    """Reports are listed as Swedish sorts, those without a municipality last."""
    found = _json(filled, "reports")["reports"]
    assert all(set(report) == REPORT for report in found)
    assert [report["municipality"] for report in found] == ["Lund", "Malmö", "Umeå", None]


def test_report_and_passage(filled: Run) -> None:
    """A report and a passage are shown by the beginnings of their ids, with path and citation."""
    hit = _json(filled, "search", "vräkningar")["hits"][0]
    shown = _json(filled, "reports", "show", hit["report"][:8])
    assert shown["paths"] == ["/nowhere/lund-2022.txt"]
    passage = _json(filled, "show", hit["passage"][:8])
    assert passage["passage"]["text"] == hit["text"]
    assert passage["citation"] == "Lund, Socialnämnden: lund-2022.txt"
    assert hit["text"] in filled("show", hit["passage"])


def test_remove_verify_rebuild_info(filled: Run) -> None:
    """Upkeep verbs do and say what they are for."""
    report = _json(filled, "reports")["reports"][0]["id"]
    assert [one["id"] for one in _json(filled, "remove", report)["removed"]] == [report]
    assert _json(filled, "verify") == {"ok": True, "reports": 3, "problems": []}
    assert _json(filled, "rebuild")["reports"] == 3
    assert _json(filled, "info")["reports"] == 3
    assert "all is well" in filled("verify")
    assert "MB" in filled("info")


def test_verify_fails_loudly(filled: Run, library: Library) -> None:
    """A broken promise gives exit code 1."""
    library.connection.execute("DELETE FROM files")
    filled("verify", code=1)


def test_eval(filled: Run, tmp_path: Any) -> None:  # noqa: ANN401 - pytest's path
    """Judged queries give the contract's measures, over all and by kind."""
    file = tmp_path / "judged.jsonl"
    judged = {
        "id": "1",
        "kind": "theme",
        "query": "vräkning",
        "relevant": [{"report": "lund-2022", "snippet": "vräkningar av"}],
    }
    file.write_text(json.dumps(judged), encoding="utf-8")
    found = _json(filled, "eval", str(file))
    measures = {"queries", "recall@10", "mrr", "ndcg@10", "success@1", "by_kind"}
    assert set(found) == {*measures, "mode", "by_mode"}
    assert {mode: set(of_mode) for mode, of_mode in found["by_mode"].items()} == {found["mode"]: measures}
    assert found["by_kind"]["theme"]["recall@10"] == 1.0
    assert "1.000" in filled("eval", str(file), "--missed")


@pytest.mark.parametrize(
    "words",
    [
        ("search", ""),
        ("search", "hemlösa", "--municipality", "Mallmö"),
        ("show", "zz"),
        ("remove", "zz"),
        ("add", "/nowhere/at/all"),
        ("eval", "/nowhere.jsonl"),
        ("--index", "/nowhere", "info"),
    ],
)
def test_errors_are_one_line(filled: Run, words: tuple[str, ...]) -> None:
    """What goes wrong is one line on stderr with exit code 1, never a traceback."""
    printed = filled(*words, code=1)
    assert printed.startswith("minerva: ")
    assert printed.count("\n") == 1


@pytest.mark.parametrize(
    "words", [("search",), ("nothing",), ("search", "a", "--mode", "magic"), ("search", "a", "--year", "x"), ("add",)]
)
def test_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    """A call that cannot be understood gives exit code 2."""
    run(*words, code=2)


def test_index_may_stand_on_either_side(library: Library, run: Run, tmp_path: Any) -> None:  # noqa: ANN401
    """--index is understood before and after the verb."""
    other = str(library.folder)
    assert _json(run, "--index", other, "info")["folder"] == other
    assert _json(run, "info", "--index", other)["folder"] == other
    assert str(tmp_path / "none") in run("--index", other, "info", "--index", str(tmp_path / "none"), code=1)


def test_every_verb_says_what_it_does(run: Run) -> None:
    """Every verb and every option has a help text."""
    import typer

    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        assert run(name, "--help")
        assert command.get_short_help_str()
        for option in command.params:
            if option.param_type_name == "option" and option.name not in {"help", "passage_kind"}:
                assert option.help, (name, option.name)


def test_a_reader_that_leaves(library: Library) -> None:
    """When what reads a pipe has had enough, the command ends quietly."""
    import subprocess

    for number in range(30):
        put_text(library, f"{number}.txt", f"Matsvinn. {FILLER * 3}")
    command = f"{sys.executable} -m minerva search matsvinn -k 60 --full | head -1"
    done = subprocess.run(  # noqa: S602 - a pipe is the point
        command, shell=True, capture_output=True, text=True, check=False,
        env=os.environ | {"MINERVA_INDEX": str(library.folder)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr


def test_search_by_meaning(filled: Run, library: Library, tmp_path: Path) -> None:
    """The mode is named in the answer, and ranks are by meaning."""
    assert "minerva model use" in filled("search", "husrum", "--mode", "meaning", code=1)
    encode_all(library, tmp_path / "model")
    found = _json(filled, "search", "husrum", "--mode", "meaning", "--municipality", "Lund")
    assert found["mode"] == "meaning"
    assert {hit["municipality"] for hit in found["hits"]} == {"Lund"}
    assert [hit["why"]["semantic_rank"] for hit in found["hits"]] == list(range(1, found["total"] + 1))
    assert "place 1 by meaning" in filled("search", "husrum", "--mode", "meaning", "--explain")


def test_similar_is_a_search(filled: Run, library: Library, tmp_path: Path) -> None:
    """Similar passages are printed as hits are, with the passage's id as query."""
    encode_all(library, tmp_path / "model")
    passage = _json(filled, "search", "bostad")["hits"][0]["passage"]
    found = _json(filled, "similar", passage[:8], "--county", "Skåne län", "-k", "2")
    assert set(found) == {"query", "mode", "total", "hits"}
    assert (found["query"], found["mode"], len(found["hits"])) == (passage, "meaning", 2)
    assert all(set(hit) == HIT for hit in found["hits"])


def test_models(filled: Run, tmp_path: Path) -> None:
    """Encoders are listed with what is known of them, and one is chosen by name or folder."""
    listed = {one["name"]: one for one in _json(filled, "model", "list")["models"]}
    assert {"minerva-sv", "intfloat/multilingual-e5-small"} <= set(listed)
    assert not any(one["used"] for one in listed.values())
    folder = make_static_model(tmp_path / "tiny")
    assert "minerva model list" in filled("model", "use", "nonsense", code=1)
    used = _json(filled, "model", "use", str(folder))
    assert (used["name"], used["dimensions"]) == (str(folder), 32)
    (own,) = [one for one in _json(filled, "model", "list")["models"] if one["used"]]
    assert (own["name"], own["here"], own["vectors"]) == (str(folder), True, _json(filled, "info")["passages"])
    assert f"* {folder}" in filled("model", "list")
    known = _json(filled, "info")
    assert (known["encoder"], known["vectors"]) == (str(folder), known["passages"])
    assert known["vector_index_bytes"] > 0
    assert "all is well" in filled("verify")


def test_outline(library: Library, run: Run) -> None:
    """The headings of a report are a list in JSON and an indented tree on the screen."""
    report = put_text(library, "a.txt", f"# Mål\n\n{FILLER}\f## Trygghet\n\n{FILLER}")
    found = _json(run, "reports", "show", report.id, "--outline")
    assert found["report"] == report.id
    assert [(one["level"], one["text"], one["page"]) for one in found["outline"]] == [(1, "Mål", 1), (2, "Trygghet", 2)]
    assert set(found["outline"][0]) == {"level", "text", "page", "start", "end"}
    assert run("reports", "show", report.id, "--outline") == "Mål  p. 1\n  Trygghet  p. 2\n"


def test_show_tells_how_sure_it_is(library: Library, run: Run) -> None:
    """Each piece of evidence has its confidence, a word for it, its words and its page."""
    evidence = (Evidence("board", "text", 0, 18, 0.4), Evidence("kind", "manifest", confidence=1.0))
    text = f"Socialförvaltningen\n\n{FILLER}\f{FILLER}"
    report = put_text(library, "a.txt", text, board="socialnämnden", kind="protokoll", evidence=evidence)
    first, second = _json(run, "reports", "show", report.id)["evidence"]
    assert (first["confidence"], first["certainty"], first["quote"], first["page"]) == (
        0.4, "osäker", "Socialförvaltninge", 1,
    )  # fmt: skip
    assert (second["certainty"], second["quote"]) == ("säker", None)
    assert "unsure, from the text: ”Socialförvaltninge”, p. 1" in run("reports", "show", report.id)


def test_review(filled: Run, tmp_path: Path) -> None:
    """What is unsure is listed with a line for a manifest, and written to a file that nothing overwrites."""
    found = _json(filled, "reports", "--review")
    assert found["total"] == 4
    unknown = next(one for one in found["reports"] if one["file"] == "okand.txt")
    assert [field["field"] for field in unknown["fields"]] == ["municipality", "board", "kind", "year"]
    assert {field["value"] for field in unknown["fields"]} == {None}
    assert unknown["manifest"] == "okand.txt,,,,,,"
    template = tmp_path / "rader.csv"
    printed = filled("reports", "--review", "--manifest-template", str(template))
    assert "okand.txt,,,,,," in printed
    assert str(template) in printed
    assert template.read_text(encoding="utf-8-sig").splitlines()[0] == ",".join(found["columns"])
    assert "exists already" in filled("reports", "--manifest-template", str(template), code=1)
