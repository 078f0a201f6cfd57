"""Which encoders there are, and where a name leads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minerva.encoding.folder import is_model, parts_of
from minerva.errors import EncoderError
from minerva.messages import mark
from minerva.messages import translate as _

if TYPE_CHECKING:
    from minerva.encoding.encoder import Encoder

DEFAULT = "minerva-sv"
"""The encoder that ships."""
_SHIPPED_FOLDERS = (Path(__file__).parents[1] / "models", Path(__file__).parents[2] / "models")
"""In an installed package, and beside the package in a checkout."""
_STATIC_PARTS = (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


@dataclass(frozen=True, slots=True)
class KnownEncoder:
    """An encoder that is worth a try, and what for; :func:`~minerva.messages.translate` the latter."""

    name: str
    about: str


KNOWN = (
    KnownEncoder(DEFAULT, mark("ships with Minerva; small and quick")),
    KnownEncoder("KBLab/sentence-bert-swedish-cased", mark("Swedish; better with a graphics card")),
    KnownEncoder("intfloat/multilingual-e5-small", mark("many languages; better with a graphics card")),
    KnownEncoder("BAAI/bge-m3", mark("many languages; large, needs a graphics card")),
)


def load_encoder(name: str | Path | None = None) -> Encoder:
    """
    Load an encoder.

    Parameters
    ----------
    name
        A model's name on Hugging Face, a folder that sentence-transformers wrote, or the name of an encoder that
        ships; by default that which Minerva uses, ``"minerva-sv"``.

    Raises
    ------
    EncoderError
        If it is not on disk and cannot be fetched, or is not safe to load.
    """
    if name is None:
        name = DEFAULT
    folder = folder_of(name)
    if folder:
        lasting = str(name) if shipped_folder(str(name)) else str(folder)
        return _load(folder, lasting)
    from minerva.encoding.hub import snapshot  # noqa: PLC0415 - most users never need it

    found = snapshot(str(name))
    return _load(found.folder, str(name), fingerprint=f"{name}@{found.revision}")


def shipped_folder(name: str) -> Path | None:
    """Return where an encoder lies that came with Minerva; None if none of this name did."""
    folders = [folder / name for folder in _SHIPPED_FOLDERS] if name and Path(name).name == name else []
    return next((folder for folder in folders if is_model(folder)), None)


def folder_of(name: str | Path) -> Path | None:
    """Return the folder that *name* means; None where it is a model's name on Hugging Face."""
    shipped = shipped_folder(str(name))
    if shipped:
        return shipped
    folder = Path(name).expanduser().absolute()
    if is_model(folder):
        return folder
    if folder.exists() or isinstance(name, Path) or str(name).count("/") != 1:
        raise EncoderError(
            _(
                "{name} is no encoder: neither a folder with a modules.json nor a model's name. See: minerva model list"
            ).format(name=name)
        )
    return None


def _load(folder: Path, name: str, *, fingerprint: str | None = None) -> Encoder:
    if [part.kind for part in parts_of(folder)] in _STATIC_PARTS:
        from minerva.encoding.static import StaticEncoder  # noqa: PLC0415 - numpy costs a tenth of a second

        return StaticEncoder(folder, name)
    from minerva.encoding.transformer import TransformerEncoder  # noqa: PLC0415 - torch costs seconds

    return TransformerEncoder(folder, name, fingerprint)
