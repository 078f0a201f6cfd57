"""The encoder that ships with Minerva."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from minerva import load_encoder
from minerva.encoding.models import DEFAULT, shipped_folder
from minerva.encoding.pieces import goes_word_by_word

if TYPE_CHECKING:
    from pathlib import Path

    from minerva.encoding.encoder import Encoder

MOST_BYTES = 40 << 20
TEXTS = [
    "Vräkningsförebyggande arbete: nämnden följer upp hur många barn som berörs.",
    "SIP, LVU och 11 kap. 1 § SoL (2001:453) – ”insatser” å la carte…",
    "Kostnaden ökade med 4,2 mnkr, dvs. 7 %.\n\nUtfall\t2017\t12,5",
    "ÖPPENVÅRD öppenvård o\u0308ppenva\u030ard",
    "alkoholmissbruksbehandlingens hyresgästinflytandeprojekt",
    "½ ﬁn™ 10²\u00ad\u2009Ⅳ",
    "日本語 русский 😀",
    "x" * 300,
]


@pytest.fixture(scope="module")
def folder() -> Path:
    """Give the folder of the encoder that ships."""
    found = shipped_folder(DEFAULT)
    assert found
    return found


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """Give the encoder that ships, as a user has it."""
    return load_encoder()


def test_it_is_small_and_whole(folder: Path) -> None:
    """All its files take at most 40 MB, and a card and a recipe lie beside it."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES
    assert {"README.md", "training.json", "modules.json"} <= {file.name for file in files}


@pytest.mark.parametrize("texts", [TEXTS, TEXTS * 3, TEXTS[:1]])
def test_sentence_transformers_gives_the_same(folder: Path, encoder: Encoder, texts: list[str]) -> None:
    """sentence-transformers gives the vectors of our own encoder to 1e-5, cut whole or word by word."""
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(folder), device="cpu").encode(texts)
    assert np.abs(theirs - encoder.encode(texts)).max() < 1e-5


def test_each_word_is_cut_once(folder: Path) -> None:
    """Its tokenizer looks at nothing beyond a word, on which its speed rests."""
    from tokenizers import Tokenizer

    assert goes_word_by_word(Tokenizer.from_file(str(folder / "tokenizer.json")))


@pytest.mark.parametrize(
    ("query", "nearest_first"),
    [
        ("familjer som blir av med sin bostad", ["vräkningar av barnfamiljer", "sjukfrånvaro bland personalen"]),
        ("våld i nära relation", ["våldsutsatta kvinnor", "ekonomiskt bistånd", "underhåll av vägar"]),
        ("hemlösa", ["hemlöshetskartläggning", "budgetavvikelse"]),
    ],
)
def test_what_means_the_same_is_nearer(encoder: Encoder, query: str, nearest_first: list[str]) -> None:
    """What says the same in other words is nearer to a query than what does not."""
    scores = encoder.encode(nearest_first) @ encoder.encode([query], as_query=True)[0]
    assert all(first > second for first, second in pairwise(scores))


@pytest.mark.parametrize("size", [128, 64])
def test_shortened_vectors_are_of_use(encoder: Encoder, size: int) -> None:
    """The first numbers of a vector alone tell what is near."""
    asked, near, far = encoder.encode(["barn i familjehem", "placerade barn", "snöröjning"])[:, :size]
    assert asked @ near > asked @ far
