"""How much a piece of a report's identity can be relied on, as a number and as a word."""

from __future__ import annotations

SURE, LIKELY, GUESSED = 0.95, 0.75, 0.4
"""Printed where a report says what it is; told by its body; read from weak signs, such as the file's name."""

MIN_SURE, MIN_LIKELY = 0.9, 0.6


def certainty(confidence: float) -> str:
    """
    Return what *confidence*, from 0 to 1, means in a word.

    ``"säker"`` has been right without exception on all reports at hand, with and without their files' names; what is
    ``"osäker"`` should be looked at by a person.
    """
    if confidence >= MIN_SURE:
        return "säker"
    return "trolig" if confidence >= MIN_LIKELY else "osäker"
