from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import minerva
from tests.making import encode_all, put_examples

if TYPE_CHECKING:
    from minerva import Library

ROOT = Path(__file__).parents[1]


def test_all_names_exist() -> None:
    """Every public name can be had, and there are at most fifteen."""
    assert all(getattr(minerva, name) is not None for name in minerva.__all__)
    assert len(minerva.__all__) <= 15


def test_all_is_what_loads_lazily() -> None:
    """The public names are just those that the package knows how to load."""
    assert sorted(minerva.__all__) == sorted(minerva._HOMES)


def test_search_stays_a_function() -> None:
    """Loading the stage that searches does not hide the function."""
    import minerva.retrieval.search

    assert callable(minerva.search)


def test_unknown_name() -> None:
    """A name that is not public is refused as Python does."""
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = minerva.nothing


def test_searching_by_meaning_imports_nothing_heavy(library: Library, tmp_path: Path) -> None:
    """The command line's search by meaning loads neither spaCy nor torch nor sentence-transformers."""
    put_examples(library)
    encode_all(library, tmp_path / "model")
    code = (
        "import sys, minerva.cli;"
        f"sys.argv = ['minerva', '--index', {str(library.folder)!r}, 'search', 'husrum', '--mode=meaning', '--json'];"
        "sys.modules['spacy'] = sys.modules['torch'] = sys.modules['sentence_transformers'] = None;"
        "minerva.cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "semantic_rank" in done.stdout


def test_searching_imports_nothing_heavy() -> None:
    """The command line's search for words loads neither numpy nor spaCy nor torch nor a PDF library."""
    code = (
        "import sys, minerva.cli.app, minerva.retrieval.search, minerva.library.store;"
        "heavy = {'spacy', 'torch', 'sentence_transformers', 'pdfminer', 'docx', 'pebble', 'numpy'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
