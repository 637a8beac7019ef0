"""JSON Schemas of single rows and fields, for the OpenAPI export.

Rows of one object that exclude or need each other say so in the schema. What a schema cannot say
(rows far apart, what an id refers to, what a plain account refuses) is kept in `x-` keys: nothing
of a row is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from contracts.model import Field, Parameter

Schema = dict[str, Any]

_FORMATS = {"email": "email", "url": "uri", "date": "date", "timestamp": "unix-time"}
_PATTERNS = {
    "country": "^[A-Z]{2}$",
    "currency": "^[A-Za-z]{3}$",
    "decimal": "^-?[0-9]+([.][0-9]+)?$",
    "phone": "^[+]?[0-9 ()-]{5,20}$",
}


def row_schema(row: Parameter) -> Schema:
    """Return the schema of a request row and everything below it."""
    schema = _typed_row(row)
    if row.alternatives:
        schema = {"anyOf": [schema, *map(row_schema, row.alternatives)]}
    if row.clearable:
        schema = {"anyOf": [schema, {"const": ""}]}
    return {**schema, **_notes(row)}


def rows_schema(rows: Iterable[Parameter]) -> Schema:
    """Return the schema of an object that has exactly these rows."""
    rows = tuple(rows)
    schema: Schema = {
        "type": "object",
        "properties": {row.name: row_schema(row) for row in rows},
        "additionalProperties": False,
    }
    required = [row.name for row in rows if row.required]
    return {**schema, **({"required": required} if required else {}), **_together(rows)}


def _together(rows: tuple[Parameter, ...]) -> Schema:
    """Return what rows of one object demand of each other."""
    by_path = {row.path: row for row in rows}
    pairs = {
        tuple(sorted((row.name, by_path[other].name)))
        for row in rows for other in row.excludes if other in by_path
    }  # fmt: skip
    needs = {
        row.name: [_need(by_path, need) for need in row.needs if need.partition("=")[0] in by_path]
        for row in rows
    }
    facts = {
        "allOf": [{"not": {"required": list(pair)}} for pair in sorted(pairs)],
        "dependentSchemas": {name: {"allOf": found} for name, found in needs.items() if found},
    }
    return {key: value for key, value in facts.items() if value}


def _need(by_path: Mapping[str, Parameter], need: str) -> Schema:
    path, equals, text = need.partition("=")
    row = by_path[path]
    schema: Schema = {"required": [row.name]}
    if equals:
        value = {"true": True, "false": False}.get(text, text) if row.type == "boolean" else text
        schema["properties"] = {row.name: {"const": value}}
    return schema


def _typed_row(row: Parameter) -> Schema:
    # A form cannot carry an empty object or array, and an empty text is an attempt to clear.
    if row.type == "object" and row.children:
        return {**rows_schema(row.children), "minProperties": 1}
    if row.type == "object":
        return {"type": "object"}
    if row.type == "array":
        items = row_schema(row.items) if row.items else {}
        return {"type": "array", "items": items, "minItems": 1}
    if row.type == "map":
        inner = row_schema(row.values) if row.values else {}
        return {"type": "object", "additionalProperties": inner, "minProperties": 1}
    if row.type == "any":
        return {}
    return {"type": row.type, **_bounds(row)}


def _bounds(row: Parameter) -> Schema:
    facts = {
        "enum": (list(map(int, row.enum)) if row.type == "integer" else list(row.enum)) or None,
        "minimum": row.minimum,
        "maximum": row.maximum,
        "minLength": (row.min_length or 1) if row.type == "string" and not row.enum else None,
        "maxLength": row.max_length,
        "format": _FORMATS.get(row.format or ""),
        "pattern": row.pattern or _PATTERNS.get(row.format or ""),
    }
    return {key: value for key, value in facts.items() if value is not None}


def _notes(row: Parameter) -> Schema:
    shown = row.example is not None and not str(row.example).startswith("@")
    facts = {
        "description": row.note,
        "examples": [row.example] if shown else None,
        "x-format": row.format if row.format not in _FORMATS else None,
        "x-references": list(row.references),
        "x-excludes": list(row.excludes),
        "x-needs": list(row.needs),
        "x-plain-values": list(row.plain_values),
        "x-plain": None if row.plain else False,
        "x-source": row.source or None,
    }
    return {key: value for key, value in facts.items() if value not in (None, "", [])}


def fields_schema(fields: Iterable[Field], known: Callable[[str], bool]) -> Schema:
    """Return the schema of a returned object; `known` says which resources have a schema."""
    fields = tuple(fields)
    schema: Schema = {
        "type": "object",
        "properties": {field.name: field_schema(field, known) for field in fields},
    }
    required = [field.name for field in fields if field.required]
    return {**schema, "required": required} if required else schema


def field_schema(field: Field, known: Callable[[str], bool]) -> Schema:
    """Return the schema of a response field and everything below it."""
    options = [_typed_field(field, known)]
    options += [field_schema(other, known) for other in field.alternatives]
    if field.expandable:
        options.append(reference(field.resource, known))
    if field.nullable:
        options.append({"type": "null"})
    schema = options[0] if len(options) == 1 else {"anyOf": options}
    facts = {
        "description": field.note,
        "x-values": list(field.enum) if field.enum and not field.closed else None,
        "x-expandable": field.resource if field.expandable else None,
    }
    return {**schema, **{key: value for key, value in facts.items() if value}}


def reference(resource: str | None, known: Callable[[str], bool]) -> Schema:
    """Return a reference to the schema of a resource, or an open object when it has none."""
    if resource and known(resource):
        return {"$ref": f"#/components/schemas/{resource}"}
    return {"type": "object"}


def _typed_field(field: Field, known: Callable[[str], bool]) -> Schema:
    if field.type == "object":
        if field.children:
            return fields_schema(field.children, known)
        return reference(field.resource, known)
    if field.type == "array":
        return {"type": "array", "items": field_schema(field.items, known) if field.items else {}}
    if field.type == "map":
        inner = field_schema(field.values, known) if field.values else {}
        return {"type": "object", "additionalProperties": inner}
    facts = {
        "enum": list(field.enum) if field.closed else None,
        "maxLength": field.max_length,
        "format": _FORMATS.get(field.format or "", field.format),
    }
    return {"type": field.type, **{key: value for key, value in facts.items() if value}}
