"""What users found passages to do, as a library keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minerva.records.examples import Function, FunctionJudgment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minerva.library.store import Library
    from minerva.library.writing import Writer


def put_judgments(writer: Writer, judgments: Iterable[FunctionJudgment]) -> None:
    """Store what a user found of passages, in place of what was found of them before."""
    with writer.transaction():
        writer.connection.executemany(
            "INSERT OR REPLACE INTO function_judgments VALUES (?, ?, ?)",
            [(one.passage_id, one.function, one.accepted) for one in judgments],
        )


def judgments(library: Library) -> list[FunctionJudgment]:
    """Return what users judged, by passage, also of passages that are gone for now."""
    rows = library.connection.execute("SELECT * FROM function_judgments ORDER BY passage, function")
    return [
        FunctionJudgment(passage_id, Function(function), accepted=bool(accepted))
        for passage_id, function, accepted in rows
    ]
