"""The process that reads what was handed in: ``python -m minerva.intake LIBRARY PARENT``."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from minerva.intake.reading import read_waiting

if __name__ == "__main__":
    # Started where Ctrl-C is ignored, as in the background of a shell, it is to stop all the same.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    read_waiting(Path(sys.argv[1]), int(sys.argv[2]))
