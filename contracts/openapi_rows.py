"""JSON Schemas of request rows, for the OpenAPI export.

Rows of one object that exclude or need each other say so in the schema. What a schema cannot say
(rows far apart, what an id refers to, what a plain account refuses) is kept in `x-` keys: nothing
of a row that the document has is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.currencies import CURRENCIES
from contracts.model import Operation, Parameter
from contracts.openapi_expansion import expandable
from contracts.openapi_facts import choices, whole
from contracts.openapi_view import Schema, View

FORMATS = {"email": "email", "url": "uri", "date": "date", "timestamp": "unix-time"}
_PATTERNS = {
    "country": "^[A-Z]{2}$",
    "currency": "^[A-Za-z]{3}$",
    "decimal": "^-?[0-9]+([.][0-9]+)?$",
    "phone": "^[+]?[0-9 ()-]{5,20}$",
}
_PERSON = '^[^0-9!@#$%^*()_=+\\[\\]{}<>?/\\\\|;:"~`]+$'  # no figures, no signs
_NOBODY = (
    "The id of no object, which is answered as that. A call moves its object on, and so none is "
    "there that answers the same twice: make one, and name it here."
)
_UNTOLD = ("date", "decimal", "phone")
_INDEX = "^[0-9]$"  # of an element
_WHOLE = 10**18 - 1  # what a form writes with 18 figures
_UNSENT = {"type": ["array", "object"], "maxItems": 0, "maxProperties": 0}
_ALL_UNSENT = {"type": "object", "additionalProperties": _UNSENT}
_EMPTY = {"type": "object", "maxProperties": 0}  # is not sent, or clears


@dataclass(frozen=True)
class Rows:
    """The rows of one operation as one document shows them."""

    view: View
    operation: Operation

    def of(self, rows: Iterable[Parameter], parent: str = "") -> Schema:
        """Return the schema of an object that has exactly these rows.

        `parent` is its own bracketed name.
        """
        shown = self.view.shown(rows, self.operation)
        body = any(row.location == "body" for row in shown)
        schema: Schema = {
            "type": "object",
            "properties": {self.view.spelled(row): self.row(row) for row in shown},
            "additionalProperties": self._strange(parent) if body else False,
        }
        required = [
            self.view.spelled(row) for row in shown if self.view.required(row, self.operation)
        ]
        needed = {"required": required} if required else {}
        return {**schema, **needed, **self.together(shown)}

    def together(self, rows: Iterable[Parameter]) -> Schema:
        """Return what rows of one object demand of each other."""
        return _together(tuple(rows), self._free, self.view)

    def row(self, row: Parameter) -> Schema:
        """Return the schema of a row and everything below it."""
        options = [self._typed(row), *map(self.row, row.alternatives)]
        if row.clearable and not (self.view.wire and _empties(options[0])):
            options.append({"const": ""})
        if self._free(row) and {"required", "allOf"} & set(options[0]):
            top = "[" not in row.path and row.location == "body"
            options.append(_ALL_UNSENT if top else _EMPTY)
        schema = options[0] if len(options) == 1 else {"anyOf": options}
        nobody = {"description": _NOBODY} if self.view.nobody(row, self.operation) else {}
        return {**schema, **_notes(row), **nobody}

    def _typed(self, row: Parameter) -> Schema:
        if row.type == "object":
            inner = (
                self.of(row.children, row.path)
                if row.children or self.view.wire
                else {"type": "object"}
            )
            return {**inner, **(self._filled(row) if row.children else {})}
        if row.type == "array":
            return self._array(row)
        if row.type == "map":
            return self._map(row)
        if row.type == "any":  # a form carries it as one text
            least = {} if row.clearable else {"minLength": 1}
            return {"type": ["string", "number", "boolean"], **least} if self.view.wire else {}
        if row.type == "boolean" and self.view.flags:
            return {"type": "string", "enum": list(self.view.flags)}
        found = {"type": row.type, **self._bounds(row), **self._id(row)}
        return {key: value for key, value in found.items() if value is not None}

    def _id(self, row: Parameter) -> Schema:
        """Return what the conventions say of an id in a path, where its own row says nothing."""
        kinds = [self.view.contracts.described(kind) for kind in row.references]
        sets = {one.set for kind in kinds if kind for one in kind.operations}
        listed = self.view.wire and self.view.known(row, self.operation)
        told = row.pattern or row.enum or row.format or listed
        if row.location != "path" or not all(kinds) or sets != {self.operation.set} or told:
            return {}
        if self.view.contracts.api.id.type == "integer":
            return {"type": "integer", "minLength": None}
        pattern = whole(self.view.contracts.api.id.pattern)
        return {"pattern": pattern} if pattern else {}

    def _free(self, row: Parameter) -> bool:
        """Whether an empty object says something that is right.

        A form cannot carry one. At the top, and one step below, it is not sent at all; deeper it is
        sent as an empty text, which clears what can be cleared.
        """
        if not self.view.wire or row.type not in ("object", "array", "map"):
            return False
        if row.path.count("[") <= 1:
            return not self.view.required(row, self.operation)
        return row.clearable or (row.type == "array" and not row.required) or row.type == "map"

    def _strange(self, parent: str) -> Schema | bool:
        """Return what names may hold that no row has: what a form does not carry, so high up."""
        return dict(_UNSENT) if self.view.wire and "[" not in parent else False

    def _filled(self, row: Parameter) -> Schema:
        return {} if self._free(row) else {"minProperties": 1}

    def _array(self, row: Parameter) -> Schema:
        items = self.row(row.items) if row.items else {}
        if self.view.expands(row) and self.view.wire:
            none = [""] if "empty" in _topics(row) else []
            items = {"enum": [*expandable(self.view.contracts, self.operation), *none]}
        if row.location != "body" or not (self.view.wire and self.view.brackets):
            return {"type": "array", "items": items, "minItems": 1}
        return {
            "type": "object",
            "patternProperties": {_INDEX: items},
            "additionalProperties": self._strange(row.path) if self._free(row) else False,
            **self._filled(row),
        }

    def _map(self, row: Parameter) -> Schema:
        inner = self.row(row.values) if row.values else {}
        schema = {"type": "object", "additionalProperties": inner, **self._filled(row)}
        limits = self.view.contracts.api.metadata
        if not self.view.wire or limits is None:
            return schema
        if row.values and row.values.type == "string":
            kinds = ["string", "integer", "number", "boolean", "null"]  # all are texts in a form
            schema["additionalProperties"] = {"type": kinds, "maxLength": limits.value_length}
        names: Schema = {"maxLength": limits.key_length}
        if limits.key_without:
            names["pattern"] = f"^[^{re.escape(limits.key_without)}]*$"
        return {**schema, "propertyNames": names, "maxProperties": limits.keys}

    def _bounds(self, row: Parameter) -> Schema:
        facts = {
            "enum": choices(row.type, row.enum) or None,
            "minimum": row.minimum,
            "maximum": row.maximum,
            "minLength": (row.min_length or 1) if row.type == "string" and not row.enum else None,
            "maxLength": row.max_length,
            "format": FORMATS.get(row.format or ""),
            "pattern": (row.held and whole(row.pattern)) or _PATTERNS.get(row.format or ""),
        }
        if self.view.wire:
            if row.format in _UNTOLD:  # nobody says that a wrong one is refused
                facts.update(format=None, pattern=None)
            facts.update(self._numbers(row) if row.type == "integer" else self._texts(row))
        return {key: value for key, value in facts.items() if value is not None}

    def _numbers(self, row: Parameter) -> dict[str, Any]:
        """Return bounds that are held: a page size out of range is taken for the nearest one."""
        page = self.view.contracts.api.list
        if row.location == "query" and row.name == page.limit:
            return {"minimum": None, "maximum": None, "default": page.default or None}
        low = -_WHOLE if row.minimum is None else row.minimum
        return {"minimum": low, "maximum": _WHOLE if row.maximum is None else row.maximum}

    def _texts(self, row: Parameter) -> dict[str, Any]:
        """Return what is known of a text beyond its table: which there are, or how they begin."""
        known = self.view.known(row, self.operation)
        if known:
            return {"enum": list(known), "minLength": None, "maxLength": None}
        pattern = self.view.pattern(row, self.operation)
        if pattern and not row.pattern:
            return {"pattern": pattern, "minLength": None}
        if row.format == "currency":
            return {"enum": list(CURRENCIES), "pattern": None, "minLength": None}
        if row.format == "person_name":
            return {"pattern": _PERSON, "minLength": None}
        if row.plain_values and self.view.ids is not None:
            return {"enum": list(row.plain_values)}
        return {}


def _empties(schema: Schema) -> bool:
    """Let an empty text be one of the texts of a schema. Return whether that could be said."""
    if schema.get("type") != "string" or {"pattern", "format"} & set(schema):
        return False
    schema.pop("minLength", None)
    if "enum" in schema:
        schema["enum"] = [*schema["enum"], ""]
    return True


def _together(rows: tuple[Parameter, ...], free: Callable[[Parameter], bool], view: View) -> Schema:
    """Return what rows of one object demand of each other; one that is empty is not sent."""
    by_path = {row.path: row for row in rows}
    pairs = {
        tuple(sorted((view.spelled(row), view.spelled(by_path[other]))))
        for row in rows for other in row.excludes if other in by_path
    }  # fmt: skip
    needs = {
        view.spelled(row): [
            _need(by_path, need, view) for need in row.needs if need.partition("=")[0] in by_path
        ]
        for row in rows
    }
    facts = {
        "allOf": [
            _not_both(pair, {view.spelled(row) for row in rows if free(row)})
            for pair in sorted(pairs)
        ],
        "dependentSchemas": {name: {"allOf": found} for name, found in needs.items() if found},
    }
    return {key: value for key, value in facts.items() if value}  # fmt: skip


def _not_both(pair: tuple[str, ...], free: set[str]) -> Schema:
    filled = {name: {"minProperties": 1} for name in pair if name in free}
    return {"not": {"required": list(pair), **({"properties": filled} if filled else {})}}


def _need(by_path: Mapping[str, Parameter], need: str, view: View) -> Schema:
    path, equals, text = need.partition("=")
    row = by_path[path]
    name = view.spelled(row)
    schema: Schema = {"required": [name]}
    if equals:
        said = dict(zip(("true", "false"), view.flags or (True, False), strict=True))
        value = said.get(text, text) if row.type == "boolean" else text
        schema["properties"] = {name: {"const": value}}
    return schema


def _topics(row: Parameter) -> set[str]:
    """Return the topics of violations of a row that prove nothing."""
    return {text.partition(" ")[0] for text in row.unjudged}


def _notes(row: Parameter) -> Schema:
    shown = row.example is not None and not str(row.example).startswith("@")
    facts = {
        "description": row.note,
        "examples": [row.example] if shown else None,
        "x-format": row.format if row.format not in FORMATS else None,
        "x-references": list(row.references),
        "x-excludes": list(row.excludes),
        "x-needs": list(row.needs),
        "x-plain-values": list(row.plain_values),
        "x-plain": None if row.plain else False,
        "x-source": row.source or None,
    }
    return {key: value for key, value in facts.items() if value not in (None, "", [])}
