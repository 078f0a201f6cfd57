"""Breaking a training off and going on: what was prepared and how far it came, in a folder of its own."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import torch
    from numpy.typing import NDArray

_RECIPE = "recipe.json"
_STEP = "step"


class Workplace:
    """
    The folder in which a training that is not done lies; ended anywhere, it goes on from its last checkpoint.

    What another recipe left there is thrown away.
    """

    def __init__(self, folder: Path, recipe: dict[str, Any]) -> None:
        self._folder = folder
        kept = folder / _RECIPE
        written = json.dumps(recipe, sort_keys=True)
        if kept.exists() and kept.read_text(encoding="utf-8") != written:
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(written, encoding="utf-8")

    def arrays(self, name: str, make: Callable[[], dict[str, NDArray[Any]]]) -> dict[str, NDArray[Any]]:
        """Return named arrays, made at most once."""
        import numpy as np  # noqa: PLC0415 - only to train

        path = self._folder / f"{name}.npz"
        if not path.exists():
            made = self._folder / f"{name}.part.npz"
            np.savez(made, allow_pickle=False, **make())
            made.replace(path)
        with np.load(path, allow_pickle=False) as kept:
            return dict(kept)

    def text(self, name: str, make: Callable[[], str]) -> str:
        """Return a text, made at most once."""
        path = self._folder / name
        if not path.exists():
            made = path.with_suffix(".part")
            made.write_text(make(), encoding="utf-8")
            made.replace(path)
        return path.read_text(encoding="utf-8")

    def save(self, step: int, tensors: dict[str, torch.Tensor]) -> None:
        """Keep the state after so many steps."""
        from safetensors.torch import save_file  # noqa: PLC0415 - only to train

        made = self._folder / "state.part"
        save_file(tensors, made, metadata={_STEP: str(step)})
        made.replace(self._folder / "state.safetensors")

    def load(self) -> tuple[int, dict[str, torch.Tensor]]:
        """Return the last state that was kept; step 0 and nothing if there is none."""
        from safetensors import safe_open  # noqa: PLC0415 - only to train

        path = self._folder / "state.safetensors"
        if not path.exists():
            return 0, {}
        with safe_open(path, framework="pt") as state:
            return int(state.metadata()[_STEP]), {name: state.get_tensor(name) for name in state.keys()}  # noqa: SIM118

    def clear(self) -> None:
        """Throw everything away: the training is done."""
        shutil.rmtree(self._folder)
