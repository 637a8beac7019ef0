"""The JSON Schema fits the contracts, says what the loader says, and is the committed one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from contracts import lifecycles, loader, rows, tables
from contracts.json_schema import FILE, schema, text
from contracts.loader import API

SCHEMA = schema()
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = [f for f in sorted(API.rglob("*.yaml")) if f.parent.name not in ("shared", "parameters")
         and f.name != "conventions.yaml"]  # fmt: skip


def test_the_committed_schema_is_this_one() -> None:
    assert FILE.read_text(encoding="utf-8") == text()
    Draft202012Validator.check_schema(json.loads(FILE.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_contract_fits(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert list(VALIDATOR.iter_errors(yaml.safe_load(source))) == []
    hint = source.partition("\n")[0]
    name = hint.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / name).resolve() == FILE.resolve()


@pytest.mark.parametrize(
    ("keys", "part"),
    [
        (loader._RESOURCE, SCHEMA), (loader._OPERATION, SCHEMA["$defs"]["operation"]),
        (rows._KEYS, SCHEMA["$defs"]["row"]), (tables._KEYS, SCHEMA["$defs"]["field"]),
        (lifecycles._CELL, SCHEMA["$defs"]["lifecycle"]["properties"]["matrix"]
         ["additionalProperties"]["items"]),
    ],
    ids=["resource", "operation", "row", "field", "cell"],
)  # fmt: skip
def test_it_knows_the_keys_that_the_loader_knows(keys: frozenset[str], part: Any) -> None:
    assert set(part["properties"]) == keys


def test_an_unknown_key_is_refused() -> None:
    found = yaml.safe_load(FILES[0].read_text(encoding="utf-8"))
    assert VALIDATOR.is_valid(found)
    assert not VALIDATOR.is_valid({**found, "colour": "blue"})
