"""General code names nothing of the built-in API: not an endpoint, not a resource, not a field.

An API of one's own then gets every law, fault and report without an edit. What general code may
say are the words of `api.yaml`'s conventions, and the few of `REVIEWED`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest

from contracts import load
from contracts.model import Field
from tests.trees import nodes_of

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("assay", "caching", "harness", "recordings", "reports", "sandbox", "strategies", "suites")
FEWEST = {"caching": 2}  # modules of a room, which are six and more otherwise
WIRED = ("assay", "harness", "reports", "strategies", "suites")
# English words, at most 40, that are names of rows or fields as well: what general code means.
REVIEWED = {
    # words of the contract format: types, formats and what a violation breaks
    "country": "format of a row", "currency": "format of a row, and of a field",
    "date": "format of a row, and a header", "email": "format of a row", "ip": "format of a row",
    "phone": "format of a row", "postal_code": "format of a row", "text": "kind of a value",
    "link": "how a list goes on", "token": "how a list goes on",
    "timestamp": "format of a row, and of a field", "value": "what a name is given",
    "maximum": "a limit", "minimum": "a limit", "reference": "an id in a row",
    "required": "that a row must be sent",
    # words of HTTP, of recordings and of the operating system
    "authorization": "a header", "location": "a header", "name": "of a header, a file, a claim",
    "started_at": "when a recorder began", "status": "of an answer, of a verdict",
    # words of a run, its ledger and its reports
    "checks": "how a clause is judged", "count": "of claims", "evidence": "exchanges of a verdict",
    "footer": "end of a ledger", "key": "of a request", "mode": "of an object: test or live",
    "other": "neither of those named", "reason": "why there is no verdict",
    "result": "what an action leaves", "routing": "how a path is found",
    "session": "of pytest, of requests", "source": "where a clause is from",
    "state": "of a lifecycle", "total": "of a row of a table", "version": "of the API, of a ledger",
    "day": "of a date",
}  # fmt: skip


def _fields(rows: Iterable[Field]) -> Iterator[str]:
    for row in rows:
        yield row.name
        yield from _fields(row.children)
        yield from _fields([row.items] if row.items else ())


def _words(value: object) -> Iterator[str]:
    """Yield every text in a value of the conventions."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for entry in value:
            yield from _words(entry)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _words(getattr(value, each.name))


def _told() -> Iterator[str]:
    """Yield paths, titles and ids of operations, names of resources, of rows and of fields."""
    contracts = load()
    for resource in contracts.resources:
        yield from (resource.name, resource.object, resource.formerly, *_fields(resource.fields))
    for operation in contracts.operations:
        yield from (operation.id, operation.path, operation.title)
        yield from (row.name for row in operation.walk())


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    return frozenset(_told()) - {"", *_words(load().api)} - set(REVIEWED)


@pytest.fixture(scope="module")
def wire() -> frozenset[str]:
    """Names of headers, beginnings of keys, version and host, types and codes of errors."""
    api = load().api
    auth, error = api.auth, api.error
    found = {*_words(api.headers), *_words(auth), api.version, api.host, *error.types}
    found |= {*error.former_types, *(c for s in load().situations.values() for c in s.code)}
    common = {"", *auth.schemes, auth.basic, auth.client_secret}
    return frozenset(text.lower() for text in found - common)


@cache
def literals(source: str) -> tuple[tuple[int, str], ...]:
    """Return the texts of a module, docstrings left out, with their lines."""
    nodes = nodes_of(source)
    said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    return tuple(
        (node.lineno, node.value) for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    )  # fmt: skip


def spoken(source: str, names: frozenset[str]) -> list[str]:
    """Return the texts that name something of the API."""
    return [f"line {line}: {text}" for line, text in literals(source) if _names(text, names)]


def _names(text: str, names: frozenset[str]) -> bool:
    """Say whether a text is a name, or holds one that cannot be an English word, or a path."""
    words = re.findall(r"\w[\w.]*\w", text)
    return text in names or "/v1/" in text or any(
        word in names and ("." in word or "_" in word) for word in words
    )  # fmt: skip


def _modules(room: str) -> dict[str, str]:
    found = sorted((ROOT / room).rglob("*.py"))
    assert len(found) >= FEWEST.get(room, 6)
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in found}


@pytest.mark.parametrize("room", ROOMS)
def test_a_general_room_names_nothing_of_the_api(room: str, names: frozenset[str]) -> None:
    told = {path: spoken(source, names) for path, source in _modules(room).items()}
    assert {path: wrong for path, wrong in told.items() if wrong} == {}


@pytest.mark.parametrize("room", WIRED)
def test_what_is_said_on_the_wire_is_read_from_the_conventions(
    room: str, wire: frozenset[str]
) -> None:
    told = {path: [text for _, text in literals(source) if any(w in text.lower() for w in wire)]
            for path, source in _modules(room).items()}  # fmt: skip
    assert {path: wrong for path, wrong in told.items() if wrong} == {}


def test_the_reviewed_words_are_few_and_needed() -> None:
    assert len(REVIEWED) <= 40
    told = {text for room in ROOMS for source in _modules(room).values()
            for _, text in literals(source)}  # fmt: skip
    assert set(REVIEWED) - told == set()
    assert set(REVIEWED) - set(_told()) == set()


@pytest.mark.parametrize("source", [
    "x = 'payment_intent'", "f('POST /v1/x')", "x['amount_received']", "'issuing.card' in x",
    "x = f'no {y} of the payment_intent'", "x = {'cardholder': 1}", "x = '@issuing.card:active'",
    "x = ('linked_account',)",
])  # fmt: skip
def test_a_name_of_the_api_is_told(source: str, names: frozenset[str]) -> None:
    assert len(spoken(source, names)) == 1


@pytest.mark.parametrize("source", [
    "def f():\n    'payment_intent'\n    return 'limit'", "x = 'a card of the customer'",
])  # fmt: skip
def test_docstrings_and_english_may_name_what_they_like(source: str, names: frozenset[str]) -> None:
    assert spoken(source, names) == []
