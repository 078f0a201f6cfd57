"""Files that are wholly there or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from minerva.errors import ExportError, refusal
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacing(path: Path, *, make_folder: bool = False) -> Iterator[Path]:
    """
    Give a place to write to; when the block ends well, what stands there becomes *path*, else nothing is left of it.

    Parameters
    ----------
    make_folder
        Whether to make the folder too; usually one that is not there is a slip of the pen.

    Raises
    ------
    ExportError
        If the place cannot be written to.
    """
    beside = path.with_name(f".minerva-{uuid4().hex}{path.suffix}")
    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield beside
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(
            _("{path} cannot be written: {error}. Choose another place.").format(path=path, error=refusal(error))
        ) from error
