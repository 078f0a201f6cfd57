"""What is known of work that a process of its own does, as a file that others read meanwhile."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from minerva.library.database import storage_errors

if TYPE_CHECKING:
    from pathlib import Path


def store_state(library_folder: Path, path: Path, state: dict[str, Any]) -> None:
    """Write what is known to *path*, in place of what was known before."""
    with storage_errors(library_folder):
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(f".{secrets.token_hex(4)}.new")
        new.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        new.replace(path)
