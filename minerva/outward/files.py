"""Files that are wholly there or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from minerva.errors import ExportError, refusal
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """
    Give a place to write to; when the block ends well, what stands there becomes *path*, else nothing is left of it.

    Raises
    ------
    ExportError
        If the place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".minerva-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        beside = Path(name)
        try:
            yield beside
            beside.chmod(0o666 & ~_umask())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise ExportError(
            _("{path} cannot be written: {error}. Choose another place.").format(path=path, error=refusal(error))
        ) from error


def _umask() -> int:
    """Return what the system takes away from the rights of new files; a temporary one has fewer."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
