"""Passages written for training, each with questions that it answers, most of them in other words than its own."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minerva.errors import MinervaError, refusal
from minerva.messages import translate as _
from minerva.training.texts import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HELD_OUT_ONE_IN = 20
"""One passage in so many is kept from training, to measure on."""


@dataclass(frozen=True, slots=True)
class Written:
    """
    A passage as a board or an authority writes, and how people ask for what it says.

    Attributes
    ----------
    topic
        What it is about, in a word or two.
    """

    topic: str
    passage: str
    questions: tuple[str, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether the passage is kept from training; its text decides, so that every run keeps the same ones."""
        return zlib.crc32(self.passage.encode()) % HELD_OUT_ONE_IN == 0


def read_written(folder: Path) -> Iterator[Written]:
    """
    Yield what every ``*.jsonl`` in *folder* holds: ``topic``, ``passage``, ``questions``.

    Raises
    ------
    MinervaError
        If a file cannot be read, or a line of it has another form.
    """
    for path in sorted(folder.glob("*.jsonl")):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            for line in lines:
                entry = json.loads(line)
                yield Written(str(entry["topic"]), str(entry["passage"]), tuple(map(str, entry["questions"])))
        except OSError as error:
            raise MinervaError(_("{path} cannot be read: {error}.").format(path=path, error=refusal(error))) from error
        except (ValueError, KeyError, TypeError) as error:
            raise MinervaError(
                _("{path} has a line that is no passage with questions: {error}.").format(path=path, error=error)
            ) from error


def written_pairs(folder: Path) -> Iterator[Pair]:
    """Yield each question, and each topic, with the passage that answers it; held-out passages give none."""
    for one in read_written(folder):
        if not one.is_held_out:
            yield Pair("written:topic", one.topic, one.passage)
            for question in one.questions:
                yield Pair("written:question", question, one.passage)
