"""
The language that users read: Swedish, or English where ``MINERVA_LANGUAGE=en`` or a user of the web pages chose it.

The code holds English sentences; ``minerva/locale/sv/LC_MESSAGES/minerva.po`` holds the Swedish ones.
"""

from __future__ import annotations

import gettext
import os
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("sv", "en")

_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def use_language(code: str | None) -> None:
    """Let this thread alone speak the language of this *code*; None leaves it to the environment."""
    _chosen.set(code)


def language() -> str:
    """Return the code of the language in use: ``"sv"``, unless this thread or ``MINERVA_LANGUAGE`` has another."""
    wanted = _chosen.get() or os.environ.get("MINERVA_LANGUAGE", "sv")
    return wanted if wanted in LANGUAGES else "sv"


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("minerva", LOCALE_FOLDER, [code], fallback=True)


def translate(message: str) -> str:
    """Return *message*, written in English, in the language in use."""
    return _catalogue(language()).gettext(message)


def mark(message: str) -> str:
    """Return *message* as it is; it is put into the catalogue and translated where it is used."""
    return message


def translate_count(one: str, many: str, count: int) -> str:
    """Return *one* or *many*, as *count* asks for, in the language in use."""
    return _catalogue(language()).ngettext(one, many, count)


def decimal(number: float, digits: int) -> str:
    """Return *number* with so many decimals, and a decimal comma in Swedish."""
    return f"{number:.{digits}f}".replace(".", "," if language() == "sv" else ".")


def grouped(number: int) -> str:
    """Return *number* with its thousands set apart: by a space in Swedish, by a comma in English."""
    return f"{number:,}".replace(",", "\u00a0" if language() == "sv" else ",")
