"""Which encoder a library uses, and the vectors that it made of the passages, kept in the database as float16."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from minerva.encoding.models import load_encoder
from minerva.errors import EncoderError
from minerva.messages import translate as _

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from minerva.encoding.encoder import Encoder

_IN_USE = "encoder"
_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class UsedEncoder:
    """
    An encoder by which a library has vectors.

    Attributes
    ----------
    id
        By which the database ties vectors to it.
    name
        By which it is loaded, see :func:`~minerva.encoding.models.load_encoder`.
    """

    id: int
    name: str
    fingerprint: str
    dimensions: int


class Vectors(NamedTuple):
    """What *encoder* made of some passages: ``(n, dimensions)`` unit *rows*, in the order of the passages."""

    encoder: UsedEncoder
    rows: NDArray[np.float16]


class Extent(NamedTuple):
    """
    Which vectors of an encoder there are: since they never change and ids never come back, two numbers tell.

    Attributes
    ----------
    last
        Highest id of any vector of the encoder; 0 where there are none.
    passages
        How many passages have one.
    """

    last: int
    passages: int


def encoder_in_use(connection: sqlite3.Connection) -> UsedEncoder | None:
    """Return the encoder whose vectors searches compare; None where passages have no vectors yet."""
    row = connection.execute(
        "SELECT encoders.* FROM encoders JOIN meta ON meta.value = encoders.id WHERE meta.name = ?", (_IN_USE,)
    ).fetchone()
    return UsedEncoder(*row) if row else None


@lru_cache(maxsize=2)
def load_used(encoder: UsedEncoder) -> Encoder:
    """
    Load the encoder that made a library's vectors, so that queries can be compared with them; it is kept.

    Raises
    ------
    EncoderError
        If it cannot be loaded, or has changed since.
    """
    loaded = load_encoder(encoder.name)
    if loaded.fingerprint != encoder.fingerprint:
        raise EncoderError(
            _(
                "The encoder {name} has changed since the passages were encoded. Encode them anew: minerva rebuild"
            ).format(name=encoder.name)
        )
    return loaded


def known_as(connection: sqlite3.Connection, encoder: Encoder) -> UsedEncoder | None:
    """Return what the library knows of *encoder*; None where it has not met it."""
    row = connection.execute("SELECT * FROM encoders WHERE fingerprint = ?", (encoder.fingerprint,)).fetchone()
    return UsedEncoder(*row) if row else None


def register(connection: sqlite3.Connection, encoder: Encoder) -> UsedEncoder:
    """Make *encoder* known to the library."""
    row = connection.execute(
        "INSERT INTO encoders (name, fingerprint, dimensions) VALUES (?, ?, ?) RETURNING *",
        (encoder.name, encoder.fingerprint, encoder.dimensions),
    ).fetchone()
    return UsedEncoder(*row)


def use_only(connection: sqlite3.Connection, encoder: UsedEncoder, name: str) -> None:
    """Let searches compare the vectors of *encoder*, called *name* from now on, and forget those of all others."""
    connection.execute("UPDATE encoders SET name = ? WHERE id = ?", (name, encoder.id))
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_IN_USE, encoder.id))
    connection.execute("DELETE FROM encoders WHERE id != ?", (encoder.id,))


def put_vectors(
    connection: sqlite3.Connection, encoder: UsedEncoder, numbers: Iterable[int], vectors: NDArray[np.float16]
) -> None:
    """Store a vector for each passage by its number."""
    connection.executemany(
        "INSERT OR IGNORE INTO vectors (encoder, passage, vector) VALUES (?, ?, ?)",
        ((encoder.id, number, row.tobytes()) for number, row in zip(numbers, vectors, strict=True)),
    )


def extent(connection: sqlite3.Connection, encoder: UsedEncoder) -> Extent:
    """Return which vectors of *encoder* there are."""
    row = connection.execute(
        "SELECT coalesce(max(id), 0), count(*) FROM vectors WHERE encoder = ?", (encoder.id,)
    ).fetchone()
    return Extent(*row)


def passages_with_vectors(connection: sqlite3.Connection, encoder: UsedEncoder, *, until: int) -> NDArray[np.int64]:
    """Return the numbers of the passages whose vectors have ids up to *until*, in order."""
    import numpy as np  # noqa: PLC0415 - a search for words alone does without

    rows = connection.execute("SELECT passage FROM vectors WHERE encoder = ? AND id <= ?", (encoder.id, until))
    return np.sort(np.fromiter((number for (number,) in rows), np.int64))


def vectors_after(
    connection: sqlite3.Connection, encoder: UsedEncoder, after: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float16]]]:
    """Yield passage numbers and their vectors in batches, of those vectors whose ids are above *after*."""
    rows = connection.execute(
        "SELECT passage, vector FROM vectors WHERE encoder = ? AND id > ? ORDER BY id", (encoder.id, after)
    )
    while batch := rows.fetchmany(_BATCH):
        yield _arrays(batch, encoder)


def vectors_of(
    connection: sqlite3.Connection, encoder: UsedEncoder, numbers: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
    """Return those of *numbers* that have a vector, in order, and the vectors."""
    rows = connection.execute(
        "SELECT passage, vector FROM vectors WHERE encoder = ? "
        "AND passage IN (SELECT value FROM json_each(?)) ORDER BY passage",
        (encoder.id, json.dumps([int(number) for number in numbers])),
    )
    return _arrays(rows.fetchall(), encoder)


def _arrays(rows: Sequence[tuple[int, bytes]], encoder: UsedEncoder) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
    import numpy as np  # noqa: PLC0415 - as above

    numbers = np.fromiter((number for number, _vector in rows), np.int64, len(rows))
    vectors = np.frombuffer(b"".join(vector for _number, vector in rows), np.float16)
    return numbers, vectors.reshape(len(rows), encoder.dimensions)
