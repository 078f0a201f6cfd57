"""A model's folder as sentence-transformers writes it: what it consists of, what it is known by, whether it is safe."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minerva.errors import EncoderError
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PARTS_FILE = "modules.json"
_OWN_PARTS = "sentence_transformers."
"""Only classes of the library itself are loaded; a model that names others would run code of its own."""
_ENDINGS_THAT_COUNT = {".json", ".model", ".safetensors", ".txt"}
_UNSAFE_ENDINGS = {".bin", ".ckpt", ".pickle", ".pkl", ".pt", ".pth"}


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a model: the name of its class without its module, and the folder of its files."""

    kind: str
    folder: Path


def is_model(folder: Path) -> bool:
    """Tell whether *folder* holds a sentence-transformers model."""
    return (folder / PARTS_FILE).is_file()


def parts_of(folder: Path) -> list[Part]:
    """
    Return the steps of the model in *folder*, in their order.

    Raises
    ------
    EncoderError
        If it is no such model, or would run code of its own or load weights that may hold code.
    """
    entries = _read_json(folder / PARTS_FILE)
    try:
        types = [str(entry["type"]) for entry in entries]
        paths = [folder / str(entry["path"]) for entry in entries]
    except (KeyError, TypeError) as error:
        raise unusable(folder, _("modules.json does not say what it consists of")) from error
    foreign = [one for one in types if not one.startswith(_OWN_PARTS)]
    if foreign:
        raise unusable(folder, _("it would run code of its own: {code}").format(code=foreign[0]))
    outside = [path for path in paths if not path.resolve().is_relative_to(folder.resolve())]
    if outside:
        raise unusable(folder, _("it names files elsewhere: {path}").format(path=outside[0]))
    unsafe = [file.name for path in paths if path.is_dir() for file in path.iterdir() if _is_unsafe(file)]
    if unsafe:
        raise unusable(folder, _("its weights are not in safetensors but in {file}").format(file=unsafe[0]))
    return [Part(one.rpartition(".")[2], path) for one, path in zip(types, paths, strict=True)]


def prompts_of(folder: Path) -> dict[str, str]:
    """Return what the model itself says is to be put before a ``query`` or a ``document``."""
    settings = folder / "config_sentence_transformers.json"
    found = _read_json(settings).get("prompts") if settings.is_file() else None
    return {str(name): str(prompt) for name, prompt in (found or {}).items() if prompt}


def fingerprint_of(folder: Path, files: Iterable[Path] | None = None) -> str:
    """Return the SHA-256 of *files*, or of all in *folder* that may change the vectors, and of their names."""
    counting = files or [file for file in folder.rglob("*") if file.suffix in _ENDINGS_THAT_COUNT and file.is_file()]
    named = {file.relative_to(folder).as_posix(): file for file in counting}
    digest = hashlib.sha256()
    for name, file in sorted(named.items()):
        with file.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        digest.update(f"{content} {name}\n".encode())
    return digest.hexdigest()


def _is_unsafe(file: Path) -> bool:
    return file.suffix in _UNSAFE_ENDINGS and not any(file.parent.glob("*.safetensors"))


def _read_json(path: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise unusable(path.parent, _("{file} cannot be read").format(file=path.name)) from error


def unusable(folder: Path, reason: str) -> EncoderError:
    """Return the error that says why the model in *folder* cannot be used, and what to do."""
    return EncoderError(
        _("The model in {folder} cannot be used: {reason}. Choose another: minerva model list").format(
            folder=folder, reason=reason
        )
    )
