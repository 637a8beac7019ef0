"""Which part of a document's parameters became rows: `python -m benchmarks.document_rows FILE DIR`.

FILE is the OpenAPI document, as JSON, and DIR the package that was imported of it. The walk through
the document shares no code with the importer: it knows `$ref`, `allOf`, `anyOf`, `oneOf`, `items`
and `additionalProperties`, and counts each name that a request of an imported operation may hold.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contracts import load
from contracts.model import Contracts

FORM = "application/x-www-form-urlencoded"
IGNORED = ("accept", "authorization", "content-type")  # OpenAPI 3.0.3, 4.7.12.2: no parameters
ENTRY = "[assay]"  # how contracts write an object in a map


def at(document: Any, pointer: str) -> Any:
    """Return what a JSON pointer leads to."""
    for part in pointer.removeprefix("#").strip("/").split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document


def resolved(document: Any, value: Any) -> Any:
    """Return what a chain of references leads to."""
    for _ in range(20):
        if not isinstance(value, dict) or "$ref" not in value:
            return value
        value = at(document, value["$ref"])
    return {}


def names(document: Any, schema: Any, path: str, seen: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the paths of all that a schema allows below a path; what stands in itself ends."""
    if isinstance(schema, dict) and "$ref" in schema:
        if schema["$ref"] in seen:
            return
        seen = (*seen, schema["$ref"])
    schema = resolved(document, schema)
    if not isinstance(schema, dict):
        return
    for word in ("allOf", "anyOf", "oneOf"):
        for member in schema.get(word, []):
            yield from names(document, member, path, seen)
    for name, inner in schema.get("properties", {}).items():
        itself = isinstance(inner, dict) and inner.get("$ref") in seen
        there = resolved(document, inner)
        if itself or there is False or (isinstance(there, dict) and there.get("readOnly") is True):
            continue
        below = f"{path}[{name}]" if path else name
        yield below
        yield from names(document, inner, below, seen)
    if isinstance(schema.get("items"), dict):
        yield from names(document, schema["items"], f"{path}[]", seen)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from names(document, schema["additionalProperties"], f"{path}{ENTRY}", seen)


def parameters(document: Any, pointer: str) -> set[str]:
    """Return the names that a request of an operation may hold."""
    operation, item = at(document, pointer), at(document, pointer.rpartition("/")[0])
    found: set[str] = set()
    for one in [*item.get("parameters", []), *operation.get("parameters", [])]:
        there = resolved(document, one)
        if there["in"] == "cookie" or (
            there["in"] == "header" and there["name"].lower() in IGNORED
        ):
            continue
        name = there["name"].replace("[]", "")
        below = set(names(document, there.get("schema", {}), name))
        if (
            below
            and there.get("style") == "form"
            and not any(p.startswith(f"{name}[]") for p in below)
        ):
            found |= {path.removeprefix(f"{name}[").replace("]", "", 1) for path in below}
        else:
            found |= {name, *below}
    body = resolved(document, operation.get("requestBody", {}))
    schema = body.get("content", {}).get(FORM, {}).get("schema")
    if schema is not None and not pointer.endswith("/get"):
        found |= set(names(document, schema, ""))
    return found


def missing(document: Any, contracts: Contracts) -> tuple[int, list[str]]:
    """Return how many parameters imported operations have, and those that are no rows."""
    count, lost = 0, []
    for operation in contracts.operations:
        if not operation.origin.startswith("#/"):
            continue
        wanted = parameters(document, operation.origin)
        count += len(wanted)
        rule = contracts.of(operation).api.names.asked
        rows = {*operation.rows, *(asked(path, rule) for path in operation.rows)}
        lost += [f"{operation.id}: {name}" for name in sorted(wanted - rows)]
    return count, lost


def asked(path: str, rule: str) -> str:
    """Return the path of a row with the names that a document has where a rule writes them."""
    return re.sub(r"\w+", lambda found: _written(found[0], rule), path)


def _written(name: str, rule: str) -> str:
    first, *rest = name.split("_")
    if rule not in ("pascal", "camel"):
        return name.replace("_", "-") if rule == "kebab" else name
    start = first.title() if rule == "pascal" else first
    return start + "".join(part.title() for part in rest)


def main(file: str, folder: str) -> None:
    """Print the part of the parameters that are rows, and those that are not."""
    document = json.loads(Path(file).read_text(encoding="utf-8"))
    count, lost = missing(document, load(Path(folder).resolve()))
    print(f"{count} parameters, {count - len(lost)} are rows: {100 - 100 * len(lost) / count:.2f}%")
    for line in lost[:20]:
        print(f"  {line}")


if __name__ == "__main__":
    main(*sys.argv[1:])
