"""Imports go down: no module knows what stands above it or beside it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "searchkit"

#: From the bottom up; what shares a layer must not import each other. The public API, `searchkit`
#: itself, stands below the command line, which uses it as any application would.
LAYERS = (
    {"data", "errors", "letters"},
    {"config"},
    {"analysis", "dates"},
    {"articles", "query"},
    {"entities"},
    {"engine", "highlight"},
    {"hits"},
    {"archive"},
    {"searchkit"},
    {"terminal"},
    {"__main__"},
)
HEIGHT = {room: height for height, layer in enumerate(LAYERS) for room in layer}

#: Packages that are ours alone to hide, and the rooms that may import them.
ALLOWED = {"whoosh": {"query", "engine"}, "click": {"terminal"}, "rich": {"terminal"}}
#: The only modules that may import rich before it is asked to show something.
RICH_AT_ONCE = {f"searchkit.terminal.{name}" for name in ("human", "cells", "bar", "sample")}


def room_of(module: str) -> str:
    """The part of searchkit that *module* is in: its own name, for the package itself."""
    return [*module.split("."), "searchkit"][1] if module != "searchkit" else "searchkit"


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def imported(node: ast.AST, module: str, *, is_package: bool) -> list[str]:
    """The full names that *node* imports, if it is an import in *module*."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        parents = module.split(".")
        up = node.level - is_package
        base = ".".join([*parents[: len(parents) - up], *([base] if base else [])])
    if base != "searchkit":
        return [base]
    parts = [f"searchkit.{alias.name}" for alias in node.names]
    return [name if room_of(name) in HEIGHT else "searchkit" for name in parts]


def at_once(tree: ast.AST) -> Iterator[ast.AST]:
    """What runs when the module is imported: everything outside functions."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield node
            yield from at_once(node)


def violations(module: str, source: str, *, is_package: bool = False) -> list[str]:
    """What *source*, the text of *module*, imports against the rule."""
    tree = ast.parse(source)
    eager = {id(node) for node in at_once(tree)}
    room = room_of(module)
    found = [] if room in HEIGHT else [f"{module} is in no layer"]
    for node in ast.walk(tree):
        for name in imported(node, module, is_package=is_package):
            top = name.partition(".")[0]
            target = room_of(name)
            if top == "searchkit":
                if target != room and HEIGHT.get(target, 99) >= HEIGHT.get(room, 99):
                    found.append(f"{module} imports {name}")
            elif room not in ALLOWED.get(top, {room}):
                found.append(f"{module} imports {name}")
            elif top == "rich" and id(node) in eager and module not in RICH_AT_ONCE:
                found.append(f"{module} imports {name} at once")
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=module_of)
def test_imports_go_down(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    is_package = path.name == "__init__.py"
    assert violations(module_of(path), source, is_package=is_package) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        pytest.param("searchkit.analysis.stemmer", "from searchkit import dates", id="sideways"),
        pytest.param("searchkit.query.parse", "import searchkit.engine.stock", id="upward"),
        pytest.param("searchkit.query.parse", "from ..engine import build", id="relative"),
        pytest.param("searchkit.query", "from ..articles import load", id="relative sideways"),
        pytest.param("searchkit.config", "from searchkit import Archive", id="public api"),
        pytest.param("searchkit.errors", "def f():\n  import searchkit.config", id="in a function"),
        pytest.param("searchkit.highlight", "import whoosh.query", id="whoosh"),
        pytest.param("searchkit.archive", "import click", id="click"),
        pytest.param("searchkit.archive", "def f():\n  from rich import box", id="rich outside"),
        pytest.param("searchkit.terminal.app", "from rich.text import Text", id="rich at once"),
        pytest.param("searchkit.terminal.app", "if 1:\n  import rich", id="rich at once in an if"),
        pytest.param("searchkit.utils", "", id="room without a layer"),
    ],
)
def test_a_wrong_import_is_found(module: str, source: str) -> None:
    assert len(violations(module, source, is_package=module == "searchkit.query")) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        pytest.param("searchkit.engine.stock", "from whoosh import query", id="whoosh in engine"),
        pytest.param("searchkit.articles.load", "from . import files", id="own room"),
        pytest.param("searchkit.articles.load", "from .files import walk", id="own module"),
        pytest.param("searchkit.terminal.app", "from searchkit import Archive", id="public api"),
        pytest.param("searchkit.terminal.app", "def f():\n  import rich", id="rich when needed"),
        pytest.param("searchkit.terminal.human", "import rich.text", id="rich in human"),
        pytest.param("searchkit", "from searchkit.archive import Archive", id="the api itself"),
    ],
)
def test_a_right_import_passes(module: str, source: str) -> None:
    assert violations(module, source) == []
