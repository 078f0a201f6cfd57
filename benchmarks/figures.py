"""What a benchmark finds: a figure, what it should be, and whether it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One measured figure.

    Attributes
    ----------
    at_least, at_most
        The target, if there is one.
    beside
        What else was measured in the same run, by which a slow machine can be told from slow code.
    """

    name: str
    value: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None
    beside: str = ""

    @property
    def target(self) -> str:
        """The target in signs; empty where there is none."""
        if self.at_least is not None:
            return f"≥ {self.at_least:g}"
        return "" if self.at_most is None else f"≤ {self.at_most:g}"

    @property
    def is_met(self) -> bool:
        """Whether the target, if there is one, is met."""
        too_low = self.at_least is not None and self.value < self.at_least
        too_high = self.at_most is not None and self.value > self.at_most
        return not (too_low or too_high)

    @property
    def verdict(self) -> str:
        """Whether the target is met, in a word; empty where there is none."""
        if not self.target:
            return ""
        return "met" if self.is_met else "MISSED"
