"""The passages of a library as the discovery of themes needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minerva.errors import ThemeError
from minerva.library.database import storage_errors
from minerva.library.encoders import encoder_in_use, vectors_after
from minerva.messages import translate as _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from minerva.library.store import Library


@dataclass(frozen=True, slots=True)
class Material:
    """
    Passages that have vectors, in the order of reports' ids and of their texts, whatever order they were added in.

    Attributes
    ----------
    passage_ids, texts
        Of each passage.
    owners
        The municipality of each, or its report where none is known.
    report_ids
        Of each.
    vectors
        ``(n, d)`` float32.
    encoder
        Fingerprint of the encoder that made them.
    generation
        Of the library when they were read.
    """

    passage_ids: list[str]
    texts: list[str]
    owners: list[str]
    report_ids: list[str]
    vectors: NDArray[np.float32]
    encoder: str
    generation: int


def material_of(library: Library) -> Material:
    """
    Read the passages of *library* with their vectors.

    Raises
    ------
    ThemeError
        If there are no passages, or none has a vector.
    """
    with storage_errors(library.folder), library.snapshot():
        encoder = encoder_in_use(library.connection)
        if not library.reports():
            raise ThemeError(_("The library is empty, so it holds no themes. Add reports first: minerva add PATH"))
        if encoder is None:
            raise ThemeError(
                _(
                    "The passages have no vectors, so themes cannot be found. "
                    "Make them first: minerva model use minerva-sv"
                )
            )
        batches = list(vectors_after(library.connection, encoder, 0))
        numbers = np.concatenate([np.zeros(0, np.int64), *(one for one, _rows in batches)])
        rows = np.concatenate([np.zeros((0, encoder.dimensions), np.float16), *(rows for _one, rows in batches)])
        row_by_number = {number: row for row, number in enumerate(numbers.tolist())}
        found = [one for one in _passages(library) if one[0] in row_by_number]
        order = [row_by_number[number] for number, *_rest in found]
        return Material(
            [passage_id for _number, passage_id, *_rest in found],
            [text for *_rest, text in found],
            [owner for _number, _id, owner, *_rest in found],
            [report_id for *_rest, report_id, _text in found],
            rows[order].astype(np.float32),
            encoder.fingerprint,
            library.generation(),
        )


def _passages(library: Library) -> list[tuple[int, str, str, str, str]]:
    """Return number, id, municipality or report, report and text of every passage."""
    rows = library.connection.execute(
        'SELECT number, passages.id, report_id, start, "end", coalesce(municipality, report_id) '
        "FROM passages JOIN reports ON reports.id = report_id ORDER BY report_id, start, passages.id"
    ).fetchall()
    found: list[tuple[int, str, str, str, str]] = []
    text, of = "", None
    for number, passage_id, report_id, start, end, owner in rows:
        if report_id != of:
            text, of = library.text(report_id), report_id
        found.append((number, passage_id, owner, report_id, text[start:end]))
    return found
