import json
from pathlib import Path

import pytest

from minerva.errors import MinervaError
from minerva.training.written import HELD_OUT_ONE_IN, Written, read_written, written_pairs

SHIPPED = Path(__file__).parents[2] / "lexicon" / "questions"


def _write(folder: Path, *entries: Written) -> None:
    lines = (
        json.dumps({"topic": one.topic, "passage": one.passage, "questions": one.questions}, ensure_ascii=False)
        for one in entries
    )
    (folder / "01.jsonl").write_text("\n".join(lines), encoding="utf-8")


def _written(number: int) -> Written:
    return Written("snö", f"Gatan plogades {number} gånger.", ("När kommer plogen?", "snöröjning"))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Reading gives what was written, file by file."""
    _write(tmp_path, *(written := [_written(number) for number in range(3)]))
    assert list(read_written(tmp_path)) == written


def test_each_question_and_topic_is_a_pair(tmp_path: Path) -> None:
    """A passage is paired with its topic and with each of its questions, unless it is held out."""
    written = [_written(number) for number in range(200)]
    _write(tmp_path, *written)
    kept = [one for one in written if not one.is_held_out]
    assert 0 < len(written) - len(kept) < 3 * len(written) / HELD_OUT_ONE_IN
    pairs = {(pair.kind, pair.first, pair.second) for pair in written_pairs(tmp_path)}
    assert pairs == {("written:topic", one.topic, one.passage) for one in kept} | {
        ("written:question", question, one.passage) for one in kept for question in one.questions
    }


@pytest.mark.parametrize("line", ["{", "[]", '{"topic": "snö", "passage": "Det snöade."}'])
def test_a_line_of_another_form_is_told(tmp_path: Path, line: str) -> None:
    """A line that is no passage with questions ends the reading with the file's name."""
    (tmp_path / "odd.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(MinervaError, match=r"odd\.jsonl"):
        list(read_written(tmp_path))


def test_shipped_questions_hold_together() -> None:
    """Every shipped passage is there once, has questions, and none of them is the passage itself."""
    shipped = list(read_written(SHIPPED))
    assert len(shipped) > 1000
    assert len({one.passage for one in shipped}) == len(shipped)
    assert all(len(set(one.questions)) >= 4 and one.passage not in one.questions for one in shipped)
