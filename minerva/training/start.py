"""The encoder that a training goes on from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minerva.encoding.models import load_encoder
from minerva.encoding.static import StaticEncoder
from minerva.errors import MinervaError
from minerva.messages import translate as _
from minerva.training.saving import RECIPE_FILE

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from minerva.training.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Start:
    """A static encoder, its pieces and rows."""

    folder: Path
    encoder: StaticEncoder

    @classmethod
    def at(cls, folder: Path) -> Start:
        """
        Load the encoder in *folder*.

        Raises
        ------
        MinervaError
            If there is none, or it is no static encoder.
        """
        encoder = load_encoder(folder)
        if not isinstance(encoder, StaticEncoder):
            raise MinervaError(
                _("{folder} holds no static encoder. Begin with models/minerva-sv, or without one.").format(
                    folder=folder
                )
            )
        return cls(folder, encoder)

    def check(self, recipe: Recipe) -> None:
        """
        Find out whether *recipe* can go on from it.

        Raises
        ------
        MinervaError
            If its vectors are shorter or longer than the recipe's.
        """
        if self.encoder.dimensions != recipe.sizes[0]:
            raise MinervaError(
                _("{folder} has vectors of {n} numbers; only those of {wanted} can be trained further.").format(
                    folder=self.folder, n=self.encoder.dimensions, wanted=recipe.sizes[0]
                )
            )

    @property
    def record(self) -> dict[str, Any]:
        """Its name and fingerprint, and how it was made where that lies beside it."""
        kept = self.folder / RECIPE_FILE
        made = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else None
        return {"name": self.folder.name, "fingerprint": self.encoder.fingerprint, "training": made}

    def pieces(self) -> str:
        """Return its tokenizer as JSON."""
        return self.encoder.tokenizer.to_str()

    def rows(self) -> NDArray[np.float32]:
        """Return its rows, ``(pieces, dimensions)``."""
        return self.encoder.rows
