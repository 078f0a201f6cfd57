"""
What is kept between runs of pages and shared by all who use them, keyed by the library's folder and generation.

What is kept is frozen, so it is handed out as it is and never copied.
"""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from minerva.cli.output import by_municipality
from minerva.errors import NoLibrary
from minerva.library.database import DATABASE
from minerva.library.store import Library, open_library
from minerva.messages import language
from minerva.views.server import is_read_only

if TYPE_CHECKING:
    from collections.abc import Callable

    from minerva.records import Report

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def library_folder() -> Path:
    """Return the folder of the library that is served: ``MINERVA_INDEX``, or ``index``."""
    return Path(os.environ.get("MINERVA_INDEX") or "index").absolute()


def library() -> Library:
    """
    Return the library that is served.

    Raises
    ------
    NoLibrary
        If there is none yet.
    MinervaError
        If it cannot be used.
    """
    folder = library_folder()
    if not (folder / DATABASE).exists():
        raise NoLibrary(folder)
    return _opened(str(folder))


@lru_cache(maxsize=8)
def _opened(folder: str) -> Library:
    return open_library(folder, read_only=is_read_only())


def kept(call: Callable[Concatenate[Library, Given], Answer], *args: Given.args, **named: Given.kwargs) -> Answer:
    """
    Return what *call* answers of the library, which is kept until the library changes.

    Answers are in a language, since some tell what could not be done. *call* is no lambda, which would be another each
    time.
    """
    answer: Answer = _kept(call, _state(), language(), args, tuple(named.items()))
    return answer


# Streamlit's own cache inspects and hashes what it is called with each time, and a page asks for twenty answers.
@lru_cache(maxsize=300)
def _kept(
    call: Callable[..., Any],
    state: tuple[str, int],  # noqa: ARG001
    spoken: str,  # noqa: ARG001
    args: tuple[object, ...],
    named: tuple[tuple[str, object], ...],
) -> Any:  # noqa: ANN401 - whatever is asked
    return call(library(), *args, **dict(named))


def _state() -> tuple[str, int]:
    """Return what is another whenever the library that is served is another, or changed."""
    opened = library()
    return str(opened.folder), opened.generation()


def reports_in_order(opened: Library) -> tuple[Report, ...]:
    """Return all reports by municipality, year and file."""
    return tuple(by_municipality(opened.reports()))


def is_same_file(file: Path, sha256: str) -> bool:
    """Tell whether *file* still holds what it did when it was read."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    except OSError:
        return False


def close() -> None:
    """Close this thread's connection to the library: every run of a page has a thread of its own."""
    if (library_folder() / DATABASE).exists():
        _opened(str(library_folder())).close()
