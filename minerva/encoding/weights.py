"""Reading an array out of a safetensors file without reading the file."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

_TYPES: dict[str, np.dtype[Any]] = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2")}
_LENGTH_BYTES = 8
_MOST_HEADER_BYTES = 100_000_000


def mapped_array(path: Path, name: str) -> np.memmap[Any, Any]:
    """
    Return the float array *name* of a safetensors file, mapped into memory: only what is looked at is read.

    Raises
    ------
    ValueError
        If the file is no safetensors file or holds no such array.
    OSError
        If it cannot be read.

    Notes
    -----
    A file begins with the length of its header, eight bytes, little end first; the header is JSON that tells type,
    shape and place of each array: https://huggingface.co/docs/safetensors#format.
    """
    with path.open("rb") as file:
        length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
        if length > _MOST_HEADER_BYTES:
            raise ValueError(f"{path.name} is no safetensors file")
        header = json.loads(file.read(length))
    try:
        entry = header[name]
        dtype, shape = _TYPES[entry["dtype"]], tuple(entry["shape"])
        start, end = entry["data_offsets"]
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path.name} holds no float array {name!r}") from error
    if end - start != dtype.itemsize * math.prod(shape):
        raise ValueError(f"{path.name} is damaged")
    return np.memmap(path, dtype, "r", _LENGTH_BYTES + length + start, shape)
