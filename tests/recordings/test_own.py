"""What an API says of recordings in its own folder is heard; the laws themselves know no API."""

from __future__ import annotations

import ast
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.loader import load
from contracts.model import Contracts
from recordings.examine import examine
from recordings.read.files import read
from tests.copies import copied
from tests.recordings.test_examine import ROOM, Entry, entry

LAW = """
from recordings.checks import Finding
from recordings.entry import Rule


def odd(entry, contracts):
    if entry.exchange.body.get("amount") == 1250:
        yield Finding("another amount", "amount 1250", "amount")


RULES = (Rule("odd", "G-01", odd, "should"),)
"""
# Names that every API of this kind has, and words of the format of contracts.
WORDS = frozenset({
    "client_secret", "code", "create", "created", "data", "date", "error", "expand", "gt", "gte",
    "id", "key", "limit", "list", "livemode", "lt", "lte", "message", "metadata", "number",
    "object", "param", "phone", "result", "search", "state", "status", "timestamp", "type",
    "update", "value", "version",
})  # fmt: skip


def judged(contracts: Contracts, tmp_path: Path, *entries: Entry) -> list[tuple[str, str]]:
    path = tmp_path / "cassette.json"
    path.write_text(json.dumps({"http_interactions": entries}))
    (recording,) = read([path])
    return [(one.check, one.level) for one in examine(recording, contracts).observations]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the built-in API."""
    return copied(tmp_path / "api")


def test_a_law_of_its_own(root: Path, tmp_path: Path) -> None:
    assert judged(load(), tmp_path, entry()) == []
    (root / "recordings" / "odd.py").write_text(LAW, encoding="utf-8")
    assert judged(load(root), tmp_path, entry()) == [("odd", "should")]


def test_without_facts_only_what_the_contracts_say_is_judged(root: Path, tmp_path: Path) -> None:
    shutil.rmtree(root / "recordings")
    contracts = load(root)
    right, ended = entry(), entry()
    ended["response"]["body"]["string"] = ended["response"]["body"]["string"].replace(
        '"canceled_at": null', '"canceled_at": 1709631000'
    )
    assert judged(contracts, tmp_path, right) == []
    assert ("state", "must") in judged(contracts, tmp_path, ended)


def names(contracts: Contracts) -> Iterator[str]:
    """Yield the paths, operations, resources, rows and fields of an API."""
    for resource in contracts.resources:
        yield from (resource.name, resource.object)
        yield from (one.name for field in resource.fields for one in field.walk())
        yield from resource.lifecycle.states if resource.lifecycle else ()
    for operation in contracts.operations:
        yield from (operation.id, operation.path, operation.id.rpartition(".")[2])
        yield from (text for row in operation.walk() for text in (row.name, row.path))


def literals(source: str) -> Iterator[str]:
    """Yield the texts of a module but for its docstrings."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)
                and isinstance(node.value, str) and id(node) not in told)  # fmt: skip


@pytest.mark.parametrize("path", sorted(p for p in ROOM.rglob("*.py") if p.parent.name != "read"),
                         ids=lambda p: p.stem)  # fmt: skip
def test_the_laws_know_no_api(path: Path) -> None:
    known = set(names(load())) - WORDS - {""}
    assert sorted(set(literals(path.read_text("utf-8"))) & known) == []
