"""
What can be set, one frozen dataclass a stage.

``minerva.toml`` in the library folder overrides any of them, a table a stage::

    [read]
    timeout_s = 300

    [passages]
    target_words = 150
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from minerva.errors import SettingsError
from minerva.messages import translate as _

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "minerva.toml"


class Ocr(StrEnum):
    """Which pages of a PDF are recognised from their picture."""

    AUTO = "auto"
    """Those without a text layer, or with one that makes no sense, if the programs for it are on the machine."""
    NEVER = "never"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """
    Limits on reading one file; a file beyond any of them is skipped, saying so.

    Attributes
    ----------
    memory_mb
        Of the process that reads a file; the programs that recognise its pages have as much once more.
    ocr_timeout_s
        What recognising may take, beside *timeout_s*; a page takes some five seconds.
    """

    timeout_s: float = 120.0
    memory_mb: int = 1500
    max_file_mb: int = 500
    max_pages: int = 5000
    ocr: Ocr = Ocr.AUTO
    ocr_timeout_s: float = 1800.0


@dataclass(frozen=True, slots=True)
class PassageSettings:
    """How long passages are, in words."""

    min_words: int = 40
    target_words: int = 120
    max_words: int = 220


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """
    What else weighs beside the words of the query in the passage itself (1.0).

    Attributes
    ----------
    section_weight, title_weight
        The words in the heading path and the title.
    part_weight
        The words as parts of compounds in the passage.
    own_part_weight
        The parts of compounds in the query.
    root_weight
        Words and parts that begin alike: *utreda* for *utredning*.
    acronym_weight
        What an acronym in the query stands for, or the acronym for what is written out there.
    """

    section_weight: float = 0.3
    title_weight: float = 0.1
    part_weight: float = 0.7
    own_part_weight: float = 0.4
    root_weight: float = 0.6
    acronym_weight: float = 0.5


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """
    What else weighs beside the words (1.0) where passages are looked for by words and meaning.

    Learnt from judged queries by ``python -m benchmarks fusing``.

    Attributes
    ----------
    meaning
        How near a passage lies to the query.
    closest
        How near its closest sentence lies.
    feedback
        How near it lies to what seem to be the best passages.
    table
        What is taken off a table, unless the query asks for figures.
    """

    meaning: float = 0.6
    closest: float = 1.0
    feedback: float = 0.2
    table: float = 0.75


@dataclass(frozen=True, slots=True)
class ReadabilitySettings:
    """
    What tells how hard a text is to read.

    Attributes
    ----------
    tagger
        Name or folder of an installed spaCy pipeline with parts of speech; without one there is no nominal ratio.
    """

    tagger: str = ""


@dataclass(frozen=True, slots=True)
class IntakeSettings:
    """
    Limits on what may be handed in through the browser at once; the rest is left out, saying so.

    Attributes
    ----------
    max_mb
        Of all files together; the server holds them in memory until they are stored.
    """

    max_files: int = 100
    max_file_mb: int = 100
    max_mb: int = 500


@dataclass(frozen=True, slots=True)
class Settings:
    """All stages' settings."""

    read: ReadSettings = field(default_factory=ReadSettings)
    passages: PassageSettings = field(default_factory=PassageSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    fusion: FusionSettings = field(default_factory=FusionSettings)
    intake: IntakeSettings = field(default_factory=IntakeSettings)
    readability: ReadabilitySettings = field(default_factory=ReadabilitySettings)


def load_settings(path: Path) -> Settings:
    """
    Read settings from a TOML file; a missing file gives the defaults.

    Raises
    ------
    SettingsError
        If the file is no TOML, names an unknown setting or gives a value that is no positive number.
    """
    if not path.exists():
        return Settings()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            _("{path} is no valid TOML: {error}. Correct it, or delete the file.").format(path=path, error=error)
        ) from error
    stages = {stage.name: stage.type for stage in dataclasses.fields(Settings)}
    _require_known(path, tables, stages)
    defaults = Settings()
    return Settings(**{name: _override(path, name, getattr(defaults, name), table) for name, table in tables.items()})


def _override(path: Path, stage_name: str, stage: Any, table: Any) -> Any:  # noqa: ANN401 - any of the stages above
    if not isinstance(table, dict):
        raise SettingsError(
            _("{path}: {name} must be a table; write [{name}] and its settings below.").format(
                path=path, name=stage_name
            )
        )
    names = {setting.name for setting in dataclasses.fields(stage)}
    _require_known(path, table, names)
    return dataclasses.replace(
        stage, **{name: _checked(path, name, value, getattr(stage, name)) for name, value in table.items()}
    )


def _checked(path: Path, name: str, value: Any, default: Any) -> Any:  # noqa: ANN401 - of the setting's own type
    """Return *value* as the type of *default*."""
    if isinstance(default, StrEnum):
        known = [str(one) for one in type(default)]
        if value in known:
            return type(default)(value)
        raise SettingsError(
            _("{path}: {name} is {value!r}; give one of: {known}.").format(
                path=path, name=name, value=value, known=", ".join(known)
            )
        )
    if isinstance(default, str):
        if isinstance(value, str):
            return value
        raise SettingsError(
            _("{path}: {name} is {value}; give a text in quotation marks.").format(path=path, name=name, value=value)
        )
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise SettingsError(
            _("{path}: {name} is {value!r}; give a number that is not negative.").format(
                path=path, name=name, value=value
            )
        )
    return value


def _require_known(path: Path, given: Any, known: Any) -> None:  # noqa: ANN401 - any two containers of names
    for name in given:
        if name not in known:
            raise SettingsError(
                _("{path}: unknown setting {name!r}. Known: {known}.").format(
                    path=path, name=name, known=", ".join(sorted(known))
                )
            )
