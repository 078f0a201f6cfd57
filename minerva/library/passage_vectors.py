"""How every passage comes to have a vector of the encoder in use, and how another encoder takes its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from minerva.encoding.folder import is_model
from minerva.encoding.hub import on_disk
from minerva.encoding.models import DEFAULT, KNOWN, load_encoder, shipped_folder
from minerva.encoding.passages import passage_inputs
from minerva.errors import EncoderError
from minerva.library.encoders import UsedEncoder, Vectors, encoder_in_use, extent, known_as, register, use_only
from minerva.library.vector_indexing import update_vectors
from minerva.library.writing import writing
from minerva.messages import translate as _
from minerva.understand.prepare import Prepared, Task, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from minerva.encoding.encoder import Encoder
    from minerva.library.store import Library
    from minerva.library.writing import Writer
    from minerva.records import Passage


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: *done* of *total* files, the last being *file*."""

    done: int
    total: int
    file: str


def use_encoder(
    library: Library, name: str | Path | None = None, *, on_progress: Callable[[Progress], None] | None = None
) -> UsedEncoder:
    """
    Let searches by meaning use another encoder.

    Every passage is encoded first, while the encoder before goes on serving. When that is broken off, the next call
    goes on from there.

    Raises
    ------
    EncoderError
        If it cannot be loaded.
    LibraryLocked
        If another process is writing.
    """
    encoder = load_encoder(name)
    with writing(library) as writer:
        return bring_up_to_date(library, writer, encoder, on_progress=on_progress)


@dataclass(frozen=True, slots=True)
class KnownHere:
    """
    An encoder that a user may choose.

    Attributes
    ----------
    about
        What it is good for, to be translated; empty where nothing is known.
    is_here
        Whether it is on this machine.
    dimensions
        Length of its vectors, where the library has any.
    vectors
        How many passages of the library have a vector of it.
    """

    name: str
    about: str
    is_used: bool
    is_here: bool
    dimensions: int | None
    vectors: int


def known_encoders(library: Library) -> list[KnownHere]:
    """Return the encoders that ship, that are worth a try, that are on this machine, and of which there are vectors."""
    rows = library.connection.execute("SELECT * FROM encoders").fetchall()
    by_name = {row["name"]: UsedEncoder(*row) for row in rows}
    used = encoder_in_use(library.connection)
    about = {one.name: one.about for one in KNOWN}
    fetched = set(on_disk())
    return [
        KnownHere(
            name,
            about.get(name, ""),
            used is not None and used.name == name,
            name in fetched or shipped_folder(name) is not None or is_model(Path(name)),
            by_name[name].dimensions if name in by_name else None,
            extent(library.connection, by_name[name]).passages if name in by_name else 0,
        )
        for name in dict.fromkeys([*about, *by_name, *sorted(fetched)])
    ]


def chosen_encoder(library: Library) -> Encoder | None:
    """
    Load the encoder that the library uses; one that uses none yet takes that which ships, if it is there.

    Raises
    ------
    EncoderError
        If it cannot be loaded.
    """
    used = encoder_in_use(library.connection)
    if used is None:
        return load_encoder() if shipped_folder(DEFAULT) else None
    try:
        return load_encoder(used.name)
    except EncoderError as error:
        raise EncoderError(
            _("{reason} The library was encoded by it; choose another: minerva model use {name}").format(
                reason=error, name=DEFAULT
            )
        ) from error


def bring_up_to_date(
    library: Library, writer: Writer, encoder: Encoder, *, on_progress: Callable[[Progress], None] | None = None
) -> UsedEncoder:
    """Have *encoder* encode the passages that lack a vector of it, then let searches use it and no other."""
    used = _known(library, writer, encoder)
    missing = _reports_without(library, used)
    for done, report_id in enumerate(missing, 1):
        report = library.report(report_id)
        passages = library.passages(report_id)
        rows = encode_passages(encoder, passages, library.text(report_id))
        writer.put_vectors(passages, Vectors(used, rows))
        if on_progress:
            on_progress(Progress(done, len(missing), report.file))
    if encoder_in_use(library.connection) != UsedEncoder(used.id, encoder.name, used.fingerprint, used.dimensions):
        # The new index is there before anyone looks for it.
        update_vectors(library, used)
        with writer.transaction():
            use_only(library.connection, used, encoder.name)
        update_vectors(library)
        library.vectors.keep_only(used)
    return used


def encode_passages(encoder: Encoder, passages: Sequence[Passage], text: str) -> NDArray[np.float16]:
    """Return a unit row for each of *passages* of a report with this *text*."""
    return encoder.encode(passage_inputs(passages, text)).astype("<f2")


def prepare_encoded(encoder_name: str | None, task: Task) -> tuple[Prepared, NDArray[np.float16] | None]:
    """
    Do all that is done with one file before it is stored; runs in a worker process.

    Parameters
    ----------
    encoder_name
        Of an encoder that every worker may have of its own; None where passages are not encoded here.

    Raises
    ------
    UnreadableFile
        As :func:`~minerva.understand.prepare.prepare` does.
    """
    prepared = prepare(task)
    if encoder_name is None:
        return prepared, None
    rows = encode_passages(_loaded(encoder_name), prepared.passages, prepared.document.text)
    return prepared, rows


@lru_cache(maxsize=1)
def _loaded(name: str) -> Encoder:
    return load_encoder(name)


def _known(library: Library, writer: Writer, encoder: Encoder) -> UsedEncoder:
    known = known_as(library.connection, encoder)
    if known:
        return known
    with writer.transaction():
        return register(library.connection, encoder)


def _reports_without(library: Library, encoder: UsedEncoder) -> list[str]:
    """Return the ids of the reports of which a passage lacks a vector of *encoder*, in the order of adding."""
    rows = library.connection.execute(
        "SELECT report_id FROM passages WHERE NOT EXISTS "
        "(SELECT 1 FROM vectors WHERE passage = number AND encoder = ?) GROUP BY report_id ORDER BY min(number)",
        (encoder.id,),
    )
    return [report_id for (report_id,) in rows]
