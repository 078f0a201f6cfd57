from __future__ import annotations

from typing import TYPE_CHECKING

from minerva import search
from minerva.retrieval.answering import UNLIKELY, likely_answered, share_held
from minerva.retrieval.query import parse
from tests.making import encode_all, put_examples

if TYPE_CHECKING:
    from pathlib import Path

    from minerva import Library


def test_what_holds_the_words_answers(encoded: Library) -> None:
    """A query whose words stand in a near passage seems answered; one of strange words does not."""
    assert (search(encoded, "hemlösa familjer").answered or 0) > UNLIKELY
    assert likely_answered(parse("kvantfysik rymdraketer"), search(encoded, "familjer").hits, 0.3) < UNLIKELY
    assert search(encoded, "kvantfysik").answered == 0.0


def test_share_held(encoded: Library) -> None:
    """The share is of the words of the query, each counted once, in the best passage of them."""
    hits = search(encoded, "hemlösa familjer rymdraketer").hits
    assert share_held(parse("hemlösa familjer rymdraketer"), hits) == 2 / 3
    assert likely_answered(parse("hemlösa"), (), 1.0) == 0.0


def test_not_weighed(library: Library, tmp_path: Path) -> None:
    """A later page, or a search without vectors, says nothing of it."""
    put_examples(library)
    assert search(library, "hemlösa", mode="words").answered is None
    encode_all(library, tmp_path / "model")
    assert search(library, "hemlösa", offset=1).answered is None
