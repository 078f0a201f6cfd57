"""The command line: every verb parses its words, makes one call and prints."""

from __future__ import annotations

import os
import sys

_INTERRUPTED = 130
"""Exit code of a program that Ctrl-C ended, as shells have it."""


def main() -> None:
    """Run the command line; a :class:`~minerva.errors.MinervaError` becomes one line and exit code 1."""
    from typer import TyperException  # noqa: PLC0415 - an interrupted import must end quietly too

    from minerva.cli.app import app  # noqa: PLC0415
    from minerva.cli.wording import print_misuse  # noqa: PLC0415
    from minerva.errors import MinervaError  # noqa: PLC0415
    from minerva.messages import translate as _  # noqa: PLC0415

    try:
        code = app(prog_name="minerva", standalone_mode=False)
        if code == _INTERRUPTED:
            # Typer turns Ctrl-C into this code.
            raise KeyboardInterrupt  # noqa: TRY301 - to end as below
    except TyperException as error:
        print_misuse(error)
        sys.exit(error.exit_code)
    except MinervaError as error:
        sys.stderr.write(f"minerva: {error}\n")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.stderr.write("\n" + _("Stopped. What was stored stays; repeat the command to go on.") + "\n")
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # The reader of a pipe, such as head, has had enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code)
