"""A handful of invented public texts to train on."""

from __future__ import annotations

import json
import lzma
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SUBJECTS = ("nämnden", "förvaltningen", "kommunen", "socialtjänsten", "enheten", "skolan")
DOINGS = ("utreder", "planerar", "granskar", "utvecklar", "följer", "stärker")
MATTERS = ("bostäder", "vårdplatser", "skolskjutsar", "kontaktfamiljer", "boendestöd", "hemtjänsten", "ekonomin")


def _sentence(random: Random) -> str:
    return (
        f"{random.choice(SUBJECTS)} {random.choice(DOINGS)} {random.choice(MATTERS)} tillsammans med berörda.".title()
    )


def _write(path: Path, entries: list[dict[str, Any]]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


def write_public_texts(folder: Path) -> Path:
    """Write invented pages and questions with answers to *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(1)
    pages = [
        {
            "source": "g0vse",
            "title": f"Så arbetar {random.choice(SUBJECTS)} med {random.choice(MATTERS)}",
            "paragraphs": [" ".join(_sentence(random) for _ in range(4)) for _ in range(6)],
        }
        for _ in range(120)
    ]
    _write(folder / "public-text.jsonl.xz", pages)
    asked = [
        {"source": "swequad-mc", "kind": "question-answer", "a": f"Vad gör {one}?", "b": f"{one} {_sentence(random)}"}
        for one in SUBJECTS
    ]
    _write(folder / "pairs.jsonl.xz", asked)
    return folder
