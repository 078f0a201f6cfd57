import subprocess
import sys

import pytest

import minerva


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


def test_searching_imports_nothing_heavy() -> None:
    """The command line's search loads neither spaCy nor torch nor a PDF library."""
    code = (
        "import sys, minerva.cli.app, minerva.retrieval.search, minerva.library.store;"
        "heavy = {'spacy', 'torch', 'sentence_transformers', 'pdfminer', 'docx', 'pebble', 'numpy'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
