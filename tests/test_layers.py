import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "minerva"
LAYERS = [
    {"messages", "records", "errors", "settings"},
    {"outward"},
    {"swedish"},
    {"read"},
    {"understand"},
    {"encoding"},
    {"training"},
    {"library"},
    {"retrieval", "citation"},
    {"themes"},
    {"compare"},
    {"collect"},
    {"export", "labelling"},
    {"examples"},
    {"evaluate", "intake"},
    {"cli", "views", "__init__", "__main__"},
]
BELOW = {name: depth for depth, names in enumerate(LAYERS) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))


def _room(module: Path) -> str:
    first = module.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name.split(".")[1] for name in names if name.startswith("minerva.")}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_imports_run_one_way(module: Path) -> None:
    """A module imports only from its own layer and those below it."""
    assert all(BELOW[name] <= BELOW[_room(module)] for name in _imports(module))


def test_every_room_has_its_layer() -> None:
    """No module or package stands outside the order of the layers."""
    assert {_room(module) for module in MODULES} == set(BELOW)


def test_no_drawer_for_odds_and_ends() -> None:
    """No module is named after nothing in particular."""
    assert not {module.stem for module in MODULES} & {"utils", "helpers", "manager", "common", "misc"}
