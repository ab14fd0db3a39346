"""Imports run one way, and each library is confined to the packages that wrap it."""

import ast
import importlib
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "timeline"

#: Lowest first; a module imports from lower layers, and from its own layer without cycles.
LAYERS = [
    ["errors"],
    ["options"],
    ["files"],
    ["theme"],
    ["theme_file"],
    ["model"],
    ["dates"],
    ["typography"],
    ["locale"],
    ["tables"],
    ["lazy"],
    ["stats"],
    ["captions"],
    ["layout", "formats"],
    ["renderers"],
    ["charts"],
    ["html"],
    ["export"],
    ["gallery"],
    ["notebooks"],
    ["cli"],
    ["", "__main__"],
]
ONLY_IN = {
    "plotly": {"charts", "renderers", "notebooks"},
    "IPython": {"notebooks"},
    "kaleido": {"renderers"},
    "choreographer": {"renderers"},
    "typst": {"renderers"},
    "pypdfium2": {"renderers"},
    "PIL": {"renderers"},
    "click": {"cli"},
    "babel": {"locale"},
    "astral": {"dates"},
    "narwhals": {"tables", "lazy"},
    "duckdb": {"lazy"},
    "charset_normalizer": {"tables"},
    "python_calamine": {"tables"},
    "fontTools": {"renderers"},
    "filelock": {"export"},
}
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
FILES = sorted(PACKAGE.rglob("*.py"))


def module_name(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def part(module):
    return module.partition(".")[0]


MODULES = {f"timeline.{module_name(path)}" for path in FILES}


@cache
def parsed(path):
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path, *, types=True):
    """Return what a module imports, inside functions too; with ``types`` also for annotations."""
    tree = parsed(path)
    names = []
    typing = [node for node in tree.body if isinstance(node, ast.If) and is_typing(node)]
    skipped = {id(inner) for node in typing for inner in ast.walk(node) if not types}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the full path"
            named = [f"{node.module}.{alias.name}" for alias in node.names]
            names += [name for name in named if name in MODULES] or [node.module]
    return names


def is_typing(node):
    return "TYPE_CHECKING" in ast.dump(node.test)


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_imports_point_down(path):
    importer = part(module_name(path))
    assert importer in RANK, f"{importer} has no layer: add it to LAYERS"
    for imported in imports(path):
        top, _, rest = imported.partition(".")
        if top == "timeline" and rest:
            assert part(rest) == importer or RANK[part(rest)] < RANK[importer], (
                f"{module_name(path)} must not import {imported}"
            )
        elif top != "timeline":
            allowed = ONLY_IN.get(top, {importer})
            assert importer in allowed, f"{module_name(path)} must not import {top}"


def test_there_is_no_cycle():
    below = {
        module_name(path): {
            name.partition(".")[2]
            for name in imports(path, types=False)
            if name.startswith("timeline.")
        }
        for path in FILES
    }
    done: set[str] = set()

    def visit(module, way):
        assert module not in way, " -> ".join([*way, module])
        if module not in done:
            for lower in below.get(module, ()):
                visit(lower, [*way, module])
            done.add(module)

    for module in below:
        visit(module, [])


def test_no_vague_names():
    vague = {"utils", "util", "core", "base", "manager", "helpers", "common", "misc"}
    assert not vague & {path.stem for path in FILES}


def test_modules_stay_short():
    lengths = {module_name(path): len(path.read_text().splitlines()) for path in FILES}
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


@pytest.mark.slow
def test_every_module_may_be_imported_first():
    """Code in a package's ``__init__`` can close a cycle that no single import shows."""
    names = [f"timeline.{name}".rstrip(".") for name in map(module_name, FILES)]
    names.remove("timeline.__main__")
    code = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]:\n"
        "    for known in [one for one in sys.modules if one.startswith('timeline')]:\n"
        "        del sys.modules[known]\n"
        "    importlib.import_module(name)\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


BENCHMARKS = sorted(PACKAGE.parent.glob("benchmarks/*.py"))


@pytest.mark.parametrize("path", BENCHMARKS, ids=lambda path: path.stem)
def test_benchmarks_use_existing_names(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("timeline"):
            module = importlib.import_module(node.module)
            for alias in node.names:
                if not hasattr(module, alias.name):
                    importlib.import_module(f"{node.module}.{alias.name}")
