"""The contracts as one OpenAPI 3.1 document, for tools that read nothing else.

The form dialect needs two words that generic tools must be told: objects are sent as `a[b]=…`
(`deepObject`), and array query parameters carry their brackets in the name (`expand[]`).
"""

from __future__ import annotations

from typing import Any

from contracts.model import Contracts, Operation, Parameter, Resource
from contracts.openapi_schemas import Schema, fields_schema, reference, row_schema, rows_schema

FORM = "application/x-www-form-urlencoded"


def export(contracts: Contracts) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document of the contracts; the same contracts give the same text."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in contracts.operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(
            operation, contracts
        )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Payments API, as held by the contracts of Assay",
            "version": contracts.api_version,
        },
        "security": [{"bearer": []}, {"basic": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic"},
            },
            "schemas": {
                "error": _error(),
                **{r.name: _resource(r, contracts) for r in contracts.resources},
            },
        },
    }


def _operation(operation: Operation, contracts: Contracts) -> dict[str, Any]:
    body = [row for row in operation.parameters if row.location == "body"]
    found: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.title,
        "description": operation.description,
        "tags": [operation.resource],
        "parameters": [_parameter(row) for row in operation.parameters if row.location != "body"],
        "requestBody": _body(body) if body else {},
        "responses": {
            "200": {
                **_response("The object, or the page of objects.", _returned(operation, contracts)),
                **_links(operation, contracts),
            },
            "default": _response("A refusal.", {"$ref": "#/components/schemas/error"}),
        },
        "x-source": list(operation.source),
    }
    return {key: value for key, value in found.items() if value}


def _parameter(row: Parameter) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": f"{row.name}[]" if row.type == "array" else row.name,
        "in": row.location,
        "required": row.required,
        "schema": row_schema(row),
    }
    if row.location == "query" and row.type in ("object", "map"):
        found.update(style="deepObject", explode=True)
    elif row.type == "array":
        found.update(style="form", explode=True)
    return found


def _body(rows: list[Parameter]) -> dict[str, Any]:
    nested = [row.name for row in rows if row.type in ("object", "array", "map")]
    content: dict[str, Any] = {"schema": rows_schema(rows)}
    if nested:
        encoding = {"style": "deepObject", "explode": True}
        content["encoding"] = {name: dict(encoding) for name in nested}
    return {"required": any(row.required for row in rows), "content": {FORM: content}}


def _response(description: str, schema: Schema) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _links(operation: Operation, contracts: Contracts) -> dict[str, Any]:
    """Return what can be done next with an object that was made, or with the first of a page."""
    if operation.kind not in ("create", "list") or operation.path_parameters:
        return {}
    place = "$response.body#/id" if operation.kind == "create" else "$response.body#/data/0/id"
    found = {
        other.id: {"operationId": other.id, "parameters": {row.name: place}}
        for other in contracts.operations
        for row in other.path_parameters
        if row.references == (operation.returns,) and (operation.kind == "create" or _reads(other))
    }
    return {"links": found} if found else {}


def _reads(operation: Operation) -> bool:
    return operation.method == "GET"


def _returned(operation: Operation, contracts: Contracts) -> Schema:
    returned = reference(operation.returns, _known(contracts))
    if not operation.many:
        return returned
    return {
        "allOf": [
            reference(operation.shape, _known(contracts)),
            {"type": "object", "properties": {"data": {"type": "array", "items": returned}}},
        ]
    }


def _resource(resource: Resource, contracts: Contracts) -> Schema:
    return fields_schema(resource.fields, _known(contracts))


def _known(contracts: Contracts) -> Any:
    return {resource.name for resource in contracts.resources}.__contains__


def _error() -> Schema:
    texts = ("code", "decline_code", "doc_url", "message", "param", "type")
    details = {name: {"type": "string"} for name in texts}
    return {
        "type": "object",
        "properties": {
            "error": {"type": "object", "properties": details, "required": ["type"]},
        },
        "required": ["error"],
    }
