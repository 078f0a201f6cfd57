from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from minerva import load_encoder
from minerva.cli import main
from tests.training.making import write_public_texts

if TYPE_CHECKING:
    from pathlib import Path


def _run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["minerva", "model", "train", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.mark.slow
def test_training_an_encoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command makes an encoder of a folder of texts, which is used by its folder; the seed is in its card."""
    texts, out = write_public_texts(tmp_path / "texts"), tmp_path / "mine"
    words = ("--data", str(texts), "--out", str(out), "--seed", "3", "--passes", "0.01", "--no-teacher")
    assert _run(monkeypatch, *words, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["folder"], told["recipe"]["seed"]) == (str(out), 3)
    assert load_encoder(out).encode(["Nämnden planerar boendestöd."]).shape == (1, 256)
    assert "--seed 3" in (out / "README.md").read_text(encoding="utf-8")


def test_nothing_to_train_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without texts is told of in one line, with exit code 1."""
    assert _run(monkeypatch, "--data", str(tmp_path), "--out", str(tmp_path / "mine")) == 1
    assert capsys.readouterr().err.count("\n") == 1
