"""Writing a static encoder as a folder that sentence-transformers reads."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minerva.training.card import CARD_FILE, card_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_CONFIG = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "similarity_fn_name": "cosine",
}
RECIPE_FILE = "training.json"


def save_encoder(folder: Path, tokenizer: Tokenizer, rows: NDArray[np.float32], record: dict[str, Any]) -> None:
    """
    Write a static encoder to *folder*, whole or not at all.

    Parameters
    ----------
    rows
        ``(pieces, dim)`` float32; the vector of a text is the mean of its pieces' rows, scaled to length 1.
    record
        How it was made, kept beside it as JSON and told in its card, see :func:`~minerva.training.card.card_of`.
    """
    from safetensors.numpy import save_file  # noqa: PLC0415 - only to train

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        made = Path(name)
        (made / "1_Normalize").mkdir()
        _write_json(made / "modules.json", _MODULES)
        _write_json(made / "config_sentence_transformers.json", _CONFIG)
        _write_json(made / "1_Normalize" / "config.json", {})
        _write_json(made / RECIPE_FILE, record)
        _write_card(made, folder.name, record)
        tokenizer.save(str(made / "tokenizer.json"), pretty=False)
        save_file({"embedding.weight": rows}, made / "model.safetensors")
        (made / "model.safetensors").chmod(0o644)
        for file in sorted(made.rglob("*")):
            if file.is_file():
                kept = folder / file.relative_to(made)
                kept.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(file, kept)


def renew_card(folder: Path) -> None:
    """Write the card of the encoder in *folder* anew, as when figures were added to what lies beside it."""
    _write_card(folder, folder.name, json.loads((folder / RECIPE_FILE).read_text(encoding="utf-8")))


def _write_card(folder: Path, name: str, record: dict[str, Any]) -> None:
    (folder / CARD_FILE).write_text(card_of(name, record), encoding="utf-8")


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
