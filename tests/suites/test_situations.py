"""The situations that a contract may speak of are those that something asks about."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from contracts.situations import NAMES
from tests.running import ROOT

ASKING = ("strategies", "suites", "contracts/api/laws")


def texts() -> Iterator[str]:
    """Yield each text that stands by itself where requests are chosen and judged."""
    for room in ASKING:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def named() -> Iterator[tuple[str, str]]:
    """Yield what modules of laws call their situation, each with the module."""
    for path in sorted((ROOT / "suites" / "laws").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
                continue
            if node.targets[0].id in ("SITUATION", "SITUATIONS"):
                value = ast.literal_eval(node.value)
                for each in (value,) if isinstance(value, str) else value:
                    yield str(path.relative_to(ROOT)), each


def test_something_asks_about_each() -> None:
    assert sorted(set(NAMES) - set(texts())) == []


def test_each_that_a_law_asks_about_has_a_name() -> None:
    found = list(named())
    assert len(found) > 15
    assert [(path, name) for path, name in found if name not in NAMES] == []
