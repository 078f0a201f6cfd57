from __future__ import annotations

import ast
import errno
import gettext
import os
import re
import shlex
import shutil
import string
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer
from babel.messages.pofile import read_po

from minerva.cli.app import app
from minerva.cli.wording import translated
from minerva.errors import LibraryLocked, UnknownValue, refusal
from minerva.messages import LOCALE_FOLDER, decimal, language, translate, translate_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "minerva").rglob("*.py"))
VERBS = sorted((ROOT / "minerva" / "cli").glob("*.py"))
SWEDISH = LOCALE_FOLDER / "sv" / "LC_MESSAGES"
MARKS = {"_": 1, "mark": 1, "translate_count": 2}
"""What marks a message, and how many forms of it are given."""


def _tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"), str(module))


def _called(node: ast.AST) -> str:
    """Return the name that a call ends in, such as ``print``; nothing for what is no call."""
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "attr", None) or getattr(function, "id", "")


def _messages(module: Path) -> Iterator[tuple[str, ...]]:
    """Yield the English messages of a module, each with its forms."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Call) and _called(node) in MARKS:
            forms = [form.value for form in node.args[: MARKS[_called(node)]] if isinstance(form, ast.Constant)]
            if forms:
                yield tuple(forms)


def _catalogue() -> Catalog:
    with (SWEDISH / "minerva.po").open("rb") as file:
        return read_po(file, locale="sv", domain="minerva")


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


ENTRIES = [message for message in _catalogue() if message.id]


def _names(text: str) -> set[str | None]:
    return {name for _text, name, _form, _conversion in string.Formatter().parse(text)} - {None}


@pytest.fixture
def swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let messages be what users read when they choose nothing."""
    monkeypatch.delenv("MINERVA_LANGUAGE")


def test_every_message_is_in_the_catalogue() -> None:
    """The catalogue holds the messages of the code and no others; ``make locale`` brings it up to date."""
    in_code = {forms for module in MODULES for forms in _messages(module)}
    assert {_forms(entry.id) for entry in ENTRIES} == in_code
    assert not _catalogue().obsolete


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: _forms(entry.id)[0][:40])
def test_every_message_is_translated(entry: Message) -> None:
    """Each form has Swedish words, none of them doubtful, with the same names in braces."""
    swedish = _forms(entry.string)
    assert len(swedish) == len(_forms(entry.id))
    assert all(swedish)
    assert not entry.fuzzy
    assert all(_names(one) == _names(_forms(entry.id)[-1]) for one in swedish)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: _forms(entry.id)[0][:40])
def test_swedish_typography(entry: Message) -> None:
    """Values stand within ”…”, never within typewriter quotes or as Python shows them."""
    for text in _forms(entry.string):
        assert not re.search(r"['\"]\{|\}['\"]|!r\}|[“‘]", text)
        assert "  " not in text


def test_make_locale_changes_nothing(tmp_path: Path) -> None:
    """Template, catalogue and compiled catalogue are what ``make locale`` makes of the code, whenever it runs."""
    shutil.copytree(LOCALE_FOLDER, tmp_path / "locale")
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nlocale:")[2].partition("\n\n")[0]
    commands = [line for line in recipe.replace("\\\n", " ").splitlines() if "pybabel" in line]
    assert len(commands) == 3
    for command in commands:
        words = shlex.split(command.replace("minerva/locale", str(tmp_path / "locale")))
        subprocess.run([sys.executable, "-m", "babel.messages.frontend", *words[1:]], cwd=ROOT, check=True)
    for name in ("minerva.pot", "sv/LC_MESSAGES/minerva.po"):
        assert _text(tmp_path / "locale" / name) == _text(LOCALE_FOLDER / name)
    assert _compiled(tmp_path / "locale/sv/LC_MESSAGES/minerva.mo") == _compiled(SWEDISH / "minerva.mo")


def _text(file: Path) -> str:
    return re.sub(r"Babel [\d.]+", "Babel", file.read_text(encoding="utf-8"))


def _compiled(file: Path) -> dict[object, str]:
    with file.open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    return {key: value for key, value in catalogue.items() if key}


@pytest.mark.usefixtures("swedish")
def test_swedish_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a choice, or with one that is not known, messages are Swedish; English is a choice."""
    assert (language(), translate("The file is empty.")) == ("sv", "Filen är tom.")
    monkeypatch.setenv("MINERVA_LANGUAGE", "xx")
    assert (language(), translate("The file is empty.")) == ("sv", "Filen är tom.")
    monkeypatch.setenv("MINERVA_LANGUAGE", "en")
    assert (language(), translate("The file is empty.")) == ("en", "The file is empty.")


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize(("count", "words"), [(0, "0 filer"), (1, "1 fil "), (2, "2 filer")])
def test_one_and_many(count: int, words: str) -> None:
    """Swedish counts none and many alike, and one by itself."""
    text = translate_count("{n} file unchanged", "{n} files unchanged", count).format(n=count)
    assert text.startswith(words)


def test_decimals(monkeypatch: pytest.MonkeyPatch) -> None:
    """A figure has a comma in Swedish and a point in English."""
    assert decimal(0.125, 2) == "0.12"
    monkeypatch.setenv("MINERVA_LANGUAGE", "sv")
    assert decimal(1234.5, 1) == "1234,5"


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize(
    ("what", "value", "known", "sentence"),
    [
        ("municipality", "Mölnadal", ["Mölndal"], "”Mölnadal” är ingen kommun. Menade du ”Mölndal”?"),
        ("county", "Skone län", ["Skåne län"], "”Skone län” är inget län. Menade du ”Skåne län”?"),
        ("group", "byar", [], "”byar” är ingen kommungrupp. minerva reports visar vad som finns."),
        ("board", "x", [], "Ingen rapport kommer från en nämnd som heter ”x”. minerva reports visar vad som finns."),
        ("kind", "bok", ["protokoll", "strategi"], "”bok” är ingen rapporttyp. Välj bland: protokoll, strategi."),
        ("passage_kind", "x", ["text"], "”x” är ingen typ av stycke. Välj bland: text."),
        ("report", "zz", [], "Ingen rapport har id ”zz”. minerva reports visar vad som finns."),
        ("passage", "zz", [], "Inget stycke har id ”zz”. minerva search visar styckenas id."),
    ],
)
def test_unknown_values_in_swedish(what: str, value: str, known: list[str], sentence: str) -> None:
    """What is not known is named in Swedish of the right gender, with what was meant or where to look."""
    assert str(UnknownValue(what, value, known)) == sentence


@pytest.mark.usefixtures("swedish")
def test_beginning_of_several_ids() -> None:
    """The beginning of many ids asks for more of it, not for another id."""
    assert str(UnknownValue("report", "3f", begins_several=True)) == "Flera id börjar med ”3f”. Skriv fler tecken."


def test_writer_without_a_number(tmp_path: Path) -> None:
    """A writing process is named by its number only where that is known."""
    assert "Process 4711 is writing" in str(LibraryLocked(tmp_path, 4711))
    assert "Another process is writing" in str(LibraryLocked(tmp_path, None))


@pytest.mark.usefixtures("swedish")
def test_refusals() -> None:
    """The system's usual refusals are told in Swedish; others keep the system's own words."""
    assert refusal(FileNotFoundError(errno.ENOENT, "No such file or directory")) == "den finns inte"
    assert refusal(PermissionError(errno.EACCES, "Permission denied")) == "du saknar behörighet"
    assert refusal(OSError(errno.ENOSPC, "No space left on device")) == "No space left on device"
    assert refusal(OSError("no number")) == "no number"


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("search", "Du behöver ange {query}."),
        ("serch", "Kommandot ”serch” finns inte. Menade du search?"),
        ("xyz", "Kommandot ”xyz” finns inte."),
        ("search a b", "Det här blev över: b. Skriv citattecken runt flera ord som hör ihop."),
        ("search a --municip x", "Tillvalet --municip finns inte. Liknande tillval: --municipality."),
        ("search a --zzz", "Tillvalet --zzz finns inte."),
        ("search a --index", "Tillvalet --index behöver ett värde efter sig."),
        ("search a --json=x", "Tillvalet --json ska inte ha något värde efter sig."),
        ("search a --limit x", "Fel värde för -k / --limit: ange ett heltal."),
        ("search a --limit -1", "Fel värde för -k / --limit: ange minst 0."),
        ("--index x", "Ange ett kommando."),
    ],
)
def test_misuse_in_swedish(words: str, sentence: str) -> None:
    """What Typer says of a call that cannot be understood, each in its form of today, is Swedish."""
    with pytest.raises(typer.TyperException) as raised:
        app(words.split(), standalone_mode=False)
    query = next(one for one in typer.main.get_command(app).commands["search"].params if one.name == "query")  # type: ignore[attr-defined]
    assert translated(raised.value.format_message()) == sentence.format(query=query.metavar)


def _printed(*words: str, language: str) -> str:
    environment = os.environ | {"MINERVA_LANGUAGE": language, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", "minerva", *words], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("words", [["--help"], ["search", "--help"], ["reports", "show", "--help"], [], ["add"]])
def test_help_in_swedish(words: list[str]) -> None:
    """Help pages and hints hold no word of Typer's English and no type of Python's."""
    page = _printed(*words, language="sv")
    assert page.startswith("Användning: minerva ")
    assert "--help" in page
    assert not re.search(r"Usage|Options|Arguments|Commands|COMMAND|Error|Show this|required|default|env var", page)
    assert not re.search(r"<|list\[|[{}]", page)


def test_help_in_english() -> None:
    """Who chooses English reads English."""
    page = _printed("search", "--help", language="en")
    assert page.startswith("Usage: minerva search [OPTIONS] QUERY")
    assert "Show this message and exit." in page


SHOWN = {"print", "write", "add_task", "BadParameter"}
"""Calls whose literal words a user reads."""
OPTIONS = {"help", "epilog", "short_help"}
SAME_IN_BOTH = {"minerva", "MB", "PATH", "ID"}
"""Words that both languages share."""


def _literals(node: ast.AST) -> Iterator[str]:
    """Yield the words of the literals below *node* that no translation stands around."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from re.findall(r"[^\W\d_]{2,}", node.value)
    elif isinstance(node, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.FormattedValue | ast.Tuple):
        for child in ast.iter_child_nodes(node):
            yield from _literals(child)


def _shown(module: Path) -> Iterator[str]:
    for node in ast.walk(_tree(module)):
        if not isinstance(node, ast.Call):
            continue
        shown = node.args if _called(node) in SHOWN else []
        for argument in [*shown, *(keyword.value for keyword in node.keywords if keyword.arg in OPTIONS)]:
            yield from _literals(argument)


@pytest.mark.parametrize("module", VERBS, ids=lambda module: module.stem)
def test_nothing_is_shown_untranslated(module: Path) -> None:
    """No words in the command line's help, output or errors stand outside a translation."""
    assert set(_shown(module)) <= SAME_IN_BOTH


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_messages_can_be_found(module: Path) -> None:
    """Messages are literals outside f-strings, so that ``make locale`` sees them on every version of Python."""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.JoinedStr):
            assert not [inner for inner in ast.walk(node) if _called(inner) in MARKS]
        if (
            isinstance(node, ast.Call)
            and _called(node) in {"mark", "translate_count"}
            and "messages" not in module.stem
        ):
            assert all(isinstance(form, ast.Constant) for form in node.args[: MARKS[_called(node)]])
