"""The contracts as one OpenAPI 3.1 document, for tools that read nothing else.

The form dialect needs words that generic tools must be told: objects are sent as `a[b]=…`
(`deepObject`), and arrays carry their brackets in the name, `expand[]` in a query and `a[0]` in a
body. Rows of a query that exclude each other are the properties of one parameter, which is spread
over the query (`form`, exploded).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from contracts.model import Contracts, Operation, Parameter, Resource, Step
from contracts.openapi_beside import beside, sent
from contracts.openapi_conventions import (
    apart,
    entries,
    error,
    security,
    shown_id,
    standing,
    wrapped,
    written,
)
from contracts.openapi_fields import fields_schema, reference
from contracts.openapi_rows import Rows
from contracts.openapi_view import Ids, Schema, View

FORM = "application/x-www-form-urlencoded"
_BLIND = (
    "What can be sent without having asked anything: ids are those that are there when the server "
    "starts, and what depends on an object that has to be made first is left out and named in "
    "`x-left-out` of its operation."
)


def sendable(contracts: Contracts, ids: Ids | None = None) -> dict[str, Any]:
    """Return the document of what can be sent as it is, by tools that know nothing else.

    `ids` are those that are there, by resource; without them any id will do.
    """
    return _document(View(contracts, wire=True, ids=ids))


def export(contracts: Contracts) -> dict[str, Any]:
    """Return the document of the values behind a form, for tools that are told how to write one.

    The same contracts give the same text.
    """
    return _document(View(contracts))


def _document(view: View) -> dict[str, Any]:
    contracts = view.contracts
    paths: dict[str, dict[str, Any]] = {}
    views = {one.set: replace(view, contracts=one) for one in contracts.views}
    for operation in contracts.operations:
        found = _operation(operation, views[operation.set])
        api = contracts.of(operation).api
        path = written(api, operation.path) if view.wire else operation.path
        paths.setdefault(path, {})[operation.method.lower()] = found
    for step in beside(view) if view.wire else ():
        paths[written(contracts.api, step.path)][step.method.lower()] = _beside(step, view)
    schemes = security(contracts.api.auth)
    others = [one for one in contracts.views if one.set]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{contracts.api.name}, as held by the contracts of Assay",
            "version": contracts.api_version or "unknown",
            **({"description": _BLIND} if view.ids is not None else {}),
        },
        "security": [{name: []} for name in schemes],
        "paths": paths,
        "components": {
            "securitySchemes": {
                **schemes,
                **{name: one for view in others for name, one in _security(view).items()},
            },
            "schemas": {
                "error": error(contracts.api.error),
                **{_error_name(one): error(one.api.error) for one in others},
                **{r.name: _resource(r, contracts) for r in contracts.resources},
            },
        },
    }


def _beside(step: Step, view: View) -> dict[str, Any]:
    content = {"schema": sent(step.form, view), "encoding": _encoding(step.form)}
    return {
        "summary": f"{step.method} {step.path}",
        "description": "Outside of the contracts: it makes what they speak of.",
        "requestBody": {"required": True, "content": {FORM: content}},
        "responses": {
            "200": _response("What was made.", {"type": "object"}),
            "default": _response("A refusal.", {"$ref": "#/components/schemas/error"}),
        },
    }


def _encoding(names: Iterable[str]) -> dict[str, Any]:
    return {name: {"style": "deepObject", "explode": True} for name in names}


def _operation(operation: Operation, view: View) -> dict[str, Any]:
    rows = Rows(view, operation)
    rows_shown = view.shown(operation.parameters, operation)
    shown = [replace(row, location=row.slot) if row.slot else row for row in rows_shown]
    body = [row for row in shown if row.location == "body"]
    done = _done(operation, view)
    found: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.title,
        "description": operation.description,
        "tags": [operation.resource],
        "parameters": _parameters([row for row in shown if row.location != "body"], rows),
        "requestBody": _body(body, rows) if body else {},
        "responses": {
            **{str(status): done for status in _statuses(operation, view)},
            "default": _response(
                "A refusal.", {"$ref": f"#/components/schemas/{_error_name(view.contracts)}"}
            ),
        },
        **_own_security(view.contracts),
        "x-left-out": list(view.left_out(operation)),
        "x-source": list(operation.source),
    }
    return {key: value for key, value in found.items() if value}


def _error_name(contracts: Contracts) -> str:
    """Return the name of the schema of refusals under one set of conventions."""
    return f"error_{contracts.set}" if contracts.set else "error"


def _security(contracts: Contracts) -> dict[str, Any]:
    """Return the security schemes of a set of conventions that sends keys in a way of its own."""
    if contracts.api.auth == contracts.whole.api.auth:
        return {}
    found = security(contracts.api.auth)
    return {f"{name}_{contracts.set}": scheme for name, scheme in found.items()}


def _own_security(contracts: Contracts) -> dict[str, Any]:
    """Return the key `security` of an operation whose keys are not sent as usual."""
    if contracts.api.auth == contracts.whole.api.auth:
        return {}
    return {"security": [{name: []} for name in _security(contracts)] or [{}]}


def _statuses(operation: Operation, view: View) -> tuple[Any, ...]:
    """Return the statuses of what was done; where the API names none, any that say so."""
    success = view.contracts.api.success
    return operation.success or success.of(operation.kind) or ("2XX",)


def _done(operation: Operation, view: View) -> dict[str, Any]:
    if operation.shape == "empty":
        return {"description": "Nothing is answered."}
    told = "The object, or the page of objects."
    return {**_response(told, _returned(operation, view)), **_links(operation, view)}


def _parameters(shown: list[Parameter], rows: Rows) -> list[dict[str, Any]]:
    """Return parameters; rows that cannot be sent together are one, spread over the query."""
    excluding = _excluding(shown, rows.view) if rows.view.wire else []
    single = [_parameter(row, rows) for row in shown if row not in excluding]
    if not excluding:
        return single
    schema = {**rows.of(excluding), **_one_cursor(excluding, rows)}
    name = "_or_".join(map(rows.view.spelled, excluding))
    return [*single, {"name": name, "in": "query", "style": "form", "explode": True,
                      "schema": schema}]  # fmt: skip


def _excluding(shown: list[Parameter], view: View) -> list[Parameter]:
    names = {row.path for row in shown}
    cursors = [row for row in shown if view.cursor(row)]
    pairs = [row for row in shown if row.location == "query" and names & {*row.excludes}]
    return [*(cursors if len(cursors) > 1 else []), *pairs]


def _one_cursor(excluding: list[Parameter], rows: Rows) -> dict[str, Any]:
    """Return what rows that exclude each other demand, both cursors of a page among them."""
    cursors = sorted(rows.view.spelled(row) for row in excluding if rows.view.cursor(row))
    both = [{"not": {"required": cursors}}] if len(cursors) > 1 else []
    return {"allOf": [*rows.together(excluding).get("allOf", []), *both]}


def _parameter(row: Parameter, rows: Rows) -> dict[str, Any]:
    name = rows.view.spelled(row)
    found: dict[str, Any] = {
        "name": f"{name}[]" if row.type == "array" and rows.view.brackets else name,
        "in": row.location,
        "required": row.required,
        "schema": rows.row(row),
    }
    if row.location == "query" and row.type in ("object", "map"):
        found.update(style="deepObject", explode=True)
    elif row.type == "array":
        found.update(style="form", explode=True)
    return found


def _body(body: list[Parameter], rows: Rows) -> dict[str, Any]:
    nested = [rows.view.spelled(row) for row in body if row.type in ("object", "array", "map")]
    content: dict[str, Any] = {"schema": rows.of(body)}
    if nested:
        content["encoding"] = _encoding(nested)
    needed = any(rows.view.required(row, rows.operation) for row in body)
    return {"required": needed, "content": {FORM: content}}


def _response(description: str, schema: Schema) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _links(operation: Operation, view: View) -> dict[str, Any]:
    """Return what can be done next with an object that was made, or with the first of a page."""
    place = shown_id(operation, view.contracts.of(operation).api)
    found = {
        other.id: {"operationId": other.id, "parameters": {row.name: place}}
        for other in view.contracts.operations
        if not view.wire or (view.steady(other) and view.of_any(other))
        for row in led_to(operation, other)
        if operation.kind == "create" or other.reads
    }
    return {"links": found} if found else {}


def led_to(operation: Operation, other: Operation) -> list[Parameter]:
    """Return the rows of another's path for which an answer has the id, without what asked it."""
    if operation.kind not in ("create", "list") or operation.path_parameters:
        return []
    returned = (operation.returns,)
    return [r for r in other.path_parameters if not r.slot and r.references == returned]


def _returned(operation: Operation, view: View) -> Schema:
    contracts = view.contracts
    api = contracts.api
    returned = reference(operation.returns, _known(contracts))
    if not operation.many:
        return standing(returned, operation, api)
    schema: Schema = {"type": "array", "items": wrapped(returned, operation, api)}
    names = entries(operation, api)
    for name in reversed(names):
        schema = {"type": "object", "properties": {name: schema}}
    return {"allOf": [reference(operation.shape, _known(contracts)), schema]} if names else schema


def _resource(resource: Resource, contracts: Contracts) -> Schema:
    rules = {contracts.of(one).api.names.answered for one in resource.operations}
    rule = rules.pop() if len(rules) == 1 else contracts.api.names.answered
    schema = fields_schema(resource.fields, _known(contracts), rule)
    return apart(schema, contracts.of(next(iter(resource.operations), None)).api)


def _known(contracts: Contracts) -> Any:
    return {resource.name for resource in contracts.resources}.__contains__
