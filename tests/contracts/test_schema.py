"""The JSON Schema fits the contracts, says what the loader says, and is the committed one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contracts import ContractError, calls, lifecycles, loader, operations, rows, tables
from contracts.json_schema import FILE, schema, text
from contracts.loader import API, load
from contracts.package import resource_files
from tests.copies import copied, parsed, written

SCHEMA = schema()
OPERATION = SCHEMA["$defs"]["operation"]["properties"]
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = resource_files(API)


def test_the_committed_schema_is_this_one() -> None:
    assert FILE.read_text(encoding="utf-8") == text()
    Draft202012Validator.check_schema(json.loads(FILE.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_contract_fits(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert list(VALIDATOR.iter_errors(parsed(path))) == []
    hint = source.partition("\n")[0]
    name = hint.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / name).resolve() == FILE.resolve()


@pytest.mark.parametrize(
    ("keys", "part"),
    [
        (loader._RESOURCE, SCHEMA), (operations._KEYS, SCHEMA["$defs"]["operation"]),
        (rows._KEYS, SCHEMA["$defs"]["row"]), (tables._KEYS, SCHEMA["$defs"]["field"]),
        (lifecycles._CELL, SCHEMA["$defs"]["lifecycle"]["properties"]["matrix"]
         ["additionalProperties"]["items"]),
        (calls.EXCUSE, OPERATION["excuses"]["items"]),
        (calls.FOREIGN, OPERATION["foreign"]["items"]),
    ],
    ids=["resource", "operation", "row", "field", "cell", "excuse", "foreign"],
)  # fmt: skip
def test_it_knows_the_keys_that_the_loader_knows(keys: frozenset[str], part: Any) -> None:
    assert set(part["properties"]) == keys


def test_every_mapping_of_the_schema_is_closed() -> None:
    """Either the keys are known, or they are names (of rows, operations…) with known values."""
    closed = [SCHEMA, *SCHEMA["$defs"].values()]
    assert all(part["additionalProperties"] is False for part in closed)


LIST = ("operations", "list")
CREATE = ("operations", "create")
QUERY = (*LIST, "parameters", "query")
CARD, DISPUTE = "issuing/card.yaml", "issuing/dispute.yaml"
COLOUR = {"colour": "blue"}
UNKNOWN = "unknown key 'colour'"
CELL = ("lifecycle", "matrix", "update", 0)
# Description: the file, where in it, what is put there, and why the loader refuses it.
REFUSED: dict[str, tuple[str, tuple[str | int, ...], Any, str]] = {
    "key of a resource": (CARD, (), COLOUR, UNKNOWN),
    "key of an operation": (CARD, LIST, COLOUR, UNKNOWN),
    "key of the tables": (CARD, (*LIST, "parameters"), COLOUR, UNKNOWN),
    "key of a row": (CARD, (*QUERY, "limit"), COLOUR, UNKNOWN),
    "key of an element": (CARD, (*QUERY, "expand", "items"), COLOUR, UNKNOWN),
    "key of another type": (CARD, (*QUERY, "created", "also", 0), COLOUR, UNKNOWN),
    "key of a field": (CARD, ("fields", "status"), COLOUR, UNKNOWN),
    "key of a population": (CARD, (*LIST, "population"), COLOUR, UNKNOWN),
    "key of a step": (CARD, (*LIST, "population", "steps", 0), COLOUR, UNKNOWN),
    "key of a recipe": (CARD, ("recipes", "issuing.card", "default"), COLOUR, UNKNOWN),
    "key of a lifecycle": (DISPUTE, ("lifecycle",), COLOUR, UNKNOWN),
    "key of a cell": (DISPUTE, CELL, COLOUR, UNKNOWN),
    "key of a refusal": (DISPUTE, CELL, {"refused": COLOUR}, UNKNOWN),
    "key of an excuse": (CARD, (*CREATE, "excuses", 0), COLOUR, UNKNOWN),
    "key of a foreign row": (CARD, (*CREATE, "foreign", 0), COLOUR, UNKNOWN),
    "key of own objects": (CARD, (*CREATE, "own"), COLOUR, UNKNOWN),
    "key of a choice": (CARD, ("choices", "issuing.currency"), COLOUR, UNKNOWN),
    "key of a sign": (
        "issuing/transaction.yaml", ("fields", "amount", "signs"), COLOUR, UNKNOWN,
    ),
    "key of what is absent": (CARD, (*QUERY, "last4", "absent"), COLOUR, UNKNOWN),
    "digits that are none": (CARD, (*QUERY, "last4", "absent"), {"digits": 0}, "1 to 4 digits"),
    "nothing to choose from": (
        CARD, (*QUERY, "last4"), {"absent": []}, "expected values to choose from",
    ),
    "attempt that succeeds": (CARD, CREATE, {"attempt": 200}, "the status of a refusal"),
    "excuse that looks at nothing": (
        CARD, (*CREATE, "excuses"), [{"of": "cardholder", "because": "so"}], "'shows'",
    ),
    "foreign form without a row": (
        CARD, (*CREATE, "foreign"), [{"form": {}, "clause": "CA-21"}], "the form has no row",
    ),
    "choice without a value": (
        CARD, ("choices", "issuing.currency"), {"values": []}, "at least one value",
    ),
    "unknown way to move": (
        CARD, ("fields", "cancellation_reason"), {"moving": "often"}, "'often' is not one of",
    ),
    "rich without steps": (
        CARD, LIST, {"population": {"rich": True}}, "'rich' goes with 'steps'",
    ),
    "row without a type": (CARD, (*QUERY, "limit"), {"type": None}, "expected a text"),
    "array without items": (
        CARD, QUERY, {"tags": {"type": "array", "source": 151}}, "'items' is missing",
    ),
    "map without values": (
        CARD, QUERY, {"tags": {"type": "map", "source": 151}}, "'values' is missing",
    ),
    "lines without a shared subtree": (
        CARD, (*QUERY, "limit"), {"omit": ["lt"]}, "'omit' only goes with 'use'",
    ),
    "unknown format": (CARD, (*QUERY, "last4"), {"format": "digits"}, "'digits' is not one of"),
    "empty enum": (CARD, (*QUERY, "last4"), {"enum": []}, "at least one value"),
    "topic without a reason": (
        CARD, (*QUERY, "limit"), {"unjudged": ["range"]}, "expected a topic",
    ),
    "value twice": (DISPUTE, CELL, {"to": ["won", "won"]}, "a value stands here twice"),
    "text for a list": (DISPUTE, CELL, {"from": "won"}, "expected a list"),
    "number for a list": (DISPUTE, CELL, {"refused": {"status": 400}}, "expected a list"),
    "unknown level": (DISPUTE, CELL, {"level": "may"}, "'may' is not one of"),
    "no such method": (
        CARD, (*LIST, "population", "steps", 0), {"request": "HEAD /v1/cards"}, "is not a request",
    ),
    "recipe that says nothing": (
        CARD, ("recipes", "issuing.card"), {"lost": {}}, "needs a 'note' that says why",
    ),
    "recipe of two kinds": (
        CARD, ("recipes", "issuing.card", "default"), {"steps": [], "pick": "/v1/issuing/cards"},
        "either 'steps' or 'pick'",
    ),
    "preferences without a list": (
        CARD, ("recipes", "issuing.card", "default"), {"steps": [], "prefers": {"status": []}},
        "'prefers' goes with 'pick'",
    ),
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of all contracts."""
    folder = tmp_path / "api"
    copied(folder)
    return folder


@pytest.mark.parametrize("name", REFUSED)
def test_schema_and_loader_refuse_the_same(name: str, root: Path) -> None:
    file, where, wrong, reason = REFUSED[name]
    found = parsed(API / file)
    assert VALIDATOR.is_valid(found)
    part = found
    for step in where:
        part = part[step]
    if isinstance(part, list):
        part[:] = wrong
    else:
        part.update(wrong)
    assert not VALIDATOR.is_valid(found)
    copy = root / file
    copy.write_text(written(found), encoding="utf-8")
    with pytest.raises(ContractError, match=reason):
        load(root)
