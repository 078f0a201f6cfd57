"""What turns texts into vectors, whichever model does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


class Encoder(Protocol):
    """
    Texts as unit vectors; get one from :func:`~minerva.encoding.models.load_encoder`.

    Attributes
    ----------
    name
        By which the same encoder is loaded again: a model's name, or the full path of its folder.
    fingerprint
        Another for every encoder that gives other vectors; vectors of different fingerprints cannot be compared.
    dimensions
        Length of a vector.
    is_light
        Whether it loads at once and needs no accelerator, so that every worker process may have one of its own.
    """

    @property
    def name(self) -> str: ...  # noqa: D102 - told above

    @property
    def fingerprint(self) -> str: ...  # noqa: D102

    @property
    def dimensions(self) -> int: ...  # noqa: D102

    @property
    def is_light(self) -> bool: ...  # noqa: D102

    def encode(self, texts: Sequence[str], *, as_query: bool = False) -> NDArray[np.float32]:
        """
        Return a unit row for each text, ``(n, dimensions)``.

        Parameters
        ----------
        as_query
            Whether the texts ask rather than answer; some models want to know.
        """
        ...
