"""General code names nothing of the built-in API: not an endpoint, not a resource, not a field."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import sandbox
from contracts import load
from contracts.model import Field

ROOM = Path(sandbox.__file__).parent
# The words of the conventions, which every API shares: envelopes, cursors, intervals, errors.
CONVENTIONS = frozenset({
    "code", "created", "data", "doc_url", "ending_before", "error", "expand", "gt", "gte",
    "has_more", "id", "limit", "list", "livemode", "lt", "lte", "message", "metadata", "next_page",
    "object", "page", "param", "query", "search_result", "starting_after", "status",
    "total_count", "type", "url",
})  # fmt: skip
# Words that mean something else where they stand: formats and types of rows, headers, attributes.
WORDS = frozenset({
    "authorization", "country", "currency", "email", "name", "number", "phone", "text", "value",
})  # fmt: skip


def _fields(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        yield field.name
        yield from _fields(field.children)
        yield from _fields([field.items] if field.items else ())


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    contracts = load()
    found = {name for r in contracts.resources for name in (r.name, r.object, *_fields(r.fields))}
    found |= {row.name for o in contracts.operations for row in o.walk()}
    found |= {text for o in contracts.operations for text in (o.id, o.path, o.title)}
    return frozenset(found - CONVENTIONS - WORDS - {""})


def spoken(source: str, names: frozenset[str]) -> list[str]:
    """Return the string literals, docstrings left out, that name something of the API."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        f"line {node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
        and (node.value in names or "/v1/" in node.value)
    ]  # fmt: skip


def test_the_sandbox_names_nothing_of_the_api(names: frozenset[str]) -> None:
    found = {str(path): spoken(path.read_text("utf-8"), names) for path in ROOM.rglob("*.py")}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    assert len(found) > 100


@pytest.mark.parametrize(
    "source",
    ["x = 'payment_intent'", "f('POST /v1/x')", "x['amount_received']", "'issuing.card' in x"],
)
def test_a_name_of_the_api_is_found(source: str, names: frozenset[str]) -> None:
    assert len(spoken(source, names)) == 1


def test_docstrings_may_name_what_they_like(names: frozenset[str]) -> None:
    assert spoken("def f():\n    'payment_intent'\n    return 'limit'", names) == []
