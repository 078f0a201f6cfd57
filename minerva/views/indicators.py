"""The page on which ..."""

from __future__ import annotations

from minerva.views.frame import needed_library


def page() -> None:
    """Draw the page."""
    needed_library()
