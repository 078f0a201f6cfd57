"""
Minerva reads Swedish municipal reports, finds what they say, and shows who says it where.

>>> import minerva
>>> library = minerva.open_library("index", create=True)
>>> outcome = minerva.add(library, ["corpus"])
>>> hits = minerva.search(library, "hemlöshet", limit=10)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minerva.encoding.models import load_encoder
    from minerva.errors import MinervaError
    from minerva.library.adding import add
    from minerva.library.store import Library, open_library
    from minerva.library.upkeep import rebuild, verify
    from minerva.library.writing import remove
    from minerva.records import Passage
    from minerva.retrieval.filters import Filters
    from minerva.retrieval.indicators import indicators
    from minerva.retrieval.search import search
    from minerva.retrieval.similar import similar
    from minerva.themes.clustering import cluster
    from minerva.themes.discovering import discover_themes

__all__ = [
    "Filters",
    "Library",
    "MinervaError",
    "Passage",
    "add",
    "cluster",
    "discover_themes",
    "indicators",
    "load_encoder",
    "open_library",
    "rebuild",
    "remove",
    "search",
    "similar",
    "verify",
]

_HOMES = {
    "Filters": "minerva.retrieval.filters",
    "Library": "minerva.library.store",
    "MinervaError": "minerva.errors",
    "Passage": "minerva.records",
    "add": "minerva.library.adding",
    "cluster": "minerva.themes.clustering",
    "discover_themes": "minerva.themes.discovering",
    "indicators": "minerva.retrieval.indicators",
    "load_encoder": "minerva.encoding.models",
    "open_library": "minerva.library.store",
    "rebuild": "minerva.library.upkeep",
    "remove": "minerva.library.writing",
    "search": "minerva.retrieval.search",
    "similar": "minerva.retrieval.similar",
    "verify": "minerva.library.upkeep",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that ``import minerva`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'minerva' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value
