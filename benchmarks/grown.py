"""API packages of any size, made of one small resource over and over: what growth is measured on.

Each resource has a list, a creation, a retrieval and an update, a lifecycle of none and a few dozen
rows; every second one names the one before it.
"""

from __future__ import annotations

import re
from pathlib import Path

from contracts.loader import API

_API = """\
name: grown
auth: {schemes: [bearer], secret: [sk_], refused: [401], wrong: sk_test_wrongWrong0123456789}
error: {envelope: error, type: type, code: code, param: param, message: message}
object: {id: id, object: object, created: created, lasting: [id, object, created]}
list: {object: list, url: url, items: data, more: has_more, by: cursor, after: starting_after,
       before: ending_before, end: more, limit: limit, default: 10, maximum: 100, order: created}
metadata: {row: metadata, keys: 50, key_length: 40, value_length: 500, clear: ""}
"""
_ROWS = """\
        name: {type: string, max_length: 80REQUIRED}
        note: {type: string, max_length: 500, clearable: true}
        color: {type: string, enum: [red, green, blue, white, black]}
        size: {type: integer, minimum: 1, maximum: 9000}
        weight: {type: integer, minimum: 0}
        email: {type: string, format: email}
        site: {type: string, format: url}
        active: {type: boolean}
        address:
          type: object
          children:
            line1: {type: string, max_length: 200}
            line2: {type: string, max_length: 200}
            city: {type: string, max_length: 100}
            country: {type: string, format: country}
            postal_code: {type: string, format: postal_code}
        box:
          type: object
          children:
            height: {type: integer, minimum: 1}
            length: {type: integer, minimum: 1}
            width: {type: integer, minimum: 1}
            unit: {type: string, enum: [cm, inch]}
        tags: {type: array, items: {type: string, max_length: 40}}
        metadata: {type: map, values: {type: string, max_length: 500}}
"""
_CREATE = """\
  create:
    kind: create
    path: /v1/NAMEs
    parameters:
      body:
ROWS"""
_RETRIEVE = """\
  retrieve: {kind: retrieve, path: "/v1/NAMEs/{NAME}"}
"""
_LIST = """\
  list:
    kind: list
    path: /v1/NAMEs
    parameters:
      query:
        limit: {type: integer, minimum: 1, maximum: 100, unjudged: ["range clamped"]}
        starting_after: {type: string, format: cursor}
        ending_before: {type: string, format: cursor}
        color: {type: string, enum: [red, green, blue, white, black]}
    population: {steps: [{request: POST /v1/NAMEs, form: {name: "@unique"}}]}
"""
_UPDATE = """\
  update:
    kind: update
    path: "/v1/NAMEs/{NAME}"
    parameters:
      path: {NAME: {type: string, required: true, references: [NAME]}}
      body:
ROWS"""
_FIELDS = """\
fields:
  id: {type: string, required: true}
  object: {type: string, required: true, enum: [NAME]}
  created: {type: integer, required: true, format: timestamp}
  name: {type: string, nullable: true}
  note: {type: string, nullable: true}
  color: {type: string, nullable: true, enum: [red, green, blue, white, black]}
  size: {type: integer, nullable: true}
  weight: {type: integer, nullable: true}
  email: {type: string, nullable: true}
  site: {type: string, nullable: true}
  active: {type: boolean, nullable: true}
  address:
    type: object
    nullable: true
    children:
      line1: {type: string, nullable: true}
      line2: {type: string, nullable: true}
      city: {type: string, nullable: true}
      country: {type: string, nullable: true}
      postal_code: {type: string, nullable: true}
  box:
    type: object
    nullable: true
    children:
      height: {type: integer, nullable: true}
      length: {type: integer, nullable: true}
      width: {type: integer, nullable: true}
      unit: {type: string, nullable: true, enum: [cm, inch]}
  tags: {type: array, nullable: true, items: {type: string}}
  metadata: {type: map, required: true, values: {type: string}}
recipes:
  NAME:
    default: {steps: [{request: POST /v1/NAMEs, form: {name: "@unique"}}]}
"""
_OPERATIONS = (_CREATE, _RETRIEVE, _LIST, _UPDATE)


def write(folder: Path, operations: int) -> Path:
    """Write a package with so many operations below a folder and return where it is."""
    root = folder / f"grown{operations}"
    (root / "things").mkdir(parents=True)
    situations = (API / "api.yaml").read_text(encoding="utf-8").partition("\nsituations:\n")[2]
    told = _without_clauses(situations)
    (root / "api.yaml").write_text(f"{_API}situations:\n{told}\n", encoding="utf-8")
    per = len(_OPERATIONS)
    for index in range(-(-operations // per)):
        count = min(per, operations - index * per)
        text = _resource(f"thing{index:03}", index, count)
        (root / "things" / f"thing{index:03}.yaml").write_text(text, encoding="utf-8")
    return root


def _resource(name: str, index: int, count: int) -> str:
    head = f"resource: NAME\nobject: NAME\nprefix: t{index:03}_\noperations:\n"
    text = head + "".join(_OPERATIONS[:count]) + _FIELDS
    linked = (
        f"        other: {{type: string, references: [thing{index - 1:03}],"
        " unjudged: [reference kept]}\n" * (index % 2)
    )
    field = "  other: {type: string, nullable: true}\n" * (index % 2)
    first, _, rest = text.partition("ROWS")
    text = f"{first}{_ROWS.replace('REQUIRED', ', required: true')}{linked}{rest}"
    text = text.replace("ROWS", f"{_ROWS.replace('REQUIRED', '')}{linked}")
    return text.replace("recipes:\n", f"{field}recipes:\n").replace("NAME", name)


def _without_clauses(text: str) -> str:
    """Return situations of the built-in API without the ids of its own clauses."""
    return "\n".join(re.sub(r"clause: [A-Z]+-\d+, ", "", line) for line in text.splitlines())
