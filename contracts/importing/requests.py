"""The rows of a request, as the parameters and the form of a document say them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from contracts.importing.bracketing import bracketed, place, unnamed
from contracts.importing.calls import Call, media_facts
from contracts.importing.document import Node
from contracts.importing.limits import Limits
from contracts.importing.paths import parents
from contracts.importing.rows import Rows

Entry = dict[str, Any]


class Requests:
    """Reads the tables of calls; `keys` are the places and names of rows that are the key."""

    def __init__(self, keys: Collection[tuple[str, str]], limits: Limits) -> None:
        self._keys, self._limits = keys, limits
        self.count = 0  # rows that were read

    def tables(self, call: Call) -> Entry:
        """Return the rows of a call by their places."""
        writer = Rows(self._limits)
        tables: Entry = {}
        for where, name, node in call.parameters:
            if (where, name) in self._keys:
                reason = f"{name!r} is the key, which is sent as auth says"
                self._limits.add("chosen", node.pointer, reason)
            else:
                self._parameter(tables, writer, where, name, node)
        for name in parents(call.path):
            if name not in tables.get("path", {}):
                self._limits.add("not read", call.pointer, f"its path names {name!r}, no parameter")
                tables.setdefault("path", {})[name] = {"type": "string", "guessed": ["type"]}
            tables["path"][name]["required"] = True
        path = tables.get("path", {})
        for where, name, node in call.parameters:
            if where == "path" and name in path and name not in parents(call.path):
                self._limits.add("not read", node.pointer, f"the path has no {name!r}")
        tables["path"] = {name: path[name] for name in parents(call.path)}
        self._body(tables, writer, call)
        self.count += writer.count
        return {where: rows for where, rows in tables.items() if rows}

    def _parameter(self, tables: Entry, writer: Rows, where: str, name: str, node: Node) -> None:
        schema, encoded = node.get("schema"), False
        content = node.get("content")
        if schema is None and content is not None:
            media = next(iter(content.entries()), ("", None))
            schema = media[1].get("schema") if media[1] else None
            encoded = "json" in media[0]
        schema = schema or Node({}, node.pointer, node.resolver)
        row = writer.row(
            (_with_example(node, schema),), required=node.value.get("required") is True
        )
        if encoded:
            row["encoded"] = "json"
        if where == "query":
            top, below = bracketed(name)
            if why := unnamed(top):
                self._limits.add("not read", node.pointer, why)
                return
            if row["type"] == "object" and _flat(node) and row.get("children"):
                tables.setdefault("query", {}).update(row["children"])
                return
            place(tables.setdefault("query", {}), top, below, row)
        elif row["type"] in ("object", "array", "map"):
            self._limits.add(
                "not read", node.pointer, f"{name!r} in the {where} is no single value"
            )
            tables.setdefault(where, {})[name] = {"type": "string", "guessed": ["type"]}
        else:
            tables.setdefault(where, {})[name] = row

    def _body(self, tables: Entry, writer: Rows, call: Call) -> None:
        schema = call.form.get("schema") if call.form is not None else None
        if schema is None or call.form is None:
            return
        rows = writer.table((schema,))
        said = media_facts(call.form)
        for name, row in rows.items():
            told = said.get(name)
            kind = told.get("contentType", "") if isinstance(told, dict) else ""
            if "json" in str(kind) and row["type"] in ("object", "array", "map", "any"):
                row["encoded"] = "json"
        if rows:
            tables["body"] = rows


def _flat(node: Node) -> bool:
    """Whether the document says that the rows of an object stand beside the others."""
    value = node.value
    told = value.get("style") == "form" or ("style" not in value and value.get("explode") is True)
    return told and value.get("explode", True) is True and "content" not in value


def _with_example(node: Node, schema: Node) -> Node:
    """Return a schema with the example that stands beside it."""
    example = node.value.get("example")
    if example is None or not isinstance(schema.value, dict) or "example" in schema.value:
        return schema
    return Node({**schema.value, "example": example}, schema.pointer, schema.resolver)
