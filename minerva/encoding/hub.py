"""Models by their names on Hugging Face: from disk where they are there, fetched once where there is a network."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from minerva.encoding.folder import unusable
from minerva.errors import EncoderError
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterator

_WANTED = ("*.json", "*.model", "*.safetensors", "*.txt")
_UNWANTED = ("onnx/*", "openvino/*", "*/onnx/*", "*/openvino/*")
_PATIENCE_S = 10.0


class Snapshot(NamedTuple):
    """A model as it lies on disk, and of which revision it is."""

    folder: Path
    revision: str


def snapshot(name: str) -> Snapshot:
    """
    Return where the model *name* lies; fetch it if it is not there.

    Raises
    ------
    EncoderError
        If it is not on disk and there is no network, or no such model.
    """
    require_sentence_transformers(name)
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - takes half a second
    from huggingface_hub.errors import LocalEntryNotFoundError  # noqa: PLC0415

    try:
        folder = Path(snapshot_download(name, local_files_only=True))
    except LocalEntryNotFoundError:
        folder = _fetch(name)
    return Snapshot(folder, folder.name)


def on_disk() -> Iterator[str]:
    """Yield the names of the models that Hugging Face's cache on this machine holds."""
    if find_spec("huggingface_hub") is None:
        return
    from huggingface_hub import CacheNotFound, scan_cache_dir  # noqa: PLC0415 - as above

    try:
        found = scan_cache_dir()
    except CacheNotFound:
        return
    for repo in found.repos:
        if any(file.file_name == "modules.json" for revision in repo.revisions for file in revision.files):
            yield repo.repo_id


def require_sentence_transformers(name: str) -> None:
    """
    Make sure that models other than static ones can be loaded.

    Raises
    ------
    EncoderError
        If the library for it is not installed.
    """
    if find_spec("sentence_transformers") is None:
        raise EncoderError(
            _(
                "The encoder {name} needs sentence-transformers. Install it: pip install 'minerva-reports[models]'"
            ).format(name=name)
        )


def load_from_disk(kind: Literal["SentenceTransformer", "CrossEncoder"], folder: Path) -> Any:  # noqa: ANN401 - a model of that kind
    """
    Load a model of sentence-transformers from *folder*, with nothing fetched and no code of the model's own run.

    Raises
    ------
    EncoderError
        If it cannot be loaded.
    """
    import sentence_transformers  # noqa: PLC0415 - torch costs seconds
    from transformers.utils import logging  # noqa: PLC0415

    logging.disable_progress_bar()
    load = getattr(sentence_transformers, kind)
    try:
        return load(str(folder), local_files_only=True, trust_remote_code=False, model_kwargs={"use_safetensors": True})
    # A damaged or unknown model fails in whatever way its parts do.
    except Exception as error:
        raise unusable(folder, str(error).splitlines()[0]) from error


def _fetch(name: str) -> Path:
    """Fetch a model; one short question first, since what fetches it would try for minutes without a network."""
    from huggingface_hub import HfApi, snapshot_download  # noqa: PLC0415 - as above

    try:
        HfApi().model_info(name, timeout=_PATIENCE_S)
        return Path(
            snapshot_download(
                name, allow_patterns=list(_WANTED), ignore_patterns=list(_UNWANTED), etag_timeout=_PATIENCE_S
            )
        )
    # Whatever stands between us and the model, the remedy is the same.
    except Exception as error:
        raise EncoderError(
            _(
                "The encoder {name} is not on this machine and could not be fetched ({error}). "
                "Check the name and the network, or copy its folder here and give the folder's path."
            ).format(name=name, error=type(error).__name__)
        ) from error
