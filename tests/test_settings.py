from pathlib import Path

import pytest

from minerva.errors import SettingsError
from minerva.settings import Ocr, Settings, load_settings


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    """Without a file every setting has its default."""
    assert load_settings(tmp_path / "minerva.toml") == Settings()


def test_a_choice_is_read_as_one(tmp_path: Path) -> None:
    """A setting that is one of a few words is that word's own type."""
    file = tmp_path / "minerva.toml"
    file.write_text("[read]\nocr = 'never'\n", encoding="utf-8")
    assert load_settings(file).read.ocr is Ocr.NEVER


def test_a_file_overrides(tmp_path: Path) -> None:
    """What a file sets holds, the rest keeps its default."""
    file = tmp_path / "minerva.toml"
    file.write_text("[read]\ntimeout_s = 300\n", encoding="utf-8")
    assert load_settings(file).read.timeout_s == 300
    assert load_settings(file).read.max_pages == Settings().read.max_pages


def test_a_name_is_read_as_text(tmp_path: Path) -> None:
    """A setting that is a name takes any text."""
    file = tmp_path / "minerva.toml"
    file.write_text("[readability]\ntagger = 'sv_core_news_sm'\n", encoding="utf-8")
    assert load_settings(file).readability.tagger == "sv_core_news_sm"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[read]\ntimeout = 3", "unknown setting 'timeout'.*timeout_s"),
        ("[reading]\n", "unknown setting 'reading'.*read"),
        ("read = 3", "must be a table"),
        ("[read]\ntimeout_s = 'long'", "is 'long'"),
        ("[read]\nmax_pages = -1", "is -1"),
        ("[read]\nocr = 'ibland'", "is 'ibland'.*auto, never, always"),
        ("[readability]\ntagger = 3", "is 3; give a text"),
        ("[read", "no valid TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    """A file that cannot be used is refused, naming what is wrong and what is known."""
    file = tmp_path / "minerva.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        load_settings(file)
