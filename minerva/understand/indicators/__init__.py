"""
Indicators: what a report says of its goals as data, out of its tables and its prose.

Each row keeps where it stands in the canonical text, so that what was read can be seen beside what is printed.
"""

from __future__ import annotations

from minerva.understand.indicators.reading import indicators_of

__all__ = ["indicators_of"]
