"""
The training itself: texts that belong together draw near, others in the batch move away.

Normalised temperature-scaled cross-entropy over in-batch negatives, in both directions (van den Oord, Li and Vinyals,
2018; Henderson et al., "Efficient natural language response suggestion", 2017), at several lengths of the vector
(Kusupati et al., "Matryoshka representation learning", NeurIPS 2022).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from minerva.training.ragged import Ragged

_FORBIDDEN = -1e4
_SHARE = 512
"""Rows of the batch that each shorter length is trained on: enough, and a sixteenth of the work."""


class Rows(torch.nn.Module):
    """The table of rows, one a piece, composed of own and shared parts."""

    def __init__(self, common: torch.Tensor, parts: csr_matrix, dimensions: int, seed: int) -> None:
        """
        Draw the parts.

        Parameters
        ----------
        common
            ``(pieces,)`` weight of each piece at the start, in (0, 1]: small for the common ones.
        parts
            See :func:`~minerva.training.composing.shared_parts`.
        """
        super().__init__()
        random = torch.Generator().manual_seed(seed)
        scale = dimensions**-0.5
        self.common = common[:, None]
        self.parts = parts
        self.parts_back = parts.T.tocsr()
        own = torch.randn(parts.shape[0], dimensions, generator=random)
        self.own = torch.nn.Parameter(own * scale * OWN_SHARE * self.common)
        shared = torch.randn(parts.shape[1], dimensions, generator=random)
        self.shared = torch.nn.Parameter(shared * scale * SHARED_SHARE)

    def begin_with(self, rows: NDArray[np.float32]) -> None:
        """Let the table be *rows* at first; what is shared is then what all that share it learn from now on."""
        with torch.no_grad():
            self.own.copy_(torch.from_numpy(rows))
            self.shared.zero_()

    def forward(self) -> torch.Tensor:
        """Return the table, ``(pieces, dimensions)``."""
        composed: torch.Tensor = _Composed.apply(self.shared, self.parts, self.parts_back)  # type: ignore[no-untyped-call]
        return self.own + composed * self.common


OWN_SHARE = 0.5
SHARED_SHARE = 0.3


class _Composed(torch.autograd.Function):
    """A product with a sparse matrix; scipy's is three times as quick as torch's on one core."""

    @staticmethod
    def forward(ctx: Any, shared: torch.Tensor, parts: csr_matrix, parts_back: csr_matrix) -> torch.Tensor:  # noqa: ANN401
        ctx.parts_back = parts_back
        return torch.from_numpy(parts @ shared.detach().numpy())

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> tuple[torch.Tensor, None, None]:  # noqa: ANN401
        return torch.from_numpy(ctx.parts_back @ gradients[0].contiguous().numpy()), None, None


def means(table: torch.Tensor, texts: Ragged) -> torch.Tensor:
    """Return the mean row of each text's pieces."""
    flat, starts = torch.from_numpy(texts.flat), torch.from_numpy(texts.offsets[:-1])
    return functional.embedding_bag(flat, table, starts, mode="mean")


def contrast(
    first: torch.Tensor, second: torch.Tensor, alike: torch.Tensor, *, sharpness: float, sizes: Sequence[int]
) -> torch.Tensor:
    """
    Return the loss of a batch of pairs, averaged over the lengths of the vector.

    Parameters
    ----------
    first, second
        ``(n, dim)``.
    alike
        ``(n, n)`` bool: pairs of texts that are no negatives, being the same.
    sharpness
        What cosines are multiplied by: 1 / temperature.
    sizes
        Lengths at which the vectors shall be of use; the first on the whole batch.
    """
    losses = []
    for number, size in enumerate(sizes):
        rows = slice(None) if number == 0 else slice((number - 1) * _SHARE, number * _SHARE)
        of_first = functional.normalize(first[rows, :size], dim=1) * sharpness
        of_second = functional.normalize(second[rows, :size], dim=1)
        scores = (of_first @ of_second.T).masked_fill(alike[rows, rows], _FORBIDDEN)
        right = torch.arange(len(scores))
        both = functional.cross_entropy(scores, right) + functional.cross_entropy(scores.T, right)
        losses.append(both / 2 * (1 if number == 0 else SHORTER))
    return torch.stack(losses).sum() / (1 + SHORTER * (len(sizes) - 1))


SHORTER = 0.3
"""What the loss at a shorter length weighs."""
