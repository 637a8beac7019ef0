"""What do a document's own schemas say of our forms? `python -m benchmarks.valid_forms FILE DIR`.

FILE is an OpenAPI document, as JSON, and DIR the package that was imported of it. Every form of the
plan, and some that are drawn, is held against the document's own schema of that request by
`openapi-schema-validator`, which shares no code with the importer, the strategies or the sandbox.
What stands for an object's id (`@customer`) is a text, `@now` a number. The other way round, a
broken form whose refusal binds has to be refused by it. Printed is where the two disagree, most
frequent reason first; the command ends with 1 when they do.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from jsonschema.exceptions import ValidationError, best_match
from openapi_schema_validator import OAS30WriteValidator, oas30_format_checker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from benchmarks.document_rows import FORM, at, resolved
from contracts import load
from contracts.model import Contracts, Operation
from strategies import coverage, expansions, violations
from strategies.forms import forms

_HERE = "urn:document"
_NOW = 1_767_225_600  # seconds: any time will do
Refusal = tuple[str, str, str]  # operation, where in the form, why


class Validator:
    """The document's word on what a request may hold."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        resource = Resource(contents=document, specification=DRAFT4)
        self._registry: Registry[Any] = Registry().with_resource(_HERE, resource)

    def judges(self, contracts: Contracts) -> Iterator[tuple[Operation, OAS30WriteValidator]]:
        """Yield what holds the forms of each imported operation against its schema.

        A query that is written in a way of its own, such as JSON, is left out.
        """
        for operation in contracts.operations:
            schema = self._schema(operation.origin) if operation.origin.startswith("#/") else None
            if schema is not None:
                yield (
                    operation,
                    OAS30WriteValidator(
                        schema, registry=self._registry, format_checker=oas30_format_checker
                    ),
                )

    def _schema(self, pointer: str) -> dict[str, Any] | None:
        body = resolved(self._document, at(self._document, pointer).get("requestBody", {}))
        if FORM in body.get("content", {}) and not pointer.endswith("/get"):
            place = f"{pointer}/requestBody/content/{FORM.replace('/', '~1')}/schema"
            return {"$ref": f"{_HERE}{place}"}
        return self._query(pointer)

    def _query(self, pointer: str) -> dict[str, Any] | None:
        """Return the schema of a query: its parameters, and no other."""
        properties: dict[str, Any] = {}
        required = []
        for above in (pointer.rpartition("/")[0], pointer):
            for place, told in enumerate(at(self._document, above).get("parameters", [])):
                one = resolved(self._document, told)
                if one["in"] != "query":
                    continue
                kind = resolved(self._document, one.get("schema", {})).get("type")
                spread = kind == "object" and one.get("style", "form") == "form"
                joined = kind == "array" and one.get("explode") is False
                if "schema" not in one or "[" in one["name"] or spread or joined:
                    return None
                properties[one["name"]] = {"$ref": f"{_HERE}{above}/parameters/{place}/schema"}
                required += [one["name"]] if one.get("required") else []
        return {"type": "object", "additionalProperties": False,
                "properties": properties, "required": required}  # fmt: skip


def filled(value: Any) -> Any:
    """Return a form as it would be sent, with what stands for ids and times put in."""
    if isinstance(value, Mapping):
        return {name: filled(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [filled(inner) for inner in value]
    return _NOW if value == "@now" else value


def valid(operation: Operation, contracts: Contracts, examples: int) -> Iterator[Any]:
    """Yield the forms of the plan, of a plain account and of any, then drawn ones."""
    for plain in (True, False):
        expand = expansions(contracts, operation)
        yield from (s.form for s in coverage(operation, plain_only=plain, expand=expand))
    yield from _drawn(operation, examples) if examples else ()


def _drawn(operation: Operation, examples: int) -> list[Any]:
    found: list[Any] = []

    @seed(1)
    @settings(max_examples=examples, database=None, deadline=None, phases=(Phase.generate,),
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(forms(operation, plain_only=False))
    def draw(form: Any) -> None:
        found.append(form)

    draw()
    return found


def refused(
    document: Mapping[str, Any], contracts: Contracts, examples: int = 0
) -> tuple[int, list[Refusal]]:
    """Return how many valid forms there are, and those that the document does not allow."""
    count, found, validator = 0, [], Validator(document)
    for operation, judge in validator.judges(contracts):
        seen = set()
        for form in valid(operation, contracts, examples):
            mark = json.dumps(form, sort_keys=True)
            if mark in seen:
                continue
            seen.add(mark)
            count += 1
            error = best_match(judge.iter_errors(filled(form)))
            if error is not None:
                found.append((operation.id, *_told(error)))
    return count, found


def unbacked(document: Mapping[str, Any], contracts: Contracts) -> tuple[int, list[Refusal]]:
    """Return how many broken forms have to be refused, and those that the document allows.

    What a format alone forbids is left out: which formats a validator looks at is its own affair.
    """
    count, found, validator = 0, [], Validator(document)
    for operation, judge in validator.judges(contracts):
        for violation in violations(operation):
            situation = contracts.situation(violation.situation, operation)
            row = operation.rows.get(violation.row)
            told = violation.topic == "enum" and row is not None and row.format is not None
            if situation is None or "probe" in (situation.level, violation.level) or told:
                continue
            for one in (violation, *violation.also):
                count += 1
                if judge.is_valid(filled(one.form)):
                    found.append((operation.id, violation.row, f"{violation.topic}: {one.form}"))
    return count, found


def _told(error: ValidationError) -> tuple[str, str]:
    place = "".join(f"[{part}]" for part in error.absolute_path)
    return place, error.message[:160]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the valid forms that the document refuses."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.valid_forms", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--examples", type=int, default=20, help="drawn forms of each operation")
    options = parser.parse_args(arguments)
    document = json.loads(options.file.read_text(encoding="utf-8"))
    contracts = load(options.folder.resolve())
    count, found = refused(document, contracts, options.examples)
    print(f"{count} valid forms, {len(found)} refused by the document's own schemas")
    _tell(found)
    broken, allowed = unbacked(document, contracts)
    print(f"{broken} forms that have to be refused, {len(allowed)} allowed by them")
    _tell(allowed)
    return int(bool(found or allowed))


def _tell(found: Sequence[Refusal]) -> None:
    for (place, why), times in Counter((p, w) for _, p, w in found).most_common(40):
        where = next(name for name, p, w in found if (p, w) == (place, why))
        print(f"{times:5} {where} {place}: {why}")


if __name__ == "__main__":
    raise SystemExit(main())
