"""The design law: imports run in the direction of ARCHITECTURE.md, and no other way round."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.defects import discover

ROOT = Path(__file__).resolve().parent.parent
ALLOWED: dict[str, frozenset[str]] = {
    "contracts": frozenset(),
    "harness": frozenset(),
    "strategies": frozenset({"contracts"}),
    "suites": frozenset({"contracts", "harness", "strategies"}),
    "sandbox": frozenset({"contracts"}),
    "reports": frozenset({"harness"}),
    "assay": frozenset({"contracts", "harness", "strategies", "suites", "sandbox", "reports"}),
}
# What of the contracts is expectation, not data: the sandbox must not read it.
EXPECTATIONS = ("lifecycle", "recipes", "population", "situations")


def modules(room: str) -> Iterator[Path]:
    """Yield the modules of a room."""
    yield from sorted((ROOT / room).rglob("*.py"))


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
    tree = ast.parse(source)
    return [f"line {line}: {room} imports {other}" for other, line in imports(tree)
            if other not in own]  # fmt: skip


def hidden(source: str) -> list[str]:
    """Return the imports of our rooms that stand inside a function, or are relative."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level:
            found.append(f"line {node.lineno}: a relative import")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found += [f"line {line}: {room} is imported in a function"
                      for room, line in imports(node)]  # fmt: skip
    return found


def peeks(source: str) -> list[str]:
    """Return where a module reads expectations."""
    return [
        f"line {node.lineno}: reads .{node.attr}"
        for node in ast.walk(ast.parse(source))
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
    found = {str(path.relative_to(ROOT)): hidden(path.read_text("utf-8"))
             for path in modules(room)}  # fmt: skip
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_sandbox_is_told_nothing_of_expectations() -> None:
    found = {path.name: peeks(path.read_text("utf-8")) for path in modules("sandbox")}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_law_can_be_broken() -> None:
    assert breaches("sandbox", "from suites.lab import Lab") == ["line 1: sandbox imports suites"]
    assert breaches("contracts", "import harness.verdict") == ["line 1: contracts imports harness"]
    assert hidden("def f():\n    from contracts import load\n")
    assert hidden("from . import x")
    assert peeks("found = resource.lifecycle")


def test_each_fault_says_what_it_breaks() -> None:
    found = discover()
    assert found
    assert [name for name, fault in found.items() if not fault.about.endswith(".")] == []
