"""The design law: imports run in the direction of ARCHITECTURE.md, and no other way round."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.errors import ContractError
from contracts.loader import API, load
from harness.config import ConfigError, load_config
from sandbox.defects import discover
from tests.copies import copied
from tests.trees import nodes_of, tree_of

ROOT = Path(__file__).resolve().parent.parent
ALLOWED: dict[str, frozenset[str]] = {
    "caching": frozenset(),
    "contracts": frozenset({"caching"}),
    "harness": frozenset(),
    "strategies": frozenset({"contracts"}),
    "suites": frozenset({"contracts", "harness", "strategies"}),
    "recordings": frozenset({"contracts", "harness", "suites"}),
    "sandbox": frozenset({"contracts"}),
    "reports": frozenset({"caching", "harness"}),
    "assay": frozenset(
        {
            "caching",
            "contracts",
            "harness",
            "strategies",
            "suites",
            "recordings",
            "sandbox",
            "reports",
        }
    ),
}
# What of the contracts is expectation, not data: the sandbox must not read it.
EXPECTATIONS = ("lifecycle", "recipes", "population", "situations")
# What of the contracts the sandbox may import: what gives it tables and fields.
TABLES = frozenset({
    "contracts.errors.ContractError", "contracts.errors.blamed", "contracts.errors.declared_by",
    "contracts.executing.executing",
    "contracts.model.Api", "contracts.model.Contracts",
    "contracts.model.Field", "contracts.model.Operation", "contracts.model.Parameter",
    "contracts.model.Resource", "contracts.model.api.Metadata",
})  # fmt: skip
DYNAMIC = ("import_module", "__import__")
# The Python of the API package: it is loaded by path and keeps the rules of these rooms.
OWNED = {
    "behaviour": "sandbox", "faults": "sandbox", "laws": "suites", "recordings": "recordings",
}  # fmt: skip


def modules(room: str) -> Iterator[Path]:
    """Yield the modules of a room, those of the API package that keep its rules among them."""
    yield from (p for p in sorted((ROOT / room).rglob("*.py")) if not p.is_relative_to(API))
    for part, owner in OWNED.items():
        if owner == room:
            yield from sorted((API / part).rglob("*.py"))


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield the rooms that a module imports, with their lines."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            room = name.partition(".")[0]
            if room in ALLOWED:
                yield room, node.lineno


def breaches(room: str, source: str) -> list[str]:
    """Return what a module of a room imports and must not."""
    own = ALLOWED[room] | {room}
    tree = tree_of(source)
    return [f"line {line}: {room} imports {other}" for other, line in imports(tree)
            if other not in own]  # fmt: skip


def hidden(room: str, source: str, path: Path = ROOT) -> list[str]:
    """Return the imports that no reader finds at the top of the module.

    Those are imports of our rooms in a function, relative ones, and those of a name that is put
    together at run time, unless it begins with the room's own name. Modules of the API package
    have no other name for each other than a relative one; it must lead to the same room.
    """
    found = []
    for node in nodes_of(source):
        if isinstance(node, ast.ImportFrom) and node.level and _part(path, node) != room:
            found.append(f"line {node.lineno}: a relative import")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += [f"line {line}: {room} is imported in a function"
                      for room, line in imports(node)]  # fmt: skip
        if isinstance(node, ast.Call) and _name(node.func) in DYNAMIC:
            text = ast.unparse(node.args[0]).lstrip("f").strip("'\"") if node.args else ""
            if not text.startswith(f"{room}."):
                found.append(f"line {node.lineno}: imports {text} at run time")
    return found


def _part(path: Path, node: ast.ImportFrom) -> str:
    """Return the room that owns the part of the API package which a relative import leads to."""
    above = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
    if not above.is_relative_to(API) or above == API:
        return ""
    return OWNED.get(above.relative_to(API).parts[0], "")


def _name(function: ast.expr) -> str:
    return ast.unparse(function).rpartition(".")[2]


def borrowed(source: str) -> Iterator[str]:
    """Yield what a module imports of the contracts, as module.name."""
    for node in nodes_of(source):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "contracts":
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] == "contracts")


def drawn(text: str) -> dict[str, frozenset[str]]:
    """Return the table of rooms in ARCHITECTURE.md: who may import whom."""
    found = {}
    for names, _, allowed in re.findall(r"^\| (`.+?) \| (.+) \| (.+) \|$", text, re.MULTILINE):
        words = frozenset(re.findall(r"[a-z]+", allowed.partition("(")[0]))
        for name in re.findall(r"`(\w+)/`", names):
            found[name] = words & ALLOWED.keys() if "all" not in words else _all_but(name)
    return found


def _all_but(name: str) -> frozenset[str]:
    return frozenset(ALLOWED.keys() - {name})


def peeks(source: str) -> list[str]:
    """Return where a module reads expectations."""
    return [
        f"line {node.lineno}: reads .{node.attr}"
        for node in nodes_of(source)
        if isinstance(node, ast.Attribute) and node.attr in EXPECTATIONS
    ]


@pytest.mark.parametrize("room", ALLOWED)
def test_imports_run_in_one_direction(room: str) -> None:
    found = {str(path.relative_to(ROOT)): breaches(room, path.read_text("utf-8"))
             for path in modules(room)}  # fmt: skip
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert found


@pytest.mark.parametrize("room", ALLOWED)
def test_no_import_is_hidden(room: str) -> None:
    found = {str(path.relative_to(ROOT)): hidden(room, path.read_text("utf-8"), path)
             for path in modules(room)}  # fmt: skip
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_sandbox_is_told_nothing_of_expectations() -> None:
    found = {str(path): peeks(path.read_text("utf-8")) for path in modules("sandbox")}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_sandbox_borrows_tables_and_fields_only() -> None:
    found = {name for path in modules("sandbox") for name in borrowed(path.read_text("utf-8"))}
    assert found == TABLES


def test_every_module_of_the_api_package_keeps_the_rules_of_a_room() -> None:
    parts = {path.relative_to(API).parts[0] for path in API.rglob("*.py")}
    assert parts <= set(OWNED)
    assert {"behaviour", "faults"} <= parts


def test_nobody_imports_the_api_package_by_name() -> None:
    named = re.compile(r"^\s*(?:from|import) +(?:contracts\.api|assay_api)\b", re.MULTILINE)
    found = [str(path) for room in ALLOWED for path in modules(room)
             if named.search(path.read_text("utf-8"))]  # fmt: skip
    assert found == []
    assert named.search("import x\nfrom contracts.api.behaviour import charge")


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("from .state import unsent", 0),
        ("from ...behaviour.charge import KIND", 0),
        ("from ...laws.money import held", 1),
        ("from ... import behaviour", 1),
        ("from ....loader import load", 1),
    ],
)
def test_the_api_package_crosses_no_room(source: str, count: int) -> None:
    assert len(hidden("sandbox", source, API / "faults" / "decline" / "state.py")) == count


def test_the_law_is_the_one_that_is_drawn() -> None:
    table = drawn((ROOT / "ARCHITECTURE.md").read_text("utf-8"))
    assert {name: table[name] for name in ALLOWED} == ALLOWED
    assert set(table) - set(ALLOWED) == {"tests", "benchmarks"}


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("sandbox", "from suites.lab import Lab"),
        ("sandbox", "import harness"),
        ("contracts", "import harness.verdict"),
        ("harness", "if True:\n    from contracts import load"),
        ("strategies", "from harness.exchange import Exchange"),
        ("suites", "from sandbox.store import Store"),
        ("suites", "from assay import __version__"),
        ("suites", "from recordings.entry import real"),
        ("recordings", "from strategies.values import x"),
        ("reports", "import json, contracts as c"),
    ],
)
def test_a_wrong_import_is_found(room: str, source: str) -> None:
    assert len(breaches(room, source)) == 1


def test_a_right_import_is_left_alone() -> None:
    assert breaches("suites", "import json\nfrom harness import exchange\nimport suites.lab") == []
    assert hidden("suites", "def f():\n    import json\nimport_module(f'suites.{x}')") == []
    assert peeks("found = resource.fields") == []


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    from contracts import load",
        "async def f():\n    import harness.config",
        "class A:\n    def f(self):\n        from suites.lab import Lab",
        "from . import x",
        "from ..contracts import load",
        "importlib.import_module('suites.lab')",
        "import_module(f'{name}.lab')",
        "__import__(name)",
    ],
)
def test_a_hidden_import_is_found(source: str) -> None:
    assert len(hidden("sandbox", source)) == 1


@pytest.mark.parametrize(
    "source", ["found = resource.lifecycle", "for x in own().recipes:\n    pass"]
)
def test_a_look_at_expectations_is_found(source: str) -> None:
    assert len(peeks(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "from contracts.lifecycles import read_lifecycle",
        "from contracts.model import Recipe",
        "import contracts.recipes",
        "from contracts import recipes",
    ],
)
def test_a_borrowed_expectation_is_found(source: str) -> None:
    assert set(borrowed(source)) - TABLES


def test_another_drawing_is_found() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    assert drawn(text.replace("| caching, harness |", "| suites |")) != drawn(text)


# Places where a key that nobody knows must not pass: file, what stands there, what replaces it.
UNKNOWN = (
    ("api.yaml", "\nversion:", "\ncolour: blue\nversion:"),
    ("issuing/card.yaml", "prefix: ic_", "prefix: ic_\ncolour: blue"),
    ("issuing/card.yaml", "    kind: list\n", "    kind: list\n    colour: blue\n"),
    ("payments/payment_intent.yaml", "\nlifecycle:\n", "\nlifecycle:\n  colour: blue\n"),
)


@pytest.mark.parametrize(("file", "old", "new"), UNKNOWN)
def test_contracts_refuse_what_they_do_not_know(
    file: str, old: str, new: str, tmp_path: Path
) -> None:
    root = tmp_path / "api"
    copied(root)
    path = root / file
    source = path.read_text("utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContractError, match="unknown key 'colour'"):
        load(root)


def test_the_configuration_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    path = tmp_path / "assay.toml"
    path.write_text("timeout = 5\n", encoding="utf-8")
    assert load_config(path).timeout == 5
    path.write_text("timeout = 5\ncolour = 'blue'\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="unknown key 'colour'"):
        load_config(path)


def test_each_fault_says_what_it_breaks() -> None:
    found = discover(API)
    assert found
    assert [name for name, fault in found.items() if not fault.about.endswith(".")] == []


def test_modules_are_small() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): len(path.read_bytes().splitlines())
             for room in ALLOWED for path in modules(room)}  # fmt: skip
    assert {name: size for name, size in sizes.items() if size >= 350} == {}
    assert sizes["suites/lab.py"] < 200
