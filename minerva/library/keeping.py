"""What users keep in a library: changed while another process adds reports, and found by name."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

from minerva.errors import UnknownValue
from minerva.library.database import storage_errors

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from minerva.library.store import Library


class Named(Protocol):
    """Something that users call by name."""

    @property
    def name(self) -> str: ...  # noqa: D102


One = TypeVar("One", bound=Named)


@contextmanager
def keeping(library: Library) -> Iterator[sqlite3.Connection]:
    """
    Change what users have saved, wholly or not at all.

    Raises
    ------
    LibraryReadOnly
        If *library* was opened to be read only.
    """
    library.require_writable()
    connection = library.connection
    with storage_errors(library.folder):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def named(what: str, known: Sequence[One], name: str) -> One:
    """
    Return that of the *known* which is called *name*, or whose name alone begins so.

    Parameters
    ----------
    what
        They are, as :class:`~minerva.errors.UnknownValue` names it.

    Raises
    ------
    UnknownValue
        If there is none, or there are several.
    """
    folded = fold(name)
    exact = [one for one in known if fold(one.name) == folded]
    found = exact or [one for one in known if folded and fold(one.name).startswith(folded)]
    if len(found) != 1:
        raise UnknownValue(what, name, [one.name for one in known])
    return found[0]


def fold(name: str) -> str:
    """Return what two names share that are the same to a user."""
    return " ".join(name.casefold().split())
