"""The processes that work for the web front end: ``python -m minerva.intake read|themes LIBRARY PARENT``."""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from pathlib import Path

_DOES = {"read": ("minerva.intake.reading", "read_waiting"), "themes": ("minerva.intake.theme_search", "seek_themes")}
"""Where what is to be done lies: each process loads no more than it needs."""

if __name__ == "__main__":
    # Started where Ctrl-C is ignored, as in the background of a shell, it is to stop all the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    module, name = _DOES[sys.argv[1]]
    getattr(import_module(module), name)(Path(sys.argv[2]), int(sys.argv[3]))
