"""The JSON Schema of contract files, so that editors complete them; the loader stays the judge."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from contracts.api_schema import situation
from contracts.calls import GUESSED as MARKS
from contracts.filtering import FILTERS
from contracts.model import ENCODED, HOLDINGS, LEVELS, METHODS, TYPES
from contracts.model.tables import BOUNDS
from contracts.operations import KINDS, PLACES, SHAPES
from contracts.own_ids import CHOSEN
from contracts.own_ids import TYPES as ID_TYPES
from contracts.rows import FORMATS as ROW_FORMATS
from contracts.rows import GUESSED, TOPICS
from contracts.tables import FORMATS as FIELD_FORMATS
from contracts.tables import MOVING

Schema = dict[str, Any]
FILE = Path(__file__).parent / "schema" / "contract.schema.json"
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT, "uniqueItems": True}
_YES: Schema = {"type": "boolean"}
_NUMBER: Schema = {"type": "integer"}
_CODE: Schema = {"type": ["string", "integer"]}
_FORM: Schema = {"type": "object"}
_NUMBERS: Schema = {"type": "array", "items": _NUMBER}
_REFUSED: Schema = {"type": "integer", "minimum": 400, "maximum": 499}
_LINES: Schema = {**_NUMBERS, "minItems": 2, "maxItems": 2}
_WORDS: Schema = {"type": "array", "items": {"type": ["string", "integer"]}, "uniqueItems": True}
_ENUM: Schema = {"anyOf": [{**_WORDS, "minItems": 1}, _TEXT]}  # in place, or the name of a list
_REQUEST: Schema = {"type": "string", "pattern": f"^({'|'.join(METHODS)}) /"}
_SITUATIONS: Schema = {
    "description": "What is answered otherwise here, part by part; null: not asked.",
    "type": "object",
    "additionalProperties": {"anyOf": [situation(), {"type": "null"}]},
}
_PLACED = ("hidden", "lines", "omit")  # keys that only go with a shared subtree
_NOT_OF_ELEMENTS = (*FILTERS, *_PLACED, "required", "use")


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _map(of: Schema) -> Schema:
    return {"type": "object", "additionalProperties": of}


def _closed(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": list(required)} if required else found


def _described(of: Schema, text: str) -> Schema:
    return {**of, "description": text}


def _row_keys() -> Schema:
    return {
        "type": {"enum": sorted(TYPES)},
        "required": _YES,
        "source": _described({"anyOf": [_NUMBER, _LINES, _TEXT]},
                             "Line of the reference text, or any text that says where it stands."),
        "restored": _described(_YES, "The text hides the row; 'source' is the line that hides it."),
        "enum": _ENUM,
        "minimum": {"type": "number"}, "maximum": {"type": "number"},
        "max_length": _NUMBER, "min_length": _NUMBER,
        "pattern": _described(_TEXT, "Regular expression that the whole text fits."),
        "encoded": _described({"enum": list(ENCODED)}, "The value is JSON text in one field."),
        "guessed": _described({"type": "array", "items": {"enum": list(GUESSED)}},
                              "Keys that nothing states: such a claim is a probe."),
        "later": _described(_NUMBER, "What 'max_length' was raised to in the same releases."),
        "format": {"enum": list(ROW_FORMATS)},
        "references": _described(_TEXTS, "Resources whose id is expected."),
        "clearable": _described(_YES, "The empty text clears the value."),
        "excludes": _TEXTS, "needs": _TEXTS,
        "plain": _described(_YES, "Whether a plain test account accepts it."),
        "plain_values": _TEXTS, "example": {}, "subject": _TEXT,
        "displaces": _described(_YES, "Takes the place of something that belongs to the account."),
        "unjudged": _described(
            {"type": "array", "items": {"type": "string", "pattern": f"^({'|'.join(TOPICS)}) ."}},
            "A topic that proves nothing here, and the reason.",
        ),
        "clause": _described(_TEXT, "Of a row that filters: the clause that documents it."),
        "shown_as": _described(_TEXT, "The field it filters by, when that is named otherwise."),
        "by": _described(_TEXT, "The field of the object that a path names it by, not its id."),
        "shown_for": _described(_TEXT, "The field that names which rows below are shown."),
        "compares": _described(
            {"anyOf": [_YES, {"enum": list(BOUNDS)}]},
            "More than equality is asked by it: a bound of the field that it is shown as.",
        ),
        "unseen": _described(_YES, "No field shows what it filters by."),
        "absent": _described(_absent(), "What no object has, or values to choose that from."),
        "note": _TEXT,
        "items": _ref("element"), "values": _ref("element"),
        "children": _map(_ref("row")),
        "also": {"type": "array", "items": _closed(
            {"type": {"enum": sorted(TYPES)}, "enum": _ENUM, "references": _TEXTS}, ("type",))},
        "use": _described(_TEXT, "A shared subtree, by the name of its file."),
        "lines": _map(_NUMBER), "omit": _TEXTS, "hidden": _NUMBER,
    }  # fmt: skip


def _absent() -> Schema:
    digits = _closed({"digits": {"type": "integer", "minimum": 1, "maximum": 4}}, ("digits",))
    value: Schema = {"type": ["string", "integer", "boolean"]}
    return {"anyOf": [value, {"type": "array", "items": value, "minItems": 1}, digits]}


def _needs(kind: str, key: str) -> Schema:
    """Return the rule that a row of type `kind` says `key`."""
    return {
        "if": {"properties": {"type": {"const": kind}}, "required": ["type"]},
        "then": {"required": [key]},
    }


def _row() -> Schema:
    plain: Schema = {"required": ["type"],
                     "properties": dict.fromkeys(_PLACED, False)}  # fmt: skip
    either: Schema = {"if": {"required": ["use"]}, "else": plain}
    return {
        **_closed(_row_keys()),
        "allOf": [either, _needs("array", "items"), _needs("map", "values")],
    }


def _element() -> Schema:
    keys = {key: value for key, value in _row_keys().items() if key not in _NOT_OF_ELEMENTS}
    return {**_closed(keys, ("type",)), **_needs("array", "items")}


def _field() -> Schema:
    return _closed({
        "type": {"enum": sorted(TYPES)}, "required": _YES, "nullable": _YES,
        "enum": _ENUM,
        "open": _described(_YES, "Other values than these may come."),
        "format": {"enum": list(FIELD_FORMATS)}, "max_length": _NUMBER,
        "expandable": _YES, "resource": _TEXT, "note": _TEXT,
        "constant": _described(_YES, "Never changes while the object lives."),
        "moving": _described({"enum": list(MOVING)},
                             "Changes by itself: always, or when another field is updated."),
        "refreshes": _described(_TEXT, "The field beside it that changes while it is underway."),
        "restless": _described(_TEXTS, "Values that go over into others by themselves."),
        "on_request": _described(_YES, "Shown only by a retrieval that asks to expand it."),
        "own": _described(_YES, "Belongs to this object alone: no other shows the same."),
        "names_hash": _described(_YES, "Its value is the name of an object beside it."),
        "signs": _described(_closed({"by": _TEXT, "negative": _TEXTS, "positive": _TEXTS},
                                    ("by",)), "The sign, by what a field beside it holds."),
        "clause": _described(_TEXT, "What documents such a word, or an object (id) here."),
        "items": _ref("field"), "values": _ref("field"),
        "children": {"anyOf": [_map(_ref("field")), _TEXT]},
        "also": {"type": "array", "items": _ref("field")},
    }, ("type",))  # fmt: skip


def _operation() -> Schema:
    groups: dict[str, Schema] = {name: _map(_ref("row")) for name in PLACES}
    return _closed({
        "method": {"enum": list(METHODS)}, "path": _TEXT,
        "kind": {"enum": list(KINDS)},
        "shape": {"enum": list(SHAPES)},
        "source": _described({"anyOf": [_NUMBER, _LINES, _TEXT]},
                             "First and last line of the block, a line, or any text."),
        "items": _described(_TEXT, "Of a list: the field with its entries, where it has its own."),
        "about": _described({"anyOf": [_TEXT, {**_TEXTS, "minItems": 1}]},
                            "Rows of the form that hold the ids of what it is about."),
        "afterwards": _described(_TEXT, "Of a delete: absent, or the field that says it is gone."),
        "parameters": _closed(groups), "base": _FORM, "subject": _TEXT, "ordered": _YES,
        "population": _ref("population"), "description": _TEXT, "sdk_path": _TEXT,
        "notes": _TEXTS, "situations": _SITUATIONS,
        "stands": _described(_TEXT, "Where its answer holds the object, when elsewhere."),
        "success": _described(_NUMBERS, "Statuses of what was done, where they are its own."),
        **_calls(),
    }, ("path", "kind"))  # fmt: skip


def _calls() -> Schema:
    level: Schema = {"enum": list(LEVELS)}
    foreign = _closed({"form": {**_FORM, "minProperties": 1}, "clause": _TEXT, "level": level},
                      ("form", "clause"))  # fmt: skip
    excuse = _closed({
        "of": _described(_TEXT, "The row (or field) that names the object."), "because": _TEXT,
        "sent": _FORM, "unsent": _TEXTS, "shows": _FORM, "differs": _FORM, "status": _REFUSED,
    }, ("of", "because"))  # fmt: skip
    return {
        "rich": _described(_FORM, "Rows that fill references of the answer."),
        "otherwise": _described(
            _TEXT, "resource:state of a subject that has what `base` sends; tried without it."
        ),
        "attempt": _described(_REFUSED, "A valid form may be refused with this status."),
        "own": _closed({"form": _FORM, "filter": _TEXT}, ("filter",)),
        "publishable": _described(_YES, "A publishable key may call it, with a client secret."),
        "rare": _described(_YES, "Few accounts have it."),
        "guessed": _described({"type": "array", "items": {"enum": list(MARKS)}},
                              "What nothing states: what follows from it is a probe."),
        "foreign": _described({"type": "array", "items": foreign},
                              "Rows of neighbouring tables that are unknown here."),
        "excuses": _described(
            {"type": "array",
             "items": {**excuse, "anyOf": [{"required": ["shows"]}, {"required": ["differs"]}]}},
            "When a refusal speaks of an object that the form names, and not of the form.",
        ),
    }  # fmt: skip


def _choice() -> Schema:
    return _closed({
        "values": {**_TEXTS, "minItems": 1}, "request": _REQUEST, "form": _FORM, "refused": _TEXT,
        "makes": _TEXT, "source": _TEXT, "note": _TEXT,
    }, ("values", "request", "form", "refused"))  # fmt: skip


def _lifecycle() -> Schema:
    refusal = _closed({"status": _NUMBERS, "type": _TEXT, "code": _CODE, "param": _TEXT})
    cell = _closed({
        "from": {"type": "array", "items": _TEXT}, "to": _TEXTS, "form": _FORM,
        "label": _TEXT, "leaves": _TEXTS, "level": {"enum": list(LEVELS)}, "recipe": _TEXT,
        "refused": refusal, "sets": _FORM, "source": _TEXT,
    }, ("from",))  # fmt: skip
    cell["anyOf"] = [{"required": ["to"]}, {"required": ["refused"]}]
    showing = _closed({
        "in": {"type": "array", "items": _TEXT}, "field": _TEXT, "holds": {"enum": list(HOLDINGS)},
        "level": {"enum": list(LEVELS)}, "source": _TEXT,
    }, ("in", "field", "holds"))  # fmt: skip
    return _closed({
        "field": _TEXT, "states": _TEXTS, "terminal": _TEXTS, "restless": _TEXTS,
        "withdrawn": _TEXTS, "ends": _TEXT,
        "matrix": _map({"type": "array", "items": cell}),
        "shows": {"type": "array", "items": showing},
    }, ("field", "states", "matrix"))  # fmt: skip


def _step() -> Schema:
    return _closed(
        {"request": _REQUEST, "form": _FORM, "save": _TEXT, "shows": _FORM, "status": _NUMBERS},
        ("request",),
    )


def _own_id() -> Schema:
    values = {"field": _TEXT, "type": {"enum": list(ID_TYPES)}, "pattern": _TEXT,
              "chosen": {"enum": list(CHOSEN)}}  # fmt: skip
    return _closed(values, ("field",))


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of one resource file."""
    steps = {"type": "array", "items": _ref("step")}
    ways = {"type": "array", "items": {**steps, "minItems": 1}}
    recipe = {**_closed({"steps": steps, "alternatives": ways, "pick": _TEXT, "note": _TEXT,
                         "prefers": _map(_TEXTS), "again": _ref("step"), "shows": _FORM}),
              "minProperties": 1, "not": {"required": ["steps", "pick"]},
              "dependentRequired": {"prefers": ["pick"], "alternatives": ["steps"]}}  # fmt: skip
    resource = _closed({
        "resource": _TEXT, "object": _TEXT, "prefix": _TEXT, "notes": _TEXTS,
        "operations": _map(_ref("operation")), "fields": _map(_ref("field")),
        "lifecycle": _ref("lifecycle"), "recipes": _map(_map(recipe)),
        "id": _described(_own_id(), "By which field its objects are named, where not as others."),
        "formerly": _described(_TEXT, "The former value of `object`; neither is held to."),
        "situations": _SITUATIONS,
        "rich": _described(_TEXT, "resource:state of the objects that have most references."),
        "choices": _map(_choice()),
    }, ("resource", "object", "fields"))  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A contract: one resource of the API, its operations and its fields",
        **resource,
        "$defs": {
            "row": _row(), "element": _element(), "field": _field(), "operation": _operation(),
            "lifecycle": _lifecycle(), "step": _step(),
            "population": {
                **_closed({"filter": _FORM, "rich": _YES, "steps": steps, "subject": _TEXT}),
                "dependentRequired": {"rich": ["steps"]},
            },
        },
    }  # fmt: skip


def text() -> str:
    """Return the schema as the committed file has it."""
    return json.dumps(schema(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")
