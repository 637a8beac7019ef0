"""JSON Schemas of response fields, for the OpenAPI export."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from contracts.model import Field
from contracts.naming import answered
from contracts.openapi_facts import choices
from contracts.openapi_rows import FORMATS
from contracts.openapi_view import Schema


def fields_schema(fields: Iterable[Field], known: Callable[[str], bool], rule: str = "") -> Schema:
    """Return the schema of a returned object; `known` says which resources have a schema, `rule`
    by which rule fields are answered.
    """
    fields = tuple(fields)
    schema: Schema = {
        "type": "object",
        "properties": {
            answered(field.name, rule): field_schema(field, known, rule) for field in fields
        },
    }
    required = [answered(field.name, rule) for field in fields if field.required]
    return {**schema, "required": required} if required else schema


def field_schema(field: Field, known: Callable[[str], bool], rule: str = "") -> Schema:
    """Return the schema of a response field and everything below it."""
    options = [_typed_field(field, known, rule)]
    options += [field_schema(other, known, rule) for other in field.alternatives]
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


def _typed_field(field: Field, known: Callable[[str], bool], rule: str) -> Schema:
    if field.type == "object":
        if field.children:
            return fields_schema(field.children, known, rule)
        return reference(field.resource, known)
    if field.type == "array":
        items = field_schema(field.items, known, rule) if field.items else {}
        return {"type": "array", "items": items}
    if field.type == "map":  # below a map names are the user's own
        inner = field_schema(field.values, known) if field.values else {}
        return {"type": "object", "additionalProperties": inner}
    if field.type == "any":
        return {}
    facts = {
        "enum": choices(field.type, field.enum) if field.closed else None,
        "maxLength": field.max_length,
        "format": FORMATS.get(field.format or "", field.format),
    }
    return {"type": field.type, **{key: value for key, value in facts.items() if value}}
