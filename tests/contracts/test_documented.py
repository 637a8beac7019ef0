"""Every key of the contract format has an example in the docs, and what stands there loads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts import api_schema, json_schema, load

DOC = Path(__file__).resolve().parents[2] / "docs" / "your-own-api.md"
BLOCKS = re.findall(r"^```yaml (\S+)\n(.*?)^```", DOC.read_text("utf-8"), re.DOTALL | re.MULTILINE)
APIS = [text for kind, text in BLOCKS if kind == "api"]
PRESETS = [text for kind, text in BLOCKS if kind.startswith("presets/")]
# Single conventions have their examples on a page of their own, read by test_conventions_told.py.
PAGE = (DOC.parent / "conventions.md").read_text("utf-8")
TOLD = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
CONVENTIONS = [*APIS, *PRESETS, *TOLD]
RESOURCES = [text for kind, text in BLOCKS if kind == "resource"]
BESIDE = {kind: text for kind, text in BLOCKS if kind not in ("api", "resource")}
THING = (
    "resource: thing\nobject: thing\noperations: {list: {kind: list, path: /things}}\nfields: {}\n"
)
Schema = dict[str, Any]
Key = tuple[str, str]  # where it stands in the schema, and its name


def keys(schema: Schema) -> set[Key]:
    """Return every key that a schema knows."""
    found: set[Key] = set()
    for where, node in _all(schema, schema, "", set()):
        found |= {(where, name) for name in node.get("properties", ())}
    return found


def _all(node: Any, root: Schema, where: str, seen: set[str]) -> Iterator[tuple[str, Schema]]:
    """Yield each mapping that a schema describes, with a name of the place."""
    where, node = _resolved(node, root, where)
    if where in seen:
        return
    if "properties" in node:
        seen.add(where)
        yield where, node
    for below, inner in _below(node, where):
        yield from _all(inner, root, below, seen)


def _resolved(node: Schema, root: Schema, where: str) -> tuple[str, Schema]:
    while "$ref" in node:
        where = node["$ref"].rpartition("/")[2]
        node = root["$defs"][where]
    return where, node


def _below(node: Schema, where: str) -> Iterator[tuple[str, Schema]]:
    for name, inner in node.get("properties", {}).items():
        yield f"{where}.{name}", inner
    for word, mark in (("items", "[]"), ("additionalProperties", ".*"), ("then", ""), ("else", "")):
        if isinstance(node.get(word), dict):
            yield where + mark, node[word]
    for word in ("anyOf", "oneOf", "allOf"):
        for inner in node.get(word, ()):
            yield where, inner


def used(value: Any, node: Schema, root: Schema, where: str = "") -> Iterator[Key]:
    """Yield the keys of a schema that a value uses."""
    where, node = _resolved(node, root, where)
    for word in ("anyOf", "oneOf", "allOf"):
        for inner in node.get(word, ()):
            yield from used(value, inner, root, where)
    if isinstance(value, list) and isinstance(node.get("items"), dict):
        for one in value:
            yield from used(one, node["items"], root, f"{where}[]")
    known, others = node.get("properties", {}), node.get("additionalProperties")
    for name, inner in value.items() if isinstance(value, dict) else ():
        if name in known:
            yield where, name
            yield from used(inner, known[name], root, f"{where}.{name}")
        elif isinstance(others, dict):
            yield from used(inner, others, root, f"{where}.*")


def undocumented(schema: Schema, texts: list[str]) -> list[Key]:
    """Return the keys of a schema that no text uses."""
    found = {key for text in texts for key in used(yaml.safe_load(text), schema, schema)}
    return sorted(keys(schema) - found)


def test_every_key_of_the_conventions_has_an_example() -> None:
    assert undocumented(api_schema.schema(), CONVENTIONS) == []


def test_every_key_of_a_resource_has_an_example() -> None:
    """A row, and the element of a row, have the same keys: an example of one will do for both."""
    missing = undocumented(json_schema.schema(), RESOURCES)
    rows = {name for where, name in keys(json_schema.schema()) - set(missing) if where == "row"}
    assert [key for key in missing if key[0].partition("[")[0].partition(".")[0] != "element"
            or key[1] not in rows | {"enum", "type"}] == []  # fmt: skip


def test_a_key_without_an_example_is_found() -> None:
    schema = api_schema.schema()
    schema["properties"]["colour"] = {"type": "object", "properties": {"red": {}}}
    assert undocumented(schema, CONVENTIONS) == [("", "colour"), (".colour", "red")]


@pytest.mark.parametrize("number", range(len(APIS)))
def test_an_example_of_conventions_loads(number: int, tmp_path: Path) -> None:
    text = APIS[number]
    _write(tmp_path, {"api.yaml": text, "thing.yaml": THING, **BESIDE})
    if "preflight" in text:
        _write(tmp_path, {f"order{n}.yaml": one for n, one in enumerate(RESOURCES)})
    assert load(tmp_path).api.name == yaml.safe_load(text)["name"]


def test_an_example_of_a_resource_loads(tmp_path: Path) -> None:
    files = {f"order{number}.yaml": text for number, text in enumerate(RESOURCES)}
    _write(tmp_path, {"api.yaml": APIS[0], **files, **BESIDE})
    contracts = load(tmp_path)
    assert contracts.operation("order.create").path == "/orders"


def _write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
