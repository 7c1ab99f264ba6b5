"""The one-way rule between the layers, held by reading every import of the program.

`cli -> ui -> storage -> core` and `exchange -> core`: each may import anything to its right.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import idlib_reader

PACKAGE = Path(idlib_reader.__file__).resolve().parent

MAY_IMPORT = {
    "core": {"core"},
    "exchange": {"exchange", "core"},
    "storage": {"storage", "core"},
    "ui": {"ui", "exchange", "storage", "core"},
    "cli": {"cli", "arguments", "ui", "exchange", "storage", "core"},
    "arguments": {"core"},
    "__main__": {"cli"},
    "errors": set(),
    "__init__": set(),
}
"""Layer -> the layers that it may import; `errors` and the package itself are open to all."""

OPEN_TO_ALL = {"errors", "__init__"}
THIRD_PARTIES = {"textual": "ui", "rich": "ui", "yaml": "storage"}
"""Third-party package -> the only layer that imports it."""

MEASURING = {"core/graphemes.py", "core/layout.py"}
"""The modules that may take widths and graphemes from rich.cells, since they must agree with what draws them."""

POSIX_ONLY = {
    *("curses", "fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog"),
    *("crypt", "termios", "tty"),
}


class Import(NamedTuple):
    """One imported module, as it stands in a source."""

    module: str
    """Its whole dotted name."""
    is_top_level: bool
    """Whether it is imported as soon as the module is; not one inside a function, nor one for types only."""
    is_for_types: bool
    """Whether it stands under `if TYPE_CHECKING`."""
    line: int


def imports(source: str, path: str) -> list[Import]:
    """Every import in the source of the module at `path`, relative to the package."""
    return list(_walk(ast.parse(source), path, is_top_level=True, is_for_types=False))


def _walk(node: ast.AST, path: str, *, is_top_level: bool, is_for_types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        in_types = is_for_types or (isinstance(node, ast.If) and _asks_for_types(node) and child in node.body)
        on_top = is_top_level and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for module in _modules(child, path):
            yield Import(module, on_top and not in_types, in_types, getattr(child, "lineno", 0))
        yield from _walk(child, path, is_top_level=on_top, is_for_types=in_types)


def _asks_for_types(node: ast.If) -> bool:
    return ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def _modules(node: ast.AST, path: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        package = ["idlib_reader", *Path(path).parts[:-1]]
        base = ".".join([*package[: len(package) - node.level + 1], *([base] if base else [])])
    # `from package import module` may import a module too.
    return [f"{base}.{alias.name}" for alias in node.names]


def violations(source: str, path: str) -> list[str]:
    """What the source of the module at `path` imports against the rule, a sentence each."""
    layer = Path(path).parts[0].removesuffix(".py")
    return [
        f"{path}:{found.line}: {told}" for found in imports(source, path) for told in _told(found, layer, path) if told
    ]


def _told(found: Import, layer: str, path: str) -> Iterator[str]:
    top, _, rest = found.module.partition(".")
    if top == "idlib_reader":
        target = rest.partition(".")[0]
        if target not in MAY_IMPORT:
            target = "__init__"
        if target not in MAY_IMPORT[layer] | OPEN_TO_ALL:
            yield f"{layer} imports {target}"
        if layer == "cli" and target == "ui" and found.is_top_level:
            yield "cli imports ui before it opens the screen"
    elif top in POSIX_ONLY and found.is_top_level:
        yield f"{top} does not exist on Windows"
    elif top not in sys.stdlib_module_names and not found.is_for_types:
        is_measuring = path in MEASURING and found.module.startswith("rich.cells.")
        if THIRD_PARTIES.get(top) != layer and not is_measuring:
            yield f"{layer} imports {found.module}"


def sources() -> list[str]:
    """The paths of the program's modules, relative to the package."""
    return sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", sources())
def test_a_module_imports_only_what_is_to_its_right(path: str) -> None:
    """No module of the program breaks the one-way rule."""
    assert violations((PACKAGE / path).read_text("utf-8"), path) == []


@pytest.mark.parametrize("layer", ["core", "storage", "ui", "exchange"])
def test_each_layer_is_among_the_modules_read(layer: str) -> None:
    """The rule is held over all layers: a moved folder would otherwise pass unseen."""
    assert f"{layer}/__init__.py" in sources()


@pytest.mark.parametrize(
    ("path", "source", "told"),
    [
        ("core/article.py", "from idlib_reader.storage import store", "core imports storage"),
        ("core/article.py", "import idlib_reader.ui.app", "core imports ui"),
        ("core/article.py", "from idlib_reader import storage", "core imports storage"),
        ("core/article.py", "from ..storage import store", "core imports storage"),
        ("core/article.py", "from .. import cli", "core imports cli"),
        ("core/article.py", "def f():\n    from idlib_reader.exchange import x", "core imports exchange"),
        ("exchange/brat.py", "import idlib_reader.storage.store", "exchange imports storage"),
        ("storage/store.py", "class A:\n    from idlib_reader.ui import app", "storage imports ui"),
        ("storage/store.py", "from idlib_reader.cli import main", "storage imports cli"),
        ("ui/screens/reader.py", "from ...cli import main", "ui imports cli"),
        ("errors.py", "from idlib_reader.core import article", "errors imports core"),
        ("__init__.py", "from idlib_reader import cli", "__init__ imports cli"),
        ("core/article.py", "import yaml", "core imports yaml"),
        ("ui/app.py", "try:\n    import yaml\nexcept ImportError:\n    pass", "ui imports yaml"),
        ("cli.py", "def f():\n    import rich", "cli imports rich"),
        ("storage/store.py", "from textual.app import App", "storage imports textual.app.App"),
        ("core/words.py", "from rich.cells import cell_len", "core imports rich.cells.cell_len"),
        ("core/layout.py", "from rich.text import Text", "core imports rich.text.Text"),
        ("core/layout.py", "import rich", "core imports rich"),
        ("storage/store.py", "import requests", "storage imports requests"),
        ("cli.py", "from idlib_reader.ui.app import run", "cli imports ui before it opens the screen"),
        ("cli.py", "if True:\n    import idlib_reader.ui", "cli imports ui before it opens the screen"),
        ("storage/store.py", "import fcntl", "fcntl does not exist on Windows"),
        ("ui/app.py", "from pwd import getpwuid", "pwd does not exist on Windows"),
    ],
)
def test_the_rule_catches(path: str, source: str, told: str) -> None:
    """Each way of breaking the rule is seen, in every spelling of an import."""
    assert [sentence.partition(": ")[2] for sentence in violations(source, path)] == [told]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("cli.py", "def read():\n    from idlib_reader.ui.app import run"),
        ("cli.py", "if TYPE_CHECKING:\n    from idlib_reader.ui.app import App"),
        ("ui/app.py", "import textual, rich.style\nfrom ..exchange import brat\nfrom .session import Session"),
        ("storage/store.py", "def lock():\n    import fcntl"),
        ("core/graphemes.py", "from rich.cells import cell_len"),
        ("core/article.py", "from idlib_reader.errors import IdlibError\nfrom idlib_reader import __version__"),
        ("exchange/brat.py", "import json\nfrom idlib_reader.core.article import Article"),
    ],
)
def test_the_rule_allows(path: str, source: str) -> None:
    """What the rule allows is no violation."""
    assert violations(source, path) == []


@pytest.mark.parametrize("path", sources())
def test_no_module_is_imported_by_a_computed_name(path: str) -> None:
    """Nothing goes round the rule by importing a module by its name in a string."""
    names = {ast.unparse(node) for node in ast.walk(ast.parse((PACKAGE / path).read_text("utf-8"))) if _is_name(node)}
    assert not names & {"__import__", "importlib", "import_module"}


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Name | ast.alias)


@pytest.mark.parametrize("module", ["idlib_reader.cli", "idlib_reader", "idlib_reader.core.index"])
def test_the_command_line_starts_without_screen_and_yaml(module: str) -> None:
    """Neither Textual nor YAML is loaded until a command needs it."""
    program = f"import sys, json, {module}; print(json.dumps(sorted(sys.modules)))"
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    loaded = set(json.loads(told.stdout))
    assert module in loaded
    assert not loaded & {"textual", "yaml", "idlib_reader.ui", "idlib_reader.storage"}
